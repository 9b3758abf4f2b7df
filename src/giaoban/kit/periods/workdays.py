"""Working days: which days an agency rests, kept as data, and how one counts around them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType

_DAY = timedelta(days=1)
_SATURDAY = 5

# The last year whose days of rest the Prime Minister has announced; later ones are by the Labour
# Code alone, and Tết, the day beside 2 September and exchanged Saturdays may still change.
ANNOUNCED_UNTIL = 2026

# Announced, but not known to PyPI `holidays` 0.109: day off, why, and the Saturday worked for it.
# 2026: the Government's decision of 25/12/2025, told by the Ministry of Home Affairs.
_EXCHANGED = ((date(2026, 1, 2), "Ngày nghỉ (thay cho ngày 10/01/2026)", date(2026, 1, 10)),)


def _nothing() -> Mapping[date, str]:
    return MappingProxyType({})


@dataclass(frozen=True)
class WorkCalendar:
    """The days off and on of an agency that works from Monday to Friday.

    `holidays` and `days_off` (whatever the agency adds) name the days of rest, `worked` the rest
    days that are worked in exchange for another. A worked day wins over every reason to rest.
    `announced_until` is the last year whose days off are certain, None where it does not matter.
    """

    holidays: Mapping[date, str] = field(default_factory=_nothing)
    worked: frozenset[date] = frozenset()
    days_off: Mapping[date, str] = field(default_factory=_nothing)
    announced_until: int | None = None

    def is_working(self, day: date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < _SATURDAY and self.holiday(day) is None

    def holiday(self, day: date) -> str | None:
        """The name of the holiday or of the extra day off; None on other days, Sundays too."""
        return self.holidays.get(day) or self.days_off.get(day)

    def roll(self, day: date) -> date:
        """The day itself where it is worked, else the next one that is."""
        while not self.is_working(day):
            day += _DAY
        return day

    def roll_back(self, day: date) -> date:
        """The day itself where it is worked, else the last one before it that is."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The last of `count` working days after `day`, which itself does not count."""
        return self._walk(day, count, _DAY)

    def before(self, day: date, count: int, *, full_days: bool = False) -> date:
        """The latest working day that lies `count` working days before `day`.

        With `full_days` so many whole working days must lie between the two. The law leaves open
        which of the two "at least 3 working days before" means, so the agency says.
        """
        return self._walk(day, count + 1 if full_days else count, -_DAY)

    def unannounced(self, day: date | None) -> int | None:
        """The year of a day if its days of rest are not announced yet."""
        if day is None or self.announced_until is None or day.year <= self.announced_until:
            return None
        return day.year

    def _walk(self, day: date, count: int, step: timedelta) -> date:
        while count > 0:
            day += step
            count -= self.is_working(day)
        return day


WEEKENDS_ONLY = WorkCalendar()


@lru_cache(maxsize=32)
def vietnam_around(year: int) -> WorkCalendar:
    """The working days of Viet Nam in a year and those beside it, kept once they are asked for."""
    return vietnam((year - 1, year, year + 1))


def vietnam(years: Iterable[int]) -> WorkCalendar:
    """The public holidays of Viet Nam with the Saturdays that were worked in exchange.

    Known from 1995 on (PyPI `holidays`, which is imported only here as it is slow to load); what
    the Prime Minister has not announced yet is missing, and an agency adds it.
    """
    wanted = sorted(set(years))
    known = import_module("holidays.countries.vietnam").Vietnam(years=wanted, language="vi")
    exchanged = [each for each in _EXCHANGED if each[0].year in wanted]
    rest = {day: str(name) for day, name in known.items()}
    rest |= {day: name for day, name, _saturday in exchanged if day not in rest}
    return WorkCalendar(
        holidays=MappingProxyType(rest),
        worked=frozenset(known.weekend_workdays) | {saturday for *_, saturday in exchanged},
        announced_until=ANNOUNCED_UNTIL,
    )
