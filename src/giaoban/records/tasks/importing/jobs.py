"""What importing does apart from the pages."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import job
from giaoban.records.tasks.importing import services


@job("importing.check", words=_("Check the rows of a table of tasks"))
def check(batch_id: int) -> str:
    return f"{services.check_rows(batch_id=batch_id, now=clock.now())} rows"


@job("importing.import", words=_("Import tasks from a table"))
def import_tasks(batch_id: int) -> str:
    return f"{services.import_rows(batch_id=batch_id)} tasks"


@job("importing.undo", words=_("Undo an import of tasks"))
def undo(batch_id: int) -> str:
    return f"{services.undo_import(batch_id=batch_id)} tasks"
