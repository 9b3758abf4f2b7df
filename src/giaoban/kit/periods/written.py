"""Periods as Vietnamese texts write them: `tháng 7/2020`, `quý I`, `6 tháng cuối năm`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from giaoban.kit.periods.period import Kind, NotAPeriod, Period
from giaoban.kit.vntext.patterns import pattern

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_YEAR = r"(?:\s{0,2}[/.-]\s{0,2}|,?\s{1,2}năm\s{1,2}|\s{1,2})(?P<NAME>(?:19|20)\d\d)(?!\d)"
_PERIOD = pattern(
    r"(?:"
    r"(?P<half>0?6|sáu)\s{1,2}tháng\s{1,2}(?P<which>đầu|cuối)(?:\s{1,2}năm)?(?:"
    + _YEAR.replace("NAME", "half_year")
    + r")?"
    r"|(?P<nine>0?9|chín)\s{1,2}tháng(?:\s{1,2}đầu)?(?:\s{1,2}năm)?(?:"
    + _YEAR.replace("NAME", "nine_year")
    + r")?"
    r"|(?<!\d )tháng\s{1,2}(?P<month>1[0-2]|0?[1-9])(?![\d.,]*\d)(?:"
    + _YEAR.replace("NAME", "month_year")
    + r")?"
    r"|quý\s{1,2}(?P<quarter>iv|iii|ii|i|[1-4])(?!\w)(?:"
    + _YEAR.replace("NAME", "quarter_year")
    + r")?"
    r"|(?<!đầu )(?<!cuối )năm\s{1,2}(?P<year>(?:19|20)\d\d)(?!\d)(?!\s?-\s?\d)"
    r")",
    re.IGNORECASE,
)


# These words are looked for first: a search for one letter out of three is fast.
_PERIOD_WORDS = ("háng", "uý", "ăm", "HÁNG", "UÝ", "ĂM")
_PERIOD_WORD = pattern(r"[tTqQnN](?:háng|uý|ăm|HÁNG|UÝ|ĂM)\s")
_NUMBER_BEFORE = pattern(r"(?<!\w)(?:0?6|0?9|sáu|chín)\s{1,2}$", re.IGNORECASE)


class PeriodMention(NamedTuple):
    """A period in a text, from `start` up to `end`; the year is None where it is left out."""

    start: int
    end: int
    kind: Kind
    number: int
    year: int | None

    def period(self, year: int | None = None) -> Period | None:
        """The period, in `year` where the text names none; None while no year is known."""
        chosen = self.year or year
        if chosen is None:
            return None
        try:
            return Period(self.kind, chosen, self.number)
        except NotAPeriod:
            return None


def find_periods(text: str, start: int = 0, end: int | None = None) -> Iterator[PeriodMention]:
    """Every month, quarter, half, nine months and year that the text names, in order."""
    stop = len(text) if end is None else end
    if not any(text.find(word, start, stop) >= 0 for word in _PERIOD_WORDS):
        return
    skip_to = start
    for word in _PERIOD_WORD.finditer(text, start, stop):
        opening = _opening(text, max(start, skip_to), word.start())
        found = _PERIOD.match(text, opening, stop)
        if found and word.start() >= skip_to:
            skip_to = found.end()
            kind, number, year = _meaning(found)
            yield PeriodMention(opening, found.end(), kind, number, int(year) if year else None)


def _opening(text: str, floor: int, at: int) -> int:
    """Where a period begins whose word stands at `at`: "6 tháng …" begins with its number."""
    number = _NUMBER_BEFORE.search(text, max(floor, at - 6), at)
    return number.start() if number else at


def _meaning(found: re.Match[str]) -> tuple[Kind, int, str | None]:
    if found["half"]:
        return Kind.HALF, 1 if found["which"].lower() == "đầu" else 2, found["half_year"]
    if found["nine"]:
        return Kind.NINE_MONTHS, 1, found["nine_year"]
    if found["month"]:
        return Kind.MONTH, int(found["month"]), found["month_year"]
    if quarter := found["quarter"]:
        return Kind.QUARTER, ROMAN.get(quarter.lower()) or int(quarter), found["quarter_year"]
    return Kind.YEAR, 1, found["year"]
