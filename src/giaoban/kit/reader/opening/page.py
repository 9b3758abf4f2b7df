"""A page as it lies there: segments of text with their boxes, ruled lines, lines, columns, tables.

Pages of PDF and pages recognised in pictures become the same thing, so that one set of rules finds
columns, tables and paragraphs in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from giaoban.kit.reader.opening.places import Box, Place

SAME_LINE = 0.5  # of the height of a line: how much of it two segments share
LEAST_CELLS = 2  # columns and rows that ruled lines must make to be a table
TOUCHING = 3.0  # points between lines that meet
GUTTER = 0.015  # of the page's width: the least space between two columns
COLUMN_LINES = 5  # lines that lie side by side before they are columns
COLUMN_WORDS = 18  # characters of a line of a column; less is a table or a form
# What begins a box of a document's head or foot, which stands beside another one.
_BOXES = ("CỘNG H", "Số:", "Nơi nhận")


@dataclass(frozen=True)
class Segment:
    """Text in one line, in points from the upper left corner; `doubts` are spans of its text."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    doubts: tuple[tuple[int, int, float], ...] = ()

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class PageLine:
    """Segments that stand in one line; `column` says in how narrow a column (1 is the page)."""

    segments: tuple[Segment, ...]
    column: float = 1.0

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        return min(segment.left for segment in self.segments)

    @property
    def right(self) -> float:
        return max(segment.right for segment in self.segments)

    @property
    def top(self) -> float:
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        return max(segment.bottom for segment in self.segments)

    @property
    def bold(self) -> bool:
        return all(segment.bold for segment in self.segments)


@dataclass(frozen=True)
class PageTable:
    """A ruled table: rows of cells of lines."""

    rows: tuple[tuple[tuple[PageLine, ...], ...], ...]
    edges: tuple[float, ...]

    def goes_on(self, other: "PageTable") -> bool:
        """Whether it has the same columns as a table on the page before."""
        if len(self.edges) != len(other.edges):
            return False
        pairs = zip(self.edges, other.edges, strict=True)
        return all(abs(mine - its) <= TOUCHING for mine, its in pairs)


@dataclass
class Page:
    """What stands on a page, in the order in which it was written."""

    number: int
    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)

    def place(self, line: PageLine) -> Place:
        """The place of a line on this page."""
        box: Box = (
            _share(line.left, self.width),
            _share(line.top, self.height),
            _share(line.right, self.width),
            _share(line.bottom, self.height),
        )
        return Place(page=self.number, box=box)


def _share(points: float, of: float) -> int:
    return round(1000 * min(1.0, max(0.0, points / of))) if of > 0 else 0


def blocks_of(page: Page) -> list[PageLine | PageTable]:
    """The lines and tables of a page in the order in which they are read."""
    grids = _grids(page.rules)
    inside: dict[int, list[Segment]] = {}
    blocks: list[PageLine | PageTable | int] = []
    loose: list[Segment] = []
    for segment in page.segments:
        grid = next((at for at, one in enumerate(grids) if one.holds(segment)), None)
        if grid is None:
            loose.append(segment)
        else:
            if grid not in inside:
                blocks += lines_of(loose, page.width)
                blocks.append(grid)
                loose = []
            inside.setdefault(grid, []).append(segment)
    blocks += lines_of(loose, page.width)
    return [
        block if not isinstance(block, int) else grids[block].table(inside[block])
        for block in blocks
    ]


def lines_of(segments: Sequence[Segment], width: float) -> list[PageLine]:
    """Segments put into lines, and lines that lie in columns into the order of the columns."""
    lines: list[list[Segment]] = []
    for segment in segments:
        if lines and _in_one_line(lines[-1], segment):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return _columns_apart([tuple(line) for line in lines], width)


def _in_one_line(line: list[Segment], segment: Segment) -> bool:
    last = line[-1]
    shared = min(last.bottom, segment.bottom) - max(last.top, segment.top)
    least = min(last.bottom - last.top, segment.bottom - segment.top)
    return segment.left >= last.right - 1 and shared > SAME_LINE * max(least, 0.1)


def _columns_apart(lines: list[tuple[Segment, ...]], width: float) -> list[PageLine]:
    """Lines of which some were written across two columns, those column by column."""
    result: list[PageLine] = []
    at = 0
    while at < len(lines):
        end, gutter = _run_across(lines, at, width)
        if end > at:
            run = lines[at:end]
            for side in (False, True):
                parts = (tuple(one for one in line if (one.left >= gutter) == side) for line in run)
                result += [PageLine(part, column=0.5) for part in parts if part]
            at = end
        else:
            result.append(PageLine(lines[at]))
            at += 1
    return result


def _run_across(lines: list[tuple[Segment, ...]], start: int, width: float) -> tuple[int, float]:
    """Where lines end that share one gutter, and where it lies; `start` if there is none."""
    if len(lines[start]) != 2:
        return start, 0.0
    low, high = lines[start][0].right, lines[start][1].left
    end, both, words = start, 0, 0
    while end < len(lines):
        middle = (low + high) / 2
        left = max((one.right for one in lines[end] if one.left < middle), default=0.0)
        right = min((one.left for one in lines[end] if one.left >= middle), default=width)
        if len(lines[end]) > 2 or max(low, left) + GUTTER * width > min(high, right):
            break
        low, high = max(low, left), min(high, right)
        both += len(lines[end]) == 2
        words += sum(len(one.text) for one in lines[end])
        end += 1
    beside = any(one.text.startswith(_BOXES) for line in lines[start:end] for one in line)
    is_long = both >= COLUMN_LINES and words >= COLUMN_WORDS * 2 * both
    return (end, (low + high) / 2) if is_long or beside else (start, 0.0)


@dataclass(frozen=True)
class _Grid:
    """The columns and rows that ruled lines make."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def holds(self, segment: Segment) -> bool:
        centre = (segment.left + segment.right) / 2
        return (
            self.xs[0] <= centre <= self.xs[-1]
            and self.ys[0] - 1 <= segment.middle <= self.ys[-1] + 1
        )

    def table(self, segments: Sequence[Segment]) -> PageTable:
        cells: dict[tuple[int, int], list[Segment]] = {}
        for segment in segments:
            row = _between(self.ys, segment.middle)
            column = _between(self.xs, segment.left + 1)
            cells.setdefault((row, column), []).append(segment)
        rows = tuple(
            tuple(
                tuple(lines_of(cells.get((row, column), ()), self.xs[-1]))
                for column in range(len(self.xs) - 1)
            )
            for row in range(len(self.ys) - 1)
        )
        return PageTable(rows, self.xs)


def _between(edges: tuple[float, ...], at: float) -> int:
    return next((number for number, edge in enumerate(edges[1:-1]) if at < edge), len(edges) - 2)


def _grids(rules: Sequence[tuple[float, float, float, float]]) -> list[_Grid]:
    """The tables that ruled lines make: lines that touch each other, enough of both ways."""
    grids = []
    for group in _touching(rules):
        xs = _apart([left for left, top, right, bottom in group if bottom - top > right - left])
        ys = _apart([top for left, top, right, bottom in group if right - left > bottom - top])
        if len(xs) > LEAST_CELLS and len(ys) > LEAST_CELLS:
            grids.append(_Grid(xs, ys))
    return sorted(grids, key=lambda grid: grid.ys[0])


def _apart(edges: list[float]) -> tuple[float, ...]:
    """Sorted edges, of those that nearly coincide one."""
    kept: list[float] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > TOUCHING:
            kept.append(edge)
    return tuple(kept)


def _touching(
    rules: Sequence[tuple[float, float, float, float]],
) -> list[list[tuple[float, float, float, float]]]:
    """Groups of ruled lines whose vertical extents overlap: tables lie below one another."""
    groups: list[list[tuple[float, float, float, float]]] = []
    reach = float("-inf")
    for rule in sorted(rules, key=lambda rule: rule[1]):
        if not groups or rule[1] > reach + TOUCHING:
            groups.append([])
        groups[-1].append(rule)
        reach = max(reach, rule[3]) if groups[-1][1:] else rule[3]
    return groups


def usual_step(lines: Sequence[PageLine]) -> float:
    """The usual distance from one line to the next, top to top; 0 where one cannot tell."""
    steps = sorted(
        after.top - before.top for before, after in pairwise(lines) if after.top > before.top
    )
    return steps[len(steps) // 2] if steps else 0.0
