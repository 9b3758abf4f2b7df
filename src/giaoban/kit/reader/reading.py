"""What a reader finds in a text: the Reading and its parts, each with its place in the text.

Offsets count characters of the NFC text, `start` inclusive, `end` exclusive. Every part names the
`rule` that read it and a `confidence` from 0 to 1: how often such a reading proved right.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from giaoban.kit.periods.deadlines import (
    Deadline,
    at_end_of,
    hangs_on_calendar,
    parse_deadline,
    recounted,
    settled,
)
from giaoban.kit.periods.workdays import vietnam_around
from giaoban.kit.reader.statements import (
    Attendance,
    Conclusion,
    Exchange,
    Part,
    PersonalDatum,
    Vote,
)

SCHEMA = "giaoban.reading/1"

Span = tuple[int, int]


class ItemKind(StrEnum):
    """What a piece of work is to the briefing: to be done, done, lacking, or asked for."""

    TASK = "task"
    RESULT = "result"
    SHORTCOMING = "shortcoming"
    RECOMMENDATION = "recommendation"


class LeadFrom(StrEnum):
    """Where the words stand that say who leads: in the clause, in its line, above it, nowhere."""

    CLAUSE = "clause"
    LINE = "line"
    ABOVE = "above"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Meeting:
    """The meeting that the text reports; `period` and `next_period` are keys of periods."""

    kind: str
    held_on: date | None
    period: str | None
    next_period: str | None
    online: bool
    bridge_count: int | None
    bridges: tuple[str, ...]
    chair: str | None
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "held_on": _iso(self.held_on),
            "period": self.period,
            "next_period": self.next_period,
            "online": self.online,
            "bridge_count": self.bridge_count,
            "bridges": list(self.bridges),
            "chair": self.chair,
            "rule": self.rule,
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class Person:
    """A person at the first mention; the span covers the name."""

    name: str
    title: str | None
    start: int
    end: int
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "title": self.title,
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class Citation:
    """A document that the text names by its number, at the first mention."""

    symbol: str
    kind: str | None
    issued_on: date | None
    issuer: str | None
    start: int
    end: int
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        return {
            "symbol": self.symbol,
            "kind": self.kind,
            "issued_on": _iso(self.issued_on),
            "issuer": self.issuer,
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class Item:
    """A piece of work. The spans beside the words say where in the text they stand."""

    kind: ItemKind
    text: str
    start: int
    end: int
    lead: str | None
    coordinating: tuple[str, ...]
    due: str | None
    field: str | None
    rule: str
    confidence: float
    lead_span: Span | None = None
    coordinating_spans: tuple[Span, ...] = ()
    due_span: Span | None = None
    due_text: str | None = None
    anchor: date | None = None
    section: str | None = None
    lead_from: LeadFrom = LeadFrom.NOWHERE
    asker: str | None = None

    @cached_property
    def deadline(self) -> Deadline | None:
        """How the deadline is reckoned from the date of the document, be it the item's own or
        that of its heading. What is counted goes by the public holidays of Viet Nam."""
        if self.due_text is None:
            return at_end_of(self.due) if self.due else None
        own = parse_deadline(self.due_text, self.anchor)
        if own.on and hangs_on_calendar(own):
            return recounted(own, vietnam_around(own.on.year))
        return settled(own, self.due) if self.due else own

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "lead": self.lead,
            "coordinating": list(self.coordinating),
            "due": self.due,
            "field": self.field,
            "rule": self.rule,
            "confidence": self.confidence,
            "lead_span": list(self.lead_span) if self.lead_span else None,
            "coordinating_spans": [list(span) for span in self.coordinating_spans],
            "due_span": list(self.due_span) if self.due_span else None,
            "due_text": self.due_text,
            "due_kind": self.deadline.kind.value if self.deadline else None,
            "recurs": self.deadline.recurs if self.deadline else None,
            "due_explanation": self.deadline.explanation.text() if self.deadline else None,
            "section": self.section,
            "lead_from": self.lead_from.value,
            "asker": self.asker,
        }


@dataclass(frozen=True)
class Figure:
    """A stated quantity and what it counts."""

    value: float
    unit: str | None
    text: str
    start: int
    end: int
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        whole = int(self.value)
        return {
            "value": whole if whole == self.value else self.value,
            "unit": self.unit,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class Tally:
    """The four status classes as the text states them; None for one that it leaves out."""

    total: int | None
    done_on_time: int | None
    done_late: int | None
    open_overdue: int | None
    open_on_time: int | None
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        """The numbers alone: whoever compares tallies takes every key for a class."""
        return {
            "total": self.total,
            "done_on_time": self.done_on_time,
            "done_late": self.done_late,
            "open_overdue": self.open_overdue,
            "open_on_time": self.open_on_time,
        }


@dataclass(frozen=True)
class Reading:
    """Everything that was read in a text. What the text does not say is None or empty."""

    text: str
    meeting: Meeting | None
    people: tuple[Person, ...]
    citations: tuple[Citation, ...]
    items: tuple[Item, ...]
    figures: tuple[Figure, ...]
    tally: Tally | None
    issued_on: date | None
    exchanges: tuple[Exchange, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    votes: tuple[Vote, ...] = ()
    personal: tuple[PersonalDatum, ...] = ()
    structure: tuple[Part, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The `giaoban.reading/1` object, as plain values."""
        return {
            "schema": SCHEMA,
            "issued_on": _iso(self.issued_on),
            "meeting": self.meeting.to_json() if self.meeting else None,
            "people": [person.to_json() for person in self.people],
            "citations": [citation.to_json() for citation in self.citations],
            "items": [item.to_json() for item in self.items],
            "figures": [figure.to_json() for figure in self.figures],
            "tally": self.tally.to_json() if self.tally else None,
            "exchanges": [exchange.to_json() for exchange in self.exchanges],
            "conclusions": [conclusion.to_json() for conclusion in self.conclusions],
            "attendance": [one.to_json() for one in self.attendance],
            "votes": [vote.to_json() for vote in self.votes],
            "personal": [datum.to_json() for datum in self.personal],
            "structure": [part.to_json() for part in self.structure],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
