"""What tasks do apart from the pages."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import job
from giaoban.records.tasks import services


@job("tasks.move-deadlines", words=_("Move deadlines after a change of the calendar"))
def move_deadlines(*, move_id: int) -> str:
    move = services.go_on_moving(move_id=move_id, now=clock.now())
    return f"{move.moved} of {len(move.lines)} deadlines moved"
