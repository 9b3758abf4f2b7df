"""Deadlines as the agency reckons them: by public holidays and its own days of rest and work."""

from collections.abc import Callable
from datetime import date

from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.periods.deadlines import Deadline, hangs_on_calendar, recounted
from giaoban.kit.periods.workdays import WorkCalendar

CalendarOf = Callable[[date], WorkCalendar]


def by_own_calendar(deadline: Deadline, calendar_of: CalendarOf = calendar_around) -> Deadline:
    """The deadline with its last day by the agency's calendar, and the steps that led there.

    What the reader counts knows public holidays alone. A day that the text names stays. One
    query for a counted deadline, none for any other; who reckons many hands in a `calendar_of`
    that remembers.
    """
    if deadline.on is None or not hangs_on_calendar(deadline):
        return deadline
    return recounted(deadline, calendar_of(deadline.on))
