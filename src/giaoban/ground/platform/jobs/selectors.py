"""How the jobs stand, for the page of the administrators and for the command line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.functional import Promise
from django_q.models import OrmQ, Schedule

from giaoban.ground.platform.jobs.registry import Daily, Every, jobs
from giaoban.ground.platform.models import JobRun, JobState

# A schedule is looked at every half minute; one so late has no worker that looks.
LATE = timedelta(minutes=3)
SHOWN = 20


@dataclass(frozen=True)
class Queue:
    """How many jobs wait for a worker, and how many are taken or wait to be tried again."""

    waiting: int
    taken: int


@dataclass(frozen=True)
class ScheduleLine:
    """What is done by itself: when last and how it went, and when next."""

    name: str
    words: str | Promise
    schedule: Every | Daily
    next_at: datetime | None
    last: JobRun | None


@dataclass(frozen=True)
class JobsState:
    """`failures` are the latest that failed, given up or to be tried again.

    `worker_is_missing`: something was due a while ago and nobody took it.
    """

    queue: Queue
    running: tuple[JobRun, ...]
    failures: tuple[JobRun, ...]
    schedules: tuple[ScheduleLine, ...]
    worker_is_missing: bool


def state_of_jobs(*, now: datetime) -> JobsState:
    """For whoever runs the installation; the caller asks whether the person does."""
    planned = dict(Schedule.objects.values_list("name", "next_run"))
    lines = tuple(
        ScheduleLine(
            name=job.name,
            words=job.words,
            schedule=job.schedule,
            next_at=planned.get(job.name),
            last=JobRun.objects.filter(name=job.name).first(),
        )
        for job in jobs()
        if job.schedule
    )
    failed = JobRun.objects.filter(state__in=[JobState.WAITING, JobState.GIVEN_UP])
    return JobsState(
        queue=_queue_on(now),
        running=tuple(JobRun.objects.filter(state=JobState.RUNNING)[:SHOWN]),
        failures=tuple(failed[:SHOWN]),
        schedules=lines,
        worker_is_missing=any(line.next_at is None or line.next_at < now - LATE for line in lines),
    )


def _queue_on(now: datetime) -> Queue:
    rows = OrmQ.objects.filter(key=settings.Q_CLUSTER["name"])
    return Queue(rows.filter(lock__lte=now).count(), rows.filter(lock__gt=now).count())
