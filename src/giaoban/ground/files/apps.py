from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "giaoban.ground.files"
