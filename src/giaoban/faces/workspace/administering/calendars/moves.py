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
from giaoban.records.tasks.selectors import Reckoned

# How far a count of working days may reach beyond a day that its calendar changed.
_LONGEST = timedelta(days=366)
_NEAR = timedelta(days=14)
_NAMED = 5  # of those that fall due on the day itself


@dataclass(frozen=True)
class Waiting:
    """A proposal at the reading desk whose deadline would be another."""

    title: str
    before: date
    after: date


@dataclass(frozen=True)
class Moves:
    """What moves. `falls` is how many open duties fall due on the day itself where it becomes one
    of rest, `falling` names some: their deadlines are named days and stay; `computed` counts anew,
    of duties in any role; `waiting` are the proposals that wait."""

    falls: int
    falling: tuple[str, ...]
    computed: tuple[Reckoned, ...]
    waiting: tuple[Waiting, ...]
    next_working: date


def moves_of(*, actor: User, on: date, day: date, row: CalendarDay | None) -> Moves:
    """What would move if the agency's own row of a day were this one, or none."""
    known = published_around(day.year)
    rows = list(CalendarDay.objects.filter(day__year__range=(day.year - 1, day.year + 1)))
    before = with_rows(known, rows)
    others = [each for each in rows if each.day != day]
    after = with_rows(known, [*others, row] if row else others)
    computed = tasks.reckoned_otherwise(actor=actor, on=on, day=day, before=before, after=after)
    falling = tasks.due_on_day(actor=actor, on=on, day=day)
    if not before.is_working(day) or after.is_working(day):
        falling = falling.none()
    return Moves(
        falls=falling.count(),
        falling=tuple(span.task.title for span in falling[:_NAMED]),
        computed=tuple(computed),
        waiting=tuple(_of_proposals(day, before, after)),
        next_working=after.roll(day),
    )


def _of_proposals(day: date, before: WorkCalendar, after: WorkCalendar) -> Iterable[Waiting]:
    waiting = _counted(day).filter(decision=Decision.WAITING)
    for proposal, was, becomes in _recounted(waiting, before, after):
        yield Waiting(proposal.title, was, becomes)


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
