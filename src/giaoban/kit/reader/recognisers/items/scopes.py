"""What holds for the work that follows: kind, lead, deadline and field, as headings, lead-ins and
orders set them, until another takes over."""

from dataclasses import dataclass
from typing import NamedTuple

from giaoban.kit.reader.reading import ItemKind, LeadFrom, Span
from giaoban.kit.reader.recognisers.items.due import Due


class Scope(NamedTuple):
    """`others` are the further doers of an order, who coordinate; `level` how deep it was set."""

    kind: ItemKind | None = None
    lead: Span | None = None
    others: tuple[Span, ...] = ()
    due: str | None = None
    field: str | None = None
    level: int = 0
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cell of a table's row holds what; None for what the table leaves out."""

    task: int
    lead: int | None
    others: int | None
    due: int | None


@dataclass(slots=True)
class Draft:
    """An item being read. Later lines may still give it a lead or a deadline.

    `due` is the key of the deadline in force, `own_due` the one that its own words state.
    """

    kind: ItemKind
    start: int
    end: int
    lead: Span | None
    coordinating: tuple[Span, ...]
    due: str | None
    field: str | None
    section: str | None
    rule: str
    lead_from: LeadFrom
    block: int
    own_due: Due | None = None
    asker: Span | None = None
