from django.apps import AppConfig


class RecurringConfig(AppConfig):
    name = "giaoban.records.tasks.recurring"
