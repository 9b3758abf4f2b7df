from django.apps import AppConfig


class SavedConfig(AppConfig):
    name = "giaoban.records.tasks.saved"
