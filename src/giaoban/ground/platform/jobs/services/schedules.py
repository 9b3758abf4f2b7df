"""What is done by itself: the schedules that the rooms declare, written where the worker looks."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule

from giaoban.ground.platform.jobs.registry import Daily, Every, jobs
from giaoban.ground.platform.jobs.services.queue import RUN


@transaction.atomic
def keep_schedules(*, now: datetime) -> None:
    """Make the schedules in the database those that the rooms declare. Done when a worker starts.

    Unchanged ones keep the moment of their next run. What was missed is done once, not many times.
    """
    declared = {job.name: job.schedule for job in jobs() if job.schedule}
    kept = {row.name: row for row in Schedule.objects.select_for_update().filter(func=RUN)}
    for name, row in kept.items():
        if name not in declared:
            row.delete()
    for name, schedule in declared.items():
        row = kept.get(name) or Schedule(name=name, func=RUN, next_run=None)
        before = (row.schedule_type, row.minutes)
        is_same = _is_kept(row, schedule)
        if isinstance(schedule, Every):
            row.schedule_type, row.minutes = Schedule.MINUTES, schedule.minutes
        else:
            row.schedule_type, row.minutes = Schedule.DAILY, None
        if not is_same or (row.schedule_type, row.minutes) != before:
            row.next_run = _first_moment(schedule, now)
        row.kwargs = repr({"name": name})
        row.intended_date_kwarg = "slot"
        row.save()


def _is_kept(row: Schedule, schedule: Every | Daily) -> bool:
    if row.next_run is None:
        return False
    if isinstance(schedule, Every):
        return True
    planned = timezone.localtime(row.next_run)
    return (planned.hour, planned.minute) == (schedule.at.hour, schedule.at.minute)


def _first_moment(schedule: Every | Daily, now: datetime) -> datetime:
    if isinstance(schedule, Every):
        return now
    at = schedule.at
    today = timezone.localtime(now).replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)
