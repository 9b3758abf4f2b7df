"""Days and deadlines as tables write them, and the days that say that there is none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.ground.platform.deadlines import by_own_calendar
from giaoban.kit.periods.deadlines import parse_deadline
from giaoban.kit.periods.explanations import Rule
from giaoban.kit.periods.outcomes import DeadlineKind
from giaoban.kit.periods.workdays import WorkCalendar
from giaoban.kit.vntext.folding import fold

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_WRITTEN = re.compile(
    r"(?:ngày\s*)?(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d\d)(?:\s+\d\d?:\d\d(?::\d\d)?)?",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<![\d/.-])(?<!tháng )(0?[1-9]|1[0-2])\s?[/-]\s?((?:19|20)\d\d)(?![\d/.-])")
_SERIAL = re.compile(r"[3-6]\d{4}")
# Day 0 of a spreadsheet, which takes 1900 for a leap year.
_SERIAL_START = date(1899, 12, 30)
# What programs write where there is no day: the beginnings of their clocks.
NO_DAYS = frozenset(
    {date(1970, 1, 1), date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1, 1, 1)}
)
_NOTHING = frozenset({"", "-", "--", "khong", "khong co", "khong thoi han", "k co", "n/a", "null"})


class NoDay(ValueError):
    """The text is no day, or one that no calendar has."""


@dataclass(frozen=True)
class Due:
    """A deadline: its day, the words it was reckoned from, and whether they name a day at all."""

    on: date | None
    words: str = ""
    is_understood: bool = True


def day_of(text: str) -> date | None:
    """The day of a cell; None where it is empty or says that there is none. Raises NoDay."""
    text = text.strip()
    if fold(text) in _NOTHING:
        return None
    found = _day(text)
    if found is None:
        raise NoDay(text)
    return None if found in NO_DAYS else found


def _day(text: str) -> date | None:
    if _SERIAL.fullmatch(text):
        return _SERIAL_START + timedelta(days=int(text))
    if iso := _ISO.fullmatch(text):
        return _made(*map(int, iso.groups()))
    if written := _WRITTEN.fullmatch(text):
        day, month, year = map(int, written.groups())
        return _made(year if year > 99 else 2000 + year, month, day)
    return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def due_of(text: str, anchor: date, calendar_of: Callable[[date], WorkCalendar]) -> Due:
    """The deadline of a cell: a day, or words that are reckoned from `anchor`."""
    text = " ".join(text.split())
    try:
        return Due(day_of(text))
    except NoDay:
        pass
    words = _MONTH.sub(r"tháng \1/\2", text)
    found = by_own_calendar(parse_deadline(words, anchor), calendar_of)
    if found.kind == DeadlineKind.RECURRING:
        return Due(None, text)
    unread = found.kind == DeadlineKind.NONE and found.explanation.rule == Rule.NOTHING
    return Due(found.on, text, is_understood=not unread)
