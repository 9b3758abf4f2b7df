from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "giaoban.records.tasks"

    def ready(self) -> None:
        from giaoban.records.documents import hooks as documents
        from giaoban.records.organisations import hooks as organisations
        from giaoban.records.tasks import explaining, in_documents

        documents.add_visibility(in_documents.documents_of_tasks)
        documents.add_panel(in_documents.tasks_of_document)
        organisations.explain("tasks.task", explaining.rights_in_task)
