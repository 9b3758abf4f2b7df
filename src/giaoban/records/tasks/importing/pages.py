"""What the pages about importing show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.text import capfirst

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.templatetags.figures import period_words
from giaoban.kit.periods.period import Period
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.importing import selectors
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.importing.types import TAKEN, BatchState, RowState

ROWS = 50
# What the table of a batch is narrowed to, in the order in which one works on it.
_SHOWN = (
    RowState.WRONG,
    RowState.DOUBTFUL,
    RowState.GOOD,
    RowState.SAME,
    RowState.HEADING,
    RowState.DONE,
)


@dataclass(frozen=True)
class Line:
    """A row as the page shows it: the task it would be, or the words it has."""

    row: Row
    title: str
    lead: str
    coordinating: str
    due_on: date | None
    said: str

    @property
    def state(self) -> RowState:
        return RowState(self.row.state)

    @property
    def is_wrong(self) -> bool:
        return self.state == RowState.WRONG


@dataclass(frozen=True)
class BatchPage:
    """A batch and how it stands."""

    batch: Batch
    actor: User
    on: date

    @property
    def state(self) -> BatchState:
        return BatchState(self.batch.state)

    @property
    def is_at_work(self) -> bool:
        return self.state in {BatchState.CHECKING, BatchState.IMPORTING, BatchState.UNDOING}

    @property
    def is_open(self) -> bool:
        return self.state in {BatchState.BROUGHT, BatchState.CHECKED, BatchState.STOPPED}

    @cached_property
    def counts(self) -> Mapping[RowState, int]:
        return selectors.counts_of(batch=self.batch)

    @property
    def shown_counts(self) -> list[tuple[RowState, int]]:
        return [(state, self.counts[state]) for state in _SHOWN if self.counts[state]]

    @property
    def good(self) -> int:
        return sum(self.counts[state] for state in TAKEN)

    @property
    def wrong(self) -> int:
        return self.counts[RowState.WRONG]

    @property
    def done(self) -> int:
        return self.counts[RowState.DONE]

    @cached_property
    def names(self) -> dict[str, int]:
        return selectors.unknown_names(batch=self.batch) if self.is_open else {}

    @property
    def can_be_undone(self) -> bool:
        return self.done > 0 and self.state in {BatchState.DONE, BatchState.STOPPED}

    def lines(self, rows: Iterable[Row]) -> list[Line]:
        names = organisations.unit_names(on=self.on)
        return [_line(row, names) for row in rows]


def _line(row: Row, names: Mapping[int, str]) -> Line:
    told: dict[str, Any] = row.told
    due_on = told.get("due_on")
    others = (names.get(unit, "") for unit in told.get("coordinating", ()))
    return Line(
        row=row,
        title=told.get("title", ""),
        lead=names.get(told.get("lead_id") or 0, ""),
        coordinating=", ".join(others),
        due_on=date.fromisoformat(due_on) if due_on else None,
        said=" · ".join(cell for cell in row.cells if cell),
    )


def periods_to_copy(on: date) -> list[tuple[str, Any]]:
    """The periods of this year and the last, of which there may be tasks."""
    groups = []
    for year in (on.year, on.year - 1):
        begun = [each for each in Period.all_of(year) if each.days().start <= on]
        groups.append((str(year), [(each.key, capfirst(period_words(each))) for each in begun]))
    return groups
