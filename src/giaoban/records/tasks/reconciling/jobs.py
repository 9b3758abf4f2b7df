"""What reconciling does apart from the pages."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import job
from giaoban.records.tasks.reconciling import services


@job("reconciling.compare", words=_("Compare tasks with the export of the e-office"))
def compare(session_id: int) -> str:
    return f"{services.compare(session_id=session_id, now=clock.now())} rows"
