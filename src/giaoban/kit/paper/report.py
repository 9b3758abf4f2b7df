"""What the report of a period says: plain data, filled into a Word template by `word`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giaoban.kit.paper.errors import FiguresDisagree

_COUNTS = ("total", "done_on_time", "done_late", "open_in_time", "open_overdue")


@dataclass(frozen=True)
class UnitRow:
    """The tasks of one unit in the four status classes, which add up to `total`.

    Rates come as text, `on_time_of_due` as "5/6" and `on_time_rate` as "83,33 %": who counted the
    tasks knows what came due and how rates are rounded.
    """

    name: str
    total: int
    done_on_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    on_time_of_due: str = ""
    on_time_rate: str = ""

    def __post_init__(self) -> None:
        if self.total != sum(self.classes):
            raise FiguresDisagree(self.name)

    @property
    def classes(self) -> tuple[int, int, int, int]:
        """Done on time, done late, open in time, open and overdue: the order of every table."""
        return (self.done_on_time, self.done_late, self.open_in_time, self.open_overdue)


@dataclass(frozen=True)
class OverdueRow:
    """One task that is open and overdue, `days` after its deadline."""

    title: str
    unit: str
    deadline: date
    days: int


@dataclass(frozen=True)
class Picture:
    """A PNG, the caption under it, and in words what it shows for those who cannot see it."""

    png: bytes
    caption: str
    description: str


@dataclass(frozen=True)
class ScoreCardReport:
    """The report "Tình hình thực hiện nhiệm vụ được giao" of one period.

    Without `number` or `on` it is a draft with room to write them. `period` stands in sentences
    ("tháng 6/2020"), `as_of` is the last day counted. `signer_authority` has a line for each post
    ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"), `recipients` come without dash and semicolon. A ministry
    has no `agency_parent`. FiguresDisagree if the rows do not add up to `totals`.
    """

    agency: str
    symbol: str
    place: str
    subject: str
    period: str
    as_of: date
    units: tuple[UnitRow, ...]
    totals: UnitRow
    signer_authority: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    agency_parent: str = ""
    number: int | None = None
    on: date | None = None
    addressees: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    overdue: tuple[OverdueRow, ...] = ()
    notes: tuple[str, ...] = ()
    chart: Picture | None = None

    def __post_init__(self) -> None:
        if self._sums() != [getattr(self.totals, name) for name in _COUNTS]:
            raise FiguresDisagree(self.totals.name)

    def _sums(self) -> list[int]:
        def column(name: str) -> Iterator[int]:
            return (getattr(unit, name) for unit in self.units)

        return [sum(column(name)) for name in _COUNTS]
