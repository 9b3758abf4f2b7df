from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "giaoban.cycle.intake"

    def ready(self) -> None:
        from giaoban.cycle.intake.panels import what_was_read
        from giaoban.records.documents import hooks

        hooks.add_panel(what_was_read)
