from django.apps import AppConfig


class TogetherConfig(AppConfig):
    name = "giaoban.records.tasks.together"
