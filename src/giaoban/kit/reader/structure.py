"""The shared first pass: lines, their numbering, headings, sentences and clauses.

Every recogniser builds on this, so that they agree about where a sentence ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from giaoban.kit.vntext.letters import CAPITALS, SMALL
from giaoban.kit.vntext.patterns import pattern
from giaoban.kit.vntext.wordlists import words_of

# A pair of brackets wider than this is taken for a slip of the pen.
_WIDEST_BRACKET = 600

_MARKER = pattern(
    r"(?P<bullet>[-–—•●▪◦*+·]\s{0,3}(?=\S))"
    r"|(?P<roman>[IVX]{1,6}\s?[.)]\s{0,3}(?=\D))"
    rf"|(?P<capital>[A-HĐ]\s?[.)]\s{{1,3}}(?=[{CAPITALS}]))"
    r"|(?P<hash>#{1,6}\s{1,3}(?=\S))"
    r"|(?P<chapter>(?:Phần|Chương|Mục|Điều)\s(?:[IVX]{1,6}|\d{1,3})\s?[.:]?\s{0,3})"
    r"|(?P<number>\(?\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)/]\s{0,3}(?=[^\d\s]))"
    rf"|(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s{{1,3}}(?=[{CAPITALS}]))"
    r"|(?P<letter>[a-zđA-HĐ]\s?[).]\s{0,3}(?=\S\S))"
)
_LEVELS = {"chapter": 1, "capital": 1, "hash": 1, "roman": 2, "number": 3, "letter": 5, "bullet": 6}
_DEEPEST_BULLET = 7

# A class of characters first: a search through running text is fastest then.
_STOPS = pattern(r"[.!?…;:(](?:(?<=\.)\.{1,2})?")
# "Bộ trưởng các Bộ: A, B và C chỉ đạo …" goes on.
_NAMES_OF_MANY = pattern(
    r"(?:các|những)\s(?:bộ|sở|vụ|cục|tỉnh|huyện|quận|xã|phường|thành phố)\s?$", re.IGNORECASE
)
# A heading that lost its line end runs into the next sentence: "… thương hiệuMột trong …". Brands
# are glued too, but hardly any has an accented second half.
_GLUED = pattern(rf"[{CAPITALS}](?<=[{SMALL}][{CAPITALS}])[{SMALL}]{{1,6}}(?=\s[{SMALL}])")
_CLAUSE_MARKS = frozenset(";:")
_CAPTIONS = ("Ảnh", "Nguồn")
_CLOSERS = "\"”’»')]"
_ABBREVIATIONS = words_of(
    "tp tx tt ts ths pgs gs ks bs cn kt tm tl tuq q p ptt st gsts ub nxb tr đ/c v/v no",
    " ",
)
# "quý I." ends a sentence, "T. Bình" does not.
_ORDERED_BY_LETTER = pattern(r"(?:quý|kỳ|loại|hạng|khu|nhóm|lô|bậc|cấp|vùng|lớp)\s$", re.IGNORECASE)
_ENDS_A_TEXT_LINE = frozenset(".;!?…:,")
_LONGEST_HEADING = 200


class Clause(NamedTuple):
    """A stretch of a sentence up to a `;`, a `:` or the sentence's end; `mark` is what ends it."""

    start: int
    end: int
    mark: str


class Sentence(NamedTuple):
    """A sentence without its closing punctuation, cut into clauses."""

    start: int
    end: int
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Block:
    """A line of the text: where its words start behind the numbering, and how deep it stands.

    `level` is 0 for a line without numbering. A heading is a short line that no punctuation ends.
    """

    text: str
    start: int
    body: int
    end: int
    level: int
    marker: str
    is_heading: bool

    @property
    def words(self) -> str:
        return self.text[self.body : self.end]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(_sentences(self.text, self.body, self.end))


@dataclass(frozen=True)
class Structure:
    """The text in blocks, in order; blank lines are gone."""

    text: str
    blocks: tuple[Block, ...]

    @cached_property
    def small(self) -> str:
        """The text in small letters, character by character at the same places.

        Plain words and patterns that know no capitals are found much faster in it.
        """
        small = self.text.lower()
        if len(small) == len(self.text):
            return small
        # A few letters, the dotted capital I among them, have no single small one.
        return "".join(low if len(low := char.lower()) == 1 else char for char in self.text)


def build(text: str) -> Structure:
    """The structure of an NFC text."""
    return Structure(text, tuple(_blocks(text)))


def _blocks(text: str) -> Iterator[Block]:
    position = 0
    glued = [found.start() for found in _GLUED.finditer(text) if not found[0].isascii()]
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped[0])
            end = start + len(stripped)
            while glued and glued[0] < end:
                yield _block(text, start, glued[0])
                start = glued.pop(0)
            yield _block(text, start, end)
        position += len(line)


def _block(text: str, start: int, end: int) -> Block:
    found = _MARKER.match(text, start, end)
    level, body, marker = 0, start, ""
    if found and found.end() < end:
        name = found.lastgroup or ""
        body, marker = found.end(), found[0].strip()
        level = _level(name, marker)
    heading = end - body <= _LONGEST_HEADING and text[end - 1] not in _ENDS_A_TEXT_LINE
    return Block(text, start, body, end, level, marker, heading)


def _level(name: str, marker: str) -> int:
    if name in {"number", "decimal"}:
        return 4 if "." in marker.strip(".)/(") else 3
    if marker in {"+", "*"}:
        return _DEEPEST_BULLET
    return _LEVELS[name]


def _sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """Cut at sentence ends, and each sentence at its semicolons and colons outside brackets."""
    opened = clause_start = start
    clauses: list[Clause] = []
    for at, mark, behind in _cuts(text, start, end):
        clauses.append(Clause(clause_start, at, mark))
        clause_start = behind
        if mark not in _CLAUSE_MARKS:
            yield Sentence(opened, at, tuple(clauses))
            opened, clauses = behind, []
    if text[clause_start:end].strip():
        clauses.append(Clause(clause_start, end, ""))
    if clauses:
        yield Sentence(opened, clauses[-1].end, tuple(clauses))


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, str, int]]:
    """Every mark that ends a clause or a sentence, and where the next one begins."""
    skip_to = start
    for found in _STOPS.finditer(text, start, end):
        at, mark = found.start(), found[0]
        if at < skip_to:
            continue
        if mark == "(":
            skip_to = _behind_bracket(text, at, end)
            if text.startswith(_CAPTIONS, at + 1):
                yield at, mark, skip_to
        elif mark in _CLAUSE_MARKS:
            if mark == ";" or _is_lead_in_colon(text, at):
                yield at, mark, at + 1
        elif _ends_sentence(text, start, at, found.end(), end):
            yield at, mark, _behind_closers(text, found.end(), end)


def _behind_bracket(text: str, at: int, end: int) -> int:
    """Where the bracket that opens at `at` is behind us; at once where nothing closes it."""
    closed = text.find(")", at, min(end, at + _WIDEST_BRACKET))
    return closed + 1 if closed > 0 else at + 1


def _is_lead_in_colon(text: str, at: int) -> bool:
    """Times (`8:30`) and addresses (`http://`) have colons too."""
    following = text[at + 1 : at + 2]
    if _NAMES_OF_MANY.search(text, max(0, at - 16), at) and text[at + 2 : at + 3].isupper():
        return False
    return not (following.isdigit() and text[at - 1 : at].isdigit()) and following != "/"


def _behind_closers(text: str, at: int, end: int) -> int:
    while at < end and text[at] in _CLOSERS:
        at += 1
    return at


def _ends_sentence(text: str, floor: int, at: int, after: int, end: int) -> bool:
    """Whether the mark at `at` ends a sentence, rather than an abbreviation or a number."""
    after = _behind_closers(text, after, end)
    if after >= end:
        return True
    following = text[after]
    if following.isspace():
        ahead = text[after : after + 4].lstrip()[:1]
        if ahead.islower() or ahead in {",", ";"}:
            return False
        return text[at] != "." or not _is_abbreviation(text, floor, at)
    if not following.isupper() or text[at] not in ".…!?":
        return False
    before = text[at - 1 : at]
    if before.isupper():
        return text[after + 1 : after + 2].islower() and not _is_abbreviation(text, floor, at)
    return (before.islower() or before.isdigit() or before in _CLOSERS) and not _is_abbreviation(
        text, floor, at
    )


def _is_abbreviation(text: str, floor: int, at: int) -> bool:
    begin = at
    while begin > floor and (text[begin - 1].isalnum() or text[begin - 1] == "/"):
        begin -= 1
    word = text[begin:at]
    if not word or word.isdigit():
        return begin == floor
    if len(word) == 1 and _ORDERED_BY_LETTER.search(text, max(floor, begin - 8), begin):
        return False
    return (len(word) == 1 and word.isupper()) or word.lower() in _ABBREVIATIONS
