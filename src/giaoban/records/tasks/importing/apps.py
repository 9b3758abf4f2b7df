from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "giaoban.records.tasks.importing"
