"""Giving work to units, and taking back what was given by mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.records.documents.models import Document, Excerpt
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies
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
    WorkHasBegun,
)


@dataclass(frozen=True)
class Assignment:
    """All that is said when a task is given. `lead` is who leads it and by when.

    Without `assigned_on` it counts as assigned on the day of its document, or today. `note` says
    how the lead's deadline was reckoned.
    """

    title: str
    lead: Share
    coordinating: Sequence[Share] = ()
    assigned_on: date | None = None
    field_id: int | None = None
    document: Document | None = None
    excerpt: Excerpt | None = None
    leader: str = ""
    product: str = ""
    responsibility: str = ""
    authority: str = ""
    programme: str = ""
    point: str = ""
    urgency: str = "ordinary"
    note: str = ""
    followed_by: User | None = None


@transaction.atomic
def assign_task(
    *,
    actor: User,
    now: datetime,
    title: str,
    lead_id: int,
    due_on: date | None,
    coordinating: Sequence[Share] = (),
    part: str = "",
    due_words: str = "",
    due_anchor: date | None = None,
    **more: Any,
) -> Task:
    """Give a task to a lead unit and to those who coordinate, each with its own deadline.

    `part` is the lead's part of the work, `due_words` are those its deadline was reckoned from,
    counted from `due_anchor`; `more` is what else an Assignment says.
    """
    verdict = policies.may_assign(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    lead = Share(lead_id, due_on, part, due_words, due_anchor)
    what = Assignment(title=title, lead=lead, coordinating=coordinating, **more)
    return put_down(what, actor=actor, now=now, on_behalf_of=verdict.principal)


def put_down(
    what: Assignment, *, actor: User, now: datetime, on_behalf_of: User | None = None
) -> Task:
    """Write a task down for whom the right was asked of: now, or when a series of it was begun."""
    shares = [what.lead, *what.coordinating]
    today = timezone.localdate(now)
    day = _day_of_assignment(what.assigned_on, what.document, shares, today=today)
    _check_units(shares, today=today)
    task = _task_of(what, actor, now, day)
    for share in shares:
        _put_on(task, share, on_behalf_of, note=what.note if share is shares[0] else "")

    due_on = what.lead.due_on
    data = {
        "title": task.title,
        "lead": str(what.lead.unit_id),
        "due_on": due_on.isoformat() if due_on else "",
    }
    audit.record(
        actor=actor,
        verb="tasks.assigned",
        target=task,
        data=data,
        now=now,
        on_behalf_of=on_behalf_of,
    )
    units = [share.unit_id for share in shares]
    serving = organisations.people_serving_in(unit_ids=units, on=today)
    notices.notify(
        kind="tasks.assigned", recipients=serving.exclude(pk=actor.pk), about=task, now=now
    )
    return task


def _task_of(what: Assignment, actor: User, now: datetime, day: date) -> Task:
    title = " ".join(what.title.split())
    if not title:
        raise TaskWithoutTitle
    task = Task(
        title=title,
        product=what.product,
        responsibility=what.responsibility,
        authority=what.authority,
        programme=what.programme,
        point=what.point,
        field_id=what.field_id,
        document=what.document,
        excerpt=what.excerpt,
        leader=what.leader,
        urgency=what.urgency,
        assigned_on=day,
        created_by=actor,
        created_at=now,
        followed_by=what.followed_by,
    )
    task.folded = folded_words(task)
    task.full_clean()
    task.save()
    return task


@transaction.atomic
def withdraw_task(*, actor: User, task_id: int, reason: str, now: datetime) -> None:
    """Take back a task to which nothing has happened yet. The trail keeps what it was."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task_id)
    verdict = policies.may_assign(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    duties = Duty.objects.select_for_update(of=("self",)).filter(task=task)
    events = Event.objects.filter(duty__in=[duty.pk for duty in duties])
    parts = [duty for duty in duties if duty.role == DutyRole.PART]
    if parts or events.exclude(kind=EventKind.ASSIGNED).exists():
        raise WorkHasBegun

    data = {
        "title": task.title,
        "reason": reason,
        "assigned_on": task.assigned_on.isoformat(),
        "document": str(task.document_id or ""),
    }
    audit.record(
        actor=actor,
        verb="tasks.withdrawn",
        target=task,
        data=data,
        now=now,
        on_behalf_of=verdict.principal,
    )
    events.delete()
    task.office_notes.all().delete()
    Span.objects.filter(task=task).delete()
    duties.delete()
    task.delete()


def _day_of_assignment(
    said: date | None, document: Document | None, shares: Sequence[Share], *, today: date
) -> date:
    if said is None:
        # Found late, a document may name a deadline that is already over: that is how it stands.
        issued = document.issued_on if document else None
        return issued if issued and issued <= today else today
    if said > today:
        raise AssignedInTheFuture
    if any(share.due_on and share.due_on < said for share in shares):
        raise DeadlineBeforeAssignment
    return said


def _check_units(shares: Sequence[Share], *, today: date) -> None:
    wanted = {share.unit_id for share in shares}
    if len(wanted) < len(shares):
        raise UnitNamedTwice
    if organisations.units_on(on=today).filter(unit__in=wanted).count() < len(wanted):
        raise UnitNotInForce


def _put_on(task: Task, share: Share, principal: User | None, *, note: str) -> None:
    role = DutyRole.COORDINATE if task.duties.exists() else DutyRole.LEAD
    duty = Duty(
        task=task,
        role=role,
        part=share.part,
        deadline_words=share.words,
        deadline_anchor=share.anchor,
    )
    event = Event(
        kind=EventKind.ASSIGNED,
        on=task.assigned_on,
        at=task.created_at,
        actor=task.created_by,
        on_behalf_of=principal,
        unit_id=share.unit_id,
        due_on=share.due_on,
        note=note,
        document=task.document,
    )
    begin_duty(duty, event)


def begin_duty(duty: Duty, event: Event) -> None:
    """Store a new duty with the event that assigns it."""
    told = folded([event])
    duty.stage = told.stage
    duty.full_clean()
    duty.save()
    event.duty = duty
    event.save()
    Span.objects.bulk_create(spans_of(duty, told))
