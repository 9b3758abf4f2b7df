"""What the Office decides about a duty; about a part whoever assigned it."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies
from giaoban.records.tasks.models import Duty, Task
from giaoban.records.tasks.services.checking import reason_in, unit_in_force
from giaoban.records.tasks.services.happening import add_event, current, locked
from giaoban.records.tasks.types import (
    DeadlineBeforeAssignment,
    DeadlineBroughtForward,
    DeadlineUnchanged,
    DutyClosed,
    EventKind,
    PartOutsideTheUnit,
    Stage,
    UnitUnchanged,
)


@transaction.atomic
def confirm_result(*, actor: User, duty_id: int, now: datetime, note: str = "") -> Duty:
    """Accept the result: the duty was done on the day it was reported (or today, where the agency
    says so), and counts from today on."""
    return add_event(locked(duty_id), EventKind.CONFIRMED, actor=actor, now=now, note=note)


@transaction.atomic
def return_result(*, actor: User, duty_id: int, now: datetime, note: str = "") -> Duty:
    """Send the result back. The report no longer counts; the deadline stays what it is."""
    duty = locked(duty_id)
    return add_event(duty, EventKind.RETURNED, actor=actor, now=now, note=reason_in(note))


@transaction.atomic
def change_deadline(
    *,
    actor: User,
    duty_id: int,
    due_on: date,
    now: datetime,
    note: str = "",
    document: Document | None = None,
) -> Duty:
    """Set another deadline from today on. The one before stays in the ledger, with the reason."""
    duty = locked(duty_id)
    held = current(duty)
    if due_on == held.due_on:
        raise DeadlineUnchanged
    if due_on < held.assigned_on:
        raise DeadlineBeforeAssignment
    return add_event(
        duty,
        EventKind.DEADLINE_CHANGED,
        actor=actor,
        now=now,
        note=reason_in(note),
        due_on=due_on,
        document=document,
    )


@transaction.atomic
def suspend_duty(*, actor: User, duty_id: int, now: datetime, note: str = "") -> Duty:
    """Put the duty aside: until it is resumed it counts in no status class."""
    duty = locked(duty_id)
    return add_event(duty, EventKind.SUSPENDED, actor=actor, now=now, note=reason_in(note))


@transaction.atomic
def resume_duty(
    *,
    actor: User,
    duty_id: int,
    now: datetime,
    note: str = "",
    due_on: date | None = None,
) -> Duty:
    """Take the duty up again where it was. While it was suspended the clock stood still: with
    `due_on` its deadline moves on by that (see `selectors.due_after_hold`), without it stays."""
    duty = locked(duty_id)
    held = current(duty)
    if due_on and held.due_on and due_on < held.due_on:
        raise DeadlineBroughtForward
    moved = due_on if due_on != held.due_on else None
    return add_event(duty, EventKind.RESUMED, actor=actor, now=now, note=note, due_on=moved)


@transaction.atomic
def reopen_duty(*, actor: User, duty_id: int, now: datetime, note: str = "") -> Duty:
    """Open again what was confirmed or cancelled, with the reason. The days on which it counted
    as closed stay so; the deadline is the one it had."""
    duty = locked(duty_id)
    return add_event(duty, EventKind.REOPENED, actor=actor, now=now, note=reason_in(note))


@transaction.atomic
def keep_duty(*, actor: User, duty_id: int, now: datetime, note: str = "") -> Duty:
    """Leave a duty that was returned as not theirs with the unit, with the reason."""
    duty = locked(duty_id)
    return add_event(duty, EventKind.KEPT, actor=actor, now=now, note=reason_in(note))


@transaction.atomic
def cancel_task(*, actor: User, task_id: int, now: datetime, note: str = "") -> Task:
    """Call off a task: every duty of it that is not closed."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
    if not policies.may_assign(actor, on=timezone.localdate(now)):
        raise PermissionDenied
    reason = reason_in(note)
    duties = [locked(pk) for pk in task.duties.values_list("pk", flat=True)]
    still_open = [duty for duty in duties if duty.stage not in {Stage.CONFIRMED, Stage.CANCELLED}]
    if not still_open:
        raise DutyClosed
    for duty in still_open:
        add_event(duty, EventKind.CANCELLED, actor=actor, now=now, note=reason)
    return task


@transaction.atomic
def transfer_duty(
    *, actor: User, duty_id: int, unit_id: int, now: datetime, note: str = ""
) -> Duty:
    """Give the duty to another unit from today on, with its deadline; it has yet to acknowledge.

    A part stays within the unit whose duty it is a part of; its officer is named anew.
    """
    duty = locked(duty_id)
    if unit_id == current(duty).unit_id:
        raise UnitUnchanged
    unit_in_force(unit_id, now)
    over = policies.unit_over(duty)
    if over is not None:
        below = organisations.units_below(unit_ids=[over], on=timezone.localdate(now))
        if unit_id not in below:
            raise PartOutsideTheUnit
        duty.officer = None
        duty.save(update_fields=["officer"])
    return add_event(
        duty, EventKind.TRANSFERRED, actor=actor, now=now, note=reason_in(note), unit_id=unit_id
    )
