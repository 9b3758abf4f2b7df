"""What an edition keeps: figures and the tasks behind them, as one text that never changes.

Pure. The text is JSON with sorted keys and no blanks, so that the same figures have the same
SHA-256 on every machine. A change here needs another SCHEMA, and the old one stays readable.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.records.tasks.types import (
    RULE_EDITION,
    Axis,
    ResultDay,
    ScoreCard,
    ScoreRow,
    StatusClass,
    Tally,
)

SCHEMA = "giaoban.score-card/1"
_COLUMNS = ["task", "unit", "class", "class_by_original", "due", "due_originally", "completed"]


@dataclass(frozen=True)
class FrozenTask:
    """A task as it was counted: with which unit, in which class against either deadline."""

    task: int
    unit: int
    status: str
    original: str
    due_on: date | None = None
    original_due_on: date | None = None
    completed_on: date | None = None


@dataclass(frozen=True)
class FrozenRow:
    """A unit: its lead duties against either deadline, and its coordinating duties apart."""

    unit: int
    name: str
    tally: Tally
    original: Tally = field(default_factory=Tally)
    coordinating: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class FrozenBefore:
    """The period it was compared with, counted to its end."""

    period: str
    as_of: date
    start: date
    end: date
    tallies: Mapping[int, Tally]


@dataclass(frozen=True)
class Frozen:
    """A score-card by lead unit, with units as they were, of the whole agency.

    `start` and `end` are the period's, half-open. `titles` are those of the overdue tasks, which
    the report names. `result_day` is the day that a result was held to.
    """

    period: str
    start: date
    end: date
    as_of: date
    rows: tuple[FrozenRow, ...]
    tasks: tuple[FrozenTask, ...]
    titles: Mapping[int, str]
    before: FrozenBefore
    agency: str = ""
    agency_short: str = ""
    agency_kind: str = ""
    rule: str = RULE_EDITION
    result_day: str = ResultDay.REPORT

    @property
    def total(self) -> Tally:
        return sum((row.tally for row in self.rows), Tally())

    @property
    def original(self) -> Tally:
        return sum((row.original for row in self.rows), Tally())

    @property
    def coordinating(self) -> Tally:
        return sum((row.coordinating for row in self.rows), Tally())

    @property
    def names(self) -> dict[int, str]:
        return {row.unit: row.name for row in self.rows}

    def card(self) -> ScoreCard:
        """As the score-card it was."""
        rows = (
            ScoreRow(row.unit, row.name, row.tally, row.coordinating, row.original)
            for row in self.rows
        )
        return ScoreCard(Axis.UNIT, self.as_of, self.start, self.end, tuple(rows))

    def card_before(self) -> ScoreCard:
        tallies, before = self.before.tallies, self.before
        rows = (ScoreRow(row.unit, row.name, tallies.get(row.unit, Tally())) for row in self.rows)
        return ScoreCard(Axis.UNIT, before.as_of, before.start, before.end, tuple(rows))

    def written(self) -> str:
        """The text that is kept and hashed."""
        return json.dumps(
            _told(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )


def digest_of(text: str) -> str:
    """Its SHA-256, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> Frozen:
    """What was written. Raises ValueError for another schema, and KeyError for what is broken."""
    told = json.loads(text)
    if told["schema"] != SCHEMA:
        raise ValueError(told["schema"])
    before, agency = told["before"], told["agency"]
    return Frozen(
        period=told["period"],
        start=_day(told["start"]),
        end=_day(told["end"]),
        as_of=_day(told["as_of"]),
        rows=tuple(_row_of(row) for row in told["units"]),
        tasks=tuple(_task_of(row) for row in told["tasks"]),
        titles={int(task): title for task, title in told["titles_of_overdue"].items()},
        before=FrozenBefore(
            period=before["period"],
            as_of=_day(before["as_of"]),
            start=_day(before["start"]),
            end=_day(before["end"]),
            tallies={int(unit): Tally.of(counts) for unit, counts in before["units"].items()},
        ),
        agency=agency["name"],
        agency_short=agency["short_name"],
        agency_kind=agency["kind"],
        rule=told["rule"],
        result_day=told["result_day"],
    )


def _told(frozen: Frozen) -> dict[str, Any]:
    before = frozen.before
    return {
        "schema": SCHEMA,
        "period": frozen.period,
        "start": frozen.start.isoformat(),
        "end": frozen.end.isoformat(),
        "as_of": frozen.as_of.isoformat(),
        "rule": frozen.rule,
        "result_day": frozen.result_day,
        "agency": {
            "name": frozen.agency,
            "short_name": frozen.agency_short,
            "kind": frozen.agency_kind,
        },
        "units": [
            {
                "unit": row.unit,
                "name": row.name,
                "lead": _counts(row.tally),
                "lead_by_original_deadline": _counts(row.original),
                "coordinating": _counts(row.coordinating),
            }
            for row in frozen.rows
        ],
        "total": _counts(frozen.total),
        "task_columns": _COLUMNS,
        "tasks": [_line(task) for task in frozen.tasks],
        "titles_of_overdue": {str(task): title for task, title in frozen.titles.items()},
        "before": {
            "period": before.period,
            "as_of": before.as_of.isoformat(),
            "start": before.start.isoformat(),
            "end": before.end.isoformat(),
            "units": {str(unit): _counts(tally) for unit, tally in before.tallies.items()},
        },
    }


def _counts(tally: Tally) -> dict[str, int]:
    return {status.value: tally[status] for status in StatusClass}


def _line(task: FrozenTask) -> list[object]:
    days = (task.due_on, task.original_due_on, task.completed_on)
    told = [day.isoformat() if day else None for day in days]
    return [task.task, task.unit, task.status, task.original, *told]


def _row_of(told: Mapping[str, Any]) -> FrozenRow:
    return FrozenRow(
        unit=told["unit"],
        name=told["name"],
        tally=Tally.of(told["lead"]),
        original=Tally.of(told["lead_by_original_deadline"]),
        coordinating=Tally.of(told["coordinating"]),
    )


def _task_of(told: list[Any]) -> FrozenTask:
    task, unit, status, original, *days = told
    return FrozenTask(task, unit, status, original, *(_day(day) if day else None for day in days))


def _day(text: str) -> date:
    return date.fromisoformat(text)


# What differs


@dataclass(frozen=True)
class RowChange:
    """A unit whose figures differ. Where it was not counted, or is not, its tally is empty."""

    unit: int
    name: str
    was: FrozenRow
    now: FrozenRow


@dataclass(frozen=True)
class TaskMove:
    """A task that is counted otherwise; None where it was not counted, or is not."""

    task: int
    was: FrozenTask | None
    now: FrozenTask | None


@dataclass(frozen=True)
class Difference:
    """What another edition says otherwise: the totals, which units, which tasks."""

    was: Tally
    now: Tally
    rows: tuple[RowChange, ...]
    moves: tuple[TaskMove, ...]

    def __bool__(self) -> bool:
        return bool(self.rows or self.moves)


def difference(was: Frozen, now: Frozen) -> Difference:
    """Units in the order of the later one, then those that only the earlier one has."""
    return Difference(
        was.total, now.total, tuple(_row_changes(was, now)), moves(was.tasks, now.tasks)
    )


def _row_changes(was: Frozen, now: Frozen) -> Iterable[RowChange]:
    before, after = ({row.unit: row for row in each.rows} for each in (was, now))
    for unit in [*after, *(unit for unit in before if unit not in after)]:
        name = (after.get(unit) or before[unit]).name
        empty = FrozenRow(unit, name, Tally())
        old, new = before.get(unit, empty), after.get(unit, empty)
        if figures(old) != figures(new):
            yield RowChange(unit, name, old, new)


def figures(row: FrozenRow) -> tuple[Tally, Tally, Tally]:
    return (row.tally, row.original, row.coordinating)


def moves(was: Iterable[FrozenTask], now: Iterable[FrozenTask]) -> tuple[TaskMove, ...]:
    """Which tasks are told otherwise, by number."""
    before, after = ({task.task: task for task in each} for each in (was, now))
    return tuple(
        TaskMove(task, before.get(task), after.get(task))
        for task in sorted(before.keys() | after.keys())
        if before.get(task) != after.get(task)
    )
