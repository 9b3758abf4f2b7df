"""The periods that reports are for: which days each counts, by the cut-off rule of its regime."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from giaoban.kit.periods.period import Days, Kind, NotAPeriod, Period
from giaoban.kit.periods.window import CALENDAR, Window

_WEEK = timedelta(days=7)
_WEEK_KEY = re.compile(r"([1-9][0-9]{3})-W([0-9]{2})")


class Frequency(StrEnum):
    """How often a report is given. What is asked for once has days of its own."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    ONCE = "once"


_KINDS = {
    Frequency.MONTH: Kind.MONTH,
    Frequency.QUARTER: Kind.QUARTER,
    Frequency.HALF: Kind.HALF,
    Frequency.NINE_MONTHS: Kind.NINE_MONTHS,
    Frequency.YEAR: Kind.YEAR,
}


@dataclass(frozen=True)
class CutOff:
    """On which day one period stops counting and the next one starts.

    `window` is for periods of months, `week_starts` for weeks: the weekday of their first day,
    Monday being 0. Raises ValueError for a weekday that there is not.
    """

    window: Window = CALENDAR
    week_starts: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.week_starts <= 6:
            raise ValueError(f"no weekday {self.week_starts}")


@dataclass(frozen=True)
class Term:
    """A period of a regime: its key (`2020-06`, `2020-Q2`, `2020-W27`) and the days it counts.

    `month` is the first day of the last month that gives the period its name; None for weeks and
    for what is asked for once. June has the days from 15 May to 14 June, and is June all the same.
    """

    frequency: Frequency
    key: str
    days: Days
    month: date | None = None

    @property
    def start(self) -> date:
        return self.days.start

    @property
    def last(self) -> date:
        """The day of the cut-off: the last one that counts."""
        return self.days.last


def term_of(frequency: Frequency, cut_off: CutOff, day: date) -> Term | None:
    """The period that a day counts for.

    None where there is none: the nine months know no last quarter, and what is asked for once has
    no periods at all.
    """
    if frequency is Frequency.WEEK:
        return _week(day, cut_off)
    for term in _around(frequency, cut_off, day.year):
        if day in term.days:
            return term
    return None


def terms_from(frequency: Frequency, cut_off: CutOff, day: date, count: int) -> list[Term]:
    """So many periods in a row, the first of which ends on the day or after it."""
    if frequency is Frequency.WEEK:
        return [_week(day + number * _WEEK, cut_off) for number in range(count)]
    if frequency is Frequency.ONCE:
        return []
    found: list[Term] = []
    year = day.year - 1
    while len(found) < count:
        found += [term for term in _of_year(frequency, cut_off, year) if term.last >= day]
        year += 1
    return found[:count]


def term_named(frequency: Frequency, cut_off: CutOff, key: str) -> Term:
    """The period with exactly this key; NotAPeriod where the rhythm has none such."""
    if frequency is Frequency.WEEK:
        return _week_named(key, cut_off)
    if frequency in _KINDS:
        period = Period.parse(key)
        if period.kind is _KINDS[frequency]:
            return _term(frequency, period, cut_off)
    raise NotAPeriod(key)


def _week_named(key: str, cut_off: CutOff) -> Term:
    told = _WEEK_KEY.fullmatch(key)
    if told:
        try:
            # A week has the number of the ISO week in which its last day falls.
            last = date.fromisocalendar(
                int(told[1]), int(told[2]), (cut_off.week_starts - 1) % 7 + 1
            )
            return _week(last, cut_off)
        except (ValueError, OverflowError):
            pass
    raise NotAPeriod(key)


def _week(day: date, cut_off: CutOff) -> Term:
    start = day - timedelta(days=(day.weekday() - cut_off.week_starts) % 7)
    days = Days(start, start + _WEEK)
    year, number, _weekday = days.last.isocalendar()
    return Term(Frequency.WEEK, f"{year}-W{number:02}", days)


def _around(frequency: Frequency, cut_off: CutOff, year: int) -> Iterator[Term]:
    """Those of the year and of the ones beside it: a window may begin long before its period."""
    for each in (year - 1, year, year + 1, year + 2):
        yield from _of_year(frequency, cut_off, each)


def _of_year(frequency: Frequency, cut_off: CutOff, year: int) -> Iterator[Term]:
    kind = _KINDS.get(frequency)
    for number in range(1, kind.per_year + 1 if kind else 1):
        if kind:
            yield _term(frequency, Period(kind, year, number), cut_off)


def _term(frequency: Frequency, period: Period, cut_off: CutOff) -> Term:
    month = date(period.year, period.number * period.kind.months, 1)
    return Term(frequency, period.key, period.days(cut_off.window), month)
