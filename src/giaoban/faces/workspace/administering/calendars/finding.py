"""What the page of a year's calendar shows."""

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.ground.platform.models import CalendarDay, CalendarYear
from giaoban.ground.platform.working_days import published_around, with_rows
from giaoban.records.organisations.administration import selectors as administration


@dataclass(frozen=True)
class DayLine:
    """A day that is not as its weekday says: by what is published, and by the agency's own row."""

    day: date
    published: str
    is_published_worked: bool
    row: CalendarDay | None
    is_worked: bool

    @property
    def counts(self) -> bool:
        """Whether it differs from what its weekday says."""
        return self.is_worked != (self.day.weekday() < 5)


@dataclass(frozen=True)
class Year:
    """A year of the calendar. `is_announced`: the Prime Minister's days were known to us."""

    year: int
    lines: tuple[DayLine, ...]
    is_announced: bool
    confirmed: CalendarYear | None
    working_days: int

    @property
    def own(self) -> int:
        return sum(line.row is not None for line in self.lines)

    @property
    def waits(self) -> bool:
        """Whether somebody has yet to say that it is right."""
        return not self.is_announced and self.confirmed is None


def year_of(year: int) -> Year:
    known = published_around(year)
    rows = {row.day: row for row in administration.own_days(year=year)}
    calendar = with_rows(known, rows.values())
    days = [
        date(year, 1, 1) + timedelta(days=number)
        for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
    lines = (
        DayLine(
            day=day,
            published=known.holidays.get(day, ""),
            is_published_worked=day in known.worked,
            row=rows.get(day),
            is_worked=calendar.is_working(day),
        )
        for day in days
        if day in known.holidays or day in known.worked or day in rows
    )
    announced = known.announced_until
    return Year(
        year=year,
        lines=tuple(lines),
        is_announced=announced is not None and year <= announced,
        confirmed=administration.confirmed_year(year=year),
        working_days=sum(calendar.is_working(day) for day in days),
    )
