"""Giving work to units, and taking back what was given by mistake."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.kit.vntext.folding import fold as fold_text
from giaoban.records.documents.models import Document, Excerpt
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies
from giaoban.records.tasks.folding import fold
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.services.spans import spans_of
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


@transaction.atomic
def assign_task(
    *,
    actor: User,
    now: datetime,
    title: str,
    lead_id: int,
    due_on: date | None,
    assigned_on: date | None = None,
    coordinating: Sequence[Share] = (),
    field_id: int | None = None,
    document: Document | None = None,
    excerpt: Excerpt | None = None,
    leader: str = "",
    product: str = "",
    urgency: str = "ordinary",
    part: str = "",
    note: str = "",
) -> Task:
    """Give a task to a lead unit and to those who coordinate, each with its own deadline.

    Without `assigned_on` it counts as assigned on the day of its document, or today. `part` is
    the lead's part of the work; `note` says how its deadline was reckoned.
    """
    verdict = policies.may_assign(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    title = " ".join(title.split())
    shares = [Share(lead_id, due_on, part), *coordinating]
    day = _day_of_assignment(assigned_on, document, shares, today=timezone.localdate(now))
    _check_units(shares, today=timezone.localdate(now))
    if not title:
        raise TaskWithoutTitle

    task = Task(
        title=title,
        product=product,
        field_id=field_id,
        document=document,
        excerpt=excerpt,
        leader=leader,
        urgency=urgency,
        assigned_on=day,
        folded=fold_text(f"{title} {product} {leader}"),
        created_by=actor,
        created_at=now,
    )
    task.full_clean()
    task.save()
    for share in shares:
        _put_on(task, share, verdict.principal, note=note if share is shares[0] else "")

    data = {"title": title, "lead": str(lead_id), "due_on": due_on.isoformat() if due_on else ""}
    audit.record(
        actor=actor,
        verb="tasks.assigned",
        target=task,
        data=data,
        now=now,
        on_behalf_of=verdict.principal,
    )
    units = [share.unit_id for share in shares]
    serving = organisations.people_serving_in(unit_ids=units, on=timezone.localdate(now))
    notices.notify(
        kind="tasks.assigned", recipients=serving.exclude(pk=actor.pk), about=task, now=now
    )
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
    if events.exclude(kind=EventKind.ASSIGNED).exists():
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
    folded = fold([event])
    duty = Duty(task=task, role=role, part=share.part, stage=folded.stage)
    duty.full_clean()
    duty.save()
    event.duty = duty
    event.save()
    Span.objects.bulk_create(spans_of(duty, folded))
