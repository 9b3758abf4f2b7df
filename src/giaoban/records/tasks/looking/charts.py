"""Charts: the classes by unit, the overdue by unit and month, and the provinces as tiles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from giaoban.ground.accounts.models import User
from giaoban.kit.paper.tile_map import Tile, TileMap, tile_map
from giaoban.kit.periods.period import Period
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks import selectors
from giaoban.records.tasks.looking.stretches import Asked
from giaoban.records.tasks.selectors.score_cards import names_of
from giaoban.records.tasks.selectors.trends import Trend, trend
from giaoban.records.tasks.types import FOUR_CLASSES, Axis, ScoreCard, StatusClass, Tally

MONTHS = 12
# Shares of what came due that are overdue, up to which a cell has its tone.
_TONES = (0.0, 0.1, 0.25)
_PADDING = 4


@dataclass(frozen=True)
class UnitBar:
    """A unit with its counts, of which the bar is drawn."""

    key: int | str | None
    name: str
    tally: Tally

    @property
    def counts(self) -> list[tuple[StatusClass, int]]:
        return [(status, self.tally[status]) for status in FOUR_CLASSES]

    @property
    def bar(self) -> list[int]:
        return [count for _status, count in self.counts]


@dataclass(frozen=True)
class HeatCell:
    """How much of what a unit had due by the end of a month was overdue then; `tone` is 0 to 3."""

    month: Period
    overdue: int
    due: int
    tone: int
    address: str


@dataclass(frozen=True)
class HeatRow:
    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class Segment:
    """A class in the bar of a tile, in pixels."""

    slug: str
    x: int
    width: int


@dataclass(frozen=True)
class ProvinceTile:
    """A province where it stands in the picture; without a unit it is drawn empty."""

    tile: Tile
    x: int
    y: int
    unit_id: int | None
    tally: Tally
    segments: tuple[Segment, ...]

    @property
    def is_long(self) -> bool:
        return len(self.tile.name) > _LONG

    @property
    def counts(self) -> list[tuple[StatusClass, int]]:
        return [(status, self.tally[status]) for status in FOUR_CLASSES]


@dataclass(frozen=True)
class Islands:
    """Hoàng Sa or Trường Sa, and the tile of its province that a line leads to."""

    name: str
    province: str
    x: int
    y: int
    line_from: int


TILE_WIDTH, TILE_HEIGHT, GAP = 92, 44, 4
_LONG = 14  # letters, from which on the name of a province is set smaller
_INSIDE = TILE_WIDTH - 2 * _PADDING
_SLUGS = {
    StatusClass.DONE_ON_TIME: "on",
    StatusClass.DONE_LATE: "late",
    StatusClass.OPEN_IN_TIME: "intime",
    StatusClass.OPEN_OVERDUE: "over",
}


class ChartsPage:
    """The three charts of a stretch, all of what the reader sees."""

    def __init__(self, *, actor: User, asked: Asked, on: date) -> None:
        self._actor = actor
        self.asked = asked
        self.on = on

    def _card(self, by: Axis) -> ScoreCard:
        return selectors.score_card(
            actor=self._actor,
            on=self.on,
            as_of=self.asked.as_of,
            days=self.asked.stretch.days(),
            by=by,
        )

    @cached_property
    def by_unit(self) -> list[UnitBar]:
        rows = self._card(Axis.UNIT).rows
        bars = [UnitBar(row.key, row.name, row.tally) for row in rows if row.tally.total]
        return sorted(bars, key=lambda bar: -bar.tally.total)

    @property
    def longest(self) -> int:
        return max((bar.tally.total for bar in self.by_unit), default=0)

    @cached_property
    def total(self) -> UnitBar:
        return UnitBar(None, "", sum((bar.tally for bar in self.by_unit), Tally()))

    @cached_property
    def _trend(self) -> Trend:
        return trend(actor=self._actor, on=self.on, until=self.asked.as_of, months=MONTHS)

    @property
    def months(self) -> Sequence[Period]:
        return self._trend.months

    @cached_property
    def heat(self) -> list[HeatRow]:
        """Units in the order of the bars, and after them those that had something before."""
        names = names_of(Axis.UNIT, set(self._trend.rows), on=self.asked.as_of)
        order = {bar.key: place for place, bar in enumerate(self.by_unit)}
        keys = sorted(names, key=lambda key: (order.get(key, len(order)), names[key]))
        return [HeatRow(names[key], tuple(self._cells(key))) for key in keys]

    def _cells(self, key: int | str | None) -> Iterator[HeatCell]:
        days = self._trend.last_days()
        for month, last, tally in zip(self.months, days, self._trend.rows[key], strict=True):
            address = f"period={month.key}&as_of={last.isoformat()}&unit={key or 0}"
            tone = _tone(tally.open_overdue, tally.due)
            yield HeatCell(month, tally.open_overdue, tally.due, tone, address)

    # The provinces

    @cached_property
    def map(self) -> TileMap:
        return tile_map(self.asked.as_of)

    @cached_property
    def provinces(self) -> list[ProvinceTile]:
        return [self._tile(tile) for tile in self.map.tiles]

    @property
    def has_provinces(self) -> bool:
        return any(each.unit_id for each in self.provinces)

    @property
    def islands(self) -> list[Islands]:
        return [
            Islands(
                each.name,
                self.map.tile(each.of).name,
                _x(each.column),
                _y(each.row),
                _x(self.map.tile(each.of).column) + TILE_WIDTH,
            )
            for each in self.map.islands
        ]

    @property
    def size(self) -> tuple[int, int]:
        return _x(self.map.columns), _y(self.map.rows)

    @cached_property
    def _by_province(self) -> dict[str, tuple[int, Tally]]:
        """The unit of each province that day, and what it leads."""
        tallies = {row.key: row.tally for row in self._card(Axis.PROVINCE).rows}
        there = organisations.units_on(on=self.asked.as_of).filter(kind=UnitKind.PROVINCIAL)
        found: dict[str, tuple[int, Tally]] = {}
        for version in there:
            province = province_of(self.map, version.name, version.unit.key)
            if province:
                found[province] = (version.unit_id, tallies.get(version.unit_id, Tally()))
        return found

    def _tile(self, tile: Tile) -> ProvinceTile:
        unit_id, tally = self._by_province.get(tile.key, (None, Tally()))
        place = _x(tile.column), _y(tile.row)
        return ProvinceTile(tile, *place, unit_id, tally, tuple(_segments(tally)))


def province_of(tiles: TileMap, name: str, key: str = "") -> str | None:
    """The province of a unit, by the end of its name or of its key: the longest that fits."""
    words = [_words(name), _words(re.sub(r"-\d{4}$", "", key))]
    fitting = [
        tile.key
        for tile in tiles.tiles
        if any(f" {each}".endswith(f" {_words(tile.key)}") for each in words)
    ]
    return max(fitting, key=len, default=None)


def _words(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def _tone(overdue: int, due: int) -> int:
    share = overdue / due if due else 0.0
    return sum(share > bound for bound in _TONES)


def _segments(tally: Tally) -> Iterator[Segment]:
    end = 0
    for status, slug in _SLUGS.items():
        start, end = end, end + tally[status]
        if tally[status]:
            left, right = (round(_INSIDE * place / tally.total) for place in (start, end))
            yield Segment(slug, left, max(right - left - 1, 2))


def _x(column: int) -> int:
    return column * (TILE_WIDTH + GAP)


def _y(row: int) -> int:
    return row * (TILE_HEIGHT + GAP)
