"""What the unit that has a duty does: take note of it, work on it, report what came of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.tasks.models import Duty, Extension
from giaoban.records.tasks.services.checking import reason_in, unit_in_force
from giaoban.records.tasks.services.happening import add_event, current, locked
from giaoban.records.tasks.types import (
    DeadlineNotLater,
    DutyRole,
    EventKind,
    ExtensionAlreadyAsked,
    ExtensionNotForThisRole,
    ExtensionTooLate,
    NoDeadlineToExtend,
    ResultMissing,
    UnitUnchanged,
)

_ANSWER = ["granted", "granted_due_on", "decided_by", "decided_at"]  # which is yet to come


@transaction.atomic
def acknowledge_duty(*, actor: User, duty_id: int, now: datetime, note: str = "") -> Duty:
    return add_event(locked(duty_id), EventKind.ACKNOWLEDGED, actor=actor, now=now, note=note)


@transaction.atomic
def decline_duty(
    *,
    actor: User,
    duty_id: int,
    now: datetime,
    note: str = "",
    unit_id: int | None = None,
) -> Duty:
    """Return a duty as not the unit's own, with the reason; `unit_id` proposes whose it is.

    It stays with the unit, and its deadline runs on, until whoever assigned it has decided.
    """
    duty = locked(duty_id)
    if unit_id is not None:
        if unit_id == current(duty).unit_id:
            raise UnitUnchanged
        unit_in_force(unit_id, now)
    reason = reason_in(note)
    return add_event(duty, EventKind.DECLINED, actor=actor, now=now, note=reason, unit_id=unit_id)


@transaction.atomic
def note_progress(
    *,
    actor: User,
    duty_id: int,
    now: datetime,
    note: str = "",
    document: Document | None = None,
) -> Duty:
    """Write down how far the work is. Who writes that has taken note of the duty as well."""
    duty = locked(duty_id)
    note = reason_in(note)
    return add_event(duty, EventKind.PROGRESS, actor=actor, now=now, note=note, document=document)


@transaction.atomic
def raise_difficulty(
    *,
    actor: User,
    duty_id: int,
    now: datetime,
    note: str = "",
    document: Document | None = None,
) -> Duty:
    """Say what hinders the work and what is proposed; whoever follows the task is told."""
    duty = locked(duty_id)
    note = reason_in(note)
    return add_event(duty, EventKind.DIFFICULTY, actor=actor, now=now, note=note, document=document)


@transaction.atomic
def report_result(
    *,
    actor: User,
    duty_id: int,
    now: datetime,
    note: str = "",
    document: Document | None = None,
) -> Duty:
    """Say what the result is, in words or by its document. It counts once it is confirmed."""
    duty = locked(duty_id)
    if not (note.strip() or document):
        raise ResultMissing
    return add_event(
        duty, EventKind.REPORTED, actor=actor, now=now, note=note.strip(), document=document
    )


@transaction.atomic
def ask_extension(
    *,
    actor: User,
    duty_id: int,
    due_on: date,
    now: datetime,
    note: str = "",
    document: Document | None = None,
) -> Extension:
    """Ask for a later deadline, on or before the due day, with the reason; one at a time.

    Until it is granted the deadline in force stays what it is (Decision 42/2014/QĐ-TTg).
    """
    duty = locked(duty_id)
    reason = reason_in(note)
    day = timezone.localdate(now)
    _may_be_extended(duty, due_on, day)
    add_event(
        duty,
        EventKind.EXTENSION_ASKED,
        actor=actor,
        now=now,
        note=reason,
        due_on=due_on,
        document=document,
    )
    asked = Extension(
        duty=duty,
        asked_due_on=due_on,
        reason=reason,
        document=document,
        asked_by=actor,
        asked_on=day,
        asked_at=now,
    )
    asked.full_clean(exclude=_ANSWER)
    asked.save()
    return asked


def _may_be_extended(duty: Duty, due_on: date, day: date) -> None:
    held = current(duty)
    if duty.role == DutyRole.COORDINATE:
        raise ExtensionNotForThisRole
    if held.due_on is None:
        raise NoDeadlineToExtend
    if day > held.due_on:
        raise ExtensionTooLate(held.due_on)
    if duty.extensions.filter(granted=None).exists():
        raise ExtensionAlreadyAsked
    if due_on <= held.due_on:
        raise DeadlineNotLater
