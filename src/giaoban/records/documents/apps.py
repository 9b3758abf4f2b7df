from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "giaoban.records.documents"

    def ready(self) -> None:
        from giaoban.records.documents import explaining
        from giaoban.records.organisations import hooks

        hooks.explain("documents.document", explaining.rights_in_document)
