"""The automatic numbering of Word: which marker a paragraph shows though its text has none.

ECMA-376 part 1, 17.9: a paragraph names a list (numId) and a level; the list names an abstract
one, whose levels say how they count and how the marker is written ("%1.%2.").
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from giaoban.kit.reader.opening import numerals
from giaoban.kit.reader.opening.xml_stream import Attributes, XmlStream

W_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
LEVELS = 9
NO_LIST = "0"
BULLET = "-"
_BULLETS = "-–—+*•"
_LARGEST_START = 100_000

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": numerals.decimal,
    "decimalZero": numerals.decimal_zero,
    "upperRoman": numerals.upper(numerals.roman),
    "lowerRoman": numerals.roman,
    "upperLetter": numerals.upper(numerals.letter),
    "lowerLetter": numerals.letter,
    "none": lambda _number: "",
}
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass
class Level:
    """How one level of a list counts and is written."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    plain_figures: bool = False  # all levels in figures, "II.1" as "2.1"


@dataclass
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    link: str = ""  # the style whose list this is only another name of


@dataclass
class _List:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)


@dataclass
class _Style:
    based_on: str = ""
    number: str = ""
    level: int | None = None


def _whole(attributes: Attributes, otherwise: int = 0) -> int:
    value = attributes.get("w:val", "")
    return min(int(value), _LARGEST_START) if value.isascii() and value.isdigit() else otherwise


class Styles(XmlStream):
    """Which list and level a paragraph has by its style."""

    prefixes = W_PREFIXES

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, _Style] = {}
        self._at = _Style()
        self.starts = {
            "w:style": self._style,
            "w:basedOn": lambda a: setattr(self._at, "based_on", a.get("w:val", "")),
            "w:numId": lambda a: setattr(self._at, "number", a.get("w:val", "")),
            "w:ilvl": lambda a: setattr(self._at, "level", _whole(a)),
            "w:pPrChange": self.skip,
        }

    def _style(self, attributes: Attributes) -> None:
        self._at = self._styles[attributes.get("w:styleId", "")] = _Style()

    def list_of(self, style: str) -> tuple[str, int | None]:
        """The list and level of a style, its own or that of the style it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            found = self._styles[style]
            if found.number:
                return found.number, found.level
            style = found.based_on
        return "", None


class Numbering(XmlStream):
    """The lists of a document, counting as its paragraphs come by."""

    prefixes = W_PREFIXES

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self._styles = styles
        self._abstracts: dict[str, _Abstract] = {}
        self._lists: dict[str, _List] = {}
        self._abstract = _Abstract()
        self._level = Level()
        self._list = _List()
        self._level_number = 0
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self.starts = {
            "w:abstractNum": self._start_abstract,
            "w:lvl": self._start_level,
            "w:start": lambda a: setattr(self._level, "start", _whole(a, 1)),
            "w:numFmt": lambda a: setattr(self._level, "format", a.get("w:val", "decimal")),
            "w:lvlText": lambda a: setattr(self._level, "text", a.get("w:val", "")),
            "w:pStyle": lambda a: setattr(self._level, "style", a.get("w:val", "")),
            "w:isLgl": lambda _a: setattr(self._level, "plain_figures", True),
            "w:numStyleLink": lambda a: setattr(self._abstract, "link", a.get("w:val", "")),
            "w:num": self._start_list,
            "w:abstractNumId": lambda a: setattr(self._list, "abstract", a.get("w:val", "")),
            "w:lvlOverride": self._start_override,
            "w:startOverride": self._override_start,
            "mc:Fallback": self.skip,
        }

    def marker(self, style: str, number: str, level: int | None) -> str:
        """The marker of the next paragraph with this style, list and level; none if it has none."""
        if not number:
            number, of_style = self._styles.list_of(style)
            level = of_style if level is None else level
        known = self._lists.get(number)
        if number == NO_LIST or known is None:
            return ""
        name, abstract = self._resolved(known)
        if level is None:
            named = (at for at, one in abstract.levels.items() if style and one.style == style)
            level = next(named, 0)
        shown = abstract.levels.get(level)
        if shown is None or not 0 <= level < LEVELS:
            return ""
        counts = self._counted(name, number, known, abstract, level)
        return _written(shown, abstract, counts)

    def _resolved(self, known: _List) -> tuple[str, _Abstract]:
        abstract = self._abstracts.get(known.abstract, _Abstract())
        if abstract.link:
            linked = self._lists.get(self._styles.list_of(abstract.link)[0])
            if linked is not None:
                return linked.abstract, self._abstracts.get(linked.abstract, _Abstract())
        return known.abstract, abstract

    def _counted(
        self, name: str, number: str, known: _List, abstract: _Abstract, level: int
    ) -> list[int | None]:
        """The counts of all levels once this paragraph is counted in."""
        counts = self._counts.setdefault(name, [None] * LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at, start in known.starts.items():
                counts[at] = start - 1
        for above in range(level):
            if counts[above] is None:
                counts[above] = abstract.levels.get(above, Level()).start
        before = counts[level]
        counts[level] = abstract.levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return counts

    def _start_abstract(self, attributes: Attributes) -> None:
        name = attributes.get("w:abstractNumId", "")
        self._abstract = self._abstracts[name] = _Abstract()

    def _start_level(self, attributes: Attributes) -> None:
        level = attributes.get("w:ilvl", "")
        self._level = Level()
        if level.isascii() and level.isdigit():
            self._abstract.levels[int(level)] = self._level

    def _start_list(self, attributes: Attributes) -> None:
        self._list = self._lists[attributes.get("w:numId", "")] = _List()
        self._abstract = _Abstract()  # levels that a list has for itself are not looked at

    def _start_override(self, attributes: Attributes) -> None:
        level = attributes.get("w:ilvl", "")
        self._level_number = int(level) if level.isascii() and level.isdigit() else LEVELS

    def _override_start(self, attributes: Attributes) -> None:
        if self._level_number < LEVELS:
            self._list.starts[self._level_number] = _whole(attributes, 1)


def _written(shown: Level, abstract: _Abstract, counts: list[int | None]) -> str:
    """The marker of a level, "1.", "a)" or "II.1."; one sign stands for all pictures of bullets."""
    if shown.format == "bullet":
        return shown.text if shown.text and shown.text in _BULLETS else BULLET
    if shown.format == "none":
        return ""

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        count = counts[at]
        if count is None:
            return ""
        level = abstract.levels.get(at, Level())
        name = "decimal" if shown.plain_figures else level.format
        return _FORMATS.get(name, numerals.decimal)(count)

    return _PLACEHOLDER.sub(number, shown.text).strip()
