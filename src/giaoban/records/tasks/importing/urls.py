"""The addresses of importing."""

from django.urls import path

from giaoban.records.tasks.importing import views

app_name = "importing"
urlpatterns = [
    path("", views.batches, name="list"),
    path("new/", views.bring, name="bring"),
    path("copy/", views.copy, name="copy"),
    path("table-to-fill.xlsx", views.to_fill, name="to-fill"),
    path("<int:batch_id>/", views.batch, name="batch"),
    path("<int:batch_id>/wrong-rows.xlsx", views.wrong, name="wrong"),
    path("<int:batch_id>/columns/", views.columns, name="columns"),
    path("<int:batch_id>/units/", views.units, name="units"),
    path("<int:batch_id>/check/", views.check, name="check"),
    path("<int:batch_id>/import/", views.begin, name="begin"),
    path("<int:batch_id>/undo/", views.undo, name="undo"),
    path("<int:batch_id>/put-away/", views.put_away, name="put-away"),
]
