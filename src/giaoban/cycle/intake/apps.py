from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "giaoban.cycle.intake"

    def ready(self) -> None:
        from giaoban.cycle.intake.explaining import rights_in_reading
        from giaoban.cycle.intake.panels import what_was_read
        from giaoban.records.documents import hooks
        from giaoban.records.organisations.hooks import explain

        hooks.add_panel(what_was_read)
        explain("intake.storedreading", rights_in_reading)
