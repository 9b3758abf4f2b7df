"""Deadlines that come back: `ngày 20 hằng tháng`, `thứ Năm hằng tuần`, `hằng quý`."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.kit.vntext.patterns import pattern

_WEEKDAYS = {
    "hai": 0,
    "2": 0,
    "ba": 1,
    "3": 1,
    "tư": 2,
    "4": 2,
    "năm": 3,
    "5": 3,
    "sáu": 4,
    "6": 4,
    "bảy": 5,
    "7": 5,
}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_EVERY = r"(?:hằng|hàng|mỗi)\s{1,2}"
_WEEKLY = pattern(
    r"(?:thứ\s{1,2}(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ\s{1,2}nhật))?"
    r"\s{0,2},?\s{0,2}(?:của\s{1,2})?" + _EVERY + r"tuần",
    re.IGNORECASE,
)
_MONTHLY = pattern(
    r"(?:ngày\s{1,2}(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s{0,2},?\s{0,2})?(?:của\s{1,2})?"
    + _EVERY
    + r"tháng",
    re.IGNORECASE,
)
_QUARTERLY = pattern(
    r"(?:ngày\s{1,2}(?P<day>3[01]|[12]\d|0?[1-9])\s{1,2}(?:của\s{1,2})?tháng\s{1,2}cuối"
    r"\s{1,2}(?:của\s{1,2})?)?(?:" + _EVERY + r"quý|(?<=cuối )quý)",
    re.IGNORECASE,
)
_YEARLY = pattern(
    r"(?:(?:ngày\s{1,2})?(?P<day>3[01]|[12]\d|0?[1-9])\s?(?:/|"
    r"\s?tháng\s)\s?(?P<month>1[0-2]|0?[1-9])"
    r"\s{0,2},?\s{0,2})?(?:của\s{1,2})?" + _EVERY + r"năm",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Recurrence:
    """How a deadline comes back: iCalendar's rule, and the next day on or after a given one."""

    rule: str
    next_on: Callable[[date], date]


def find_recurrence(phrase: str) -> Recurrence | None:
    """What the phrase says about coming back, if anything.

    A rhythm without a day of its own ends with its week (on Sunday), month, quarter or year.
    """
    for rhythm, build in _RHYTHMS:
        if found := rhythm.search(phrase):
            return build(found)
    return None


def _weekly(found: re.Match[str]) -> Recurrence:
    name = found["weekday"]
    weekday = _WEEKDAYS[name.lower()] if name else 6
    rule = "FREQ=WEEKLY"
    if name or found["sunday"]:
        rule += f";BYDAY={_CODES[weekday]}"
    return Recurrence(rule, lambda day: day + timedelta(days=(weekday - day.weekday()) % 7))


def _monthly(found: re.Match[str]) -> Recurrence:
    day = int(found["day"]) if found["day"] else 31
    rule = f"FREQ=MONTHLY;BYMONTHDAY={found['day'].lstrip('0')}" if found["day"] else "FREQ=MONTHLY"
    return Recurrence(rule, lambda since: _next_in_months(since, day, range(1, 13)))


def _quarterly(found: re.Match[str]) -> Recurrence:
    day = int(found["day"]) if found["day"] else 31
    rule = "FREQ=MONTHLY;BYMONTH=3,6,9,12" + (f";BYMONTHDAY={day}" if found["day"] else "")
    return Recurrence(rule, lambda since: _next_in_months(since, day, range(3, 13, 3)))


def _yearly(found: re.Match[str]) -> Recurrence:
    day = int(found["day"]) if found["day"] else 31
    month = int(found["month"]) if found["month"] else 12
    rule = f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" if found["day"] else "FREQ=YEARLY"
    return Recurrence(rule, lambda since: _next_in_months(since, day, range(month, month + 1)))


def _next_in_months(since: date, day: int, months: range) -> date:
    """The first day on or after `since` that is the `day` of one of the months, or their last."""
    for ahead in range(25):
        index = since.year * 12 + since.month - 1 + ahead
        year, month = index // 12, index % 12 + 1
        if month in months:
            candidate = date(year, month, min(day, monthrange(year, month)[1]))
            if candidate >= since:
                return candidate
    raise AssertionError("every month comes within two years")


_RHYTHMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Recurrence]], ...] = (
    (_WEEKLY, _weekly),
    (_QUARTERLY, _quarterly),
    (_MONTHLY, _monthly),
    (_YEARLY, _yearly),
)
