"""The addresses of the app."""

from django.urls import path

from giaoban.faces.workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
]
