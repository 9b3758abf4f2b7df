"""Tasks as cards in columns: a column for each class, or for each unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.functional import Promise

from giaoban.records.tasks.models import SpanQuerySet, in_class
from giaoban.records.tasks.pages.lines import Line, lines_of
from giaoban.records.tasks.pages.lists import ListPage
from giaoban.records.tasks.types import DONE, FOUR_CLASSES, StatusClass

CARDS = 8  # of a column; its list has the others
UNITS = 12  # columns of a page
_COLUMNS = (*FOUR_CLASSES, StatusClass.NO_DEADLINE)


@dataclass(frozen=True)
class Column:
    """A column: how many there are, the first of them, and the address of the list of all.

    `status` is set where the column is a class, `overdue` counts where it is a unit.
    """

    name: str | Promise
    count: int
    lines: tuple[Line, ...]
    address: str
    status: StatusClass | None = None
    overdue: int = 0

    @property
    def rest(self) -> int:
        return self.count - len(self.lines)


class Board:
    """The tasks of a list in columns. `by` is "class" or "unit"."""

    def __init__(self, asked: ListPage, *, by: str, number: str | None = None) -> None:
        self.asked = asked
        self.by = by if by in {"class", "unit"} else "class"
        self._number = number

    @cached_property
    def columns(self) -> list[Column]:
        return self._by_class() if self.by == "class" else self._by_unit()

    def _by_class(self) -> list[Column]:
        wanted = self.asked.statuses
        if "status" not in self.asked.given or wanted is None:
            wanted = _COLUMNS  # a board without a class asked for shows all of them
        return [self._class_column(status) for status in StatusClass if status in wanted]

    def _class_column(self, status: StatusClass) -> Column:
        found = self.asked.found_in([status])
        if status in DONE:
            found = found.order_by("-due_on", "-task_id")  # what was finished last says more
        return Column(
            name=status.label,
            count=found.order_by().values("task_id").count(),
            lines=self._lines(found),
            address=self.asked.address_with(status=status.value),
            status=status,
        )

    def _by_unit(self) -> list[Column]:
        shown = {unit: counts for unit, *counts in self.page}
        return [
            Column(
                name=self.asked.names[unit],
                count=count,
                lines=self._lines(self.asked.found.filter(unit=unit)),
                address=self.asked.address_with(unit=unit, status=self.asked.status),
                overdue=overdue,
            )
            for unit, (count, overdue) in shown.items()
        ]

    @cached_property
    def page(self) -> "Page[tuple[int, int, int]]":
        """The units of this page, with how many tasks each has and how many of them overdue."""
        return Paginator(self._units, UNITS).get_page(self._number)

    @cached_property
    def _units(self) -> list[tuple[int, int, int]]:
        """Those with most overdue come first; what is told of a unit, it is told once."""
        late = in_class(StatusClass.OPEN_OVERDUE, self.asked.as_of, measure=self.asked.measure)
        rows = (
            self.asked.found.order_by()
            .values_list("unit_id")
            .annotate(count=Count("task_id"), overdue=Count("task_id", filter=Q(late)))
        )
        names: Mapping[int, str] = self.asked.names
        return sorted(rows, key=lambda row: (-row[2], -row[1], names[row[0]]))

    def _lines(self, found: SpanQuerySet) -> tuple[Line, ...]:
        asked = self.asked
        return tuple(lines_of(list(found[:CARDS]), names=asked.names, day=asked.as_of))
