"""Deadlines: the phrase of a text turned into the last day in time, with the steps that led there.

Counted deadlines follow the Civil Code 2015: the first day does not count (Art. 147), a period of
months ends on the corresponding day or the month's last, and a last day of rest moves on to the
next working day (Art. 148). A day that the text itself names stays as named.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from giaoban.kit.periods.explanations import Explanation, Rule
from giaoban.kit.periods.recurrence import find_recurrence
from giaoban.kit.periods.workdays import WEEKENDS_ONLY, WorkCalendar
from giaoban.kit.periods.written import PeriodMention, find_periods
from giaoban.kit.vntext.dates import DateMention, find_dates
from giaoban.kit.vntext.numbers import NotANumber, read_words
from giaoban.kit.vntext.patterns import pattern


class DeadlineKind(StrEnum):
    """What a deadline is made of."""

    DAY = "day"
    PERIOD_END = "period_end"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    RECURRING = "recurring"
    CONDITIONAL = "conditional"
    NONE = "none"


@dataclass(frozen=True)
class Deadline:
    """The last day in time (`on`, None where it is not known), how it recurs, and why.

    `recurs` is written like iCalendar's RRULE (`FREQ=MONTHLY;BYMONTHDAY=20`); `period` is the key
    of the period at whose end the work is due, where the text names one.
    """

    kind: DeadlineKind
    on: date | None
    recurs: str | None
    explanation: Explanation
    period: str | None = None


_COUNTED = pattern(
    r"(?<!\w)(?P<count>\d{1,4}|[^\W\d_]{2,5}(?:\s[^\W\d_]{2,5}){0,2}?)\s{1,2}"
    r"(?P<unit>ngày\s{1,2}làm\s{1,2}việc|ngày|tuần|tháng|năm)(?!\s{1,2}\d)(?!\w)",
    re.IGNORECASE,
)
_COUNT_OPENING = pattern(
    r"(?<!\w)(?:trong(?:\s+(?:vòng|thời\s+(?:hạn|gian)))?|sau|không\s+quá|chậm\s+nhất(?:\s+là)?|"
    r"tối\s+đa|thời\s+hạn(?:\s+là)?|kể\s+từ)(?!\w)",
    re.IGNORECASE,
)
_FROM_EVENT = pattern(r"(?<!\w)(?:kể\s+từ|tính\s+từ|từ\s+ngày|sau\s+khi)(?!\w)", re.IGNORECASE)
_FROM_DOCUMENT = pattern(r"nhận|ký|ban\s+hành|văn\s+bản\s+này|hôm\s+nay|họp|nay", re.IGNORECASE)
_STANDING = pattern(r"(?<!\w)(?:thường\s+xuyên|liên\s+tục|hàng\s+ngày|hằng\s+ngày)", re.IGNORECASE)
_CONDITION = pattern(
    r"(?<!\w)(?:tu[ỳy]\s+thuộc|tùy\s+thuộc|sau\s+khi|ngay\s+khi|khi\s+(?:có|được|luật|nghị)|"
    r"kể\s+từ\s+(?:khi|ngày\s+(?:luật|nghị|thông))|ngay\s+sau)",
    re.IGNORECASE,
)
_STRICTLY_BEFORE = pattern(r"(?<!\w)trước\s{1,2}$", re.IGNORECASE)
_UNIT_NAMES = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}


def parse_deadline(
    phrase: str, anchor: date | None, calendar: WorkCalendar = WEEKENDS_ONLY
) -> Deadline:
    """The deadline that a phrase sets, reckoned from `anchor`, the date of its document.

    Without an anchor, what hangs on one has no day. The ways to read it are tried from the most
    to the least exact, and the last of several days or periods is taken: whoever allows a choice
    allows the later one.
    """
    for read in _READINGS:
        if deadline := read(phrase, anchor, calendar):
            return deadline
    return Deadline(DeadlineKind.NONE, None, None, Explanation(Rule.NOTHING, phrase))


def next_occurrence(mention: DateMention, anchor: date | None) -> date | None:
    """The day meant; one without a year is the first such day on or after the anchor."""
    if mention.year is not None or anchor is None:
        return mention.on()
    this_year = mention.on(anchor.year)
    if this_year is None or this_year < anchor:
        return mention.on(anchor.year + 1) or this_year
    return this_year


def year_of_period(mention: PeriodMention, anchor: date | None) -> int | None:
    """The year of a planned period; without one, the first such period not over at the anchor."""
    if mention.year is not None or anchor is None:
        return mention.year
    period = mention.period(anchor.year)
    over = period is not None and period.days().end <= anchor
    return anchor.year + 1 if over else anchor.year


def add_months(day: date, months: int) -> tuple[date, bool]:
    """The corresponding day so many months on, or the month's last, and whether it came to that."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    last = monthrange(year, month)[1]
    return date(year, month, min(day.day, last)), day.day > last


def _recurring(phrase: str, anchor: date | None, _calendar: WorkCalendar) -> Deadline | None:
    found = find_recurrence(phrase)
    if found is None:
        return None
    on = found.next_on(anchor) if anchor else None
    why = Explanation(Rule.RECURRING, phrase.strip(), anchor=anchor, on=on)
    return Deadline(DeadlineKind.RECURRING, on, found.rule, why)


def _counted(phrase: str, anchor: date | None, calendar: WorkCalendar) -> Deadline | None:
    opening = _COUNT_OPENING.search(phrase)
    found = _COUNTED.search(phrase, opening.end() if opening else 0)
    count = _count(found["count"]) if found else None
    if found is None or count is None or not opening:
        return None
    since = _FROM_EVENT.search(phrase)
    tail = phrase[since.end() :] if since else ""
    named = next(
        (mention.on(anchor.year if anchor else None) for mention in find_dates(tail)), None
    )
    if named is None and tail and not _FROM_DOCUMENT.search(tail):
        why = Explanation(Rule.CONDITION, phrase.strip())
        return Deadline(DeadlineKind.CONDITIONAL, None, None, why)
    start = named or anchor
    unit = found["unit"].lower()
    if "làm" in unit:
        return _working_days(phrase, start, count, calendar, assumed=named is None)
    return _calendar_units(phrase, start, count, _UNIT_NAMES[unit], calendar, assumed=named is None)


def _working_days(
    phrase: str, start: date | None, count: int, calendar: WorkCalendar, *, assumed: bool
) -> Deadline:
    on = calendar.after(start, count) if start else None
    rests: list[tuple[date, str]] = []
    worked: list[date] = []
    day = start
    while day and on and day < on:
        day += timedelta(days=1)
        name = calendar.holiday(day)
        if day in calendar.worked:
            worked.append(day)
        elif name and day.weekday() < 5:
            rests.append((day, name))
    why = Explanation(
        Rule.WORKING_DAYS,
        phrase.strip(),
        anchor=start,
        anchor_assumed=assumed,
        count=count,
        rests=tuple(rests),
        worked=tuple(worked),
        on=on,
    )
    return Deadline(DeadlineKind.WORKING_DAYS, on, None, why)


def _calendar_units(
    phrase: str, start: date | None, count: int, unit: str, calendar: WorkCalendar, *, assumed: bool
) -> Deadline:
    counted, month_end = _step(start, count, unit) if start else (None, False)
    on = calendar.roll(counted) if counted else None
    why = Explanation(
        Rule.CALENDAR_UNITS,
        phrase.strip(),
        anchor=start,
        anchor_assumed=assumed,
        count=count,
        unit=unit,
        rests=_holidays_between(counted, on, calendar),
        rolled_from=counted if counted != on else None,
        month_end=month_end,
        on=on,
    )
    return Deadline(DeadlineKind.DAYS, on, None, why)


def _holidays_between(
    first: date | None, end: date | None, calendar: WorkCalendar
) -> tuple[tuple[date, str], ...]:
    """The holidays from `first` up to, but without, `end`."""
    if first is None or end is None:
        return ()
    days = (first + timedelta(days=n) for n in range((end - first).days))
    return tuple((day, name) for day in days if (name := calendar.holiday(day)))


def _step(start: date, count: int, unit: str) -> tuple[date | None, bool]:
    """The day so many units on, None where the calendar ends before, and whether a month did."""
    try:
        if unit in {"month", "year"}:
            return add_months(start, count * (12 if unit == "year" else 1))
        return start + timedelta(days=count * (7 if unit == "week" else 1)), False
    except (ValueError, OverflowError):
        return None, False


def _count(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    try:
        return read_words(text) or None
    except NotANumber:
        return None


def _named_day(phrase: str, anchor: date | None, _calendar: WorkCalendar) -> Deadline | None:
    days = [day for mention in find_dates(phrase) if (day := next_occurrence(mention, anchor))]
    if not days:
        return None
    on = max(days)
    why = Explanation(Rule.NAMED_DAY, phrase.strip(), anchor=anchor, on=on)
    return Deadline(DeadlineKind.DAY, on, None, why)


def _period_end(phrase: str, anchor: date | None, _calendar: WorkCalendar) -> Deadline | None:
    ends: list[tuple[date, str, Rule]] = []
    for mention in find_periods(phrase):
        period = mention.period(year_of_period(mention, anchor))
        if period is None:
            continue
        before = _STRICTLY_BEFORE.search(phrase, 0, mention.start)
        days = period.days()
        last = days.start - timedelta(days=1) if before else days.last
        ends.append((last, period.key, Rule.BEFORE_PERIOD if before else Rule.PERIOD_END))
    if not ends:
        return None
    on, key, rule = max(ends)
    why = Explanation(rule, phrase.strip(), anchor=anchor, period=key, on=on)
    return Deadline(DeadlineKind.PERIOD_END, on, None, why, key)


def _condition(phrase: str, _anchor: date | None, _calendar: WorkCalendar) -> Deadline | None:
    if not _CONDITION.search(phrase):
        return None
    why = Explanation(Rule.CONDITION, phrase.strip())
    return Deadline(DeadlineKind.CONDITIONAL, None, None, why)


def _standing(phrase: str, _anchor: date | None, _calendar: WorkCalendar) -> Deadline | None:
    if not _STANDING.search(phrase):
        return None
    return Deadline(DeadlineKind.NONE, None, None, Explanation(Rule.STANDING, phrase.strip()))


_Reading = Callable[[str, date | None, WorkCalendar], Deadline | None]
_READINGS: tuple[_Reading, ...] = (
    _recurring,
    _counted,
    _named_day,
    _period_end,
    _condition,
    _standing,
)
