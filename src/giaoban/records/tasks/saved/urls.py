"""The addresses of saved lists."""

from django.urls import path

from giaoban.records.tasks.saved import views

app_name = "saved"
urlpatterns = [
    path("", views.lists, name="lists"),
    path("<int:list_id>/forget/", views.forget, name="forget"),
    path("columns/", views.columns, name="columns"),
]
