"""What the jobs do for themselves."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.jobs.registry import Daily, job
from giaoban.ground.platform.jobs.services import forget_old_runs


@job("jobs.forget", words=_("Forget what was done long ago"), schedule=Daily(time(2, 30)))
def forget() -> str:
    now = timezone.now()  # noqa: TID251 - a job, which reads the clock
    return str(forget_old_runs(now=now))
