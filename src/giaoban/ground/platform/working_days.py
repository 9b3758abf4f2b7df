"""The working days of the agency: the public holidays of Viet Nam, and what its own rows change."""

from datetime import date
from functools import lru_cache
from types import MappingProxyType

from giaoban.ground.platform.models import CalendarDay
from giaoban.kit.periods.workdays import WorkCalendar, vietnam


@lru_cache(maxsize=16)
def _holidays_around(year: int) -> WorkCalendar:
    return vietnam([year - 1, year, year + 1])


def calendar_around(day: date) -> WorkCalendar:
    """Which days are worked in that year and those beside it. One query."""
    known = _holidays_around(day.year)
    rows = list(CalendarDay.objects.filter(day__year__range=(day.year - 1, day.year + 1)))
    if not rows:
        return known
    rest = {row.day: row.name for row in rows if not row.is_worked}
    worked = {row.day for row in rows if row.is_worked}
    return WorkCalendar(
        holidays=known.holidays,
        worked=frozenset(known.worked - rest.keys() | worked),
        days_off=MappingProxyType(rest),
    )
