"""Sheets of units and people: brought, looked at row by row, and loaded all or nothing."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.requests import remembering
from giaoban.records.organisations import policies
from giaoban.records.organisations.administration.models import Sheet
from giaoban.records.organisations.administration.opening_sheets import MAX_BYTES, open_sheet
from giaoban.records.organisations.administration.services.reading_rows import RowRefused
from giaoban.records.organisations.administration.services.taking_people import PersonTaker
from giaoban.records.organisations.administration.services.taking_units import UnitTaker
from giaoban.records.organisations.administration.types import (
    NothingToLoad,
    RowOutcome,
    RowState,
    SheetKind,
    SheetLoadedAlready,
    SheetOutcome,
    SheetRow,
)
from giaoban.records.organisations.services.permission import demand

MAX_SHEET_BYTES = MAX_BYTES


class _Taker(Protocol):
    def take(self, row: SheetRow) -> RowOutcome: ...


@transaction.atomic
def bring_sheet(
    *, actor: User, kind: SheetKind, data: bytes, file_name: str, now: datetime
) -> Sheet:
    """Keep the rows of a file, not yet loaded. Raises SheetUnreadable; nothing is kept then."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    rows = open_sheet(kind=kind, data=data)
    sheet = Sheet(
        kind=kind,
        file_name=file_name[-200:],
        sha256=hashlib.sha256(data).hexdigest(),
        rows=[{"number": row.number, "cells": dict(row.cells)} for row in rows],
        row_count=len(rows),
        brought_by=actor,
        brought_at=now,
    )
    sheet.full_clean()
    sheet.save()
    told = {"file_name": sheet.file_name, "kind": kind.value, "rows": len(rows)}
    audit.record(
        actor=actor,
        verb="administration.sheet-brought",
        target=sheet,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
    return sheet


def preview_sheet(*, actor: User, sheet: Sheet, now: datetime) -> SheetOutcome:
    """What each row would come to. All rows are taken, and all of it is taken back."""
    demand(policies.may_keep_register, actor=actor, now=now)
    with transaction.atomic():
        outcome = _take(sheet, actor=actor, now=now)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def load_sheet(*, actor: User, sheet_id: int, now: datetime) -> SheetOutcome:
    """Take the rows that are right; the others change nothing and are told.

    One transaction: whatever fails beyond a row takes all of it back. Raises SheetLoadedAlready
    and NothingToLoad.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet_id)
    if sheet.loaded_at is not None:
        raise SheetLoadedAlready
    outcome = _take(sheet, actor=actor, now=now)
    if not outcome.writes:
        raise NothingToLoad
    sheet.loaded_at, sheet.rows = now, []
    sheet.counts = {state.value: count for state, count in outcome.counts}
    sheet.save(update_fields=["loaded_at", "rows", "counts"])
    told = {"file_name": sheet.file_name, "kind": sheet.kind, "counts": sheet.counts}
    audit.record(
        actor=actor,
        verb="administration.sheet-loaded",
        target=sheet,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
    return outcome


@transaction.atomic
def put_sheet_away(*, actor: User, sheet_id: int, now: datetime) -> None:
    """Forget a sheet not loaded yet; one that is gone stays gone. Raises SheetLoadedAlready."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    sheet = Sheet.objects.select_for_update(of=("self",)).filter(pk=sheet_id).first()
    if sheet is None:
        return
    if sheet.loaded_at is not None:
        raise SheetLoadedAlready
    told = {"file_name": sheet.file_name, "kind": sheet.kind, "rows": sheet.row_count}
    audit.record(
        actor=actor,
        verb="administration.sheet-put-away",
        target=sheet,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
    sheet.delete()


def _take(sheet: Sheet, *, actor: User, now: datetime) -> SheetOutcome:
    takers: dict[str, type[UnitTaker] | type[PersonTaker]] = {
        SheetKind.UNITS: UnitTaker,
        SheetKind.PEOPLE: PersonTaker,
    }
    taker = takers[sheet.kind](actor=actor, now=now)
    # Whoever loads a sheet had the right as it began; it is not looked up anew for each row.
    with remembering():
        return SheetOutcome(tuple(_take_row(taker, row) for row in _rows(sheet)))


def _rows(sheet: Sheet) -> Iterator[SheetRow]:
    return (SheetRow(row["number"], row["cells"]) for row in sheet.rows)


def _take_row(taker: _Taker, row: SheetRow) -> RowOutcome:
    """A row that is refused leaves nothing behind."""
    try:
        with transaction.atomic():
            return taker.take(row)
    except RowRefused as refused:
        sentences = refused.sentences
    except ValidationError as error:
        sentences = tuple(_told(error))
    except RuleBroken as refusal:
        sentences = (str(refusal),)
    return RowOutcome(row, RowState.WRONG, sentences)


def _told(error: ValidationError) -> Iterator[str]:
    if not hasattr(error, "error_dict"):
        yield from error.messages
        return
    for what, messages in error.message_dict.items():
        yield f"{what}: {' '.join(messages)}"
