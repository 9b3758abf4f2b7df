"""From which day a deadline is counted: a named one, the document's own, or one to wait for."""

from dataclasses import dataclass
from datetime import date

from giaoban.kit.periods.named_days import nearest, relative_day
from giaoban.kit.periods.phrases import COVER, Phrase
from giaoban.kit.periods.written import find_periods
from giaoban.kit.vntext.dates import find_date, find_dates
from giaoban.kit.vntext.patterns import pattern

_SINCE = pattern(
    r"(?<!\w)(?:(?:kể|tính|bắt đầu) (?:từ|sau)|từ (?=ngày|khi|lúc|thời điểm|nay|hôm nay)|"
    r"(?:ngay )?sau (?=khi|ngày|cuộc|phiên|buổi|hội nghị|giao ban))"
)
_PAPER = (
    r"(?:văn bản|thông báo|công văn|chỉ thị|quyết định|kế hoạch|công điện|kết luận|nghị quyết|"
    r"hướng dẫn|thông tư|tờ trình|phiếu giao việc)"
)
# The day on which the document itself was made, or the meeting was held that it reports.
_OWN_DAY = pattern(
    rf"(?:(?:từ )?(?:khi|ngày|lúc|thời điểm) )?(?:{_PAPER}(?: kết luận)? này )?(?:được )?"
    rf"(?:ký|phát hành|ban hành|ký,? ban hành|ra)(?: (?:{_PAPER} ?){{1,2}}này)?$"
    r"|(?:khi|ngày|lúc)? ?(?:kết thúc )?(?:cuộc |phiên |buổi )?"
    r"(?:họp|giao ban|họp giao ban)(?: này)?$"
    rf"|(?:ngày |từ |hôm )?(?:hôm )?nay$|ngày (?:của )?{_PAPER}(?: kết luận)? này$"
)
_PERIOD_EDGE = pattern(r"\W{0,3}(?:(?:khi|ngày) )?(?P<over>kết thúc |hết |cuối )?(?:đầu )?")
_LONGEST_BRACKET = 40
_TRAILING = " ,.;:()" + COVER


@dataclass(frozen=True)
class Start:
    """The day from which is counted, None while it is not known.

    `assumed` says that the document's own date stands for it, `event` is what is waited for.
    """

    day: date | None
    assumed: bool = False
    event: str | None = None


def start_of(phrase: Phrase, start: int, end: int) -> Start:
    """The day from which the count between `start` and `end` runs.

    Words behind the count come first ("… kể từ ngày 22/8/2025"), then those before it.
    """
    found = _SINCE.search(phrase.words, end) or _SINCE.search(phrase.words, 0, start)
    if found is None:
        return Start(phrase.anchor, assumed=True)
    until = phrase.event_end(found.end())
    until = min(until, start) if found.start() < start else _with_bracket(phrase, until)
    return _known(phrase, found.end(), until)


def _with_bracket(phrase: Phrase, until: int) -> int:
    """Up to the end of a bracket that names the day of the event: `… có hiệu lực (01/7/2025)`."""
    words = phrase.words
    opening = until if words[until : until + 1] == "(" else until + 1
    close = words.find(")", opening, opening + _LONGEST_BRACKET)
    dated = close > 0 and words[opening : opening + 1] == "("
    return close if dated and find_date(words, opening, close) else until


def find_target(phrase: Phrase, start: int, end: int | None = None) -> Start:
    """The day before which something must be done: a named one, or an event to wait for."""
    until = phrase.event_end(start) if end is None else end
    found = _named(phrase, start, until)
    return Start(found) if found else Start(None, event=_event(phrase, start, until))


def _known(phrase: Phrase, start: int, end: int) -> Start:
    named = _named(phrase, start, end)
    if named:
        return Start(named)
    words = phrase.words[start:end].strip(_TRAILING)
    if not words or _OWN_DAY.match(words):
        return Start(phrase.anchor, assumed=True)
    return Start(None, event=_event(phrase, start, end))


def _named(phrase: Phrase, start: int, end: int) -> date | None:
    words = phrase.words[start:end]
    for mention in find_dates(words):
        if day := nearest(mention, phrase.anchor):
            return day
    return _edge_of_period(words, phrase.anchor) or relative_day(words, phrase.anchor)


def _edge_of_period(words: str, anchor: date | None) -> date | None:
    """`từ tháng 7/2025`: its first day; `từ khi kết thúc quý II`: its last."""
    found = _PERIOD_EDGE.match(words)
    mention = next(find_periods(words, found.end()), None) if found else None
    if found is None or mention is None or mention.start > found.end() + 1:
        return None
    period = mention.period(anchor.year if anchor else None)
    if period is None:
        return None
    return period.days().last if found["over"] else period.days().start


def _event(phrase: Phrase, start: int, end: int) -> str:
    return phrase.written[start:end].strip(_TRAILING)
