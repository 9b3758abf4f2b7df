"""What the daily run did, and what the wall and the page of a period show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from giaoban.cycle.reporting.models import Obligation, Period
from giaoban.cycle.reporting.types import Standing, Tally


@dataclass(frozen=True)
class DailyOutcome:
    opened: int
    followed: int
    reminded: int


@dataclass(frozen=True)
class Line:
    """A unit in a period: how it stands, when it sent, and whether it is too late to enter."""

    obligation: Obligation
    unit: str
    recipient: str
    standing: Standing
    sent_on: date | None
    covers: tuple[str, ...] = ()
    passed_to: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Cell:
    obligation_id: int
    standing: Standing
    is_closed: bool


@dataclass(frozen=True)
class WallRow:
    unit: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Wall:
    """Units by periods; a cell is missing where the unit owed nothing."""

    periods: tuple[Period, ...]
    rows: tuple[WallRow, ...]
    tallies: tuple[Tally, ...]
    of: Mapping[int, Tally]
