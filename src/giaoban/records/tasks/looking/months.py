"""What falls due on each day of a month."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count

from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.periods.period import Kind, NotAPeriod, Period
from giaoban.kit.periods.workdays import WorkCalendar
from giaoban.records.tasks.models import SpanQuerySet
from giaoban.records.tasks.pages.lines import Line, lines_of
from giaoban.records.tasks.pages.lists import ListPage
from giaoban.records.tasks.types import FOUR_CLASSES, StatusClass, Tally

LINES = 3  # of a day; its list has the others
READ = 500  # lines at most of which titles are shown
_WEEK = 7


@dataclass(frozen=True)
class CalendarDate:
    """A day of the grid, with what falls due on it; `rest` says why it is not worked, if so."""

    day: date
    tally: Tally
    lines: tuple[Line, ...]
    address: str
    within: bool
    is_today: bool
    rest: str

    @property
    def count(self) -> int:
        return self.tally.total

    @property
    def counts(self) -> list[tuple[StatusClass, int]]:
        return [(status, self.tally[status]) for status in FOUR_CLASSES if self.tally[status]]

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


class MonthPage:
    """A month of a list of tasks, week by week from Monday on."""

    def __init__(self, asked: ListPage, *, month: str, on: date) -> None:
        self.asked = asked
        self._on = on
        self.month = _month(month, on)

    @property
    def before(self) -> Period:
        return _beside(self.month, -1)

    @property
    def after(self) -> Period:
        return _beside(self.month, 1)

    @cached_property
    def weeks(self) -> list[list[CalendarDate]]:
        days = self.month.days()
        first = days.start - timedelta(days=days.start.weekday())
        last = days.last + timedelta(days=_WEEK - 1 - days.last.weekday())
        count = (last - first).days + 1
        dates = [self._date(first + timedelta(days=place)) for place in range(count)]
        return [dates[place : place + _WEEK] for place in range(0, count, _WEEK)]

    @cached_property
    def total(self) -> Tally:
        return sum(self._tallies.values(), Tally())

    def _date(self, day: date) -> CalendarDate:
        calendar = self._calendar
        rest = "" if calendar.is_working(day) else calendar.holiday(day) or " "
        within = day in self.month.days()
        told = f"{day:%d/%m/%Y}"
        status = self.asked.given.get("status") or "four"
        return CalendarDate(
            day=day,
            tally=self._tallies.get(day, Tally()) if within else Tally(),
            lines=tuple(self._lines.get(day, ())) if within else (),
            address=self.asked.address_with(due_from=told, due_to=told, status=status),
            within=within,
            is_today=day == self._on,
            rest=rest,
        )

    @cached_property
    def _calendar(self) -> WorkCalendar:
        return calendar_around(self.month.days().start)

    @property
    def _statuses(self) -> Sequence[StatusClass]:
        """The four classes unless the address asks for one of them: all with a deadline."""
        wanted = self.asked.statuses
        if "status" not in self.asked.given or wanted is None:
            return FOUR_CLASSES
        return [status for status in FOUR_CLASSES if status in wanted]

    @cached_property
    def _tallies(self) -> dict[date, Tally]:
        counted: defaultdict[date, dict[str, int]] = defaultdict(dict)
        found = self._found.order_by()
        rows = found.values("due_on", "status").annotate(count=Count("pk"))  # type: ignore[misc]  # annotated
        for row in rows:
            counted[row["due_on"]][row["status"]] = row["count"]
        return {day: Tally.of(counts) for day, counts in counted.items()}

    @cached_property
    def _lines(self) -> dict[date, list[Line]]:
        shown: defaultdict[date, list[Line]] = defaultdict(list)
        asked = self.asked
        for line in lines_of(list(self._found[:READ]), names=asked.names, day=asked.as_of):
            if line.span.due_on and len(shown[line.span.due_on]) < LINES:
                shown[line.span.due_on].append(line)
        return shown

    @cached_property
    def _found(self) -> SpanQuerySet:
        days = self.month.days()
        return self.asked.found_in(self._statuses, due_from=days.start, due_to=days.last)


def _month(key: str, on: date) -> Period:
    try:
        period = Period.parse(key)
    except NotAPeriod:
        return Period(Kind.MONTH, on.year, on.month)
    return period if period.kind is Kind.MONTH else Period(Kind.MONTH, on.year, on.month)


def _beside(month: Period, step: int) -> Period:
    """The month before or after; at the ends of time the month itself."""
    number = month.year * 12 + month.number - 1 + step
    try:
        return Period(Kind.MONTH, number // 12, number % 12 + 1)
    except NotAPeriod:
        return month
