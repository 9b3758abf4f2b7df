"""The words about documents that other apps may use, and how a text is laid out with marks."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken


class DocumentRefusal(RuleBroken):
    """A rule of the register forbids this."""


class SecretDocument(DocumentRefusal):
    message = _(
        "This document bears a secrecy marking. It may not be kept here, and nothing of it was."
    )


class ReasonMissing(DocumentRefusal):
    message = _("Say why.")


class DocumentEmpty(DocumentRefusal):
    message = _("There is no text to register.")


class DocumentAlreadyRegistered(DocumentRefusal):
    message = _("This document is in the register already.")

    def __init__(self, document_id: int) -> None:
        super().__init__()
        self.document_id = document_id


class ExcerptOutsideText(DocumentRefusal):
    message = _("This passage does not lie in the document's text.")


class NumberGivenAlready(DocumentRefusal):
    message = _("The register has given out this number already; it goes on from the next one.")


# Who besides the Office may see a document: upper rooms add rules by hooks, selectors ask them.
VisibilityRule = Callable[[Any, date], Q]
VISIBILITY_RULES: list[VisibilityRule] = []


@dataclass(frozen=True)
class Panel:
    """What an upper room shows on a document's page: a heading, a template and its context."""

    title: str | Promise
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CitedDocument:
    """A mention of another document as the reader found it. Offsets count in the text."""

    symbol: str
    start: int
    end: int
    kind: str = ""
    issued_on: date | None = None


class Part(TextChoices):
    """What of a document was read."""

    PAGE = "page", _("Its page")
    FILE = "file", _("Its file")
    TEXT = "text", _("Its text, by a program")
    DESK = "desk", _("At the reading desk")


@dataclass(frozen=True)
class Mark:
    """A span of a text to be shown as read: `key` tells whose it is, `kinds` what its words are.

    Marks with a key are the outer ones, which the page may link; those with kinds alone (`lead`,
    `due`) lie in them or beside them.
    """

    start: int
    end: int
    key: str = ""
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Piece:
    """Characters with the same marks. The page escapes them like any other text."""

    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """Neighbouring pieces under the same outer mark, or under none; `opens` on its first run."""

    key: str
    opens: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """A line of a text as a page lays it out."""

    form: str  # "title", "heading" or "text"
    runs: tuple[Run, ...]
    start: int = 0  # where in the text it begins


_NUMBERED = re.compile(r"(?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|[A-ZĐa-zđ])\s?[.)/]\s?\S")
_LETTERHEAD = re.compile(r"^Số\s*:|\bngày\b.*\d|^Độc lập|^Kính gửi", re.IGNORECASE)
_HEADING_LENGTH = 110
_TITLE_LINES = 14


def registered_form(text: str) -> str:
    """A text as the register keeps it, in which all offsets count: NFC, lines ended by `\\n`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", lines)


def lay_out(text: str, marks: Iterable[Mark] = ()) -> list[Line]:
    """The lines of a text that are not blank, cut where marks begin and end.

    Where outer marks overlap the shorter one shows, so that one within another keeps its place.
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    opened: set[str] = set()
    lines: list[Line] = []
    passed = 0  # how many of the marks ended before the line and need not be looked at again
    for number, (start, end) in enumerate(_lines(text)):
        while passed < len(ordered) and ordered[passed].end <= start:
            passed += 1
        here = [mark for mark in _until(ordered, passed, end) if mark.end > start]
        runs = tuple(_runs(text, start, end, here, opened))
        below_title = bool(lines) and lines[-1].form == "title"
        form = _form(text[start:end], number, here, below_title=below_title)
        lines.append(Line(form, runs, start))
    return lines


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line that is not blank starts and ends, without the blanks around it."""
    for found in re.finditer(r"[^\n]+", text):
        line = found[0]
        if body := line.strip():
            start = found.start() + len(line) - len(line.lstrip())
            yield start, start + len(body)


def _until(ordered: list[Mark], first: int, end: int) -> Iterator[Mark]:
    for mark in ordered[first:]:
        if mark.start >= end:
            return
        yield mark


def _runs(text: str, start: int, end: int, marks: list[Mark], opened: set[str]) -> Iterator[Run]:
    edges = {start, end}
    for mark in marks:
        edges |= {max(mark.start, start), min(mark.end, end)}
    cuts = sorted(edges)
    key, pieces = "", list[Piece]()
    for left, right in pairwise(cuts):
        covering = [mark for mark in marks if mark.start <= left and mark.end >= right]
        outer = min((m for m in covering if m.key), key=lambda m: m.end - m.start, default=None)
        kinds = frozenset[str]().union(*(mark.kinds for mark in covering if not mark.key))
        new_key = outer.key if outer else ""
        if new_key != key and pieces:
            yield _run(key, pieces, opened)
            pieces = []
        key = new_key
        pieces.append(Piece(text[left:right], tuple(sorted(kinds))))
    if pieces:
        yield _run(key, pieces, opened)


def _run(key: str, pieces: list[Piece], opened: set[str]) -> Run:
    opens = bool(key) and key not in opened
    opened.add(key)
    return Run(key, opens, tuple(pieces))


def _form(line: str, number: int, marks: list[Mark], *, below_title: bool) -> str:
    """How a line looks: capitals near the head and the subject below are a title, a short numbered
    line is a heading."""
    letters = [char for char in line if char.isalpha()]
    if sum(mark.end - mark.start for mark in marks if mark.key) > len(line) // 2 or not letters:
        return "text"
    if len(line) <= 2 * _HEADING_LENGTH and not any(char.islower() for char in letters):
        return "title" if number < _TITLE_LINES else "heading"
    if line[-1] in ".;,:/":
        return "text"
    if _NUMBERED.match(line):
        return "heading" if len(line) <= _HEADING_LENGTH else "text"
    below_title = below_title and number < _TITLE_LINES and len(line) <= 2 * _HEADING_LENGTH
    return "title" if below_title and not _LETTERHEAD.search(line) else "text"
