"""Deadlines that come back: `ngày 20 hằng tháng`, `thứ Năm hằng tuần`, `6 tháng một lần`."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.kit.periods.explanations import Explanation, Rule
from giaoban.kit.periods.named_days import hour_of
from giaoban.kit.periods.outcomes import Deadline, DeadlineKind
from giaoban.kit.periods.phrases import Phrase
from giaoban.kit.periods.workdays import WEEKENDS_ONLY, WorkCalendar
from giaoban.kit.vntext.numbers import NotANumber, read_words
from giaoban.kit.vntext.patterns import pattern

_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ONCE = r"(?: ?/ ?| )(?:01 |1 |một )?lần"
_COUNT = r"(?P<count>\d{1,2}|một|hai|ba|bốn|năm|sáu|mười)"

_DAILY = pattern(r"(?<!\w)(?:hằng|mỗi) ngày(?! làm việc cuối)(?!\w)")
_WEEKLY = pattern(
    r"(?<!\w)(?:(?:hằng|mỗi) tuần|mỗi (?=thứ|chủ nhật)|(?:1|01|một) lần ?/ ?tuần|"
    r"(?<!\d )(?:một |1 |01 )?tuần (?:một|1|01) lần)(?!\w)"
)
_MONTHLY = pattern(
    r"(?<!\w)(?:(?:hằng|mỗi|các) tháng(?! (?:đầu|cuối|\d))|(?:1|01|một) lần ?/ ?tháng|"
    r"(?<!\d )(?<!đầu )(?:một |1 |01 )?tháng (?:một|1|01) lần)(?!\w)"
)
_QUARTERLY = pattern(
    r"(?<!\w)(?:(?:hằng|mỗi|các) quý(?! (?:iv|i{1,3})(?!\w))|(?:1|01|một) lần ?/ ?quý|"
    r"quý (?:một|1|01) lần|"
    r"tháng (?:cuối|đầu|thứ nhất|thứ hai|thứ ba|giữa)(?: tiên| cùng)?(?: của)? "
    r"(?:mỗi |hằng )?quý(?! (?:sau|tới|này|kế|tiếp|liền|iv|i{1,3}|\d)))(?!\w)"
)
_HALF_YEARLY = pattern(
    r"(?<!\w)(?:(?:hằng|mỗi|định kỳ|cứ) (?:0?6|sáu) tháng(?! (?:đầu|cuối))|(?:0?6|sáu) tháng"
    rf"(?:,? (?:một năm|năm)$|{_ONCE})|"
    r"(?:2|02|hai) lần ?(?:/|một|trong|mỗi) ?(?:1 |một )?năm)(?!\w)"
)
_YEARLY = pattern(
    r"(?<!\w)(?:(?:hằng|mỗi) năm|(?:1|01|một) lần ?/ ?năm|(?<!\d )(?:một |1 |01 )?năm "
    r"(?:một|1|01) lần|định kỳ năm(?! \d))(?!\w)"
)
_EVERY_SO_MANY = pattern(rf"(?<!\w){_COUNT} (?P<unit>ngày|tuần|tháng|quý|năm){_ONCE}(?!\w)")
_DAY_LIST = pattern(
    r"(?<!\w)(?:ngày|mồng|mùng) (?P<days>(?:3[01]|[12]\d|0?[1-9])"
    r"(?:(?:, | và | và ngày |, ngày | hoặc )(?:3[01]|[12]\d|0?[1-9])){0,4})(?![\d/]| ?[.-]\d)"
)
_FULL_DAY = pattern(
    r"(?<![\d/])(?P<day>3[01]|[12]\d|0?[1-9])(?: ?/ ?| tháng )(?P<month>1[0-2]|0?[1-9])(?![\d/])"
)
_MONTH = pattern(
    r"(?<!\w)tháng (?P<month>1[0-2]|0?[1-9])(?![\d/])|(?<!\w)quý (?P<quarter>iv|i{1,3})(?!\w)"
)
_WEEKDAY = pattern(r"(?<!\w)(?:thứ (hai|ba|tư|năm|sáu|bảy|[2-7])|(chủ nhật))(?!\w)")
_MONTH_OF_QUARTER = pattern(
    r"tháng (?:(?P<first>đầu|thứ nhất)|(?P<second>thứ hai|giữa)|cuối|thứ ba)(?: tiên| cùng)?"
    r"(?: của)? (?:mỗi |hằng )?quý"
)
_LAST_WORKING_DAY = pattern(r"(?<!\w)ngày làm việc cuối(?: cùng)?(?!\w)")
_FIRST_OF_ALL = pattern(
    r"(?<!\w)(?:đầu|ngày đầu)(?: tiên)?(?: của)? (?:mỗi |hằng )?(?:tuần|tháng)(?!\w)"
)
_NUMBER = pattern(r"\d{1,2}")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LAST = 31
LAST_WORKING_DAY = "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
_QUARTERS = (3, 6, 9, 12)


@dataclass(frozen=True)
class Recurrence:
    """How a deadline comes back: iCalendar's rule, and the next day on or after a given one."""

    rule: str
    next_on: Callable[[date], date]


def read_recurring(phrase: Phrase) -> Deadline | None:
    """A deadline that comes back; `on` is the next time on or after the anchor."""
    found = find_recurrence(phrase.words, phrase.calendar)
    if found is None:
        return None
    on = found.next_on(phrase.anchor) if phrase.anchor else None
    why = Explanation(
        Rule.RECURRING,
        phrase.written,
        anchor=phrase.anchor,
        hour=hour_of(phrase.words),
        on=on,
    )
    return Deadline(DeadlineKind.RECURRING, on, found.rule, why)


def find_recurrence(words: str, calendar: WorkCalendar = WEEKENDS_ONLY) -> Recurrence | None:
    """What the words (in lower case) say about coming back, if anything.

    A rhythm without a day of its own ends with its week (on Sunday), month, quarter or year; of
    several rhythms the most frequent counts.
    """
    if every := _EVERY_SO_MANY.search(words):
        return _every(every, words, calendar)
    for rhythm, build in _RHYTHMS:
        if rhythm.search(words):
            return build(words, calendar)
    return None


def _daily(_words: str, _calendar: WorkCalendar) -> Recurrence:
    return Recurrence("FREQ=DAILY", lambda since: since)


def _weekly(words: str, _calendar: WorkCalendar) -> Recurrence:
    named = sorted({_weekday(*found.groups()) for found in _WEEKDAY.finditer(words)})
    if not named and _FIRST_OF_ALL.search(words):
        named = [0]
    rule = "FREQ=WEEKLY"
    if named:
        rule += f";BYDAY={','.join(_CODES[day] for day in named)}"
    days = named or [6]
    return Recurrence(
        rule, lambda since: min(since + timedelta((day - since.weekday()) % 7) for day in days)
    )


def _weekday(name: str | None, _sunday: str | None) -> int:
    if name is None:
        return 6
    return int(name) - 2 if name.isdecimal() else _WEEKDAYS[name]


def _monthly(words: str, calendar: WorkCalendar) -> Recurrence:
    if _LAST_WORKING_DAY.search(words):
        rule = f"FREQ=MONTHLY;{LAST_WORKING_DAY}"
        return Recurrence(rule, lambda since: _next_last_working_day(since, calendar))
    days = _days_of_month(words)
    rule = "FREQ=MONTHLY" + (f";BYMONTHDAY={_listed(days)}" if days else "")
    return _in_months(rule, days or [_LAST], range(1, 13))


def _quarterly(words: str, _calendar: WorkCalendar) -> Recurrence:
    days = _days_of_month(words)
    place = _MONTH_OF_QUARTER.search(words)
    shift = 2 if place and place["first"] else 1 if place and place["second"] else 0
    months = sorted(month - shift for month in _QUARTERS)
    rule = f"FREQ=MONTHLY;BYMONTH={_listed(months)}"
    rule += f";BYMONTHDAY={_listed(days)}" if days else ""
    return _in_months(rule, days or [_LAST], months)


def _half_yearly(words: str, calendar: WorkCalendar) -> Recurrence:
    if _FULL_DAY.search(words):
        return _yearly(words, calendar)
    days = _days_of_month(words)
    rule = "FREQ=MONTHLY;BYMONTH=6,12" + (f";BYMONTHDAY={_listed(days)}" if days else "")
    return _in_months(rule, days or [_LAST], (6, 12))


def _yearly(words: str, _calendar: WorkCalendar) -> Recurrence:
    """One rule for each day of the year that is named, one a line."""
    named = [(int(found["month"]), int(found["day"])) for found in _FULL_DAY.finditer(words)][:12]
    if not named and (found := _MONTH.search(words)):
        month = int(found["month"]) if found["month"] else 3 * _ROMAN[found["quarter"]]
        rule = f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=-1"
        return _in_months(rule, [_LAST], [month])
    if not named:
        return _in_months("FREQ=YEARLY", [_LAST], [12])
    each = [
        _in_months(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}", [day], [month])
        for month, day in named
    ]
    rules = "\n".join(one.rule for one in each)
    return Recurrence(rules, lambda since: min(one.next_on(since) for one in each))


def _every(found: re.Match[str], words: str, calendar: WorkCalendar) -> Recurrence:
    """`3 tháng một lần`: from the anchor on, where it does not fit the quarters of the year."""
    count, unit = _number(found["count"]), found["unit"]
    if unit == "quý":
        count, unit = count * 3, "tháng"
    if count == 1 and unit in {"ngày", "tuần"}:
        return _daily(words, calendar) if unit == "ngày" else _weekly(words, calendar)
    if unit == "tháng" and count == 6:
        return _half_yearly(words, calendar)
    if unit == "tháng" and count in {1, 3, 6, 12}:
        rule = {1: "FREQ=MONTHLY", 12: "FREQ=YEARLY"}.get(count)
        months = range(count, 13, count)
        return _in_months(rule or f"FREQ=MONTHLY;BYMONTH={_listed(months)}", [_LAST], months)
    if unit == "năm" and count == 1:
        return _in_months("FREQ=YEARLY", [_LAST], [12])
    name = {"ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}[unit]
    months_on = {"tháng": 1, "năm": 12}.get(unit, 0) * count
    days_on = {"ngày": 1, "tuần": 7}.get(unit, 0) * count
    interval = f";INTERVAL={count}" if count > 1 else ""
    return Recurrence(
        f"FREQ={name}{interval}",
        lambda since: _months_later(since, months_on) + timedelta(days=days_on),
    )


def _number(text: str) -> int:
    try:
        return max(1, int(text) if text.isdecimal() else read_words(text))
    except NotANumber:
        return 1


def _days_of_month(words: str) -> list[int]:
    return sorted(
        {int(day) for found in _DAY_LIST.finditer(words) for day in _NUMBER.findall(found["days"])}
    )


def _listed(numbers: Sequence[int] | range) -> str:
    return ",".join(str(number) for number in numbers)


def _in_months(rule: str, days: Sequence[int], months: Sequence[int] | range) -> Recurrence:
    return Recurrence(rule, lambda since: min(_next_in_months(since, day, months) for day in days))


def _next_in_months(since: date, day: int, months: Sequence[int] | range) -> date:
    """The first day on or after `since` that is the `day` of one of the months, or their last."""
    for ahead in range(25):
        index = since.year * 12 + since.month - 1 + ahead
        year, month = index // 12, index % 12 + 1
        if month in months:
            candidate = date(year, month, min(day, monthrange(year, month)[1]))
            if candidate >= since:
                return candidate
    raise AssertionError("every month comes within two years")


def _next_last_working_day(since: date, calendar: WorkCalendar) -> date:
    end = calendar.roll_back(_next_in_months(since, _LAST, range(1, 13)))
    if end >= since:
        return end
    after = _next_in_months(since, _LAST, range(1, 13)) + timedelta(days=1)
    return calendar.roll_back(_next_in_months(after, _LAST, range(1, 13)))


def _months_later(since: date, months: int) -> date:
    index = since.year * 12 + since.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(since.day, monthrange(year, month)[1]))


_RHYTHMS: tuple[tuple[re.Pattern[str], Callable[[str, WorkCalendar], Recurrence]], ...] = (
    (_DAILY, _daily),
    (_WEEKLY, _weekly),
    (_QUARTERLY, _quarterly),
    (_MONTHLY, _monthly),
    (_HALF_YEARLY, _half_yearly),
    (_YEARLY, _yearly),
)
