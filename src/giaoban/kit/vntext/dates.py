"""Days as Vietnamese texts write them: `ngày 05 tháng 3 năm 2020`, `05/3/2020`, `15/3`."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from giaoban.kit.vntext.patterns import pattern

# It begins at a digit, where a search through running text is fastest; "ngày" is looked for behind.
_DATE = pattern(
    r"\d(?<![\d/.,-]\d)\d?"
    r"(?:\s{1,3}[tT]háng\s{1,3}(?P<month_word>\d{1,2})(?!\d)"
    r"(?:\s{0,3},?\s{0,3}năm\s{1,3}(?P<year_word>(?:19|20)\d\d)(?!\d)|\s{0,2}/\s{0,2}(?P<year_stroke>(?:19|20)\d\d)(?!\d))?"
    r"|\s?(?P<mark>[/.-])\s?(?P<month>\d{1,2})(?:(?P=mark)(?P<year>(?:19|20)\d\d))?)(?![\d/%])"
)
_DAY_WORD = pattern(r"ngày\s{1,3}$", re.IGNORECASE)
_PART_OF_DAY = pattern(r"(?:sáng|trưa|chiều|tối|nay|qua|đêm)\s{1,3}$", re.IGNORECASE)
_DIGIT_PAIR = pattern(r"\d{1,2}")


class DateMention(NamedTuple):
    """A day in a text, from `start` up to `end`; the year is None where the text leaves it out."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    def on(self, year: int | None = None) -> date | None:
        """The day, in `year` where the text names none; None where the calendar has no such day."""
        chosen = self.year or year
        if chosen is None:
            return None
        try:
            return date(chosen, self.month, self.day)
        except ValueError:
            return None


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Every day that the text names, in order.

    `15-3` and `15.3` without a year are left alone unless `ngày`, `sáng` or the like stands before
    them, for they are ranges and numbers more often than days.
    """
    for found in _DATE.finditer(text, start, len(text) if end is None else end):
        first = found.start()
        year = found["year_word"] or found["year_stroke"] or found["year"]
        named = _DAY_WORD.search(text, max(start, first - 7), first)
        doubtful = found["mark"] in {".", "-"} and not (year or named)
        if doubtful and not _PART_OF_DAY.search(text, max(start, first - 8), first):
            continue
        digits = _DIGIT_PAIR.match(text, first)
        month = int(found["month_word"] or found["month"])
        day = int(digits[0]) if digits else 0
        if 1 <= month <= 12 and 1 <= day <= 31:
            opening = named.start() if named else first
            yield DateMention(opening, found.end(), day, month, int(year) if year else None)


def find_date(text: str, start: int = 0, end: int | None = None) -> DateMention | None:
    """The first day that the text names."""
    return next(find_dates(text, start, end), None)
