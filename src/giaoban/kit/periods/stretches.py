"""Ends of periods: `trong tháng 6`, `hết quý này`, `6 tháng đầu năm`, `cuối tuần`, `2025-2030`.

What is called the beginning, middle or end of a month or year is its 1st, its 15th (of a year the
last of June) or its last day: Civil Code 2015, Art. 146.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.kit.periods.explanations import Explanation, Rule
from giaoban.kit.periods.outcomes import Deadline, DeadlineKind
from giaoban.kit.periods.period import Kind, Period
from giaoban.kit.periods.phrases import COVER, Phrase
from giaoban.kit.periods.written import PeriodMention, find_periods
from giaoban.kit.vntext.patterns import pattern

_NEXT = r"(?:sau|tới|kế tiếp|tiếp theo|liền kề|liền sau)"
_PART = r"(?P<part>nửa đầu|nửa cuối|nửa sau|đầu|giữa|cuối)"
_BEFORE_PERIOD = pattern(r"(?<!\w)trước $")
_PART_BEFORE = pattern(rf"(?<!\w){_PART}(?: của)? $")
_YEAR_BEHIND = pattern(
    rf",? (?:của )?(?:năm (?:(?P<same>nay|này)|{_NEXT})|(?P<coming>sang năm))(?!\w)"
)
# "tháng 6, 7/2025", "quý I-II": the last of the row is meant.
_ROW = pattern(
    r"(?<!\w)(?P<word>tháng|quý) (?:(?:1[0-2]|0?[1-9]|iv|i{1,3})(?: ?[-–,] ?| và | đến | hoặc )"
    r"(?:(?P=word) )?){1,11}(?P<last>1[0-2]|0?[1-9]|iv|i{1,3})(?= ?/ ?\d{4}| năm|\W*$| ?[,;.)])"
)
_YEARS = pattern(
    r"(?<!\w)(?:năm|giai đoạn|nhiệm kỳ|trong|đến)(?: từ| năm| các năm)? ?(?:19|20)\d\d"
    r"(?: ?[-–,] ?| và | đến | đến năm )(?P<last>(?:19|20)\d\d)(?!\d)"
)
_WEEK_OF_MONTH = pattern(
    r"(?<!\w)tuần (?:(?:lễ )?(?P<first>đầu)(?: tiên)?|thứ (?P<nth>nhất|hai|ba|tư|[1-4])|"
    r"(?P<last>cuối)(?: cùng)?)(?: của)? (?=tháng)|"
    r"(?<!\w)(?P<days>[12]\d|0?[1-9]) ngày đầu(?: tiên)?(?: của)? (?=tháng)"
)
_MONTHS_OF_YEAR = pattern(
    r"(?<!\w)(?P<count>\d{1,2}|[a-zà-ỹ]{2,5}) tháng (?P<which>đầu|cuối)(?: của)?(?: năm)?"
    rf"(?: (?:(?P<year>(?:19|20)\d\d)|(?P<same>nay|này)|(?P<next>{_NEXT})))?(?!\w)"
)
_RELATIVE = pattern(
    rf"(?<!\w)(?:(?P<lead>{_PART}|trong|hết|nội|đến hết|cả|suốt) )?(?:của )?"
    r"(?P<unit>tuần|tháng|quý|năm)(?: lễ)?"
    rf"(?: (?:(?P<year>(?:19|20)\d\d)|(?P<same>nay|này)|(?P<next>{_NEXT})))?(?!\w)"
    r"(?! (?:\d|học|thứ|(?:iv|i{1,3})(?!\w)|đầu|cuối))"
)
_NEXT_YEAR = pattern(r"(?<!\w)sang năm(?!\w)")
_SHARED = pattern(r"[\s,;–-]{0,3}(?:và|hoặc|đến|tới)?[\s,;–-]{0,3}$")
_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4}
_NUMBERS = {"ba": 3, "hai": 2, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_FEW = {"đầu", "giữa", "nửa đầu"}


@dataclass(frozen=True)
class _End:
    """The last day of a stretch, the key of its period where it is one, and by which rule."""

    on: date | None
    key: str | None = None
    rule: Rule = Rule.PERIOD_END
    told: str | None = None


def read_period_end(phrase: Phrase) -> Deadline | None:
    """The end of the last period that the phrase names. It stays, though it be a day of rest."""
    words = _ROW.sub(lambda found: f"{found['word']} {found['last']}", phrase.words)
    ends = [*_spans_of_years(words), *_months_of_years(words, phrase.anchor)]
    words = _MONTHS_OF_YEAR.sub(_keep_halves, _YEARS.sub(_cover, words))
    ends += _mentioned(words, phrase.anchor)
    if not ends:
        ends += _related(words, phrase.anchor)
    if not ends:
        return None
    end = max(ends, key=lambda each: each.on or date.min)
    why = Explanation(
        end.rule,
        phrase.written,
        anchor=phrase.anchor,
        period=end.key or end.told,
        year_assumed=end.on is None,
        on=end.on,
    )
    kind = DeadlineKind.DAY if end.rule is Rule.POINT else DeadlineKind.PERIOD_END
    return Deadline(kind, end.on, None, why, end.key)


def year_of_period(mention: PeriodMention, anchor: date | None) -> int | None:
    """The year of a planned period; without one, the first such period not over at the anchor."""
    if mention.year is not None or anchor is None:
        return mention.year
    period = mention.period(anchor.year)
    over = period is not None and period.days().end <= anchor
    return anchor.year + 1 if over else anchor.year


def _spans_of_years(words: str) -> Iterator[_End]:
    for found in _YEARS.finditer(words):
        yield _whole(Period(Kind.YEAR, int(found["last"])))


def _months_of_years(words: str, anchor: date | None) -> Iterator[_End]:
    """`3 tháng đầu năm`, `3 tháng cuối năm 2025`; halves and nine months are periods anyhow."""
    for found in _MONTHS_OF_YEAR.finditer(words):
        count = _count(found["count"])
        if count is None or _is_period(found, count):
            continue
        year = _year(found, anchor)
        month = count if found["which"] == "đầu" else 12
        if year is None or not 1 <= count <= 12:
            continue
        end = Period(Kind.MONTH, year, month).days().last
        if anchor and not (found["year"] or found["next"] or found["same"]) and end < anchor:
            end = Period(Kind.MONTH, year + 1, month).days().last
        yield _End(end, told=found[0])


def _mentioned(words: str, anchor: date | None) -> Iterator[_End]:
    mentions = list(find_periods(words))
    for number, mention in enumerate(mentions):
        year = _year_of(words, mentions, number, anchor)
        period = mention.period(year)
        if period is None:
            if year is None and mention.kind is not Kind.YEAR:
                yield _End(None, told=words[mention.start : mention.end])
            continue
        week = _WEEK_OF_MONTH.search(words, max(0, mention.start - 30), mention.start + 5)
        part = _PART_BEFORE.search(words, max(0, mention.start - 14), mention.start)
        if _BEFORE_PERIOD.search(words, max(0, mention.start - 6), mention.start):
            yield _End(period.days().start - timedelta(days=1), period.key, Rule.BEFORE_PERIOD)
        elif week and mention.kind is Kind.MONTH:
            yield _End(
                _end_of_week(week, period), told=f"{week[0]}{words[mention.start : mention.end]}"
            )
        elif part:
            yield _part_of(part["part"], period)
        else:
            yield _whole(period)


def _year_of(
    words: str, mentions: list[PeriodMention], number: int, anchor: date | None
) -> int | None:
    """The year of a mention: its own, "năm sau", that of its row, or the one not yet over."""
    mention = mentions[number]
    if mention.year:
        return mention.year
    behind = _YEAR_BEHIND.match(words, mention.end)
    if behind and anchor:
        return anchor.year + (0 if behind["same"] else 1)
    later = mentions[number + 1] if number + 1 < len(mentions) else None
    if later and later.year and _SHARED.match(words[mention.end : later.start]):
        return later.year
    return year_of_period(mention, anchor)


def _related(words: str, anchor: date | None) -> Iterator[_End]:
    """`cuối năm`, `trong tuần tới`, `hết quý này`: periods told from the anchor."""
    if _NEXT_YEAR.search(words):
        yield _whole(Period(Kind.YEAR, anchor.year + 1)) if anchor else _End(None, told="sang năm")
    for found in _RELATIVE.finditer(words):
        if not (found["lead"] or found["year"] or found["same"] or found["next"]):
            continue
        if anchor is None and found["year"] is None:
            yield _End(None, told=found[0])
        elif found["unit"] == "tuần" and anchor:
            yield _End(_end_of_days(found, anchor), told=words[found.start("unit") : found.end()])
        elif period := _period(found, anchor):
            yield _part_of(found["part"], period) if found["part"] else _whole(period)


def _period(found: re.Match[str], anchor: date | None) -> Period | None:
    year = int(found["year"]) if found["year"] else anchor.year if anchor else None
    if year is None:
        return None
    ahead = 1 if found["next"] else 0
    if found["unit"] == "năm":
        period = Period(Kind.YEAR, year + ahead)
    elif found["year"] or anchor is None:
        return None
    elif found["unit"] == "quý":
        period = _ahead(Kind.QUARTER, anchor, ahead)
    else:
        period = _ahead(Kind.MONTH, anchor, ahead)
    past = found["part"] in _FEW and not (found["same"] or found["next"] or found["year"])
    if past and anchor and (end := _part_of(found["part"], period).on) and end < anchor:
        return _following(period)
    return period


def _ahead(kind: Kind, anchor: date, ahead: int) -> Period:
    number = (anchor.month - 1) // kind.months + ahead
    return Period(kind, anchor.year + number // kind.per_year, number % kind.per_year + 1)


def _following(period: Period) -> Period:
    return _ahead(period.kind, period.days().start, 1)


def _end_of_days(found: re.Match[str], anchor: date) -> date:
    """The day within a week that is meant: its Sunday, but an earlier for `đầu` and `giữa`."""
    monday = anchor - timedelta(days=anchor.weekday())
    day = {"đầu": 0, "giữa": 2, "nửa đầu": 2}.get(found["part"] or "", 6)
    end = monday + timedelta(days=day + (7 if found["next"] else 0))
    return end + timedelta(days=7) if end < anchor and not found["same"] else end


def _end_of_week(found: re.Match[str], month: Period) -> date:
    """The 7th, 14th, 21st or 28th: weeks of a month are counted from its first day, as days are."""
    if found["days"]:
        return month.days().start + timedelta(days=int(found["days"]) - 1)
    if found["last"]:
        return month.days().last
    number = 1 if found["first"] else _ORDINALS.get(found["nth"]) or int(found["nth"])
    return month.days().start + timedelta(days=7 * number - 1)


def _part_of(part: str, period: Period) -> _End:
    """The day that a part of a period ends or lies on: Civil Code 2015, Art. 146."""
    days = period.days()
    if part in {"cuối", "nửa cuối", "nửa sau"}:
        return _whole(period)
    if part == "đầu":
        return _End(days.start, period.key, Rule.POINT)
    half = _middle(period)
    return _End(half, period.key, Rule.POINT if part == "giữa" else Rule.PERIOD_END)


def _middle(period: Period) -> date:
    start = period.days().start
    if period.kind is Kind.MONTH:
        return start.replace(day=15)
    if period.kind is Kind.YEAR:
        return date(period.year, 6, 30)
    middle = Period(Kind.MONTH, start.year, start.month + period.kind.months // 2)
    return middle.days().start.replace(day=15)


def _whole(period: Period) -> _End:
    return _End(period.days().last, period.key)


def _year(found: re.Match[str], anchor: date | None) -> int | None:
    if found["year"]:
        return int(found["year"])
    return anchor.year + (1 if found["next"] else 0) if anchor else None


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() else _NUMBERS.get(text)


def _is_period(found: re.Match[str], count: int) -> bool:
    return count == 6 or (count == 9 and found["which"] == "đầu")


def _keep_halves(found: re.Match[str]) -> str:
    count = _count(found["count"])
    return found[0] if count is None or _is_period(found, count) else _cover(found)


def _cover(found: re.Match[str]) -> str:
    return COVER * (found.end() - found.start())
