"""The chart of the months and the strip of a row: what is drawn where, in the units of its SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from giaoban.ground.platform.templatetags.figures import FOUR_SLUGS
from giaoban.kit.periods.period import Period
from giaoban.records.tasks.pages.score_question import listed
from giaoban.records.tasks.selectors import Trend
from giaoban.records.tasks.types import FOUR_CLASSES, Rate, Tally

# The chart: 24 columns of 16 with 6 between them, as wide as the block it stands in.
WIDTH, HEIGHT = 584, 190
_LEFT, _BASE, _TOP = 44, 166.0, 21.0
_COLUMN, _STEP = 16, 22
_GAP = 0.7  # of white between two classes
_LABELLED = (1, 7)  # January and July say their year

STRIP = 12  # months
_STRIP_STEP, _STRIP_COLUMN, _STRIP_HEIGHT = 9, 8, 14
# From which share of those due a month is drawn how high: none, to 10 %, to 25 %, above.
_LEVELS = ((12, 2), (8, 6), (4, 10), (0, 14))


@dataclass(frozen=True)
class Box:
    """A piece of a column: whose class, from where, how high."""

    slug: str
    x: int
    y: str
    height: str


@dataclass(frozen=True)
class Line:
    """A line of the grid, with what it stands for."""

    y: str
    text_y: str
    count: int


@dataclass(frozen=True)
class Label:
    """A month under its column."""

    x: int
    words: str
    anchor: str


@dataclass(frozen=True)
class MonthLine:
    """A month in the table behind the chart; `query` asks the list of tasks for it."""

    month: Period
    tally: Tally
    query: str

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(status.value, self.tally[status]) for status in FOUR_CLASSES]

    @property
    def words(self) -> str:
        return f"{self.month.number}/{self.month.year}"


@dataclass(frozen=True)
class Chart:
    """The months of a trend as columns, and as the lines of a table, the last month first."""

    trend: Trend
    narrowed: str = ""  # to what the list of tasks is narrowed besides month and day

    width, height, base = WIDTH, HEIGHT, f"{_BASE:.1f}"

    @cached_property
    def total(self) -> tuple[Tally, ...]:
        return self.trend.total

    @property
    def is_empty(self) -> bool:
        return not any(tally.total for tally in self.total)

    @cached_property
    def _top(self) -> int:
        """What the highest line stands for: a round number, no less than the largest total."""
        largest = max((tally.total for tally in self.total), default=0)
        steps = (lead * 10**power for power in range(9) for lead in (2, 4, 10))
        top: int = next(step for step in steps if step >= max(largest, 1))
        return top

    def _y(self, count: float) -> float:
        return _BASE - count / self._top * (_BASE - _TOP)

    @property
    def lines(self) -> list[Line]:
        counts = (0, self._top // 2, self._top)
        return [Line(f"{self._y(n):.1f}", f"{self._y(n) + 4:.1f}", n) for n in counts]

    @property
    def boxes(self) -> list[Box]:
        found = []
        for place, tally in enumerate(self.total):
            below = 0
            for slug, status in zip(FOUR_SLUGS, FOUR_CLASSES, strict=True):
                above = below + tally[status]
                height = max(self._y(below) - self._y(above) - _GAP, 0.8)
                if tally[status]:
                    x = _LEFT + place * _STEP
                    found.append(Box(slug, x, f"{self._y(above):.1f}", f"{height:.1f}"))
                below = above
        return found

    @property
    def labels(self) -> list[Label]:
        months = self.trend.months
        last = len(months) - 1
        found = []
        for place, month in enumerate(months):
            # One too near to the last would run into it.
            if place == last or (month.number in _LABELLED and place <= last - 3):
                x = _LEFT + place * _STEP + _COLUMN // 2
                words = f"{month.number}/{month.year}"
                end = place == last
                found.append(Label(WIDTH if end else x, words, "end" if end else "middle"))
        return found

    @property
    def newest(self) -> tuple[int, str, int] | None:
        """Where the total of the last month stands, and how many it is."""
        if not self.total or not self.total[-1].total:
            return None
        x = _LEFT + (len(self.total) - 1) * _STEP + _COLUMN // 2
        return x, f"{self._y(self.total[-1].total) - 4:.1f}", self.total[-1].total

    @property
    def table(self) -> list[MonthLine]:
        told = zip(self.trend.months, self.trend.last_days(), self.total, strict=True)
        return [
            MonthLine(month, tally, listed(month, day) + self.narrowed)
            for month, day, tally in reversed([*told])
        ]


@dataclass(frozen=True)
class StripBox:
    """A month of a strip: how dark, from where, how high."""

    level: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Strip:
    """The last months of a row: what share of those due was overdue at the end of each."""

    boxes: tuple[StripBox, ...]
    late: int

    width = STRIP * _STRIP_STEP - 1
    height = _STRIP_HEIGHT
    column = _STRIP_COLUMN

    @property
    def months(self) -> int:
        return len(self.boxes)


def strip_of(tallies: Sequence[Tally]) -> Strip:
    last = tallies[-STRIP:]
    boxes = []
    for place, tally in enumerate(last):
        level = _level(tally.overdue_of_due)
        y, height = _LEVELS[level]
        boxes.append(StripBox(level, place * _STRIP_STEP, y, height))
    return Strip(tuple(boxes), sum(1 for tally in last if tally.open_overdue))


def _level(rate: Rate) -> int:
    percent = rate.percent or 0
    if not rate.part:
        return 0
    return 1 if percent <= 10 else 2 if percent <= 25 else 3
