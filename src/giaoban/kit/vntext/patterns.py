"""Regular expressions that are compiled when first used, and skipped where they cannot match.

The rules of the reader are some two hundred patterns. Compiling them all takes longer than reading
a short text, and most programs that import the reader only pass its types on. Most of them are
tried at the head of a clause and fail at its first letters: a pattern that is used often learns
which two characters can open it, and is not run where the text has others.
"""

import re
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from giaoban.kit.vntext.alternatives import searched_by_first_letter

# A pattern used as often as this is worth the time to learn its openings; a short text never is.
_USES_BEFORE_LEARNING = 400
_WIDEST_CLASS = 400
# A character that nothing is known of, which no text has: U+FFFF is not a character.
_ANY = "\uffff"
_SPACES = frozenset(char for char in map(chr, range(0x3001)) if char.isspace())
# Every pattern made so far, for tests that try them all.
MADE: list["_Uncompiled"] = []

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub")


class _Uncompiled:
    """Stands for a pattern and becomes it at the first use of any of its methods."""

    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self.written = source
        self.flags_given = flags
        MADE.append(self)

    @property
    def source(self) -> str:
        """The pattern in full; one that is made by a function is made when it is asked for."""
        return self.written if isinstance(self.written, str) else self.written()

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.source, self.flags_given)
        # From here on the instance has these itself, and this method is not asked again.
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        self.match = self._counted(compiled)
        return getattr(self, name) if name in _METHODS else getattr(compiled, name)

    def _counted(self, compiled: re.Pattern[str]) -> Any:
        """`match`, until it has been used often; from then on behind its openings."""
        uses = 0

        def match(text: str, pos: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
            nonlocal uses
            uses += 1
            if uses == _USES_BEFORE_LEARNING:
                self.match = _behind_openings(compiled)
            return compiled.match(text, pos, end)

        return match


def pattern(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, but a mistake in the pattern only shows when it is first used."""
    return cast("re.Pattern[str]", _Uncompiled(source, flags))


def words_pattern(alternatives: str, *, whole: bool = False, behind: str = "") -> re.Pattern[str]:
    """A pattern of words in capitals or small letters, found fast in running text."""
    return pattern(
        lambda: searched_by_first_letter(alternatives, whole=whole, behind=behind), re.IGNORECASE
    )


class Gate:
    """Asks once for several patterns whether any of them can match at a place.

    It says yes until it was asked often enough to be worth learning how they open.
    """

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self._patterns = patterns
        self._uses = 0
        self._pairs: frozenset[str] | None = None
        self._singles: frozenset[str] = frozenset()

    def __call__(self, text: str, position: int) -> bool:
        if self._pairs is not None:
            opening = text[position : position + 2]
            return opening in self._pairs or opening[:1] in self._singles
        self._uses += 1
        if self._uses == _USES_BEFORE_LEARNING:
            self._learn()
        return True

    def _learn(self) -> None:
        """Join what opens the patterns; with one that anything opens the gate stays open."""
        heads: set[str] = set()
        for one in self._patterns:
            opens = openings(re.compile(one.pattern, one.flags & re.IGNORECASE))
            if opens is None:
                return
            heads |= opens
        self._singles = frozenset(head for head in heads if len(head) == 1)
        self._pairs = frozenset(heads)


def _behind_openings(compiled: re.Pattern[str]) -> Any:
    """`compiled.match`, asked only where the first two characters could open the pattern."""
    pairs = openings(compiled)
    matches = compiled.match
    if pairs is None:
        return matches
    singles = frozenset(pair for pair in pairs if len(pair) == 1)

    def match(text: str, pos: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        opening = text[pos : pos + 2]
        if opening in pairs or (singles and opening[:1] in singles):
            return matches(text, pos, end)
        return None

    return match


def openings(compiled: re.Pattern[str]) -> frozenset[str] | None:
    """The one or two characters that every match begins with; None where that is anybody's guess.

    `re` has no public way to tell, so this reads the tree that its parser makes.
    """
    tree: Any = import_module("re._parser").parse(compiled.pattern, compiled.flags)
    found = _heads(tree)
    if any(head == "" or head[0] == _ANY for head in found):
        return None
    heads = {head.rstrip(_ANY) for head in found}
    if compiled.flags & re.IGNORECASE or "(?i" in compiled.pattern:
        heads = {cased for head in heads for cased in _cased(head)}
    return frozenset(heads)


def _cased(head: str) -> list[str]:
    """A head in all its capitals and small letters."""
    forms = [""]
    for char in head:
        forms = [form + case for form in forms for case in {char, char.lower(), char.upper()}]
    return forms


def _heads(nodes: Any) -> set[str]:
    """What nodes of the parser's tree can begin with, up to two characters.

    An empty head takes no character at all; `_ANY` stands for a character that nothing tells.
    """
    heads: set[str] = {""}
    for node in nodes:
        if all(len(head) > 1 for head in heads):
            break
        heads = _joined(heads, _of(node))
    return heads


def _joined(heads: set[str], tails: set[str]) -> set[str]:
    joined = {
        head if len(head) > 1 else (head + tail)[:2] if tail != _ANY else (head + _ANY * 2)[:2]
        for head in heads
        for tail in tails
    }
    if len(joined) <= _WIDEST_CLASS:
        return joined
    return {head[:1] + _ANY if head else head for head in joined}


def _of(node: Any) -> set[str]:
    """What one node of the parser's tree can begin with."""
    kind, told = str(node[0]), node[1]
    if kind == "LITERAL":
        return {chr(told)}
    if kind == "IN":
        return _of_class(told)
    if kind == "BRANCH":
        return {head for branch in told[1] for head in _heads(branch)}
    if kind == "SUBPATTERN":
        return _heads(told[3])
    if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
        return _of_repeat(*told)
    return {""} if kind in {"ASSERT", "ASSERT_NOT", "AT"} else {_ANY + _ANY}


def _of_repeat(least: int, most: int, inner: Any) -> set[str]:
    once = _heads(inner)
    heads = _joined(once, once) if most > 1 else set()
    if least < 2:
        heads = heads | once
    return heads | {""} if least == 0 else heads


def _of_class(told: Any) -> set[str]:
    chars: set[str] = set()
    for kind, what in told:
        if str(kind) == "LITERAL":
            chars.add(chr(what))
        elif str(kind) == "RANGE" and what[1] - what[0] < _WIDEST_CLASS:
            chars |= {chr(code) for code in range(what[0], what[1] + 1)}
        elif str(what) == "CATEGORY_SPACE":
            chars |= _SPACES
        else:
            return {_ANY}
    return chars
