"""Making the tasks of series whose time has come."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from giaoban.ground.audit import services as audit
from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.recurring.models import Occurrence, Series
from giaoban.records.tasks.recurring.selectors import coming_of
from giaoban.records.tasks.types import Share

# At most so many of one series in a run: a series that begins long ago makes no flood.
_MOST = 40


def make_due_tasks(*, now: datetime) -> int:
    """Make each task whose day has come, once; how many were made.

    Run twice on a day it makes nothing the second time. A series whose task is refused, as where
    its unit is no more, says so and is tried again the next day; the others go on.
    """
    today = timezone.localdate(now)
    waiting = Series.objects.filter(stopped_on=None).order_by("pk")
    return sum(_make(pk, today, now) for pk in waiting.values_list("pk", flat=True))


def _make(series_id: int, today: date, now: datetime) -> int:
    for made in range(_MOST):
        try:
            with transaction.atomic():
                if not _make_next(series_id, today, now):
                    return made
        except RuleBroken as refusal:
            Series.objects.filter(pk=series_id).update(trouble=str(refusal)[:300])
            return made
    return _MOST


def _make_next(series_id: int, today: date, now: datetime) -> bool:
    """Make the next task of a series, if it is time; held, so that two runs make it once."""
    series = Series.objects.select_for_update(of=("self",)).get(pk=series_id)
    due = next(iter(coming_of(series, count=1)), None)
    if due is None or due.made_on > today:
        return False
    task = tasks.put_down(_assignment(series, due.due_on), actor=series.kept_by, now=now)
    Occurrence.objects.create(series=series, due_on=due.due_on, task=task, made_on=today)
    series.made_until, series.trouble = due.due_on, ""
    series.save(update_fields=["made_until", "trouble"])
    audit.record(
        actor=None,
        verb="recurring.made",
        target=series,
        data={"task": task.pk, "due_on": due.due_on.isoformat()},
        now=now,
    )
    return True


def _assignment(series: Series, due_on: date) -> tasks.Assignment:
    units = series.coordinating.values_list("unit_id", flat=True)
    return tasks.Assignment(
        title=series.title,
        lead=Share(series.lead_id, due_on),
        coordinating=[Share(unit_id, due_on) for unit_id in units],
        field_id=series.field_id,
        document=series.document,
        leader=series.leader,
        product=series.product,
        responsibility=series.responsibility,
        authority=series.authority,
        programme=series.programme,
        urgency=series.urgency,
        note=series.words,
    )
