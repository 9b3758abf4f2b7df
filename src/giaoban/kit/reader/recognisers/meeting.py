"""The meeting that a text reports: what it is called, when, over which period, who chairs."""

import re
from datetime import date

from giaoban.kit.periods.period import Kind
from giaoban.kit.periods.written import PeriodMention
from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Meeting, Person, Span
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.structure import Structure
from giaoban.kit.vntext.dates import DateMention
from giaoban.kit.vntext.patterns import pattern, words_pattern

# "giao Ban Quản lý …" gives work to a board.
_BRIEFING = r"g(?-i:iao ban|(?<=G)IAO BAN)"
_MEETING = words_pattern(
    rf"hội nghị|cuộc họp|phiên họp|buổi họp|buổi làm việc|{_BRIEFING}|chào cờ|lễ tổng kết|"
    r"lễ sơ kết|hội thảo|họp báo",
    whole=True,
    behind=r"(?!\w)",
)
_REPORTED = words_pattern(
    "tại|tham dự|dự|chủ trì|phát biểu|kết luận|chỉ đạo|tổ chức|khai mạc|diễn ra",
    behind=r"\s(?:[\w,]{1,14}\s){0,6}?(?:hội nghị|cuộc họp|phiên họp|buổi họp|buổi làm việc|"
    rf"{_BRIEFING}|buổi lễ|chào cờ|lễ tổng kết|hội thảo|họp báo)",
)
_REPORTED_BY_NAME = words_pattern(
    rf"họp (?:{_BRIEFING}|sơ kết|tổng kết|báo)", whole=True, behind=r"(?!\w)"
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, pattern(source, re.IGNORECASE))
    for kind, source in (
        ("chào cờ", r"(?:nghi thức|lễ|buổi)\s(?:lễ\s)?chào cờ"),
        ("tổng kết", r"(?:hội nghị|lễ|họp|buổi)\s(?:[\w-]{1,14}\s){0,6}?tổng kết"),
        ("sơ kết", r"(?:hội nghị|lễ|họp|buổi)\s(?:[\w-]{1,14}\s){0,6}?sơ kết"),
        ("giao ban", r"(?-i:[Gg]iao ban|GIAO BAN)"),
    )
)
_NOTICE = pattern(
    r"thông báo\s{1,3}(?:về\s)?(?:ý kiến\s)?kết luận|"
    r"thông báo(?:\s(?:số\s\S+|truyền đạt|ý kiến|\S+/TB-\S+)){0,3}[^.\n]{0,60}?kết luận",
    re.IGNORECASE,
)
_ONLINE = pattern(
    r"(?:hội nghị|họp|giao ban)(?:\s[\w,]{1,14}){0,6}?\strực tuyến|điểm cầu|"
    r"cầu truyền hình|truyền hình hội nghị|hình thức trực tuyến|trực tuyến kết hợp|"
    r"trực tuyến (?:với|tới|đến|toàn quốc|từ)",
    re.IGNORECASE,
)
_TOP = 3_000
_BRIDGE_COUNT = pattern(r"(?<!\d)(\d{1,4})\sđiểm cầu", re.IGNORECASE)
_BRIDGES = pattern(r"điểm cầu\s{0,2}:\s{0,2}(?P<places>[^.;\n]{3,200})", re.IGNORECASE)
_NEXT = words_pattern(
    "triển khai|phương hướng|định hướng|nhiệm vụ(?: trọng tâm)?|"
    "chương trình công tác|công tác trọng tâm",
    behind=r"(?:\s[\w,]{1,14}){0,8}?\s{0,2}$",
)
_REVIEW = words_pattern(
    "tổng kết|sơ kết|đánh giá|kết quả|tình hình|kiểm điểm|nhìn lại|điểm lại|"
    "báo cáo (?:công tác|về)",
    behind=r"(?:\s[\w,&-]{1,14}){0,14}?\s{0,2}$",
)
_CALLED = words_pattern(
    "giao ban|họp báo|phiên họp|chào cờ", behind=r"(?:\s[\w,&-]{1,14}){0,6}?\s{0,2}$"
)
_PLANNING = pattern(r"triển khai|phương hướng|định hướng|(?:bàn|và) nhiệm vụ", re.IGNORECASE)
_REVIEWING = pattern(r"tổng kết|sơ kết|kết quả|đánh giá|tình hình", re.IGNORECASE)
_ALREADY_DONE = pattern(r"[^.;\n]{0,160}?\sđã\s")
_CHAIRS: tuple[tuple[re.Pattern[str], str, float], ...] = tuple(
    (pattern(source, re.IGNORECASE), rule, rank)
    for source, rule, rank in (
        (r"^[^.\n]{0,60}(?:đã\s)?(?:cùng\s)?(?:đồng\s)?chủ trì", "chairs", 0.95),
        (r"^[^.\n]{0,40}(?:đã\s)?(?:có ý kiến\s)?kết luận", "concludes", 0.9),
        (r"^[^.\n]{0,60}(?:phát biểu chỉ đạo|phát biểu kết luận|thay mặt)", "directs", 0.85),
        (r"^[^.\n]{0,40}(?:yêu cầu|chỉ đạo|giao|phát biểu|nhấn mạnh|cho rằng)", "directs", 0.75),
    )
)
_CONCLUDING_BEFORE = pattern(
    r"(?:kết luận|chủ trì|chỉ đạo)(?:,?\s(?:của|hội nghị|cuộc họp|bởi|tại|"
    r"đồng chí|do|là|:|,|\w+)){0,5}[\s,:]*$",
    re.IGNORECASE,
)
# The facts of a meeting stand near the top of whatever reports it.
_LONGEST_REPORT = 20_000
_SENTENCE_STOPS = ("\n", ". ")
_CITED_BEFORE = pattern(r"(?:số\s\S+\s|trước\s|đến\s)$", re.IGNORECASE)
_ANOTHER_ACT = pattern(r"thông báo|thông tin|phát đi|cho biết|công văn|văn bản|ban hành")
_HELD_ON = pattern(
    r"(?:tổ chức|diễn ra|họp|khai mạc)(?:\s(?:vào|trong|sáng|chiều|tối)){0,2}\s$", re.IGNORECASE
)
_HELD = pattern(r"(?:ngày|sáng|chiều|tối|nay|diễn ra|tổ chức)", re.IGNORECASE)


def recognise(structure: Structure, context: Context, people: tuple[Person, ...]) -> Meeting | None:
    """The meeting, or None where the text reports none."""
    text = structure.text[:_LONGEST_REPORT]
    # Plain words are found much faster than patterns, and most texts lack most of them.
    small = text.lower()
    notice = _NOTICE.search(text) if "kết luận" in small else None
    if not (notice or _is_reported(text, small)):
        return None
    kind = _kind(text[: max(len(text) * 3 // 5, _TOP)], notice=notice is not None)
    by_bridges = "điểm cầu" in small
    count = _BRIDGE_COUNT.search(text) if by_bridges else None
    bridges = _BRIDGES.search(text) if by_bridges else None
    held_on = _held_on(text, context)
    period, following = _periods(text, context, held_on)
    chair, rule = _chair(text, people)
    return Meeting(
        kind=kind,
        held_on=held_on,
        period=period,
        next_period=following,
        online=_is_online(text[:_TOP], small[:_TOP]),
        bridge_count=int(count[1]) if count else None,
        bridges=_places(bridges["places"]) if bridges else (),
        chair=chair,
        rule=rule,
        confidence=confidence_of(rule),
    )


def _is_online(text: str, small: str) -> bool:
    signs = ("trực tuyến", "điểm cầu", "truyền hình")
    return any(sign in small for sign in signs) and bool(_ONLINE.search(text))


def _is_reported(text: str, small: str) -> bool:
    """Whether a meeting is told of, and not merely in passing."""
    by_name = _REPORTED_BY_NAME.search(text) if "họp " in small else None
    signs = (_REPORTED.search(text), by_name)
    starts = [sign.start() for sign in signs if sign]
    return bool(starts) and not _is_aside(text, min(starts))


def _is_aside(text: str, start: int) -> bool:
    """Whether a meeting is mentioned too late, or as an earlier one, to be the one reported."""
    return start > len(text) * 3 // 5 or text[max(0, start - 12) : start].strip().endswith(
        "Trước đó,"
    )


def _kind(text: str, *, notice: bool) -> str:
    small = text.lower()
    for kind, called in _KINDS:
        if kind in small and called.search(text):
            return kind
    return "kết luận" if notice else "khác"


def _held_on(text: str, context: Context) -> date | None:
    """The day named in a sentence that tells of the meeting, unless it is another act's day."""
    for found in _MEETING.finditer(text):
        for mention in context.dates_between(*_around(text, found)):
            if _is_day_of(text, found, mention):
                return context.day(mention)
    return None


def _around(text: str, found: re.Match[str]) -> Span:
    """The sentence that a meeting stands in, or as much of it as is near."""
    start = max(text.rfind(stop, 0, found.start()) for stop in _SENTENCE_STOPS) + 1
    stops = (text.find(stop, found.end()) for stop in _SENTENCE_STOPS)
    end = min([stop for stop in stops if stop > 0] + [found.end() + 300, len(text)])
    return max(start, found.start() - 200), end


def _is_day_of(text: str, found: re.Match[str], mention: DateMention) -> bool:
    """Whether the day is the meeting's own, not that of a document or of another act."""
    near = max(0, mention.start - 25)
    if _HELD_ON.search(text, near, mention.start):
        return True
    if _CITED_BEFORE.search(text, max(0, mention.start - 30), mention.start):
        return False
    between = text[min(mention.end, found.end()) : max(mention.start, found.start())]
    return bool(_HELD.search(text, near, mention.end)) and not _ANOTHER_ACT.search(between)


def _of_the_meeting(
    text: str,
    mention: PeriodMention,
    called: PeriodMention | None,
    held_on: date | None,
    context: Context,
) -> PeriodMention:
    """The period looked back on: what the meeting is called after, where that was over by then.

    A review told in the same sentence is closer to the matter than the meeting's name.
    """
    if called is None or not re.search(r"[.;\n]\s", text[called.end : mention.start]):
        return mention
    period = called.period(context.year)
    over = period is None or held_on is None or period.days().start <= held_on
    fits = over and (held_on is None or period is None or period.days().last <= held_on)
    return called if fits else mention


def _periods(text: str, context: Context, held_on: date | None) -> tuple[str | None, str | None]:
    """The period under review and the period planned, each as its words tell."""
    reviewed: PeriodMention | None = None
    planned: list[PeriodMention] = []
    told = called = None
    for mention in context.periods_between(_behind_title(text), max(_TOP, len(text) * 2 // 3)):
        before = re.split(r"[.;\n]", text[max(0, mention.start - 90) : mention.start])[-1]
        this_month = mention.kind is Kind.MONTH and text.startswith(" này", mention.end)
        if (this_month and reviewed) or (_NEXT.search(before) and not _ends_in_review(before)):
            planned.append(mention)
        elif reviewed is None and _REVIEW.search(before):
            reviewed = _of_the_meeting(text, mention, called, held_on, context)
        elif called is None and _CALLED.search(before):
            called = mention
        elif told is None and len(before) < 40 and _ALREADY_DONE.match(text, mention.end):
            told = mention
    reviewed = reviewed or called or told
    later = [mention for mention in planned if _is_later(mention, reviewed, context)]
    alike = [mention for mention in later if reviewed and mention.kind is reviewed.kind]
    following = next(iter(alike or later), None)
    return _key(reviewed, context), _key(following, context)


def _behind_title(text: str) -> int:
    """Where the body begins: a first line that ends like a sentence is body already."""
    line = text.find("\n")
    return 0 if line < 0 or text[:line].rstrip().endswith(".") else line + 1


def _is_later(mention: PeriodMention, reviewed: PeriodMention | None, context: Context) -> bool:
    planned = mention.period(context.year)
    past = reviewed.period(context.year) if reviewed else None
    return planned is not None and (past is None or planned.days().start > past.days().start)


def _ends_in_review(before: str) -> bool:
    """Whether the nearest of the words that tell is one of looking back."""
    planning = max((found.start() for found in _PLANNING.finditer(before)), default=-1)
    reviewing = max((found.start() for found in _REVIEWING.finditer(before)), default=-1)
    return reviewing > planning


def _key(mention: PeriodMention | None, context: Context) -> str | None:
    period = mention.period(context.year) if mention else None
    return period.key if period else None


def _places(written: str) -> tuple[str, ...]:
    return tuple(
        place.strip() for place in re.split(r"\s[–-]\s|,|\svà\s", written) if place.strip()
    )


def _chair(text: str, people: tuple[Person, ...]) -> tuple[str | None, str]:
    """Who chairs, else who concludes, else who directs; the surest sign over all people wins."""
    best: tuple[float, str, str] | None = None
    for person in people:
        for found in re.finditer(re.escape(person.name), text):
            behind = text[found.end() : found.end() + 80]
            for sign, rule, rank in _CHAIRS:
                if sign.search(behind) and (best is None or rank > best[0]):
                    best = (rank, person.name, rule)
            before = text[max(0, found.start() - 80) : found.start()]
            if _CONCLUDING_BEFORE.search(before) and (best is None or best[0] < 0.88):
                best = (0.88, person.name, "concludes")
    if best is None:
        return None, "meeting"
    return best[1], best[2]
