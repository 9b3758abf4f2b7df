"""The addresses of the app."""

from django.urls import path

from giaoban.records.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.register, name="list"),
    path("<int:document_id>/", views.document, name="document"),
    path("<int:document_id>/restrict/", views.restrict, name="restrict"),
    path("<int:document_id>/file/", views.file, name="file"),
]
