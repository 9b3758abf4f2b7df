"""What else a text states beside its work: who asks and answers, attends and votes, what to mask.

Like the parts of a Reading, each has its place, the rule that read it and a confidence.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class PartKind(StrEnum):
    """What a line of the text is to the whole."""

    TITLE = "title"
    BASE = "base"
    HEADING = "heading"
    LEAD_IN = "lead-in"
    POINT = "point"
    TABLE_ROW = "table-row"
    LABEL = "label"
    PARAGRAPH = "paragraph"
    FURNITURE = "furniture"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Part:
    """A line from `start` up to `end`; `level` is 0 without numbering, `marker` the numbering."""

    kind: PartKind
    level: int
    marker: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "kind": self.kind.value}


class ExchangeKind(StrEnum):
    """A recommendation is an item as well; questions and answers are not."""

    RECOMMENDATION = "recommendation"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Who asks or answers whom, and what; None where the text does not say."""

    kind: ExchangeKind
    by: str | None
    to: str | None
    text: str
    start: int
    end: int
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "kind": self.kind.value}


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who attends, as written, and at which bridge; None for the main room or where not said."""

    bridge: str | None
    text: str
    start: int
    end: int
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as stated: votes in favour, of how many, and the share in percent."""

    in_favour: int | None
    total: int | None
    share: float | None
    text: str
    start: int
    end: int
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A point of the chair's conclusions: its `number` from the top, its `items` in the Reading."""

    number: str
    text: str
    start: int
    end: int
    items: tuple[int, ...]
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "items": list(self.items)}


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """Something about a citizen that is to be masked before others see it."""

    kind: str
    text: str
    start: int
    end: int
    rule: str
    confidence: float

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
