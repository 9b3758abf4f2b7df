"""Assigning parts of a duty onwards: to units below the one that has it, or to its own officers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies
from giaoban.records.tasks.folding import Held
from giaoban.records.tasks.models import Duty, Event
from giaoban.records.tasks.services.assigning import begin_duty
from giaoban.records.tasks.services.checking import reason_in
from giaoban.records.tasks.services.happening import add_event, current, locked
from giaoban.records.tasks.types import (
    DeadlineBeforeAssignment,
    DutyClosed,
    DutyRole,
    EventKind,
    NotAPart,
    OfficerMissing,
    OfficerOfAnotherUnit,
    PartDueAfterTheWhole,
    PartOutsideTheUnit,
    PartWithoutWords,
    Stage,
)

_CLOSED = {Stage.CONFIRMED, Stage.CANCELLED}


@dataclass(frozen=True)
class PartAsked:
    """A part of a duty: what, of whom, by when. `officer_id` names the officer of the unit.

    `words` are those the deadline was reckoned from, counted from `anchor`; `note` says why it
    lies after that of the whole, where it does.
    """

    part: str
    unit_id: int
    officer_id: int | None = None
    due_on: date | None = None
    words: str = ""
    anchor: date | None = None
    note: str = ""


@transaction.atomic
def assign_part(*, actor: User, parent_id: int, asked: PartAsked, now: datetime) -> Duty:
    """Ask a part of a duty of a unit below, or of an officer of the unit itself, from today on.

    It is confirmed by whoever gave it, and counts in no total of the agency: the duty it is a part
    of stays with its unit, and is decided by its own confirmation.
    """
    parent = locked(parent_id)
    held, today = current(parent), timezone.localdate(now)
    verdict = policies.standing_of(actor, on=today).may_part(unit_id=held.unit_id)
    if not verdict:
        raise PermissionDenied
    if parent.stage in _CLOSED:
        raise DutyClosed
    _check(asked, held, today)
    duty = Duty(
        task=parent.task,
        role=DutyRole.PART,
        parent=parent,
        officer_id=asked.officer_id,
        part=" ".join(asked.part.split()),
        deadline_words=asked.words,
        deadline_anchor=asked.anchor,
    )
    event = Event(
        kind=EventKind.ASSIGNED,
        on=today,
        at=now,
        actor=actor,
        on_behalf_of=verdict.principal,
        unit_id=asked.unit_id,
        due_on=asked.due_on,
        note=asked.note.strip(),
    )
    begin_duty(duty, event)
    audit.record(
        actor=actor,
        verb="tasks.part-assigned",
        target=parent.task,
        data={
            "duty": str(duty.pk),
            "part": duty.part,
            "unit": str(asked.unit_id),
            "due_on": asked.due_on.isoformat() if asked.due_on else "",
        },
        now=now,
        on_behalf_of=verdict.principal,
    )
    _tell(duty, asked, actor, now)
    return duty


@transaction.atomic
def cancel_part(*, actor: User, duty_id: int, now: datetime, note: str = "") -> Duty:
    """Call off a part with the reason, and what was asked onwards of it."""
    duty = locked(duty_id)
    if duty.role != DutyRole.PART:
        raise NotAPart
    reason = reason_in(note)
    add_event(duty, EventKind.CANCELLED, actor=actor, now=now, note=reason)
    for pk in duty.parts.exclude(stage__in=_CLOSED).order_by("pk").values_list("pk", flat=True):
        cancel_part(actor=actor, duty_id=pk, now=now, note=reason)
    return duty


def _check(asked: PartAsked, held: Held, today: date) -> None:
    if not asked.part.strip():
        raise PartWithoutWords
    if asked.unit_id not in organisations.units_below(unit_ids=[held.unit_id], on=today):
        raise PartOutsideTheUnit
    _check_officer(asked, held, today)
    if asked.due_on and asked.due_on < today:
        raise DeadlineBeforeAssignment
    is_after = asked.due_on and held.due_on and asked.due_on > held.due_on
    if is_after and not asked.note.strip():
        raise PartDueAfterTheWhole


def _check_officer(asked: PartAsked, held: Held, today: date) -> None:
    if asked.officer_id is None:
        if asked.unit_id == held.unit_id:
            raise OfficerMissing
        return
    serving = organisations.people_serving_in(unit_ids=[asked.unit_id], on=today)
    if not serving.filter(pk=asked.officer_id).exists():
        raise OfficerOfAnotherUnit


def _tell(duty: Duty, asked: PartAsked, actor: User, now: datetime) -> None:
    """The officer where one is named, else everybody who serves in the unit."""
    day = timezone.localdate(now)
    people = organisations.people_serving_in(unit_ids=[asked.unit_id], on=day)
    if asked.officer_id:
        people = people.filter(pk=asked.officer_id)
    notices.notify(
        kind="tasks.part-assigned", recipients=people.exclude(pk=actor.pk), about=duty.task, now=now
    )
