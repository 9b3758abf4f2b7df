"""The addresses of acts on many tasks at once."""

from django.urls import path

from giaoban.records.tasks.together import views

app_name = "together"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("<slug:name>/", views.act, name="act"),
]
