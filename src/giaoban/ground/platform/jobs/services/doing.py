"""Doing a job that was handed out, and writing down how it went."""

import logging
import os
import traceback
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from giaoban.ground.platform.jobs.registry import Job, NoSuchJob, job_named, jobs
from giaoban.ground.platform.jobs.services.queue import TimedOut, postpone
from giaoban.ground.platform.models import JobRun, JobState

# How long to wait after the first failure, the second, …; after later ones as after the last.
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
# The cluster kills a worker that does not hear its alarm so long after the time was up.
GRACE = timedelta(seconds=4)
KEPT = timedelta(days=30)
_TELLING = 4000  # characters kept of what a job tells, or of how it failed

_log = logging.getLogger(__name__)


class StillBeingDone(RuntimeError):
    """Another worker has this very job in hand; it is handed out again should that one die."""


def run(
    *, name: str, key: str = "", slot: str = "", arguments: dict[str, object] | None = None
) -> str:
    """Do a job that was handed out. Called by the worker alone; `slot` comes from a schedule.

    It returns once the job needs no other attempt, and raises where it is to be handed out again.
    """
    try:
        job = job_named(name)
    except NoSuchJob:
        # Of a version before this one, or of one to come: no other attempt will know it either.
        _log.warning("no room declares the job %s", name)
        return "unknown"
    begun = _begin(job, key or f"{name}@{slot}")
    if begun is None:
        return "nothing to do"
    try:
        told = job.work(**(arguments or {}))
    except (Exception, TimedOut) as failure:
        if _fail(job, begun, failure):
            raise
        return "given up"
    _end(begun, JobState.DONE, told or "")
    return "done"


def _begin(job: Job, key: str) -> JobRun | None:
    """The run, marked as being done; None where the work is over. Raises StillBeingDone."""
    now = _now()
    with transaction.atomic():
        row, is_new = JobRun.objects.select_for_update().get_or_create(
            key=key, defaults={"name": job.name, "state": JobState.RUNNING, "started_at": now}
        )
        if row.state in {JobState.DONE, JobState.GIVEN_UP}:
            return None
        over_at = row.started_at + timedelta(seconds=settings.JOB_SECONDS) + GRACE
        was_running = row.state == JobState.RUNNING and not is_new
        if not was_running or over_at <= now:
            # An attempt that cannot have lived on is over: its worker died.
            if was_running and row.attempts >= job.attempts:
                _end(row, JobState.GIVEN_UP, "its worker died each time")
                return None
            row.state = JobState.RUNNING
            row.attempts += 1
            row.started_at, row.ended_at, row.process = now, None, os.getpid()
            row.save()
            return row
    postpone(over_at)
    raise StillBeingDone(key)


def _fail(job: Job, row: JobRun, failure: BaseException) -> bool:
    """Write down how it failed; whether it is to be tried again."""
    told = "".join(traceback.format_exception(failure))
    _log.error("job %s failed at attempt %s: %s", job.name, row.attempts, type(failure).__name__)
    if row.attempts >= job.attempts:
        _end(row, JobState.GIVEN_UP, told)
        return False
    postpone(_now() + BACK_OFF[min(row.attempts, len(BACK_OFF)) - 1])
    _end(row, JobState.WAITING, told)
    return True


def _end(row: JobRun, state: JobState, told: str) -> None:
    row.state = state
    row.ended_at = _now()
    row.told = told[-_TELLING:]
    row.save()


def _now() -> datetime:
    """The real time, whatever day the pages take for today: by it the queue hands jobs out."""
    return timezone.now()  # noqa: TID251 - the door of every job, as a view is of a page


@transaction.atomic
def forget_old_runs(*, now: datetime) -> int:
    """Let go of what was done well long ago; the latest run of each job stays."""
    latest = [
        pk
        for job in jobs()
        for pk in JobRun.objects.filter(name=job.name).values_list("pk", flat=True)[:1]
    ]
    old = JobRun.objects.filter(started_at__lt=now - KEPT).exclude(pk__in=latest)
    deleted, _ = old.delete()
    return deleted
