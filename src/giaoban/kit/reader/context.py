"""What every recogniser needs to know about the text as a whole: its date and its year."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from giaoban.kit.periods.written import PeriodMention, find_periods
from giaoban.kit.reader.structure import Block, Structure
from giaoban.kit.vntext.dates import DateMention, find_dates
from giaoban.kit.vntext.letters import CAPITALS
from giaoban.kit.vntext.patterns import pattern

# The date of a letter stands behind its place, that of a news page behind its weekday.
_LETTER_DATE = pattern(rf"^[{CAPITALS}][^\d,:;]{{1,40}},\s{{0,2}}ngày\s")
_PAGE_DATE = pattern(
    r"^(?:(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật|ngày\s(?:đăng|cập\snhật))\W{1,3}|"
    r"\d{1,2}[:h]\d{2}\W{1,4})",
    re.IGNORECASE,
)
# Digits come first and what stands before them is asked behind: a search is fastest so.
_YEAR = pattern(
    r"(?:19|20)\d\d(?:(?<=/\d{4})(?<!đến /\d{4})|(?<=\d[.-]\d{4})|"
    r"(?<=năm \d{4})(?<!đến năm \d{4}))(?!\d|/|\s?-\s?\d)"
)
_LINES_OF_A_HEAD = 25


@dataclass(frozen=True)
class Context:
    """`issued_on` is the date that the text bears or the caller knows, `anchor` the best day to
    count from, `year` the year that the text is about; None where nothing tells.
    """

    issued_on: date | None
    anchor: date | None
    year: int | None
    dates: tuple[DateMention, ...] = ()
    periods: tuple[PeriodMention, ...] = ()

    @classmethod
    def of(cls, structure: Structure, anchor: date | None) -> "Context":
        issued_on = anchor or _own_date(structure.blocks)
        year = issued_on.year if issued_on else _usual_year(structure.text)
        dates = tuple(find_dates(structure.text))
        periods = tuple(find_periods(structure.text))
        return cls(issued_on, issued_on or _day_of(dates, year), year, dates, periods)

    def dates_between(self, start: int, end: int) -> tuple[DateMention, ...]:
        """The days that the text names between two places."""
        return _between(self.dates, start, end)

    def periods_between(self, start: int, end: int) -> tuple[PeriodMention, ...]:
        """The periods that the text names between two places."""
        return _between(self.periods, start, end)

    def day(self, mention: DateMention) -> date | None:
        """The day meant; one without a year lies nearest to the anchor."""
        anchor = self.anchor
        if mention.year is not None or anchor is None:
            return mention.on(self.year)
        years = (anchor.year - 1, anchor.year, anchor.year + 1)
        days = [day for year in years if (day := mention.on(year))]
        return min(days, key=lambda day: abs(day - anchor), default=None)


def _own_date(blocks: tuple[Block, ...]) -> date | None:
    for block in blocks[:_LINES_OF_A_HEAD]:
        words = block.words
        if len(words) <= 80 and (_LETTER_DATE.match(words) or _PAGE_DATE.match(words)):
            for mention in find_dates(words):
                if day := mention.on():
                    return day
    return None


def _usual_year(text: str) -> int | None:
    """The latest year among those that the text names often: news compare with years before."""
    counts = Counter(int(year) for year in _YEAR.findall(text[:40_000]))
    often = [year for year in counts if counts[year] >= 0.15 * counts.total()]
    return max(often, default=None)


def _day_of(dates: tuple[DateMention, ...], year: int | None) -> date | None:
    """The first day of the text's own year that it names in full."""
    for mention in dates[:200]:
        day = mention.on()
        if day and day.year == year:
            return day
    return None


_Mention = TypeVar("_Mention", DateMention, PeriodMention)


def _between(mentions: tuple[_Mention, ...], start: int, end: int) -> tuple[_Mention, ...]:
    first = last = bisect_left(mentions, start, key=_start)
    while last < len(mentions) and mentions[last].end <= end:
        last += 1
    return mentions[first:last]


def _start(mention: DateMention | PeriodMention) -> int:
    return mention.start
