"""How anything happens to a duty: locked, asked whether it may, and told as one more event."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import policies
from giaoban.records.tasks.folding import Held, refusal_of
from giaoban.records.tasks.models import Duty, Event
from giaoban.records.tasks.services.spans import folded, store_fold
from giaoban.records.tasks.types import EventBeforeTheLast, EventKind, Stage

# What whoever follows the task, or gave the part, is told as well, not only the unit.
_OF_INTEREST_ABOVE = {
    EventKind.DIFFICULTY,
    EventKind.REPORTED,
    EventKind.DECLINED,
    EventKind.EXTENSION_ASKED,
}
_TOLD_TO_NOBODY = {EventKind.ACKNOWLEDGED, EventKind.PROGRESS}
_ANSWER_FOR_IT = [Post.HEAD, Post.DEPUTY]


def locked(duty_id: int) -> Duty:
    """The duty, held for this transaction: of two people the second sees what the first did."""
    return Duty.objects.select_for_update(of=("self",)).select_related("task").get(pk=duty_id)


def add_event(
    duty: Duty,
    kind: EventKind,
    *,
    actor: User,
    now: datetime,
    note: str = "",
    unit_id: int | None = None,
    due_on: date | None = None,
    document: Document | None = None,
) -> Duty:
    """Add an event to a locked duty, with all that follows from it."""
    day = timezone.localdate(now)
    before = current(duty)
    over = policies.unit_over(duty)
    verdict = policies.may_do(actor, kind, unit_id=before.unit_id, on=day, over=over)
    if not verdict:
        raise PermissionDenied
    event = Event(
        duty=duty,
        kind=kind,
        on=day,
        at=now,
        actor=actor,
        on_behalf_of=verdict.principal,
        unit_id=unit_id,
        due_on=due_on,
        note=note,
        document=document,
    )
    after = _take(event)
    _record(event)
    _notify(event, before, after, over)
    return duty


def hand_over(
    duty: Duty,
    *,
    actor: User,
    unit_id: int,
    now: datetime,
    note: str,
    on_behalf_of: User | None = None,
) -> Event:
    """Let a locked duty pass as it stands, by a handover that both sides signed.

    The right is theirs who sign, and the handover has asked for it; it tells the people as well.
    """
    event = Event(
        duty=duty,
        kind=EventKind.HANDED_OVER,
        on=timezone.localdate(now),
        at=now,
        actor=actor,
        on_behalf_of=on_behalf_of,
        unit_id=unit_id,
        note=note,
    )
    _take(event)
    _record(event)
    return event


def _take(event: Event) -> Held:
    """Store an event that may follow on those of its duty, and what holds after it."""
    duty = event.duty
    events = list(duty.events.all())
    if refusal := refusal_of(EventKind(event.kind), at=Stage(duty.stage)):
        raise refusal
    if event.on < events[-1].on:
        raise EventBeforeTheLast
    event.save(force_insert=True)
    told = folded([*events, event])
    store_fold(duty, told)
    return told.last


def current(duty: Duty) -> Held:
    """What holds for a locked duty now."""
    return folded(duty.events.all()).last


def _record(event: Event) -> None:
    duty = event.duty
    data = {
        "duty": str(duty.pk),
        "note": event.note,
        "unit": str(event.unit_id or ""),
        "due_on": event.due_on.isoformat() if event.due_on else "",
        "document": str(event.document_id or ""),
    }
    told = {key: value for key, value in data.items() if value}
    audit.record(
        actor=event.actor,
        verb=f"tasks.{event.kind}",
        target=duty.task,
        data=told,
        now=event.at,
        on_behalf_of=event.on_behalf_of,
    )


def _notify(event: Event, before: Held, after: Held, over: int | None) -> None:
    if event.kind in _TOLD_TO_NOBODY:
        return
    units = {before.unit_id, after.unit_id}
    people = set(organisations.people_serving_in(unit_ids=units, on=event.on))
    if event.kind in _OF_INTEREST_ABOVE:
        people.update(_above(event, over))
    others = sorted(people - {event.actor}, key=lambda person: person.pk)
    verb = f"tasks.{event.kind}"
    notices.notify(kind=verb, recipients=others, about=event.duty.task, now=event.at)


def _above(event: Event, over: int | None) -> Iterable[User]:
    """Who decides about the duty: of a part those who answer for the unit that gave it."""
    if over is None:
        task = event.duty.task
        return [task.followed_by or task.created_by]
    return organisations.people_serving_in(unit_ids=[over], on=event.on, posts=_ANSWER_FOR_IT)
