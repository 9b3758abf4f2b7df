"""The lists of OpenDocument: which marker the paragraph of a list item shows.

OASIS OpenDocument 1.3 part 3, 16.31 (list styles) and 5.3 (lists).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from giaoban.kit.reader.opening import numerals
from giaoban.kit.reader.opening.refusals import Reason
from giaoban.kit.reader.opening.xml_stream import Attributes, XmlStream

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_PREFIXES = {
    f"{_ODF}office:1.0": "office",
    f"{_ODF}text:1.0": "text",
    f"{_ODF}table:1.0": "table",
    f"{_ODF}style:1.0": "style",
    f"{_ODF}drawing:1.0": "draw",
    "http://purl.org/dc/elements/1.1/": "dc",
}
BULLET = "-"
_BULLETS = "-–—+*•"
_LEVELS = 10
_LARGEST = 100_000
_FORMATS: dict[str, Callable[[int], str]] = {
    "1": numerals.decimal,
    "a": numerals.letter,
    "A": numerals.upper(numerals.letter),
    "i": numerals.roman,
    "I": numerals.upper(numerals.roman),
}


@dataclass
class _Level:
    bullet: str = ""
    format: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # how many levels stand in the number
    start: int = 1


@dataclass
class _Style:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Lists(XmlStream):
    """The list styles of a document (read by `parse`), and where in its lists one stands."""

    prefixes = ODF_PREFIXES
    broken = Reason.NOT_OPEN_DOCUMENT

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, _Style] = {}
        self._style = _Style()
        self._open: list[_Style] = []
        self._awaits_marker = False
        self._paused: list[bool] = []
        self.starts = {
            "text:list-style": self._start_style,
            "text:list-level-style-number": self._number_level,
            "text:list-level-style-bullet": self._bullet_level,
            "text:list-level-style-image": self._bullet_level,
        }

    def enter(self, style: str, *, goes_on: bool) -> None:
        """A list begins; one in another has its style unless it names one."""
        outer = self._open[-1] if self._open else None
        entered = self._styles.get(style) if style else outer
        entered = entered or _Style()
        level = len(self._open)
        if not goes_on and level < _LEVELS:
            entered.counts[level:] = [None] * (_LEVELS - level)
        self._open.append(entered)
        self._awaits_marker = False

    def leave(self) -> None:
        """A list ends."""
        if self._open:
            self._open.pop()
        self._awaits_marker = False

    def item(self, start: str) -> None:
        """An item begins; its first paragraph will show its marker."""
        level = len(self._open) - 1
        if not 0 <= level < _LEVELS:
            return
        style = self._open[-1]
        before = style.counts[level]
        first = style.levels.get(level, _Level()).start
        style.counts[level] = first if before is None else before + 1
        if start.isascii() and start.isdigit():
            style.counts[level] = min(int(start), _LARGEST)
        style.counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        self._awaits_marker = True

    def header(self) -> None:
        """A paragraph of the list that has no marker begins."""
        self._awaits_marker = False

    def pause(self) -> None:
        """Something begins that only stands beside the list, such as a footnote."""
        self._paused.append(self._awaits_marker)
        self._awaits_marker = False

    def resume(self) -> None:
        """It has ended."""
        if self._paused:
            self._awaits_marker = self._paused.pop()

    def marker(self) -> str:
        """The marker that this paragraph shows, once for each item."""
        if not self._awaits_marker or not self._open:
            return ""
        self._awaits_marker = False
        style, at = self._open[-1], len(self._open) - 1
        level = style.levels.get(at)
        if level is None:
            return ""
        if level.bullet:
            return level.bullet if level.bullet in _BULLETS else BULLET
        shown = range(max(0, at + 1 - level.shown), at + 1)
        numbers = [_written(style, each) for each in shown]
        number = ".".join(filter(None, numbers))
        return f"{level.prefix}{number}{level.suffix}".strip() if number else ""

    def _start_style(self, attributes: Attributes) -> None:
        name = attributes.get("style:name", "")
        self._style = self._styles[name] = _Style()

    def _number_level(self, attributes: Attributes) -> None:
        self._level(
            attributes,
            _Level(
                format=attributes.get("style:num-format", ""),
                prefix=attributes.get("style:num-prefix", ""),
                suffix=attributes.get("style:num-suffix", ""),
                shown=_whole(attributes, "text:display-levels"),
                start=_whole(attributes, "text:start-value"),
            ),
        )

    def _bullet_level(self, attributes: Attributes) -> None:
        self._level(attributes, _Level(bullet=attributes.get("text:bullet-char", "") or BULLET))

    def _level(self, attributes: Attributes, level: _Level) -> None:
        at = _whole(attributes, "text:level") - 1
        if 0 <= at < _LEVELS:
            self._style.levels[at] = level


def _written(style: _Style, at: int) -> str:
    level, count = style.levels.get(at, _Level()), style.counts[at]
    write = _FORMATS.get(level.format)
    return write(count) if write and count is not None else ""


def _whole(attributes: Attributes, name: str) -> int:
    value = attributes.get(name, "1")
    return min(int(value), _LARGEST) if value.isascii() and value.isdigit() else 1
