"""Where in the original each stretch of an opened text stands, and which words are doubtful.

An opener writes pieces of text, each with its place. What is done to the text afterwards (another
encoding, composed letters) moves the places along, so that offsets always mean the final text.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

# Left, top, right and bottom in thousandths of the page's width and height.
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, counted from 1; what does not apply is None or empty.

    `file` is the attachment of an e-mail, with those it came in before it.
    """

    file: str = ""
    sheet: str = ""
    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: Box | None = None

    def text(self, language: str) -> str:
        """The place in words, "page 3, table 2, row 4"; Vietnamese for a tag such as "vi-VN"."""
        tongue = 0 if language.lower().startswith("vi") else 1
        names = ((name, getattr(self, name)) for name in _NAMES)
        return ", ".join(f"{_NAMES[name][tongue]} {value}" for name, value in names if value)


_NAMES = {
    "file": ("tệp", "file"),
    "sheet": ("trang tính", "sheet"),
    "page": ("trang", "page"),
    "table": ("bảng", "table"),
    "row": ("hàng", "row"),
    "column": ("cột", "column"),
    "paragraph": ("đoạn", "paragraph"),
    "line": ("dòng", "line"),
}

Mark = tuple[int, Place]
Piece = tuple[str, Place]
Line = list[Piece]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that was recognised in a picture with little confidence, from 0 to 1."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Writing:
    """Text, the places at which its stretches begin (sorted), and its doubtful words (sorted)."""

    text: str
    places: tuple[Mark, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def place_of(self, offset: int) -> Place:
        """Where the character at `offset` came from; without places, its line."""
        at = bisect_right(self.places, offset, key=_start) - 1
        if at >= 0:
            return self.places[at][1]
        return Place(line=self.text.count("\n", 0, offset) + 1)

    def rewritten(self, by: Callable[[str], str]) -> "Writing":
        """The writing with each line put through `by`, which neither adds nor takes lines.

        Where `by` joins characters over the edge of a piece, that edge moves to the line's start.
        """
        edges = sorted(
            {
                *(start for start, _ in self.places),
                *(edge for doubt in self.doubts for edge in (doubt.start, doubt.end)),
            }
        )
        text, moved = _rewritten(self.text, edges, by)
        if text == self.text:
            return self
        places = tuple((moved[start], place) for start, place in self.places)
        doubts = tuple(
            replace(doubt, start=moved[doubt.start], end=moved[doubt.end]) for doubt in self.doubts
        )
        return Writing(text, places, tuple(doubt for doubt in doubts if doubt.start < doubt.end))

    def shifted(self, by: int, file: str) -> "Writing":
        """The writing as a part of a longer one: `by` characters later, come from `file`."""
        inner = self.places or _lines_of(self.text)
        places = tuple(
            (start + by, replace(place, file=_nested(file, place.file))) for start, place in inner
        )
        doubts = tuple(
            replace(doubt, start=doubt.start + by, end=doubt.end + by) for doubt in self.doubts
        )
        return Writing(self.text, places, doubts)


EMPTY = Writing("")


def _start(mark: Mark) -> int:
    return mark[0]


def _nested(file: str, inner: str) -> str:
    return f"{file} › {inner}" if file and inner else file or inner


def _lines_of(text: str) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            marks.append((at, Place(line=number)))
        at += len(line) + 1
    return tuple(marks)


def _rewritten(
    text: str, edges: Sequence[int], by: Callable[[str], str]
) -> tuple[str, dict[int, int]]:
    """The text with each line put through `by`, and to where each edge moved."""
    done: list[str] = []
    moved: dict[int, int] = {}
    start = length = at = 0
    for line in text.split("\n"):
        new = by(line)
        inside: list[int] = []
        while at < len(edges) and edges[at] <= start + len(line):
            inside.append(edges[at] - start)
            at += 1
        moved |= {
            start + edge: length + to
            for edge, to in zip(inside, _moved_inside(line, new, inside, by), strict=True)
        }
        done.append(new)
        start += len(line) + 1
        length += len(new) + 1
    return "\n".join(done), moved


def _moved_inside(line: str, new: str, edges: list[int], by: Callable[[str], str]) -> Iterable[int]:
    """To where the edges inside one line move."""
    if len(line) == len(new):
        return edges
    pieces = [by(line[a:b]) for a, b in zip([0, *edges], [*edges, len(line)], strict=True)]
    if "".join(pieces) == new:
        ends = [0]
        for piece in pieces[:-1]:
            ends.append(ends[-1] + len(piece))
        return ends[1:]
    return [0 if edge < len(line) else len(new) for edge in edges]


@dataclass
class Writer:
    """Collects pieces of text with their places."""

    _parts: list[str] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _doubts: list[Doubt] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, place: Place | None = None) -> None:
        """Append a piece; without a place it belongs to the one before it."""
        if place is not None and text and (not self._marks or self._marks[-1][1] != place):
            self._marks.append((self.length, place))
        self._parts.append(text)
        self.length += len(text)

    def add_doubtful(
        self, text: str, place: Place, doubts: Sequence[tuple[int, int, float]]
    ) -> None:
        """Append a piece of which some spans are doubtful: start, end, confidence."""
        inside = ((max(0, start), min(end, len(text)), sure) for start, end, sure in doubts)
        self._doubts += [
            Doubt(self.length + start, self.length + end, sure)
            for start, end, sure in inside
            if start < end
        ]
        self.add(text, place)

    def add_line(self, line: Line) -> None:
        """Append pieces as a line of its own."""
        if self.length:
            self.add("\n")
        for text, place in line:
            self.add(text, place)

    def add_writing(self, writing: Writing, *, file: str = "") -> None:
        """Append what another opener found, from a new line on, as a part that came in `file`."""
        if self.length:
            self.add("\n")
        moved = writing.shifted(self.length, file)
        self._marks += moved.places
        self._doubts += moved.doubts
        self.add(writing.text)

    def writing(self) -> Writing:
        """What was collected."""
        return Writing("".join(self._parts), tuple(self._marks), tuple(self._doubts))


def written(lines: Iterable[Line]) -> Writing:
    """Lines of pieces as one writing."""
    writer = Writer()
    for line in lines:
        writer.add_line(line)
    return writer.writing()
