"""What a day brings, as the home page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.faces.workspace.strip import DayDue
from giaoban.kit.periods.period import Period
from giaoban.records.documents.models import Document
from giaoban.records.organisations.models import UnitVersion
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import FOUR_CLASSES, Rate, ScoreRow, StatusClass, Tally


class Need(TextChoices):
    """What a duty needs of its unit, the most pressing first: each duty is shown once."""

    OVERDUE = "overdue", _("Overdue")
    DUE_TODAY = "today", _("Due today")
    RETURNED = "returned", _("Returned")
    ACKNOWLEDGE = "new", _("To be acknowledged")
    DUE_SOON = "soon", _("Due soon, besides the above")
    REPORTED = "reported", _("Reported, awaiting confirmation")

    @property
    def brief(self) -> Promise:
        """After a number: "2 overdue"."""
        return _BRIEF[self]


_BRIEF: dict[Need, Promise] = {
    Need.OVERDUE: _("overdue"),
    Need.DUE_TODAY: _("due today"),
    Need.RETURNED: _("returned"),
    Need.ACKNOWLEDGE: _("to be acknowledged"),
    Need.DUE_SOON: _("due soon"),
    Need.REPORTED: _("awaiting confirmation"),
}


@dataclass(frozen=True)
class Item:
    """A duty in a list: what held for it that day, and how the time stands.

    `days_over` counts days of the calendar, `days_left` working days; None without a deadline.
    """

    span: Span
    unit: str
    days_over: int | None
    days_left: int | None
    note: str = ""
    noted_on: date | None = None

    @property
    def is_done(self) -> bool:
        return self.span.completed_on is not None


@dataclass(frozen=True)
class Group:
    """The duties that need the same, all counted and the first of them listed."""

    need: Need
    count: int
    items: tuple[Item, ...]

    @property
    def rest(self) -> int:
        return self.count - len(self.items)


@dataclass(frozen=True)
class Figures:
    """The score-cards that the page draws on, unit by unit."""

    everything: Sequence[ScoreRow]
    month: Sequence[ScoreRow]
    month_before: Sequence[ScoreRow]


@dataclass(frozen=True)
class Classes:
    """How the four classes of a period stand that day; `before` is the period before it."""

    period: Period
    tally: Tally
    period_before: Period
    before: Rate

    @property
    def now(self) -> Rate:
        return self.tally.on_time_of_due

    @property
    def lines(self) -> list[tuple[StatusClass, int]]:
        return [(status, self.tally[status]) for status in FOUR_CLASSES]

    @property
    def counts(self) -> list[int]:
        return [count for _, count in self.lines]


@dataclass(frozen=True)
class UnitOverdue:
    """A unit that has overdue duties to lead, among all that it was given and that came due."""

    unit_id: int
    name: str
    overdue: int
    due: int


@dataclass(frozen=True)
class Shortened:
    """The first of a list, and how long the whole is."""

    count: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class UnitDay:
    """What is to be done by whoever speaks for units."""

    groups: tuple[Group, ...]
    strip: tuple[DayDue, ...]


@dataclass(frozen=True)
class AgencyDay:
    """What is to be looked at by whoever sees the whole agency."""

    overdue: Shortened
    by_unit: tuple[UnitOverdue, ...]
    strip: tuple[DayDue, ...]


@dataclass(frozen=True)
class Found:
    """What a search found: how much of each kind, and the first of them."""

    task_count: int = 0
    tasks: tuple[Item, ...] = ()
    document_count: int = 0
    documents: tuple[Document, ...] = ()
    unit_count: int = 0
    units: tuple[UnitVersion, ...] = ()

    @property
    def count(self) -> int:
        return self.task_count + self.document_count + self.unit_count
