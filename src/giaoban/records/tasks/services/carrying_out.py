"""What the unit that has a duty does: take note of it, work on it, report what came of it."""

from datetime import datetime

from django.db import transaction

from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.tasks.models import Duty
from giaoban.records.tasks.services.happening import add_event, locked
from giaoban.records.tasks.types import EventKind, ReasonMissing, ResultMissing


@transaction.atomic
def acknowledge_duty(*, actor: User, duty_id: int, now: datetime, note: str = "") -> Duty:
    return add_event(locked(duty_id), EventKind.ACKNOWLEDGED, actor=actor, now=now, note=note)


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
    if not note.strip():
        raise ReasonMissing
    return add_event(
        duty, EventKind.PROGRESS, actor=actor, now=now, note=note.strip(), document=document
    )


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
