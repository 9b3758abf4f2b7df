from django.apps import AppConfig


class UrgingConfig(AppConfig):
    name = "giaoban.records.tasks.urging"
