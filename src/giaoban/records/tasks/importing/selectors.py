"""Finding what was brought to be imported. Whoever may import sees all of it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from giaoban.ground.accounts.models import User
from giaoban.records.tasks.importing import policies
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.importing.types import BatchState, RowState


def visible_batches(*, actor: User, on: date) -> QuerySet[Batch]:
    """All for whoever may import, none for others. The latest first."""
    batches = Batch.objects.select_related("brought_by", "imported_by", "undone_by")
    return batches if policies.may_import(actor, on=on) else batches.none()


def rows_of(*, batch: Batch, states: Iterable[RowState] | None = None) -> QuerySet[Row]:
    """Its rows in the order of the table; those in some states, or all."""
    rows = Row.objects.filter(batch=batch).order_by("number")
    return rows if states is None else rows.filter(state__in=list(states))


def counts_of(*, batch: Batch) -> dict[RowState, int]:
    """How many rows are in each state."""
    counted = Row.objects.filter(batch=batch).order_by().values_list("state")
    found = dict(counted.annotate(count=Count("pk")))
    return {state: found.get(state.value, 0) for state in RowState}


def unknown_names(*, batch: Batch) -> dict[str, int]:
    """Names in its rows that the register knows no unit by, and in how many rows each."""
    names: dict[str, int] = {}
    for unknown in rows_of(batch=batch).exclude(unknown=[]).values_list("unknown", flat=True):
        for name in unknown:
            names[name] = names.get(name, 0) + 1
    return dict(sorted(names.items(), key=lambda each: (-each[1], each[0])))


def with_content(*, sha256: str) -> Batch | None:
    """The batch that the same file became before, unless that was undone."""
    kept = Batch.objects.exclude(state=BatchState.UNDONE)
    return kept.filter(sha256=sha256).order_by("pk").first()
