"""Open duties whose deadline was reckoned from words, and what another calendar makes of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.deadlines import hangs_on_calendar, parse_deadline
from giaoban.kit.periods.workdays import WorkCalendar
from giaoban.records.tasks.models import SpanQuerySet
from giaoban.records.tasks.selectors.visible import visible_spans
from giaoban.records.tasks.types import OPEN

# How far a count of working days may reach beyond a day that its calendar changed.
_LONGEST = timedelta(days=366)
_NEAR = timedelta(days=14)
_PHRASES = 20_000  # told apart while many duties are gone through


@dataclass(frozen=True)
class Reckoned:
    """A deadline that another calendar reckons otherwise."""

    duty_id: int
    title: str
    before: date
    after: date


def reckoned_otherwise(
    *, actor: User, on: date, day: date, before: WorkCalendar, after: WorkCalendar
) -> Iterator[Reckoned]:
    """The open duties, in any role, whose words come to another day by the calendar `after`, which
    is otherwise on `day`. Where the deadline is not what its words came to, people said the day."""
    was, becomes = _by(before), _by(after)
    spans = _open(actor, on).exclude(duty__deadline_words="")
    spans = spans.filter(
        due_on__range=(day - _NEAR, day + _LONGEST), duty__deadline_anchor__lte=day + _NEAR
    )
    rows = spans.order_by("due_on", "duty").values_list(
        "duty", "task__title", "due_on", "duty__deadline_words", "duty__deadline_anchor"
    )
    for duty_id, title, due_on, words, anchor in rows.iterator():
        if due_on is None or anchor is None or was(words, anchor) != due_on:
            continue
        moved = becomes(words, anchor)
        if moved and moved != due_on:
            yield Reckoned(duty_id, title, due_on, moved)


def due_on_day(*, actor: User, on: date, day: date) -> SpanQuerySet:
    """The open duties, in any role, that fall due on a day, with their tasks."""
    found = _open(actor, on).filter(due_on=day).select_related("task").defer("task__folded")
    return found.order_by("task", "duty")


def _open(actor: User, on: date) -> SpanQuerySet:
    spans = visible_spans(actor=actor, on=on).on(on, latest=True)
    return spans.in_classes(OPEN, on, latest=True)


def _by(calendar: WorkCalendar) -> Callable[[str, date], date | None]:
    """What words come to by a calendar; thousands of duties share a few of them."""

    @lru_cache(maxsize=_PHRASES)
    def told(words: str, anchor: date) -> date | None:
        deadline = parse_deadline(words, anchor, calendar)
        return deadline.on if hangs_on_calendar(deadline) else None

    return told
