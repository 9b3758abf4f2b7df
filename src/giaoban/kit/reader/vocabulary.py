"""Words that an agency adds to the reader's own without touching code.

A file in TOML or JSON names any of these lists; letters may be large or small:

    verbs = ["số hóa", "trực bảo vệ"]           # what work begins with; two words count
    units = ["Tổ giúp việc 35", "VPĐK"]         # names and short names of bodies that do work
    [headings]                                  # what stands below a heading of these words
    task = ["việc phải xong"]
    result = ["điểm sáng"]
    shortcoming = ["việc còn nợ"]
    recommendation = ["mong muốn của cơ sở"]
"""

import json
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from giaoban.kit.reader.reading import ItemKind

_LISTS = frozenset({"verbs", "units", "headings"})
_MOST_WORDS = 5_000
_LONGEST_WORD = 120


class NotAVocabulary(ValueError):
    """A file of words that cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True)
class Vocabulary:
    """Small letters throughout; `verbs` are the first two words, the longest of `units` first."""

    verbs: frozenset[str] = frozenset()
    units: tuple[str, ...] = ()
    headings: tuple[tuple[str, ItemKind], ...] = ()

    def unit_at(self, text: str, start: int, end: int) -> int | None:
        """Where the added unit that stands at `start` ends, or None."""
        for unit in self.units:
            stop = start + len(unit)
            whole = stop <= end and not text[stop : stop + 1].isalnum()
            if whole and text[start:stop].lower() == unit:
                return stop
        return None

    def kind_of(self, heading: str) -> ItemKind | None:
        """The kind that an added heading announces, or None."""
        if not self.headings:
            return None
        small = heading.lower()
        return next((kind for words, kind in self.headings if words in small), None)


NOTHING_ADDED = Vocabulary()
# In force for one reading; the recognisers ask for it where they ask their own lists.
_IN_FORCE: ContextVar[Vocabulary] = ContextVar("vocabulary", default=NOTHING_ADDED)
in_force = _IN_FORCE.get


@contextmanager
def using(vocabulary: Vocabulary) -> Iterator[None]:
    """Let the words hold until the block ends."""
    token = _IN_FORCE.set(vocabulary)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def load_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in a file; NotAVocabulary where it is none."""
    try:
        source = path.read_text(encoding="utf-8")
        told = tomllib.loads(source) if path.suffix == ".toml" else json.loads(source)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise NotAVocabulary(f"{path.name}: {error}") from error
    return read_vocabulary(told)


def read_vocabulary(told: Any) -> Vocabulary:
    """The vocabulary that plain values tell."""
    if not isinstance(told, dict) or set(told) - _LISTS:
        raise NotAVocabulary(f"it may hold {', '.join(sorted(_LISTS))} and nothing else")
    headings = told.get("headings", {})
    if not isinstance(headings, dict):
        raise NotAVocabulary("headings: a list of words for each kind is wanted")
    units = _words("units", told.get("units", []))
    return Vocabulary(
        verbs=frozenset(
            " ".join(verb.split()[:2]) for verb in _words("verbs", told.get("verbs", []))
        ),
        units=tuple(sorted(units, key=len, reverse=True)),
        headings=tuple(
            (words, _kind(kind)) for kind in headings for words in _words(kind, headings[kind])
        ),
    )


def _kind(name: str) -> ItemKind:
    try:
        return ItemKind(name)
    except ValueError as error:
        raise NotAVocabulary(f"headings: there is no kind {name}") from error


def _words(name: str, told: Any) -> list[str]:
    """A list of words in small letters, with single spaces."""
    if not isinstance(told, list) or not all(isinstance(word, str) for word in told):
        raise NotAVocabulary(f"{name}: a list of words is wanted")
    words = [" ".join(word.lower().split()) for word in told]
    if len(words) > _MOST_WORDS or any(not 0 < len(word) <= _LONGEST_WORD for word in words):
        raise NotAVocabulary(f"{name}: too many words, an empty one or one that is too long")
    return words
