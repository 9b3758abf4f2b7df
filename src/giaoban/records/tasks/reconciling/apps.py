from django.apps import AppConfig


class ReconcilingConfig(AppConfig):
    name = "giaoban.records.tasks.reconciling"
