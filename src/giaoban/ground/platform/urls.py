"""The addresses for machines."""

from django.urls import path

from giaoban.ground.platform import views

app_name = "platform"
urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
