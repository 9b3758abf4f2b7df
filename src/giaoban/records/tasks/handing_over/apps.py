from django.apps import AppConfig


class HandingOverConfig(AppConfig):
    name = "giaoban.records.tasks.handing_over"
