"""Counting an edition anew from the events: what happened is folded again, no span is read.

An edition says what was known when it was published, so it is held against the events that had been
typed by then. What was typed later about days the edition counts does not make it wrong; it makes a
correction due, and is told beside.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from giaoban.records.tasks.editions.frozen import (
    Frozen,
    FrozenRow,
    FrozenTask,
    TaskMove,
    digest_of,
    figures,
    moves,
    read,
)
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.folding import Held, fold
from giaoban.records.tasks.models import Event
from giaoban.records.tasks.types import (
    RULE_EDITION,
    DutyDates,
    DutyRole,
    Measure,
    ResultDay,
    StatusClass,
    Tally,
    classify,
)

_AT_A_TIME = 5_000


@dataclass(frozen=True)
class Verification:
    """Whether an edition is what the events come to, and the first thing that is not.

    `broken` says that its text is not the one that was hashed, `other_rule` that this program
    counts by another edition of the rule. `corrected` are tasks that later entries tell otherwise.
    """

    edition: Edition
    tasks: int
    broken: bool = False
    other_rule: bool = False
    first_task: TaskMove | None = None
    first_row: tuple[FrozenRow, FrozenRow] | None = None
    corrected: tuple[TaskMove, ...] = ()

    @property
    def agrees(self) -> bool:
        return not (self.broken or self.other_rule or self.first_task or self.first_row)


class _Told(NamedTuple):
    """As much of an event as is counted."""

    duty_id: int
    task_id: int
    role: str
    kind: str
    on: date
    at: datetime
    unit_id: int | None
    due_on: date | None


def verify(edition: Edition) -> Verification:
    """Hold one edition against the events of all tasks."""
    if digest_of(edition.body) != edition.digest:
        return Verification(edition, 0, broken=True)
    frozen = read(edition.body)
    if frozen.rule != RULE_EDITION:
        return Verification(edition, len(frozen.tasks), other_rule=True)
    known, later = recount(frozen, known_until=edition.published_at)
    moved = moves(frozen.tasks, known.tasks)
    return Verification(
        edition,
        len(frozen.tasks),
        first_task=moved[0] if moved else None,
        first_row=_first_row(frozen, known),
        corrected=moves(known.tasks, later.tasks),
    )


@dataclass(frozen=True)
class Recounted:
    """What events come to: the tasks in their classes, and the figures of each unit."""

    tasks: tuple[FrozenTask, ...]
    rows: dict[int, FrozenRow]


def recount(frozen: Frozen, *, known_until: datetime) -> tuple[Recounted, Recounted]:
    """By what had been typed by that moment, and by all that is known now."""
    known, later = _Count(frozen), _Count(frozen)
    for told in _by_duty(frozen.as_of):
        then = [event for event in told if event.at <= known_until]
        known.add(then)
        later.add(told)
    return known.result(), later.result()


def _by_duty(as_of: date) -> Iterator[list[_Told]]:
    found = (
        Event.objects.filter(on__lte=as_of, duty__role__in=[DutyRole.LEAD, DutyRole.COORDINATE])
        .order_by("duty_id", "on", "pk")
        .values_list(
            *("duty_id", "duty__task_id", "duty__role", "kind", "on", "at", "unit_id", "due_on")
        )
    )
    told = (_Told(*row) for row in found.iterator(_AT_A_TIME))
    for _duty, events in groupby(told, key=attrgetter("duty_id")):
        yield list(events)


class _Count:
    """Adds duties up, one after the other."""

    def __init__(self, frozen: Frozen) -> None:
        self._frozen = frozen
        self._by = ResultDay(frozen.result_day)
        self._tasks: list[FrozenTask] = []
        self._lead: dict[int, Tally] = defaultdict(Tally)
        self._original: dict[int, Tally] = defaultdict(Tally)
        self._coordinating: dict[int, Tally] = defaultdict(Tally)

    def add(self, events: list[_Told]) -> None:
        """A duty by what happened to it up to the day; nothing where it was not there yet."""
        if not events or events[0].kind != "assigned":
            return
        held = fold(events, by=self._by).last
        if not self._is_counted(held):
            return
        status, original = self._class(held, Measure.CURRENT), self._class(held, Measure.ORIGINAL)
        if events[0].role == DutyRole.COORDINATE:
            self._coordinating[held.unit_id] += Tally.of({status: 1})
            return
        self._lead[held.unit_id] += Tally.of({status: 1})
        self._original[held.unit_id] += Tally.of({original: 1})
        self._tasks.append(
            FrozenTask(
                events[0].task_id,
                held.unit_id,
                status.value,
                original.value,
                held.due_on,
                held.original_due_on,
                held.completed_on,
            )
        )

    def _is_counted(self, held: Held) -> bool:
        """Assigned before the period's end, and not settled before its start (ADR 3)."""
        settled = held.counted_from is not None and held.counted_from < self._frozen.start
        return held.assigned_on < self._frozen.end and not settled

    def _class(self, held: Held, measure: Measure) -> StatusClass:
        dates = DutyDates(
            due_on=held.due_on,
            completed_on=held.completed_on,
            counted_from=held.counted_from,
            hold=held.hold,
            original_due_on=held.original_due_on,
        )
        return classify(dates, as_of=self._frozen.as_of, measure=measure)

    def result(self) -> Recounted:
        names = self._frozen.names
        units: Iterable[int] = {*self._lead, *self._coordinating}
        rows = {
            unit: FrozenRow(
                unit,
                names.get(unit, ""),
                self._lead[unit],
                self._original[unit],
                self._coordinating[unit],
            )
            for unit in list(units)
        }
        return Recounted(tuple(sorted(self._tasks, key=attrgetter("task"))), rows)


def _first_row(frozen: Frozen, known: Recounted) -> tuple[FrozenRow, FrozenRow] | None:
    """The first unit whose figures are not those of the events."""
    told = {row.unit: row for row in frozen.rows}
    for unit in [*told, *sorted(known.rows.keys() - told.keys())]:
        empty = FrozenRow(unit, told[unit].name if unit in told else "", Tally())
        was, now = told.get(unit, empty), known.rows.get(unit, empty)
        if figures(was) != figures(now):
            return was, now
    return None
