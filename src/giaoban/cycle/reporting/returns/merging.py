"""Bringing together what two people wrote in the same section, line by line."""

from difflib import SequenceMatcher

Lines = list[str]


def clean(text: str) -> str:
    """The text a paragraph a line, without what a page or a Word file brings along.

    Line ends are one kind, hard spaces are spaces, invisible marks and control characters go, and
    so do spaces at the ends of lines and more than one empty line in a row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNWANTED)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    kept: Lines = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


_UNWANTED: dict[int, str | None] = dict.fromkeys((*range(9), *range(11, 32), 0x7F))
_UNWANTED |= dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_UNWANTED |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_UNWANTED |= {0x09: " ", 0xA0: " ", 0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n"}


def merged(seen: str, stored: str, typed: str) -> str | None:
    """What both wrote, where `seen` is what the second one had begun with.

    None where both changed the same lines, and differently.
    """
    if stored in {seen, typed}:
        return typed
    if typed == seen:
        return stored
    base = _lines(seen)
    theirs, ours = _changes(base, _lines(stored)), _changes(base, _lines(typed))
    result: Lines = []
    at = 0
    waiting = sorted({*theirs, *ours})
    for place in waiting:
        start, end = place
        one, other = theirs.get(place), ours.get(place)
        if start < at or (one is not None and other is not None and one != other):
            return None
        result += base[at:start]
        result += one if one is not None else other or []
        at = end
    if _overlap(waiting):
        return None
    return "\n".join(result + base[at:])


def _overlap(places: list[tuple[int, int]]) -> bool:
    """Whether changes of the two touch: then nobody knows in which order they belong."""
    ends = -1
    for start, end in places:
        if start < ends or (start == ends and start == end):
            return True
        ends = max(ends, end)
    return False


def _changes(base: Lines, other: Lines) -> dict[tuple[int, int], Lines]:
    """What stands in the other text in place of which lines of the base."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return {
        (i1, i2): other[j1:j2] for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"
    }


def _lines(text: str) -> Lines:
    return text.split("\n") if text else []
