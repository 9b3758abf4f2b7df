"""Deadlines of work: what a clause says of its own, and what a heading plans for all under it."""

import re
from dataclasses import dataclass
from datetime import date

from giaoban.kit.periods.deadlines import Deadline, DeadlineKind, parse_deadline, year_of_period
from giaoban.kit.periods.period import Kind
from giaoban.kit.periods.written import find_periods
from giaoban.kit.reader.context import Context
from giaoban.kit.vntext.patterns import pattern

_LIMIT = pattern(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|xong|hết|đến hết|đến|hạn|"
    r"tới|thời hạn|không quá|hoàn thành)"
    r"(?:\s(?:là|vào|trước|ngày|hết|đến|trong|xong|cuối|khoảng|"
    r"\d{1,2}[hg:]\d{0,2}|\d{1,2}\sgiờ)){0,5}\s{0,2}:?\s{0,2}$",
    re.IGNORECASE,
)
_WITHIN = pattern(
    r"(?<!\w)(?:trong|ngay trong|trước|chậm nhất|muộn nhất|hết|xong|cuối|hoàn thành|vào|giữa)"
    r"(?:\s(?:là|trong|thời gian|cuối|đầu|giữa|hết|trước|vào|nửa đầu|của|các)){0,4}\s{0,2}$",
    re.IGNORECASE,
)
_MONTHS = pattern(
    r"tháng\s(\d{1,2})\s?[-–]\s?(\d{1,2})(?:\s?/\s?(\d{4})|\snăm\s(\d{4}))?(?!\d)", re.IGNORECASE
)
_ASIDE = pattern(
    r"trong đó (?:có )?\d|so với|cùng kỳ|giai đoạn|kể từ|từ ngày|sau ngày", re.IGNORECASE
)
_RECURRING = pattern(r"(?:hằng|hàng|mỗi)\s(?:tuần|tháng|quý|năm)|tháng cuối quý", re.IGNORECASE)
_COUNTED = pattern(
    r"(?:trong (?:vòng|thời hạn|thời gian)?\s?|sau |không quá |chậm nhất (?:là )?)\d{1,3}\s"
    r"(?:ngày làm việc|ngày|tuần|tháng)(?:[^,;.]{0,60})?",
    re.IGNORECASE,
)
_RECURRING_DAY = pattern(
    r"(?:trước |vào |định kỳ |\(|\d{1,2}[hg:]\d{0,2} )?(?:ngày|thứ|chủ nhật)\s[^,;]{0,24}$",
    re.IGNORECASE,
)
_SPAN_OF_YEARS = pattern(r"\s?[–-]\s?(?:19|20)\d\d")
_RHYTHMS = ("hằng ", "hàng ", "mỗi ", "tháng cuối quý")
_COUNT_HINT = pattern(r"\d\s(?:ngày|tuần|tháng)")
# The last of these before a period tells whether it is planned or looked back on.
_CUE = pattern(
    r"(?<!\w)(?:(?P<plans>nhiệm vụ|phương hướng|kế hoạch|chương trình|trọng tâm|triển khai|"
    r"công việc|giải pháp|mục tiêu|thực hiện)|"
    r"kết quả|đánh giá|tình hình|kiểm điểm|sơ kết|tổng kết|giao ban|hội nghị|cuộc họp|phiên họp)"
    r"(?!\w)",
    re.IGNORECASE,
)
_BEFORE = 40


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
    found = _days(text, start, end, context) or _periods(text, start, end, context)
    if found:
        return max(found, key=lambda due: due.last)
    return _elapsing(text, start, end, context)


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
    dues = []
    for mention in context.dates_between(start, end):
        floor = max(start, mention.start - _BEFORE)
        opening = _LIMIT.search(text, floor, mention.start)
        day = context.day(mention)
        if opening is None or day is None or _RECURRING.search(text, mention.end, mention.end + 20):
            continue
        dues.append(Due(day.isoformat(), day, opening.start(), mention.end))
    return dues


def _periods(text: str, start: int, end: int, context: Context) -> list[Due]:
    dues = []
    for mention in context.periods_between(start, end):
        floor = max(start, mention.start - _BEFORE)
        opening = _WITHIN.search(text, floor, mention.start)
        if _SPAN_OF_YEARS.match(text, mention.end):
            continue
        if opening is None or _ASIDE.search(text, max(start, opening.start() - 45), mention.start):
            continue
        if mention.kind is Kind.YEAR and opening[0].rstrip().lower().endswith(("cuối", "đầu")):
            continue
        anchored = mention.year or year_of_period(mention, context.anchor) or context.year
        period = mention.period(anchored)
        stop = mention.end
        if months := _MONTHS.match(text, mention.start, end):
            later = next(find_periods(f"tháng {months[2]}"), None)
            period = (later.period(anchored) if later else None) or period
            stop = months.end()
        if period:
            dues.append(Due(period.key, period.days().last, opening.start(), stop))
    return dues


def _elapsing(text: str, start: int, end: int, context: Context) -> Due | None:
    """Counted and recurring deadlines: explained, but no day that the text itself names."""
    words = text[start:end]
    hinted = any(hint in words for hint in _RHYTHMS)
    recurring = _RECURRING.search(text, start, end) if hinted else None
    counted = None
    if recurring is None and _COUNT_HINT.search(words):
        counted = _COUNTED.search(text, start, end)
    found = recurring or counted
    if found is None:
        return None
    first = max(start, found.start() - 30)
    day = _RECURRING_DAY.search(text, first, recurring.start()) if recurring else None
    opening = day.start() if day else found.start()
    due = Due(None, date.max, opening, found.end())
    unset = {DeadlineKind.NONE, DeadlineKind.CONDITIONAL}
    return None if due.deadline(text, context).kind in unset else due
