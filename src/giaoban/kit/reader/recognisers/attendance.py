"""Who attends a meeting, as written, by bridge (điểm cầu) where the text says so."""

import re
from collections.abc import Iterator

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Span
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.statements import Attendance
from giaoban.kit.reader.structure import Structure
from giaoban.kit.vntext.letters import CAPITALS
from giaoban.kit.vntext.patterns import pattern

_WORDS = ("dự", "điểm cầu", "thành phần", "đầu cầu")
_AT_A_BRIDGE = pattern(
    rf"(?:tại|ở|từ)\s(?:các\s)?(?:điểm|đầu) cầu\s(?P<bridge>(?:[^\s,;.:]+\s){{0,6}}?[{CAPITALS}\d]"
    r"[^,;.:\n]{0,50}?)\s?(?:,\s|:\s?|\s)(?:(?:tham\s)?dự\s)?(?:có|gồm)\s(?P<who>[^.\n]{5,400})",
    re.IGNORECASE,
)
_BRIDGE_WORD = pattern(r"(?:điểm|đầu) cầu\s")
_OPENS_A_BRIDGE = pattern(r"(?:tại|ở|từ)\s(?:các\s)?$")
_IN_THE_ROOM = pattern(
    r"\s?(?:(?:cùng|tới|về|đến)\s)?(?:tham\s)?dự\s"
    r"(?!báo|án|kiến|thảo|toán|phòng|trữ|tính)[^.:\n]{0,80}?\s?"
    r"(?:có|gồm)(?!\sthể)\s?:?\s(?P<who>[^.\n]{5,400})",
    re.IGNORECASE,
)

# "Cùng tham dự" is the longest way to begin.
_OPENING = 20


def recognise(structure: Structure, _context: Context) -> tuple[Attendance, ...]:
    """Each list of those who attend, in order."""
    if not any(word in structure.small for word in _WORDS):
        return ()
    found = sorted(_lists(structure), key=lambda one: one.start)
    return tuple(found)


def _lists(structure: Structure) -> Iterator[Attendance]:
    text = structure.text
    taken: list[Span] = []
    for match in _at_bridges(text, structure.small):
        taken.append(match.span("who"))
        yield _attendance(text, match.span("who"), match["bridge"].strip(), "attends-at-bridge")
    sentences = (one for block in structure.blocks for one in block.sentences)
    for sentence in sentences:
        if structure.small.find("dự ", sentence.start, sentence.start + _OPENING) < 0:
            continue
        listed = _IN_THE_ROOM.match(text, sentence.start)
        span = listed.span("who") if listed else (0, 0)
        if listed and not any(start < span[1] and span[0] < end for start, end in taken):
            yield _attendance(text, span, None, "attends")


def _at_bridges(text: str, small: str) -> Iterator[re.Match[str]]:
    """Who attends at each bridge; the rare word is looked for first and what opens it before it."""
    last_end = 0
    for word in _BRIDGE_WORD.finditer(small):
        opening = _OPENS_A_BRIDGE.search(small, max(last_end, word.start() - 8), word.start())
        match = _AT_A_BRIDGE.match(text, opening.start()) if opening else None
        if match:
            last_end = match.end()
            yield match


def _attendance(text: str, span: Span, bridge: str | None, rule: str) -> Attendance:
    start = span[0]
    told = text[slice(*span)].rstrip(" ,;")
    return Attendance(bridge, told, start, start + len(told), rule, confidence_of(rule))
