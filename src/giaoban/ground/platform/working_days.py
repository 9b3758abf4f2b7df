"""The working days of the agency: the public holidays of Viet Nam, and what its own rows change.

Whatever counts working days asks here: urging, deadlines, the hours of e-mail, the strip of a day.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from giaoban.ground.platform.models import CalendarDay, CalendarYear
from giaoban.kit.periods.workdays import WorkCalendar, vietnam


@lru_cache(maxsize=16)
def published_around(year: int) -> WorkCalendar:
    """What the law and the Prime Minister say of that year and those beside it."""
    return vietnam([year - 1, year, year + 1])


def calendar_around(day: date) -> WorkCalendar:
    """Which days are worked in that year and those beside it. One query, or two for a year that
    was not announced when the program was made, but which the agency may have confirmed."""
    return with_rows(published_around(day.year), _rows_around(day), confirmed=_confirmed(day))


def with_rows(
    known: WorkCalendar, rows: Iterable[CalendarDay], *, confirmed: int | None = None
) -> WorkCalendar:
    """The calendar as an agency's own rows have it, stored or not; they win over what is known.

    `confirmed` is the last year that the agency says is right.
    """
    rows = list(rows)
    if confirmed and known.announced_until is not None and confirmed > known.announced_until:
        known = replace(known, announced_until=confirmed)
    if not rows:
        return known
    rest = {row.day: row.name for row in rows if not row.is_worked}
    worked = {row.day for row in rows if row.is_worked}
    return replace(
        known,
        worked=frozenset(known.worked - rest.keys() | worked),
        days_off=MappingProxyType(rest),
    )


def _rows_around(day: date) -> list[CalendarDay]:
    return list(CalendarDay.objects.filter(day__year__range=(day.year - 1, day.year + 1)))


def _confirmed(day: date) -> int | None:
    announced = published_around(day.year).announced_until
    if announced is None or day.year + 1 <= announced:
        return None
    years = CalendarYear.objects.filter(year__lte=day.year + 1).order_by("-year")
    return years.values_list("year", flat=True).first()
