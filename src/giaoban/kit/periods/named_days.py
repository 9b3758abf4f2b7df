"""Days that a text names: `15/3`, `ngày 25 tháng này`, `thứ Sáu tuần tới`, `hôm nay`."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from giaoban.kit.periods.explanations import Explanation, Rule
from giaoban.kit.periods.outcomes import Deadline, DeadlineKind
from giaoban.kit.periods.phrases import Phrase
from giaoban.kit.vntext.dates import DateMention, find_dates
from giaoban.kit.vntext.patterns import pattern

WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}

_TODAY = pattern(r"(?<!\w)(?:trong (?:buổi )?(?:ngày|sáng|chiều|tối)(?: (?:hôm )?nay)?|hôm nay|"
                 r"(?:sáng|trưa|chiều|tối|đêm) nay)(?= |\W|$)(?! \d)")  # fmt: skip
_TOMORROW = pattern(r"(?<!\w)(?:ngày|sáng|trưa|chiều|tối) mai(?!\w)")
_DAY_AFTER = pattern(r"(?<!\w)ngày (?:kia|mốt)(?!\w)")
_NEXT = r"(?:sau|tới|kế tiếp|tiếp theo|liền kề|liền sau|sau đó)"
_OF_MONTH = pattern(
    r"(?<!\w)(?:ngày|mồng|mùng) (?P<day>3[01]|[12]\d|0?[1-9])(?![\d/.-])(?!\s?(?:đến|-) ?\d)"
    r"(?:(?: của)? tháng (?:(?P<this>này|nay)|(?P<position>đầu|giữa|cuối)(?: tiên)?(?: của)? quý "
    rf"(?:(?P<quarter>iv|i{{1,3}}|[1-4])|(?P<this_quarter>này)|{_NEXT})|{_NEXT}))?(?!\w)"
    r"(?! (?:của )?tháng (?:\d|đầu|giữa|cuối))(?! ?[/.-] ?\d)"
)
_WEEKDAY = pattern(
    r"(?<!\w)(?<!tuần )(?<!tháng )(?<!quý )(?<!năm )(?<!lần )(?<!đợt )"
    r"(?:thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))(?!\w)"
    rf"(?: (?P<week>tuần này|này|tuần {_NEXT}|{_NEXT}))?"
)
_YEAR_BEHIND = pattern(rf",? năm (?:(?P<same>nay|này)|{_NEXT})(?!\w)")
_HOUR = pattern(r"(?<!\w)(?P<hour>[01]?\d|2[0-4])(?:h|g|:| giờ ?)(?P<minute>[0-5]\d)?(?!\w)")
_STRICTLY = pattern(r"(?<!\w)trước (?:\d{1,2}(?:h|g|:| giờ ?)(?:\d\d)? )?(?:ngày )?$")
_LEAP = 8  # years within which every day of a month comes back
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_POSITIONS = {"đầu": 0, "giữa": 1, "cuối": 2}


def next_occurrence(mention: DateMention, anchor: date | None) -> date | None:
    """The day meant; one without a year is the first such day on or after the anchor."""
    if mention.year is not None or anchor is None:
        return mention.on()
    days = (mention.on(anchor.year + ahead) for ahead in range(_LEAP + 1))
    return next((day for day in days if day and day >= anchor), None)


def nearest(mention: DateMention, anchor: date | None) -> date | None:
    """The day meant where it may be past: one without a year lies nearest to the anchor."""
    if mention.year is not None or anchor is None:
        return mention.on()
    days = [day for year in (-1, 0, 1) if (day := mention.on(anchor.year + year))]
    return min(days, key=lambda day: abs(day - anchor), default=None)


def read_named_day(phrase: Phrase) -> Deadline | None:
    """The last of the days that the phrase names. It stays as named, though it be a day of rest."""
    mentions = list(find_dates(phrase.words))
    if mentions:
        return _of_mentions(phrase, mentions)
    found = _related(phrase.words)
    if found is None:
        return None
    return _day(phrase, Rule.RELATIVE_DAY, relative_day(phrase.words, phrase.anchor))


def relative_day(words: str, anchor: date | None) -> date | None:
    """The day that the words name by their distance from the anchor."""
    found = _related(words)
    if found is None or anchor is None:
        return None
    match, reckon = found
    return reckon(match, anchor)


def hour_of(words: str) -> str | None:
    """The hour that the words name, as `17:00`."""
    found = _HOUR.search(words)
    return f"{int(found['hour']):02}:{found['minute'] or '00'}" if found else None


def _of_mentions(phrase: Phrase, mentions: Sequence[DateMention]) -> Deadline:
    days = list(_days(phrase, mentions))
    known = [day for _mention, day in days if day]
    if not known:
        exists = any(mention.on(2000) for mention in mentions)
        return _day(phrase, Rule.NAMED_DAY if exists else Rule.NO_SUCH_DAY, None)
    on = max(known)
    mention = next(mention for mention, day in days if day == on)
    strictly = _STRICTLY.search(phrase.words, max(0, mention.start - 20), mention.start)
    return _day(phrase, Rule.NAMED_DAY, on, before=bool(strictly), named=mention.year is not None)


def _days(
    phrase: Phrase, mentions: Sequence[DateMention]
) -> Iterator[tuple[DateMention, date | None]]:
    """Each mention with its day, the last first. A year that one of a row names holds for those
    before it."""
    year_behind: int | None = None
    for mention in reversed(mentions):
        year_behind = mention.year or year_behind
        behind = _YEAR_BEHIND.match(phrase.words, mention.end)
        if mention.year is None and behind and phrase.anchor:
            yield mention, mention.on(phrase.anchor.year + (0 if behind["same"] else 1))
        elif mention.year is None and year_behind:
            yield mention, mention.on(year_behind)
        else:
            yield mention, next_occurrence(mention, phrase.anchor)


def _day(
    phrase: Phrase, rule: Rule, on: date | None, *, before: bool = False, named: bool = False
) -> Deadline:
    why = Explanation(
        rule,
        phrase.written,
        anchor=phrase.anchor,
        hour=hour_of(phrase.words),
        before_day=before,
        year_assumed=rule is Rule.NAMED_DAY and not named,
        on=on,
    )
    kind = DeadlineKind.NONE if rule is Rule.NO_SUCH_DAY else DeadlineKind.DAY
    return Deadline(kind, on, None, why)


def _weekday(found: re.Match[str], anchor: date) -> date:
    """`thứ Sáu tuần này` lies in the anchor's week, a bare `thứ Sáu` on or after the anchor."""
    name = found["weekday"]
    number = 6 if name is None else int(name) - 2 if name.isdecimal() else WEEKDAYS[name]
    week = found["week"] or ""
    monday = anchor - timedelta(days=anchor.weekday())
    if week.startswith("tuần"):
        return monday + timedelta(days=number + (0 if week.endswith("này") else 7))
    return anchor + timedelta(days=(number - anchor.weekday()) % 7)


def _day_of_month(found: re.Match[str], anchor: date) -> date | None:
    day = int(found["day"])
    if found["position"]:
        return _day_of_quarter(found, day, anchor)
    words = found[0]
    if found["this"] or " tháng " in words:
        month = anchor.month - 1 + (0 if found["this"] else 1)
        return _existing(anchor.year + month // 12, month % 12 + 1, day)
    for ahead in range(12):
        month = anchor.month - 1 + ahead
        on = _existing(anchor.year + month // 12, month % 12 + 1, day)
        if on and on >= anchor:
            return on
    return None


def _day_of_quarter(found: re.Match[str], day: int, anchor: date) -> date | None:
    """`ngày 10 của tháng đầu quý sau`; a quarter by its number is the next such one."""
    now = (anchor.month - 1) // 3
    if name := found["quarter"]:
        quarter = (_ROMAN.get(name) or int(name)) - 1
        quarter += 4 if quarter < now else 0
    else:
        quarter = now if found["this_quarter"] else now + 1
    month = quarter * 3 + _POSITIONS[found["position"]]
    return _existing(anchor.year + month // 12, month % 12 + 1, day)


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_Reckoning = Callable[[re.Match[str], date], date | None]
_FORMS: tuple[tuple[re.Pattern[str], _Reckoning], ...] = (
    (_OF_MONTH, _day_of_month),
    (_WEEKDAY, _weekday),
    (_DAY_AFTER, lambda _found, anchor: anchor + timedelta(days=2)),
    (_TOMORROW, lambda _found, anchor: anchor + timedelta(days=1)),
    (_TODAY, lambda _found, anchor: anchor),
)


def _related(words: str) -> tuple[re.Match[str], _Reckoning] | None:
    """The first form of a related day that the words have, and how it is reckoned."""
    return next(((found, reckon) for form, reckon in _FORMS if (found := form.search(words))), None)
