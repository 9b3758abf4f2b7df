from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "giaoban.records.documents"
