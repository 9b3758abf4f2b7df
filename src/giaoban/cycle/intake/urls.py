"""The addresses of the app."""

from django.urls import path

from giaoban.cycle.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("read/", views.read, name="read"),
    path("scans/<int:recognition_id>/", views.recognition, name="recognition"),
    path("corrections/", views.corrections, name="corrections"),
    path("<int:reading_id>/", views.desk, name="desk"),
    path("<int:reading_id>/due/<int:proposal_id>/", views.due, name="due"),
    path("<int:reading_id>/together/", views.together, name="together"),
]
