"""Assigning many tasks at once: what `assign_task` does for one, with few questions for all.

The events are folded by the same fold, and a test holds the two together, row by row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.audit.models import Entry
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies
from giaoban.records.tasks.importing.types import Order
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.services.keeping import folded_words
from giaoban.records.tasks.services.spans import folded, spans_of
from giaoban.records.tasks.types import (
    AssignedInTheFuture,
    DeadlineBeforeAssignment,
    DutyRole,
    EventKind,
    Share,
    TaskWithoutTitle,
    UnitNamedTwice,
    UnitNotInForce,
)

_AT_A_TIME = 200  # rows of one statement: a database takes only so many values
_NOT_CHECKED = ("field", "document", "excerpt", "created_by", "followed_by")


@dataclass(frozen=True)
class _Given:
    """A duty with what happened to it so far."""

    duty: Duty
    events: Sequence[Event]


@transaction.atomic
def assign_many(*, actor: User, orders: Sequence[Order], now: datetime) -> list[Task]:
    """Give these tasks to their units, all or none; in the order they were given.

    What was done already is reported and confirmed on its day, in the name of the actor. Nobody is
    told: whoever assigns so many tells of them together. Raises what `assign_task` raises.
    """
    today = timezone.localdate(now)
    verdict = policies.may_assign(actor, on=today)
    if not verdict:
        raise PermissionDenied
    _refuse(orders, today=today)
    made = [_task(order, actor=actor, now=now) for order in orders]
    for task in made:
        task.clean_fields(exclude=_NOT_CHECKED)
    tasks = Task.objects.bulk_create(made, batch_size=_AT_A_TIME)
    pairs = list(zip(tasks, orders, strict=True))
    given = [each for pair in pairs for each in _given(*pair, principal=verdict.principal)]
    _store(given)
    entries = (e for pair in pairs for e in _entries(*pair, actor, now, verdict.principal))
    audit.record_many(entries)
    return tasks


def _refuse(orders: Sequence[Order], *, today: date) -> None:
    in_force = set(organisations.units_on(on=today).values_list("unit_id", flat=True))
    for order in orders:
        shares = [order.lead, *order.coordinating]
        units = {share.unit_id for share in shares}
        if len(units) < len(shares):
            raise UnitNamedTwice
        if not units <= in_force:
            raise UnitNotInForce
        if not order.title.strip():
            raise TaskWithoutTitle
        _refuse_days(order, shares, today=today)


def _refuse_days(order: Order, shares: Sequence[Share], *, today: date) -> None:
    days = (order.assigned_on, order.done_on or order.assigned_on)
    if max(days) > today:
        raise AssignedInTheFuture
    early = any(share.due_on and share.due_on < order.assigned_on for share in shares)
    if days[1] < days[0] or (order.is_dated and early):
        raise DeadlineBeforeAssignment


def _task(order: Order, *, actor: User, now: datetime) -> Task:
    title = " ".join(order.title.split())
    task = Task(
        title=title,
        product=order.product,
        responsibility=order.responsibility,
        authority=order.authority,
        programme=order.programme,
        field_id=order.field_id,
        document_id=order.document_id,
        point=order.point,
        leader=order.leader,
        urgency=order.urgency,
        assigned_on=order.assigned_on,
        created_by=actor,
        created_at=now,
        followed_by_id=order.followed_by_id,
    )
    task.folded = folded_words(task)
    return task


def _given(task: Task, order: Order, principal: User | None) -> Iterator[_Given]:
    for share in (order.lead, *order.coordinating):
        is_lead = share is order.lead
        events = list(_events(task, share, order if is_lead else None, principal))
        duty = Duty(
            task=task,
            role=DutyRole.LEAD if is_lead else DutyRole.COORDINATE,
            part=share.part,
            deadline_words=share.words,
            deadline_anchor=share.anchor,
            stage=folded(events).stage,
        )
        yield _Given(duty, events)


def _events(
    task: Task, share: Share, order: Order | None, principal: User | None
) -> Iterator[Event]:
    """What happened to a duty; `order` where it leads, for only then it tells of a result."""

    def event(kind: EventKind, on: date, note: str = "") -> Event:
        return Event(
            kind=kind,
            on=on,
            at=task.created_at,
            actor=task.created_by,
            on_behalf_of=principal,
            note=note,
        )

    assigned = event(EventKind.ASSIGNED, task.assigned_on, order.note if order else "")
    assigned.unit_id, assigned.due_on = share.unit_id, share.due_on
    assigned.document_id = task.document_id
    yield assigned
    if order and order.done_on:
        yield event(EventKind.REPORTED, order.done_on, order.result)
        yield event(EventKind.CONFIRMED, order.done_on)
    elif order and order.result:
        yield event(EventKind.PROGRESS, timezone.localdate(task.created_at), order.result)


def _store(given: Sequence[_Given]) -> None:
    Duty.objects.bulk_create([each.duty for each in given], batch_size=_AT_A_TIME)
    for each in given:
        for event in each.events:
            event.duty = each.duty
    # In the order of their rows a lead comes before those who coordinate, as one by one.
    Event.objects.bulk_create(
        [event for each in given for event in each.events], batch_size=_AT_A_TIME
    )
    spans = [span for each in given for span in spans_of(each.duty, folded(each.events))]
    Span.objects.bulk_create(spans, batch_size=_AT_A_TIME)


def _entries(
    task: Task, order: Order, actor: User, now: datetime, principal: User | None
) -> Iterator[Entry]:
    due_on = order.lead.due_on
    assigned: dict[str, object] = {
        "title": task.title,
        "lead": str(order.lead.unit_id),
        "due_on": due_on.isoformat() if due_on else "",
    }
    told: list[tuple[EventKind, dict[str, object]]] = [(EventKind.ASSIGNED, assigned)]
    if order.done_on:
        told.append((EventKind.REPORTED, {"note": order.result}))
        told.append((EventKind.CONFIRMED, {"on": order.done_on.isoformat()}))
    elif order.result:
        told.append((EventKind.PROGRESS, {"note": order.result}))
    for kind, data in told:
        yield audit.new_entry(
            actor=actor,
            verb=f"tasks.{kind}",
            target=task,
            now=now,
            told={"data": data},
            on_behalf_of=principal,
        )
