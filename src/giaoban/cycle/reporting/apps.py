from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "giaoban.cycle.reporting"

    def ready(self) -> None:
        from giaoban.cycle.reporting.explaining import rights_in_obligation
        from giaoban.records.organisations.hooks import explain

        explain("reporting.obligation", rights_in_obligation)
