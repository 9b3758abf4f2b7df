"""Checking what each row would come to, without assigning anything: the dry run."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.jobs.services import enqueue
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.importing.reading import Reading, RowReader
from giaoban.records.tasks.importing.services.bringing import held
from giaoban.records.tasks.importing.services.permission import demand
from giaoban.records.tasks.importing.types import BatchState, RowState
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import DutyRole

AT_ONCE = 300  # rows that whoever asks waits for; more are a job
_AT_A_TIME = 500
_CHECKED = ["state", "told", "problems", "remarks", "unknown", "fingerprint"]


@transaction.atomic
def look_at(*, actor: User, batch_id: int, now: datetime) -> bool:
    """Let the rows be checked: at once where they are few (True), else as a job."""
    demand(actor, now=now)
    batch = held(batch_id)
    batch.state = BatchState.CHECKING
    batch.stopped_by = ""
    batch.done_count, batch.all_count = 0, batch.row_count
    batch.save()
    Row.objects.filter(batch=batch).exclude(state=RowState.DONE).update(state=RowState.NEW)
    if batch.row_count > AT_ONCE:
        enqueue("importing.check", batch_id=batch.pk)
        return False
    check_rows(batch_id=batch.pk, now=now)
    return True


def check_now(*, actor: User, batch_id: int, now: datetime) -> Batch:
    """Check all rows here and now, however many: for a command that waits."""
    if not look_at(actor=actor, batch_id=batch_id, now=now):
        check_rows(batch_id=batch_id, now=now)
    return Batch.objects.get(pk=batch_id)


def check_rows(*, batch_id: int, now: datetime) -> int:
    """Check what is not checked yet, some rows in each transaction; how many were.

    Done again, or by two at once, it changes nothing.
    """
    today = timezone.localdate(now)
    batch = Batch.objects.get(pk=batch_id)
    reader = RowReader(
        columns=batch.columns,
        assigned_on=batch.assigned_on,
        today=today,
        named=batch.named,
    )
    count = 0
    while checked := _check_some(batch_id, reader):
        count += checked
    return count


@transaction.atomic
def _check_some(batch_id: int, reader: RowReader) -> int:
    batch = Batch.objects.select_for_update(of=("self",)).filter(pk=batch_id).first()
    if batch is None or batch.state != BatchState.CHECKING:
        return 0
    rows = list(Row.objects.filter(batch=batch, state=RowState.NEW)[:_AT_A_TIME])
    if not rows:
        batch.state = BatchState.CHECKED
        batch.save(update_fields=["state"])
        return 0
    readings = [reader.read(row.cells) for row in rows]
    for row, reading in zip(rows, readings, strict=True):
        _put(row, reading)
    _find_doubles(batch, [row for row in rows if row.fingerprint])
    put_rows(rows, _CHECKED)
    batch.done_count += len(rows)
    batch.save(update_fields=["done_count"])
    return len(rows)


def put_rows(rows: Sequence[Row], names: Sequence[str]) -> None:
    """Store what changed in many rows. As an upsert: an update of many is ten times as slow."""
    Row.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=names, batch_size=100
    )


def _put(row: Row, reading: Reading) -> None:
    row.state = reading.state
    row.told = reading.told
    row.problems = reading.problems
    row.remarks = reading.remarks
    row.unknown = reading.unknown
    whole = reading.state in {RowState.GOOD, RowState.DOUBTFUL}
    row.fingerprint = reading.fingerprint if whole else ""


def _find_doubles(batch: Batch, rows: Sequence[Row]) -> None:
    """Mark rows that say what a row before them, of this batch or another, or a task says."""
    prints = {row.fingerprint for row in rows}
    others = Row.objects.filter(fingerprint__in=prints)
    imported = dict(others.filter(task__isnull=False).values_list("fingerprint", "task"))
    here = others.filter(batch=batch).exclude(pk__in=[row.pk for row in rows])
    above = dict(here.order_by("-number").values_list("fingerprint", "number"))
    there = _assigned(rows)
    for row in rows:
        task_id = imported.get(row.fingerprint) or there.get(_said(row))
        if task_id:
            _same(row, _("It is NV-%(number)04d already.") % {"number": task_id})
        elif row.fingerprint in above:
            told = {"number": above[row.fingerprint]}
            _same(row, _("Row %(number)d says the same.") % told)
        above.setdefault(row.fingerprint, row.number)


def _same(row: Row, remark: str) -> None:
    row.state = RowState.SAME
    row.remarks = [remark]


_Said = tuple[str, str, int, date | None]


def _said(row: Row) -> _Said:
    told = row.told
    due_on = date.fromisoformat(told["due_on"]) if told["due_on"] else None
    return told["symbol"], told["title"], told["lead_id"], due_on


def _assigned(rows: Iterable[Row]) -> dict[_Said, int]:
    """Tasks that were assigned otherwise than by import, by what a row would say of them."""
    spans = Span.objects.filter(
        task__title__in={row.told["title"] for row in rows}, role=DutyRole.LEAD, valid_to=None
    )
    found: dict[_Said, int] = {}
    for symbol, title, unit_id, due_on, original, task_id in spans.values_list(
        *("task__document__symbol", "task__title", "unit_id", "due_on", "original_due_on", "task")
    ):
        for day in (due_on, original):
            found.setdefault((symbol or "", title, unit_id, day), task_id)
    return found
