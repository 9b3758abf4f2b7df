"""Bringing a table: its rows are kept as they are, with the headings as they were recognised."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.files import services as files
from giaoban.records.tasks.importing import selectors
from giaoban.records.tasks.importing.columns import NAMED, NEEDED, recognised
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.importing.opening import open_table
from giaoban.records.tasks.importing.services.permission import demand
from giaoban.records.tasks.importing.types import (
    TAKEN,
    BatchState,
    ColumnsMissing,
    ColumnTwice,
    NotNow,
    NumberedRow,
    RowState,
    TableUnreadable,
)

_AT_A_TIME = 500
# While nothing is being done to it, and not all is done.
OPEN = frozenset({BatchState.BROUGHT, BatchState.CHECKED, BatchState.STOPPED})


@transaction.atomic
def bring_table(
    *,
    actor: User,
    data: bytes,
    file_name: str,
    now: datetime,
    assigned_on: date | None = None,
    registers_documents: bool = True,
) -> Batch:
    """Keep the rows of a file, nothing of it imported yet. The same file again is the same batch.

    `assigned_on` counts for rows that do not say when they were assigned; without it, today.
    Raises TableUnreadable; nothing is kept then.
    """
    principal = demand(actor, now=now)
    sha256 = hashlib.sha256(data).hexdigest()
    if there := selectors.with_content(sha256=sha256):
        return there
    opened = open_table(data)
    batch = Batch(
        name=file_name[-300:],
        sha256=sha256,
        file=files.keep_file(data=data, media_type="application/octet-stream", now=now),
        table=opened.table.name[:200],
        heads=list(opened.table.heads),
        columns=recognised(opened.table.heads),
        assigned_on=assigned_on or timezone.localdate(now),
        registers_documents=registers_documents,
        brought_by=actor,
        brought_at=now,
    )
    batch.save()
    batch.row_count = keep_rows(batch, opened.rows)
    if not batch.row_count:
        raise TableUnreadable("")
    batch.save(update_fields=["row_count"])
    told = {"file_name": batch.name, "rows": batch.row_count, "sha256": sha256}
    audit.record(
        actor=actor,
        verb="importing.brought",
        target=batch,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
    return batch


def keep_rows(batch: Batch, rows: Iterable[NumberedRow]) -> int:
    """Store the rows of a batch some at a time; how many there were."""
    count = 0
    told = iter(rows)
    while some := list(_rows(batch, islice(told, _AT_A_TIME))):
        Row.objects.bulk_create(some)
        count += len(some)
    return count


def _rows(batch: Batch, rows: Iterable[NumberedRow]) -> Iterator[Row]:
    return (Row(batch=batch, number=number, cells=cells) for number, cells in rows)


@transaction.atomic
def choose_columns(
    *, actor: User, batch_id: int, columns: Mapping[str, int], now: datetime
) -> Batch:
    """Say which place of the rows holds what; then they are to be checked anew.

    Raises ColumnsMissing, ColumnTwice and NotNow.
    """
    demand(actor, now=now)
    batch = held(batch_id)
    known = {
        name: place
        for name, place in columns.items()
        if name in NAMED and 0 <= place < len(batch.heads)
    }
    if not set(NEEDED) <= known.keys():
        raise ColumnsMissing
    if len(set(known.values())) < len(known):
        raise ColumnTwice
    batch.columns = known
    return _to_be_checked(batch)


@transaction.atomic
def choose_units(*, actor: User, batch_id: int, named: Mapping[str, int], now: datetime) -> Batch:
    """Say which units names mean that the register does not know. Raises NotNow."""
    demand(actor, now=now)
    batch = held(batch_id)
    batch.named = {**batch.named, **named}
    return _to_be_checked(batch)


@transaction.atomic
def put_away(*, actor: User, batch_id: int, now: datetime) -> None:
    """Forget a batch of which nothing was imported; one that is gone stays gone."""
    principal = demand(actor, now=now)
    batch = Batch.objects.select_for_update(of=("self",)).filter(pk=batch_id).first()
    if batch is None:
        return
    if batch.state not in OPEN or batch.rows.filter(task__isnull=False).exists():
        raise NotNow
    audit.record(
        actor=actor,
        verb="importing.put-away",
        target=batch,
        data={"file_name": batch.name, "rows": batch.row_count},
        now=now,
        on_behalf_of=principal,
    )
    Row.objects.filter(batch=batch).delete()
    batch.delete()


def held(batch_id: int) -> Batch:
    """The batch, held for this transaction, while it may be changed. Raises NotNow."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state not in OPEN:
        raise NotNow
    return batch


def _to_be_checked(batch: Batch) -> Batch:
    batch.state = BatchState.BROUGHT
    batch.done_count = batch.all_count = 0
    batch.save()
    unchecked = Row.objects.filter(batch=batch).exclude(state=RowState.DONE)
    unchecked.filter(state__in=[*TAKEN, RowState.WRONG, RowState.SAME, RowState.HEADING]).update(
        state=RowState.NEW
    )
    return batch
