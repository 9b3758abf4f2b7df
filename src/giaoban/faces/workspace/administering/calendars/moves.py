"""What a changed calendar moves: what falls on a day of rest, and what was computed otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from giaoban.cycle.intake.models import Proposal
from giaoban.cycle.intake.types import Decision
from giaoban.ground.accounts.models import User
from giaoban.ground.platform.models import CalendarDay
from giaoban.ground.platform.working_days import published_around, with_rows
from giaoban.kit.periods.deadlines import parse_deadline
from giaoban.kit.periods.workdays import WorkCalendar
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import DutyRole, StatusClass

_OPEN = [StatusClass.OPEN_IN_TIME, StatusClass.OPEN_OVERDUE]
# How far a count of working days may reach beyond a day that its calendar changed.
_LONGEST = timedelta(days=366)
_NEAR = timedelta(days=14)


@dataclass(frozen=True)
class Computed:
    """A deadline that was counted in working days, before and after."""

    title: str
    before: date
    after: date
    duty_id: int | None = None


@dataclass(frozen=True)
class Moves:
    """What moves. `falls` are open duties that fall due on the day itself where it becomes one of
    rest: their deadlines are named days and stay; `computed` counts anew, of tasks and of
    proposals that wait."""

    falls: tuple[Span, ...]
    computed: tuple[Computed, ...]
    waiting: tuple[Computed, ...]
    next_working: date


def moves_of(*, actor: User, on: date, day: date, row: CalendarDay | None) -> Moves:
    """What would move if the agency's own row of a day were this one, or none."""
    known = published_around(day.year)
    rows = list(CalendarDay.objects.filter(day__year__range=(day.year - 1, day.year + 1)))
    before = with_rows(known, rows)
    others = [each for each in rows if each.day != day]
    after = with_rows(known, [*others, row] if row else others)
    becomes_rest = before.is_working(day) and not after.is_working(day)
    falling = tasks.task_list(
        actor=actor, on=on, role=None, statuses=_OPEN, due_from=day, due_to=day
    )
    return Moves(
        falls=tuple(falling) if becomes_rest else (),
        computed=tuple(_of_tasks(actor, on, day, before, after)),
        waiting=tuple(_of_proposals(day, before, after)),
        next_working=after.roll(day),
    )


def _of_proposals(day: date, before: WorkCalendar, after: WorkCalendar) -> Iterable[Computed]:
    waiting = _counted(day).filter(decision=Decision.WAITING)
    for proposal, was, becomes in _recounted(waiting, before, after):
        yield Computed(proposal.title, was, becomes)


def _of_tasks(
    actor: User, on: date, day: date, before: WorkCalendar, after: WorkCalendar
) -> Iterable[Computed]:
    """Open lead duties whose deadline still is what their document's words came to."""
    accepted = _counted(day).filter(decision=Decision.ACCEPTED)
    changed = {
        (proposal.task_id, was): becomes
        for proposal, was, becomes in _recounted(accepted, before, after)
    }
    if not changed:
        return
    spans = tasks.task_list(actor=actor, on=on, role=DutyRole.LEAD, statuses=_OPEN)
    for span in spans.filter(task__in=[task_id for task_id, _was in changed]):
        becomes = changed.get((span.task_id, span.due_on)) if span.due_on else None
        if becomes and span.due_on:
            yield Computed(span.task.title, span.due_on, becomes, span.duty_id)


def _counted(day: date) -> "QuerySet[Proposal]":
    return (
        Proposal.objects.filter(due_on__range=(day - _NEAR, day + _LONGEST))
        .exclude(due_text="")
        .filter(reading__document__issued_on__lte=day)
        .select_related("reading__document")
        .defer("reading__document__text", "reading__document__folded")
    )


def _recounted(
    proposals: Iterable[Proposal], before: WorkCalendar, after: WorkCalendar
) -> Iterable[tuple[Proposal, date, date]]:
    """Those that come to another day; of the rest people or another rule said the day."""
    for proposal in proposals:
        anchor = proposal.reading.document.issued_on
        was = parse_deadline(proposal.due_text, anchor, before).on
        becomes = parse_deadline(proposal.due_text, anchor, after).on
        if was and becomes and was != becomes and proposal.due_on == was:
            yield proposal, was, becomes
