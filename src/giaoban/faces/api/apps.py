from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "giaoban.faces.api"

    def ready(self) -> None:
        from giaoban.faces.api.types import SCOPES
        from giaoban.ground.accounts import hooks

        hooks.offer_scopes(SCOPES)
