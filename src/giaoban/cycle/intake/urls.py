"""The addresses of the app."""

from django.urls import path

from giaoban.cycle.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("read/", views.read, name="read"),
    path("corrections/", views.corrections, name="corrections"),
    path("<int:reading_id>/", views.desk, name="desk"),
    path("<int:reading_id>/together/", views.together, name="together"),
]
