"""The next working days, and what falls due on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.kit.periods.workdays import WorkCalendar

WORKING_DAYS_SHOWN = 10
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayDue:
    """A working day, and how much falls due from the day `since` to it: days of rest before a
    working day are shown with it."""

    on: date
    since: date
    count: int


def strip_from(today: date, *, calendar: WorkCalendar) -> list[tuple[date, date]]:
    """Today, worked or not, and the working days after it, each with the first day it covers."""
    days = [(today, today)]
    while len(days) < WORKING_DAYS_SHOWN:
        last = days[-1][0]
        days.append((calendar.after(last, 1), last + _DAY))
    return days


def due_by_day(today: date, due: Mapping[date, int], *, calendar: WorkCalendar) -> list[DayDue]:
    """How much of `due` falls on each day of the strip; what lies outside it is left out."""
    return [
        DayDue(on, since, sum(count for day, count in due.items() if since <= day <= on))
        for on, since in strip_from(today, calendar=calendar)
    ]


def working_days_left(today: date, due_on: date, *, calendar: WorkCalendar) -> int:
    """The working days from tomorrow up to and with the deadline; none once it has come."""
    days = range(1, (due_on - today).days + 1)
    return sum(calendar.is_working(today + timedelta(days=count)) for count in days)
