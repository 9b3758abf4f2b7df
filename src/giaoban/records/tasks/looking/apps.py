from django.apps import AppConfig


class LookingConfig(AppConfig):
    name = "giaoban.records.tasks.looking"
