"""What is told of a regime when a version of it is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.cycle.reporting.types import (
    Counted,
    DueKind,
    Frequency,
    Prefill,
    RegimeKind,
    Roll,
)


@dataclass(frozen=True)
class LevelTold:
    """Who reports, to whom, by when; `left_out` are units of the kinds that do not report."""

    name: str
    due_kind: DueKind
    due_number: int
    kinds: tuple[str, ...] = ()
    unit_ids: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    recipient_id: int | None = None
    months_after: int = 0
    roll: Roll = Roll.STAYS


@dataclass(frozen=True)
class SectionTold:
    title: str
    key: str = ""
    field_id: int | None = None
    guidance: str = ""
    is_required: bool = True
    prefill: Prefill = Prefill.NONE


@dataclass(frozen=True)
class FigureTold:
    name: str
    key: str = ""
    measure: str = ""
    parts: tuple[str, ...] = ()
    counted: Counted = Counted.NONE


@dataclass(frozen=True)
class VersionTold:
    """The nine parts of a regime as people tell them."""

    name: str
    frequency: Frequency
    levels: tuple[LevelTold, ...]
    sections: tuple[SectionTold, ...]
    figures: tuple[FigureTold, ...] = ()
    kind: RegimeKind = RegimeKind.PERIODIC
    content: str = ""
    basis: str = ""
    window_day: int = 1
    months_before: int = 0
    week_starts: int = 0
    opens_before: int = 5
    entry_days: int | None = None
    jump_percent: int = 50
    form: str = ""
    channel: str = ""
    unsure: str = ""

    def columns(self) -> Mapping[str, Any]:
        """What is kept in the row of the version itself."""
        apart = {"levels", "sections", "figures"}
        return {name: value for name, value in vars(self).items() if name not in apart}


@dataclass(frozen=True)
class PackRegime:
    key: str
    told: VersionTold


@dataclass(frozen=True)
class PackReport:
    """What loading a pack did: keys of the regimes it made, and of those that were there."""

    created: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExplainedDue:
    """The last day of a level for a period, with its steps."""

    level: str
    on: date
    steps: tuple[str, ...]
    is_too_soon: bool = False


@dataclass(frozen=True)
class ComingPeriod:
    """A period that comes next: its key, the days it counts, when it opens, its last days."""

    key: str
    start: date
    last: date
    opens_on: date
    is_open: bool
    dues: tuple[ExplainedDue, ...] = field(default=())
