from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "giaoban.records.tasks.papers"
