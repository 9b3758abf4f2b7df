"""Ranking the rows of a score-card. Pure: the method is here in full, and pages tell it in words.

By the rate on time of those that came due, the printed rates compared, so that what a reader sees
as equal is equal. Equal rates share a place and the next place is left out (1, 1, 3). Who had fewer
tasks come due than the least is left out and named, for one task would make it first or last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from giaoban.kit.vntext.folding import fold
from giaoban.records.tasks.types import ScoreRow

LEAST_DUE = 3


@dataclass(frozen=True)
class Place:
    """A row and its place, which others may share."""

    place: int
    row: ScoreRow
    shared: bool = False


@dataclass(frozen=True)
class Ranking:
    """Who stands where, and who has none: too little came due, or the row is nobody's."""

    least: int
    places: tuple[Place, ...]
    left_out: tuple[ScoreRow, ...]


def ranking(rows: Iterable[ScoreRow], *, least: int = LEAST_DUE) -> Ranking:
    """The places of the rows that had at least `least` tasks come due."""
    counted = [row for row in rows if row.key is not None and row.tally.total]
    ranked = [row for row in counted if row.tally.due >= max(least, 1)]
    ranked.sort(key=_order)
    rates = [_rate(row) for row in ranked]
    places = tuple(
        Place(rates.index(rate) + 1, row, shared=rates.count(rate) > 1)
        for row, rate in zip(ranked, rates, strict=True)
    )
    return Ranking(least, places, tuple(row for row in counted if row not in ranked))


def _order(row: ScoreRow) -> tuple[Decimal, int, str]:
    """Best first; within a place whoever had more to do, then by name."""
    return (-_rate(row), -row.tally.due, fold(row.name))


def _rate(row: ScoreRow) -> Decimal:
    return row.tally.on_time_of_due.percent or Decimal(0)
