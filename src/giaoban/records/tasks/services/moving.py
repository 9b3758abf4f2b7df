"""Moving many deadlines by one act: those that a changed calendar reckons otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.ground.platform.jobs import services as jobs
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import policies
from giaoban.records.tasks.folding import Folded, refusal_of
from giaoban.records.tasks.models import DeadlineMove, Duty, Event, Span, Task
from giaoban.records.tasks.services.spans import folded, spans_of
from giaoban.records.tasks.types import EventKind, Stage

AT_ONCE = 200  # more are moved by a job, which tells how far it is
_CHUNK = 500

Line = tuple[int, date, date]


@transaction.atomic
def move_deadlines(
    *, actor: User, lines: Sequence[Line], reason: str, now: datetime
) -> DeadlineMove:
    """Move deadlines of duties, each told with its day before and after, as one recorded act.

    Up to AT_ONCE are moved here, more by a job. A duty whose deadline is another by then, or that
    is closed, is left alone.
    """
    verdict = policies.may_assign(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    move = DeadlineMove(
        reason=reason[:300],
        actor=actor,
        asked_at=now,
        lines=[[duty_id, was.isoformat(), due.isoformat()] for duty_id, was, due in lines],
    )
    move.full_clean()
    move.save()
    audit.record(
        actor=actor,
        verb="tasks.deadlines-moved",
        target=move,
        data={"duties": len(lines), "reason": reason},
        now=now,
        on_behalf_of=verdict.principal,
    )
    if len(lines) > AT_ONCE:
        jobs.enqueue("tasks.move-deadlines", move_id=move.pk)
        return move
    return go_on_moving(move_id=move.pk, now=now)


def go_on_moving(*, move_id: int, now: datetime) -> DeadlineMove:
    """Go through what is left of a move, some hundreds in a transaction each.

    Begun twice, or cut short and begun again, it moves each deadline once.
    """
    while True:
        with transaction.atomic():
            move = DeadlineMove.objects.select_for_update(of=("self",)).get(pk=move_id)
            lines = move.lines[move.done : move.done + _CHUNK]
            if not lines:
                return move
            moved = _move(lines, move, now)
            move.done += len(lines)
            move.moved += moved
            move.save(update_fields=["done", "moved"])
            if move.is_over:
                _tell(move, now)


def _move(lines: Sequence[Sequence[object]], move: DeadlineMove, now: datetime) -> int:
    """Move these; how many still had the day before."""
    wanted = {int(str(pk)): (_day(was), _day(due)) for pk, was, due in lines}
    held = Duty.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    duties = {duty.pk: duty for duty in held}
    events = _events_of(duties)
    day = max([timezone.localdate(now), *(told[-1].on for told in events.values())])
    added: list[Event] = []
    after: dict[int, Folded] = {}
    for pk, duty in duties.items():
        was, due = wanted[pk]
        told = folded(events[pk])
        if told.last.due_on != was or refusal_of(_KIND, at=Stage(duty.stage)):
            continue
        event = Event(
            duty=duty, kind=_KIND, on=day, at=now, actor=move.actor, due_on=due, note=move.reason
        )
        added.append(event)
        after[pk] = folded([*events[pk], event])
    Event.objects.bulk_create(added)
    Span.objects.filter(duty__in=after).delete()
    Span.objects.bulk_create(
        [span for pk, told in after.items() for span in spans_of(duties[pk], told)]
    )
    return len(after)


_KIND = EventKind.DEADLINE_CHANGED


def _day(text: object) -> date:
    return date.fromisoformat(str(text))


def _events_of(duties: Iterable[int]) -> dict[int, list[Event]]:
    events: defaultdict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(duty__in=list(duties)):
        events[event.duty_id].append(event)
    return events


def _tell(move: DeadlineMove, now: datetime) -> None:
    """Each unit's people once, of one of its tasks; a notice for each of thousands tells nobody."""
    moved = Span.objects.filter(
        valid_to=None,
        duty__events__kind=_KIND,
        duty__events__note=move.reason,
        duty__events__actor=move.actor_id,
        duty__events__at__gte=move.asked_at,
    )
    first = dict(moved.order_by().values_list("unit").annotate(first=Min("task")))
    tasks = Task.objects.in_bulk(first.values())
    for unit_id, task_id in first.items():
        people = organisations.people_serving_in(unit_ids=[unit_id], on=timezone.localdate(now))
        notices.notify(
            kind="tasks.deadline_changed",
            recipients=people.exclude(pk=move.actor_id),
            about=tasks[task_id],
            now=now,
        )
