"""Votes as a text states them: `52/54 đại biểu tán thành`, `với 96 % phiếu thuận`."""

import re
from collections.abc import Iterator

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.statements import Vote
from giaoban.kit.reader.structure import Structure
from giaoban.kit.vntext.numbers import read_number
from giaoban.kit.vntext.patterns import pattern

_WORDS = ("tán thành", "đồng ý", "biểu quyết", "phiếu", "tín nhiệm", "nhất trí")
_IN_FAVOUR = r"(?:tán thành|đồng ý|biểu quyết|thuận|nhất trí|tín nhiệm|tham gia bỏ phiếu)"
_COUNTED = pattern(
    r"(?P<yes>\d{1,6})\s?/\s?(?P<all>\d{1,6})\s(?:tổng số\s)?"
    r"(?:đại biểu|phiếu|thành viên|ủy viên|uỷ viên|đồng chí|ý kiến|hộ|cử tri)"
    rf"(?:\s[^\s,;.]{{1,12}}){{0,6}}?\s{_IN_FAVOUR}(?!\w)"
)
_SHARE = pattern(
    r"(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s?%\s(?:tổng số\s|số\s)?"
    r"(?:đại biểu|phiếu|thành viên|ủy viên|uỷ viên|ý kiến|cử tri|hộ)"
    rf"(?:\s[^\s,;.]{{1,12}}){{0,6}}?\s{_IN_FAVOUR}(?!\w)"
)
_VOTED = pattern(r"biểu quyết\s(?:nhất trí\s|thống nhất\s)?thông qua(?!\w)")


def recognise(structure: Structure, _context: Context) -> tuple[Vote, ...]:
    """Every vote, in order; a count goes before the bare words that it stands beside."""
    if not any(word in structure.small for word in _WORDS):
        return ()
    votes: list[Vote] = []
    for vote in sorted(_votes(structure), key=lambda vote: (vote.start, -vote.end)):
        if not votes or vote.start >= votes[-1].end:
            votes.append(vote)
    return tuple(votes)


def _votes(structure: Structure) -> Iterator[Vote]:
    text = structure.small
    for found in _COUNTED.finditer(text):
        if _is_cut(text, found):
            continue
        yes, total = int(found["yes"]), int(found["all"])
        if total > 0 and yes <= total:
            share = round(100 * yes / total, 2)
            yield _vote(structure, found, "votes-counted", (yes, total, share))
    for found in _SHARE.finditer(text):
        share = float(read_number(found["share"]))
        if share <= 100 and not _is_cut(text, found):
            yield _vote(structure, found, "votes-in-percent", (None, None, share))
    for found in _VOTED.finditer(text) if "biểu quyết" in text else ():
        yield _vote(structure, found, "voted", (None, None, None))


def _is_cut(text: str, found: re.Match[str]) -> bool:
    """Whether the digits found are the end of a longer number."""
    before = text[found.start() - 1 : found.start()]
    return bool(before) and (before.isdigit() or before in "/.,")


def _vote(
    structure: Structure,
    found: re.Match[str],
    rule: str,
    counted: tuple[int | None, int | None, float | None],
) -> Vote:
    start, end = found.span()
    return Vote(*counted, structure.text[start:end], start, end, rule, confidence_of(rule))
