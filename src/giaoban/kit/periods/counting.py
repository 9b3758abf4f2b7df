"""Counted deadlines: so many days, working days, weeks, months or years from or before a day.

The Civil Code 2015 rules: the first day does not count (Art. 147), half a month is 15 days
(Art. 146), months and years end on the corresponding day or the month's last, and a last day of
rest moves on to the next working day (Art. 148). What is counted back from a day moves back
instead, so that the time before it is never shorter than was asked.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from giaoban.kit.periods.explanations import Explanation, Rule
from giaoban.kit.periods.outcomes import Deadline, DeadlineKind
from giaoban.kit.periods.phrases import Phrase
from giaoban.kit.periods.starts import Start, find_target, start_of
from giaoban.kit.vntext.numbers import NotANumber, read_words
from giaoban.kit.vntext.patterns import pattern

_WORD = r"(?:một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|tám|chín|mười|mươi|chục|trăm|linh|lẻ|nửa)"
_NUMBER = rf"(?:\d{{1,4}}|{_WORD}(?: {_WORD}){{0,4}})"
_NOT_BEHIND = "".join(
    rf"(?<!\b{word} )"
    for word in ("ngày", "tháng", "quý", "số", "thứ", "điều", "khoản", "lúc", "điểm", "lần")
)
_COUNT = (
    rf"(?<![\w/.,-]){_NOT_BEHIND}(?:{_NUMBER}\s?(?:-|–|đến|tới)\s?)?(?P<count>{_NUMBER})"
    r"(?: ?\([^()\d]{1,30}\))? ?(?P<unit>ngày \(?làm việc\)?|giờ làm việc|ngày|tuần lễ|tuần|tháng|"
    r"quý|năm|giờ|tiếng)(?P<half> rưỡi)?"
    r"(?! ?\d)(?! (?:đầu|cuối|qua|gần đây|vừa|một lần|thứ|trước đây))(?! ?/)(?!\w)"
)
_COUNTED = pattern(_COUNT)
_OPENING = pattern(
    r"(?<!\w)(?:trong|nội|vòng|thời hạn|thời gian|hạn|sau|quá|nhất|tối đa|tối thiểu|khoảng|kể từ|"
    r"chậm|là|từ|đến|trước|hoàn thành|trả lời|báo cáo|thực hiện|có|dự kiến)[ :]{1,2}$|^\W{0,3}$"
)
_FORWARD = pattern(r",? (?:kể từ|tính từ|từ|sau khi|sau ngày|tới|nữa|tiếp theo|kế tiếp)(?!\w)")
_EVENT_BEFORE = pattern(r"(?<!\w)(?:sau|kể từ|từ) (?:khi|ngày) [^,;]{3,60} $")
_BACK = pattern(r" (?:trước|so với)(?: (?:khi|ngày|thời điểm|lúc))?(?= ?\S)")
_AT_LEAST = pattern(r"(?<!\w)(?:chậm nhất|muộn nhất|ít nhất|tối thiểu|trước)(?: là)? $")
_BEFORE = pattern(r"(?<!\w)trước (?!hết)(?P<event>[^,;]{3,80}?) ?,? ?(?:ít nhất|tối thiểu) $")
_HOURS_OF_A_DAY = 24
_HOURS_OF_WORK = 8
_HALF = {"year": (6, "month"), "month": (15, "day")}
_NAMES = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}


@dataclass(frozen=True)
class _Count:
    """So many units; `unit` is one of working_day, hour, day, week, month, quarter, year."""

    number: int
    unit: str
    start: int
    end: int
    and_half: bool = False


def read_counted(phrase: Phrase) -> Deadline | None:
    """`trong 10 ngày làm việc kể từ …`: counted on from a day, today's document by default."""
    found = _find(phrase.words)
    if found is None:
        return None
    start = start_of(phrase, found.start, found.end)
    if found.unit == "working_day":
        return _working_days(phrase, found, start)
    return _calendar_units(phrase, found, start)


def read_backwards(phrase: Phrase) -> Deadline | None:
    """`chậm nhất 03 ngày làm việc trước ngày 06/5/2025`: counted back from a day."""
    words = phrase.words
    for found in _COUNTED.finditer(words):
        count = _meaning(found)
        if count is None:
            continue
        floor = max(0, count.start - 100)
        ahead = _BACK.match(words, count.end)
        behind = _BEFORE.search(words, floor, count.start)
        if ahead and (_AT_LEAST.search(words, floor, count.start) or count.start == 0):
            return _counted_back(phrase, count, find_target(phrase, ahead.end()))
        if behind:
            return _counted_back(phrase, count, find_target(phrase, *behind.span("event")))
    return None


def add_months(day: date, months: int) -> tuple[date, bool]:
    """The corresponding day so many months on, or the month's last, and whether it came to that."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    last = monthrange(year, month)[1]
    return date(year, month, min(day.day, last)), day.day > last


def _find(words: str) -> _Count | None:
    """The first count that is one: words before it or behind it say so."""
    for found in _COUNTED.finditer(words):
        at = found.start()
        told = (
            _OPENING.search(words, max(0, at - 14), at)
            or _FORWARD.match(words, found.end())
            or _EVENT_BEFORE.search(words, max(0, at - 80), at)
        )
        if told and (count := _meaning(found)):
            return count
    return None


def _meaning(found: re.Match[str]) -> _Count | None:
    unit, number = found["unit"], _number(found["count"])
    if found["count"] == "nửa":
        unit, number = {"tháng": ("ngày", 15), "năm": ("tháng", 6)}.get(unit, ("", None))
    if not number:
        return None
    place = found.start(), found.end()
    if unit == "giờ làm việc":
        return _Count(ceil(number / _HOURS_OF_WORK), "working_day", *place)
    if unit in {"giờ", "tiếng"}:
        return _Count(number, "hour", *place)
    if "làm" in unit:
        return _Count(number, "working_day", *place)
    return _Count(number, _NAMES[unit.split()[0]], *place, found["half"] is not None)


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    try:
        return read_words(text) or None
    except NotANumber:
        return None


def _working_days(phrase: Phrase, count: _Count, start: Start) -> Deadline:
    calendar = phrase.calendar
    on = calendar.after(start.day, count.number) if start.day else None
    rests, worked = _around(phrase, start.day, on)
    why = Explanation(
        Rule.WORKING_DAYS,
        phrase.written,
        anchor=start.day,
        anchor_assumed=start.assumed,
        event=start.event,
        count=count.number,
        unit="working_day",
        rests=rests,
        worked=worked,
        unannounced=calendar.unannounced(on),
        on=on,
    )
    return Deadline(DeadlineKind.WORKING_DAYS, on, None, why)


def _calendar_units(phrase: Phrase, count: _Count, start: Start) -> Deadline:
    calendar = phrase.calendar
    counted, month_end = _step(start.day, count) if start.day else (None, False)
    on = calendar.roll(counted) if counted else None
    why = Explanation(
        Rule.CALENDAR_UNITS,
        phrase.written,
        anchor=start.day,
        anchor_assumed=start.assumed,
        event=start.event,
        count=count.number,
        unit=count.unit,
        and_half=count.and_half,
        rests=_holidays_between(phrase, counted, on),
        rolled_from=counted if counted != on else None,
        month_end=month_end,
        unannounced=calendar.unannounced(on),
        on=on,
    )
    return Deadline(DeadlineKind.DAYS, on, None, why)


def _counted_back(phrase: Phrase, count: _Count, target: Start) -> Deadline:
    calendar, day = phrase.calendar, target.day
    working = count.unit == "working_day"
    counted = on = rolled = None
    if day and working:
        on = calendar.before(day, count.number)
    elif day:
        counted = _step(day, count, back=True)[0]
        on = calendar.roll_back(counted) if counted else None
        rolled = counted if counted != on else None
    rests, worked = _around(phrase, on, day) if working else ((), ())
    why = Explanation(
        Rule.BACK_FROM,
        phrase.written,
        anchor=day,
        event=target.event,
        count=count.number,
        unit=count.unit,
        and_half=count.and_half,
        rests=rests,
        worked=worked,
        rolled_back_from=rolled,
        unannounced=calendar.unannounced(day),
        on=on,
    )
    return Deadline(DeadlineKind.WORKING_DAYS if working else DeadlineKind.DAYS, on, None, why)


def _around(
    phrase: Phrase, first: date | None, last: date | None
) -> tuple[tuple[tuple[date, str], ...], tuple[date, ...]]:
    """The weekdays of rest and the worked Saturdays after `first` up to `last`."""
    rests: list[tuple[date, str]] = []
    worked: list[date] = []
    day = first
    while day and last and day < last:
        day += timedelta(days=1)
        name = phrase.calendar.holiday(day)
        if day in phrase.calendar.worked:
            worked.append(day)
        elif name and day.weekday() < 5:
            rests.append((day, name))
    return tuple(rests), tuple(worked)


def _holidays_between(
    phrase: Phrase, first: date | None, end: date | None
) -> tuple[tuple[date, str], ...]:
    """The holidays from `first` up to, but without, `end`."""
    if first is None or end is None:
        return ()
    days = (first + timedelta(days=n) for n in range((end - first).days))
    return tuple((day, name) for day in days if (name := phrase.calendar.holiday(day)))


def _step(start: date, count: _Count, *, back: bool = False) -> tuple[date | None, bool]:
    """The day so many units on or back, None where the calendar ends before, and whether a month
    ended before the corresponding day."""
    sign = -1 if back else 1
    try:
        day, month_end = _moved(start, count.unit, sign * count.number)
        if count.and_half and count.unit in _HALF:
            half, unit = _HALF[count.unit]
            day, month_end = _moved(day, unit, sign * half)
    except (ValueError, OverflowError):
        return None, False
    return day, month_end


def _moved(start: date, unit: str, number: int) -> tuple[date, bool]:
    if unit in _MONTHS:
        return add_months(start, number * _MONTHS[unit])
    days = ceil(number / _HOURS_OF_A_DAY) if unit == "hour" else number
    return start + timedelta(days=days * (7 if unit == "week" else 1)), False


_MONTHS = {"month": 1, "quarter": 3, "year": 12}
