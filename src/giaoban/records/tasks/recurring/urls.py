"""The addresses of recurring tasks."""

from django.urls import path

from giaoban.records.tasks.recurring import views

app_name = "recurring"
urlpatterns = [
    path("", views.series_list, name="list"),
    path("new/", views.new, name="new"),
    path("preview/", views.preview, name="preview"),
    path("<int:series_id>/", views.series, name="series"),
    path("<int:series_id>/change/", views.change, name="change"),
    path("<int:series_id>/stop/", views.stop, name="stop"),
]
