"""Importing: the good rows become tasks, some in each transaction, until none is left.

Whatever ends the process leaves whole tasks of whole portions; the next one goes on behind them.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.jobs.services import enqueue
from giaoban.ground.platform.requests import remembering
from giaoban.records.documents import services as documents
from giaoban.records.documents.models import Document
from giaoban.records.documents.types import DocumentAlreadyRegistered
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.importing.services.assigning_many import assign_many
from giaoban.records.tasks.importing.services.checking import AT_ONCE, put_rows
from giaoban.records.tasks.importing.services.permission import demand
from giaoban.records.tasks.importing.services.telling import tell_units
from giaoban.records.tasks.importing.types import (
    TAKEN,
    BatchState,
    CheckAgain,
    NothingToImport,
    NotNow,
    Order,
    RowState,
)
from giaoban.records.tasks.types import Share

PORTION = 250  # rows of one transaction


@transaction.atomic
def start_import(*, actor: User, batch_id: int, now: datetime) -> Batch:
    """Let the good rows of a checked batch become tasks: at once where they are few, else as a
    job. Raises NothingToImport and NotNow.

    One recorded act, whatever becomes of it; the trail tells of each task besides.
    """
    principal = demand(actor, now=now)
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != BatchState.CHECKED:
        raise NotNow
    count = Row.objects.filter(batch=batch, state__in=TAKEN).count()
    if not count:
        raise NothingToImport
    batch.state = BatchState.IMPORTING
    batch.imported_by, batch.imported_at = actor, now
    batch.done_count, batch.all_count = 0, count
    batch.save()
    audit.record(
        actor=actor,
        verb="importing.imported",
        target=batch,
        data={"file_name": batch.name, "tasks": count, "sha256": batch.sha256},
        now=now,
        on_behalf_of=principal,
    )
    if count > AT_ONCE:
        enqueue("importing.import", batch_id=batch.pk)
    else:
        import_rows(batch_id=batch.pk)
        batch.refresh_from_db()
    return batch


def import_rows(*, batch_id: int) -> int:
    """Do what `start_import` asked for, as of its moment; how many tasks it made.

    Done again after a process was killed it goes on; done twice it changes nothing.
    """
    count = 0
    while taken := _import_some(batch_id):
        count += taken
    return count


def _import_some(batch_id: int) -> int:
    try:
        return _take_portion(batch_id)
    except (RuleBroken, ValidationError) as refusal:
        _stop(batch_id, refusal)
        return 0


@transaction.atomic
def _take_portion(batch_id: int) -> int:
    batch = (
        Batch.objects.select_for_update(of=("self",))
        .select_related("imported_by")
        .filter(pk=batch_id)
        .first()
    )
    if batch is None or batch.state != BatchState.IMPORTING or batch.imported_by is None:
        return 0
    rows = list(Row.objects.filter(batch=batch, state__in=TAKEN).order_by("number")[:PORTION])
    if not rows:
        _finish(batch)
        return 0
    actor, now = batch.imported_by, _moment(batch)
    with remembering():
        numbers = _documents(rows, actor, now) if batch.registers_documents else {}
        orders = [_order(row, numbers) for row in rows]
        tasks = assign_many(actor=actor, orders=orders, now=now)
    for row, task in zip(rows, tasks, strict=True):
        row.task, row.state = task, RowState.DONE
    if Row.objects.filter(
        fingerprint__in=[row.fingerprint for row in rows], task__isnull=False
    ).exists():
        raise CheckAgain
    put_rows(rows, ["task", "state"])
    batch.done_count += len(rows)
    batch.save(update_fields=["done_count"])
    return len(rows)


def _moment(batch: Batch) -> datetime:
    if batch.imported_at is None:
        raise NotNow
    return batch.imported_at


def _finish(batch: Batch) -> None:
    batch.state = BatchState.DONE
    batch.save(update_fields=["state"])
    tell_units(batch=batch, now=_moment(batch))


@transaction.atomic
def _stop(batch_id: int, refusal: RuleBroken | ValidationError) -> None:
    """The portion is as it was; what came before it stays. It goes on after another check."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    said = str(refusal) if isinstance(refusal, RuleBroken) else " ".join(refusal.messages)
    batch.state, batch.stopped_by = BatchState.STOPPED, said[:500]
    batch.save(update_fields=["state", "stopped_by"])


def _documents(rows: Sequence[Row], actor: User, now: datetime) -> dict[tuple[str, str], int]:
    """The documents that rows name and the register did not have when they were checked."""
    wanted = {
        _key(row.told): row.told
        for row in sorted(rows, key=lambda row: len(row.told["subject"]))
        if row.told["symbol"] and not row.told["document_id"]
    }
    there = Document.objects.filter(symbol__in={symbol for symbol, _on in wanted}).order_by("-pk")
    found = {
        (symbol, on.isoformat() if on else ""): number
        for symbol, on, number in there.values_list("symbol", "issued_on", "pk")
    }
    return {key: found.get(key) or _registered(told, actor, now) for key, told in wanted.items()}


def _key(told: dict[str, Any]) -> tuple[str, str]:
    return told["symbol"], told["issued_on"] or ""


def _registered(told: dict[str, Any], actor: User, now: datetime) -> int:
    issued_on = date.fromisoformat(told["issued_on"]) if told["issued_on"] else None
    subject = told["subject"] or told["symbol"]
    dated = f" {issued_on:%d/%m/%Y}" if issued_on else ""
    try:
        document = documents.register_document(
            actor=actor,
            now=now,
            # All that is known of it; its file can be registered later.
            text=f"{told['symbol']}{dated}\n{subject}",
            subject=subject,
            symbol=told["symbol"],
            issued_on=issued_on,
        )
    except DocumentAlreadyRegistered as already:
        return int(already.document_id)
    return document.pk


def _order(row: Row, numbers: dict[tuple[str, str], int]) -> Order:
    told = row.told
    assigned_on = date.fromisoformat(told["assigned_on"])
    due_on = date.fromisoformat(told["due_on"]) if told["due_on"] else None
    words = told["deadline_words"]
    return Order(
        title=told["title"],
        lead=Share(told["lead_id"], due_on, words=words, anchor=assigned_on if words else None),
        coordinating=[Share(unit_id, due_on) for unit_id in told["coordinating"]],
        assigned_on=assigned_on,
        field_id=told["field_id"],
        document_id=told["document_id"] or numbers.get(_key(told)),
        leader=told["leader"],
        product=told["product"],
        responsibility=told["responsibility"],
        authority=told["authority"],
        programme=told["programme"],
        point=told["point"],
        urgency=told["urgency"],
        followed_by_id=told["followed_by_id"],
        note=told["note"],
        done_on=date.fromisoformat(told["done_on"]) if told["done_on"] else None,
        result=told["result"],
        is_dated=told["is_dated"],
    )
