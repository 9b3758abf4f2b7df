"""The addresses of the app."""

from django.urls import path

from giaoban.faces.workspace import views
from giaoban.faces.workspace.running import views as running
from giaoban.faces.workspace.trail import views as trail

app_name = "workspace"
urlpatterns = [
    path("", views.home, name="home"),
    path("running/", running.running, name="running"),
    path("search/", views.search, name="search"),
    path("trail/", trail.search, name="trail"),
    path("trail/table.csv", trail.export, name="trail-csv"),
    path("trail/<str:reference>/", trail.history, name="history"),
]
