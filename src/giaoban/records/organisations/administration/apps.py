from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "giaoban.records.organisations.administration"
