from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "giaoban.records.tasks.editions"
