"""What the pages of editions show: figures as they were published, and what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.editions.frozen import (
    Difference,
    Frozen,
    difference,
    read,
)
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.editions.wording import state_words
from giaoban.records.tasks.types import FOUR_CLASSES, StatusClass, Tally

MOVES_SHOWN = 200


@dataclass(frozen=True)
class RowLine:
    """A unit in the table of an edition."""

    name: str
    tally: Tally
    original: Tally
    coordinating: Tally

    @property
    def bar(self) -> list[int]:
        return [self.tally[status] for status in FOUR_CLASSES]

    @property
    def counts(self) -> list[tuple[StatusClass, int]]:
        return [(status, self.tally[status]) for status in FOUR_CLASSES]


@dataclass(frozen=True)
class MoveLine:
    """A task that is told otherwise: as what, and of which unit, before and after."""

    task_id: int
    number: str
    title: str
    was: str
    now: str


@dataclass(frozen=True)
class DifferencePage:
    """What differs between two editions, or between the last one and what would be published.

    Tasks that the reader may not see are only counted.
    """

    told: Difference
    moves: list[MoveLine]
    hidden: int

    @property
    def rows(self) -> list[tuple[str, list[tuple[StatusClass, int, int]], bool]]:
        """Of each unit that differs its name, its classes before and after where these differ, and
        whether something else of it differs."""
        lines = []
        for row in self.told.rows:
            was, now = row.was.tally, row.now.tally
            classes = [
                (each, was[each], now[each]) for each in StatusClass if was[each] != now[each]
            ]
            beside = (row.was.original, row.was.coordinating) != (
                row.now.original,
                row.now.coordinating,
            )
            lines.append((row.name, classes, beside))
        return lines

    @property
    def totals(self) -> list[tuple[StatusClass, int, int]]:
        return [(each, self.told.was[each], self.told.now[each]) for each in StatusClass]


@dataclass(frozen=True)
class FrozenPage:
    """The figures of an edition, or of what would become one."""

    frozen: Frozen

    @cached_property
    def lines(self) -> list[RowLine]:
        return [
            RowLine(row.name, row.tally, row.original, row.coordinating) for row in self.frozen.rows
        ]

    @cached_property
    def total(self) -> RowLine:
        frozen = self.frozen
        return RowLine("", frozen.total, frozen.original, frozen.coordinating)

    @cached_property
    def longest(self) -> int:
        return max((line.tally.total for line in self.lines), default=0)


def difference_page(was: Edition, now: Frozen, *, actor: User, on: date) -> DifferencePage:
    before = read(was.body)
    told = difference(before, now)
    numbers = [move.task for move in told.moves]
    visible = tasks.visible_tasks(actor=actor, on=on).filter(pk__in=numbers[: MOVES_SHOWN * 2])
    titles = {task.pk: task for task in visible.only("title")}
    names = {**before.names, **now.names}
    lines = [
        MoveLine(
            move.task,
            titles[move.task].number,
            titles[move.task].title,
            state_words(move.was, names),
            state_words(move.now, names),
        )
        for move in told.moves
        if move.task in titles
    ][:MOVES_SHOWN]
    return DifferencePage(told, lines, len(numbers) - len(lines))


def tasks_table(frozen: Frozen) -> Iterator[Sequence[object]]:
    """The tasks that an edition counted, for a spreadsheet."""
    yield [
        _("Number"),
        _("Lead unit"),
        _("Status"),
        _("Status by the original deadline"),
        _("Deadline"),
        _("Original deadline"),
        _("Completed on"),
    ]
    names = frozen.names
    for task in frozen.tasks:
        days = (task.due_on, task.original_due_on, task.completed_on)
        yield [
            f"NV-{task.task:04}",
            names.get(task.unit, ""),
            str(StatusClass(task.status).label),
            str(StatusClass(task.original).label),
            *(f"{day:%d/%m/%Y}" if day else "" for day in days),
        ]
