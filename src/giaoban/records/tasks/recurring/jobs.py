"""What recurring tasks do apart from the pages."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform import clock
from giaoban.ground.platform.jobs import Daily, job
from giaoban.records.tasks.recurring import services


@job("recurring.make", words=_("Make the tasks that come back"), schedule=Daily(time(5, 30)))
def make() -> str:
    made = services.make_due_tasks(now=clock.now())
    return f"{made} tasks made"
