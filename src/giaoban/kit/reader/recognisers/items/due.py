"""Deadlines of work: what a clause says of its own, and what a heading plans for all under it."""

import re
from dataclasses import dataclass
from datetime import date

from giaoban.kit.periods.deadlines import Deadline, DeadlineKind, parse_deadline, year_of_period
from giaoban.kit.periods.period import Kind
from giaoban.kit.periods.written import find_periods
from giaoban.kit.reader.context import Context
from giaoban.kit.reader.recognisers.items.elapsing import (
    find_counted,
    find_counted_back,
    find_recurring,
    find_told_from_today,
    find_waiting,
)
from giaoban.kit.vntext.patterns import pattern

_LIMIT = pattern(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|xong|hết|đến hết|đến|hạn|"
    r"tới|thời hạn|không quá|hoàn thành|kết thúc|muộn hơn|chậm hơn|(?:ngay )?trong|"
    r"thời gian (?:hoàn thành|thực hiện))"
    r"(?:\s(?:là|vào|trước|ngày|hết|đến|trong|xong|cuối|khoảng|thời điểm|sáng|trưa|chiều|tối|"
    r"các|thứ\s\w{1,3},?|chủ\snhật,?|\d{1,2}[hg:]\d{0,2}|\d{1,2}\sgiờ|\d{2}\sphút|\d{2})){0,6}"
    r"\s{0,2}[:(]?\s{0,2}$",
    re.IGNORECASE,
)
_WITHIN = pattern(
    r"(?<!\w)(?:trong|ngay trong|trước|chậm nhất|muộn nhất|hết|xong|cuối|hoàn thành|vào|giữa|"
    r"thời gian (?:hoàn thành|thực hiện)|tiến độ|thời hạn)"
    r"(?:\s(?:là|trong|thời gian|cuối|đầu|giữa|hết|trước|vào|nửa đầu|của|các)){0,4}"
    r"\s{0,2}:?\s{0,2}$",
    re.IGNORECASE,
)
_DONE_ON = pattern(r"(?<!\w)(?:hoàn thành|kết thúc|xong)\s[^,;]{0,60}\svào\s$", re.IGNORECASE)
# "trước ngày 15/9 và ngày 15/10": the second day is limited by the same word.
_GOES_ON = pattern(r"\s?(?:,|;|và|hoặc)(?:\s(?:và|hoặc|ngày|tháng|quý|trước|đợt\s\d)){0,3}\s?")
# Days between which something is counted or goes on; nothing has to be done by the second.
_BETWEEN = pattern(r"(?:tính từ|trong thời gian)[^;]{3,40}$", re.IGNORECASE)
_MONTHS = pattern(
    r"tháng\s(\d{1,2})(?:\s?[-–,]\s?|\svà\s)(\d{1,2})(?:\s?/\s?(\d{4})|\snăm\s(\d{4}))?(?!\d)",
    re.IGNORECASE,
)
_ASIDE = pattern(
    r"trong đó (?:có )?\d|so với|cùng kỳ|giai đoạn|kể từ|từ ngày|sau ngày", re.IGNORECASE
)
_SPAN_OF_YEARS = pattern(r"\s?[–-]\s?(?:19|20)\d\d")
# The last of these before a period tells whether it is planned or looked back on.
_CUE = pattern(
    r"(?<!\w)(?:(?P<plans>nhiệm vụ|phương hướng|kế hoạch|chương trình|trọng tâm|triển khai|"
    r"công việc|giải pháp|mục tiêu|thực hiện)|"
    r"kết quả|đánh giá|tình hình|kiểm điểm|sơ kết|tổng kết|giao ban|hội nghị|cuộc họp|phiên họp)"
    r"(?!\w)",
    re.IGNORECASE,
)
_BEFORE = 40
_ON = "vào "
_MARKS = ' .,;:)”"\n\t'
_UP_TO = pattern(r"\s?(?:đến|tới|-|–)\s(?:hết\s)?(?:ngày\s)?$", re.IGNORECASE)
_FROM = pattern(r"(?<!\w)từ\s(?:ngày\s)?$", re.IGNORECASE)
_COUNTED = frozenset({DeadlineKind.DAYS, DeadlineKind.WORKING_DAYS})


@dataclass(frozen=True, slots=True)
class Due:
    """A stated deadline: the day or the key of the period, where it stands, how it was reckoned."""

    key: str | None
    last: date
    start: int
    end: int

    def deadline(self, text: str, context: Context) -> Deadline:
        """How the deadline is reckoned from the date of the document."""
        return parse_deadline(text[self.start : self.end], context.anchor)


def find_due(text: str, start: int, end: int, context: Context) -> Due | None:
    """The deadline that the words between `start` and `end` set; the last one where several do."""
    if place := find_recurring(text, start, end):
        due = Due(None, date.max, *place)
        if due.deadline(text, context).kind is DeadlineKind.RECURRING:
            return due
    if back := _counted_back(text, start, end, context):
        return back
    found = _days(text, start, end, context) or _periods(text, start, end, context)
    if found:
        return max(found, key=lambda due: due.last)
    return _elapsing(text, start, end, context)


def _counted_back(text: str, start: int, end: int, context: Context) -> Due | None:
    """A deadline so many days before a day that the text names."""
    place = find_counted_back(text, start, end)
    if place is None:
        return None
    deadline = parse_deadline(text[slice(*place)], context.anchor)
    if deadline.kind not in _COUNTED or deadline.on is None:
        return None
    return Due(deadline.on.isoformat(), deadline.on, *place)


def planned_period(words: str, context: Context) -> str | None:
    """The key of the period that a heading or lead-in plans, if it names one."""
    for mention in find_periods(words):
        before = words[max(0, mention.start - 14) : mention.start].lower()
        if before.endswith(("đến ", "từ ", "so với ", "khóa ", "- ")):
            continue
        cues = list(_CUE.finditer(words, 0, mention.start))
        if cues and not cues[-1]["plans"]:
            continue
        period = mention.period(mention.year or context.year)
        if period:
            return period.key
    return None


def _days(text: str, start: int, end: int, context: Context) -> list[Due]:
    dues: list[Due] = []
    for mention in context.dates_between(start, end):
        floor = max(start, mention.start - _BEFORE)
        opening = _LIMIT.search(text, floor, mention.start) or _done_on(text, start, mention.start)
        day = context.day(mention)
        goes_on = text[mention.end : end].strip(_MARKS)
        if goes_on and _ends_a_stretch(text, context, start, mention.start):
            continue
        first = opening.start() if opening else _going_on(text, dues, mention.start)
        if first is None or day is None or _BETWEEN.search(text, floor, mention.start):
            continue
        dues.append(Due(day.isoformat(), day, first, mention.end))
    return dues


def _ends_a_stretch(text: str, context: Context, start: int, at: int) -> bool:
    """Whether a day ends "từ 01/3 đến 30/4": how long the work goes on, no deadline. Said last
    in a clause it tells when all is over."""
    behind = _UP_TO.search(text, max(start, at - 20), at)
    if behind is None:
        return False
    before = context.dates_between(max(start, behind.start() - 30), behind.start() + 1)
    opens = before[-1] if before else None
    if opens is None or text[opens.end : behind.start()].strip():
        return False
    return bool(_FROM.search(text, max(start, opens.start - 10), opens.start))


def _done_on(text: str, start: int, end: int) -> re.Match[str] | None:
    """`kết thúc … vào` before a day."""
    if not text.endswith(_ON, start, end):
        return None
    return _DONE_ON.search(text, max(start, end - 80), end)


def _going_on(text: str, dues: list[Due], start: int) -> int | None:
    """Where the deadline begins that goes on with what stands at `start`."""
    if not dues or not _GOES_ON.fullmatch(text, dues[-1].end, start):
        return None
    return dues[-1].start


def _periods(text: str, start: int, end: int, context: Context) -> list[Due]:
    dues: list[Due] = []
    for mention in context.periods_between(start, end):
        floor = max(start, mention.start - _BEFORE)
        opening = _WITHIN.search(text, floor, mention.start)
        if _SPAN_OF_YEARS.match(text, mention.end):
            continue
        first = opening.start() if opening else _going_on(text, dues, mention.start)
        if first is None or _ASIDE.search(text, max(start, first - 45), mention.start):
            continue
        part = opening[0].rstrip().lower() if opening else ""
        if mention.kind is Kind.YEAR and part.endswith(("cuối", "đầu")):
            continue
        anchored = mention.year or year_of_period(mention, context.anchor) or context.year
        period = mention.period(anchored)
        stop = mention.end
        if months := _MONTHS.match(text, mention.start, end):
            later = next(find_periods(f"tháng {months[2]}"), None)
            period = (later.period(anchored) if later else None) or period
            stop = months.end()
        if period:
            dues.append(Due(period.key, period.days().last, first, stop))
    return dues


def _elapsing(text: str, start: int, end: int, context: Context) -> Due | None:
    """What is counted, told from today, or hangs on an event: explained, with a key where there
    is one."""
    for find, kinds in _WITHOUT_DATE:
        place = find(text, start, end)
        if place is None:
            continue
        deadline = parse_deadline(text[slice(*place)], context.anchor)
        if deadline.kind in kinds:
            named = deadline.on if deadline.kind is DeadlineKind.DAY else None
            key = named.isoformat() if named else deadline.period
            return Due(key, deadline.on or date.max, *place)
    return None


_WITHOUT_DATE = (
    (find_counted, frozenset({DeadlineKind.DAYS, DeadlineKind.WORKING_DAYS})),
    (find_told_from_today, frozenset({DeadlineKind.DAY, DeadlineKind.PERIOD_END})),
    (find_waiting, frozenset({DeadlineKind.CONDITIONAL})),
)
