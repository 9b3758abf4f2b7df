"""The addresses of reconciling."""

from django.urls import path

from giaoban.records.tasks.reconciling import views

app_name = "reconciling"
urlpatterns = [
    path("", views.sessions, name="list"),
    path("new/", views.bring, name="bring"),
    path("<int:session_id>/", views.session, name="session"),
    path("<int:session_id>/columns/", views.columns, name="columns"),
    path("<int:session_id>/decide/", views.decide, name="decide"),
    path("<int:session_id>/close/", views.close, name="close"),
    path("<int:session_id>/report.xlsx", views.report, name="report"),
]
