"""Telling the units of what was imported: once for each person, however many tasks it is."""

from datetime import datetime

from django.utils import timezone

from giaoban.ground.notices import services as notices
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.models import Span


def tell_units(*, batch: Batch, now: datetime) -> None:
    """Tell whoever serves in a unit that now has an open duty by this import."""
    tasks = Row.objects.filter(batch=batch, task__isnull=False).values("task")
    spans = Span.objects.filter(task__in=tasks, valid_to=None, counted_from=None)
    units = set(spans.order_by().values_list("unit", flat=True).distinct())
    people = organisations.people_serving_in(unit_ids=units, on=timezone.localdate(now))
    others = people.exclude(pk=batch.imported_by_id or 0)
    notices.notify(kind="importing.imported", recipients=others, about=batch, now=now)
