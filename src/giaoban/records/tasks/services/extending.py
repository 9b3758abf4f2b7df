"""Answering what units ask for: a later deadline, granted or refused."""

from datetime import date, datetime

from django.db import transaction

from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.tasks.models import Duty, Extension
from giaoban.records.tasks.services.checking import reason_in
from giaoban.records.tasks.services.happening import add_event, current, locked
from giaoban.records.tasks.types import DeadlineNotLater, EventKind, NoExtensionAsked


@transaction.atomic
def grant_extension(
    *,
    actor: User,
    duty_id: int,
    now: datetime,
    due_on: date | None = None,
    note: str = "",
    document: Document | None = None,
) -> Extension:
    """Extend a deadline as was asked for, or to another day. The first deadline is kept.

    A duty that is late by now stays late: it is measured by the deadline it missed.
    """
    duty = locked(duty_id)
    asked = _asked(duty)
    until = due_on or asked.asked_due_on
    held = current(duty)
    if held.due_on and until <= held.due_on:
        raise DeadlineNotLater
    add_event(
        duty,
        EventKind.EXTENDED,
        actor=actor,
        now=now,
        note=note.strip(),
        due_on=until,
        document=document,
    )
    return _answered(asked, actor, now, granted=until, answer=note)


@transaction.atomic
def refuse_extension(*, actor: User, duty_id: int, now: datetime, note: str = "") -> Extension:
    """Let the deadline stay what it is, with the reason."""
    duty = locked(duty_id)
    asked = _asked(duty)
    reason = reason_in(note)
    add_event(duty, EventKind.EXTENSION_REFUSED, actor=actor, now=now, note=reason)
    return _answered(asked, actor, now, granted=None, answer=reason)


def _asked(duty: Duty) -> Extension:
    asked = duty.extensions.filter(granted=None).first()
    if asked is None:
        raise NoExtensionAsked
    return asked


def _answered(
    asked: Extension, actor: User, now: datetime, *, granted: date | None, answer: str
) -> Extension:
    asked.granted = granted is not None
    asked.granted_due_on = granted
    asked.decided_by, asked.decided_at, asked.answer = actor, now, answer.strip()
    asked.save()
    return asked
