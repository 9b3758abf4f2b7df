"""The four status classes where a text states them: tasks done and open, in time and late."""

import re
from collections.abc import Iterator

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Tally
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.structure import Block, Structure
from giaoban.kit.vntext.letters import CAPITALS, SMALL
from giaoban.kit.vntext.patterns import pattern

# A number before a name is no count: the house in "18 Hoàng Diệu".
_COUNT = pattern(
    r"(?<![\w./,-])(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:/\d{1,6})?"
    rf"(?![\w/%]|[.,]\d|\s[{CAPITALS}]\w*[{SMALL}])"
)
_OPEN = pattern(
    r"chưa hoàn thành|chưa thực hiện|đang thực hiện|đang triển khai|đang xử lý|đang giải quyết|"
    r"chưa giải quyết|chưa xử lý",
    re.IGNORECASE,
)
_DONE = pattern(r"hoàn thành|đã thực hiện|đã giải quyết|đã xử lý|đã báo cáo", re.IGNORECASE)
_LATE = pattern(r"quá hạn|trễ hạn|chậm hạn|quá thời hạn|chậm tiến độ|muộn", re.IGNORECASE)
_LATE_WORDS = ("quá hạn", "trễ hạn", "chậm hạn", "quá thời hạn", "chậm tiến độ", "muộn")
_WORK_WORDS = ("nhiệm vụ", "công việc", "văn bản giao")
_IN_TIME = pattern(
    r"đúng hạn|trong hạn|trước hạn|đúng tiến độ|còn hạn|chưa đến hạn|trong thời hạn", re.IGNORECASE
)
_TOTAL = pattern(
    r"tổng số(?!\s(?:tiền|vốn|kinh phí))|tổng cộng|giao|theo dõi|được giao", re.IGNORECASE
)
_WORK = pattern(r"nhiệm vụ|công việc|văn bản giao", re.IGNORECASE)
_NAMED = pattern(r"(?:tháng|năm|ngày|quý|(?<!tổng )số)\s$", re.IGNORECASE)
_LASTS = pattern(r"\s(?:tháng|ngày|tuần|năm|quý)(?!\w)")
_BREAKS = pattern(r"[,;.:()]|(?:\s(?:và|trong đó)\s)")


def recognise(structure: Structure, _context: Context) -> Tally | None:
    """The tally of the first passage that states at least two of the classes."""
    small = structure.small
    if not any(late in small for late in _LATE_WORDS):
        return None
    previous: Block | None = None
    for block in structure.blocks:
        words = block.words.lower()
        if any(late in words for late in _LATE_WORDS) and any(
            work in words for work in _WORK_WORDS
        ):
            tally = _read(structure.text, previous.body if previous else block.body, block)
            if tally:
                return tally
        previous = block
    return None


def _read(text: str, floor: int, block: Block) -> Tally | None:
    """The classes that a block states; the total may stand in the block before."""
    counts: dict[str, int] = {}
    state = ""
    if not _WORK.search(text, block.body, block.end):
        return None
    for value, words in _counted(text, floor, block.end):
        state = _state(words) or state
        name = _class_of(words, state)
        if name and name not in counts:
            counts[name] = value
    classes = {name: value for name, value in counts.items() if "total" not in name}
    if len(classes) < 2:
        return None
    rule = "four-classes" if len(classes) == 4 else "some-classes"
    return Tally(
        total=counts.get("total", counts.get("perhaps_total")),
        done_on_time=counts.get("done_on_time"),
        done_late=counts.get("done_late"),
        open_overdue=counts.get("open_overdue"),
        open_on_time=counts.get("open_on_time"),
        rule=rule,
        confidence=confidence_of(rule),
    )


def _counted(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Each count with the words that tell what it counts: those behind it, else those before."""
    counts = list(_COUNT.finditer(text, start, end))
    for number, found in enumerate(counts):
        floor = counts[number - 1].end() if number else max(start, found.start() - 160)
        ceiling = counts[number + 1].start() if number + 1 < len(counts) else end
        behind = _up_to_break(text[found.end() : min(ceiling, found.end() + 120)])
        before = text[floor : found.start()]
        if _NAMED.search(before) or _LASTS.match(text, found.end()):
            continue
        told = behind if _tells(behind) else _last_part(before) + " " + behind
        if "tổng số" in before and _WORK.match(behind.strip()):
            told = "tổng số nhiệm vụ"
        yield int(found[1].replace(".", "")), told


def _up_to_break(words: str) -> str:
    stop = _BREAKS.search(words)
    return words[: stop.start()] if stop else words


def _last_part(words: str) -> str:
    """The words since the last break that is no lead-in colon before the count itself."""
    trimmed = words.rstrip(" :,(")
    parts = re.split(r"[,;.()]", trimmed)
    return parts[-1]


def _tells(words: str) -> bool:
    return bool(_LATE.search(words) or _IN_TIME.search(words) or _state(words))


def _state(words: str) -> str:
    if _OPEN.search(words):
        return "open"
    return "done" if _DONE.search(words) else ""


def _class_of(words: str, state: str) -> str:
    if _LATE.search(words):
        return {"open": "open_overdue", "done": "done_late"}.get(state, "")
    if _IN_TIME.search(words):
        return {"open": "open_on_time", "done": "done_on_time"}.get(state, "")
    if _WORK.search(words) and not _state(words):
        return "total"
    return "perhaps_total" if _TOTAL.search(words) else ""
