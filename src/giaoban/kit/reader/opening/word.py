"""Word files (.docx): paragraphs with their numbers and tables in their order.

What was inserted under tracked changes is read, what was deleted is not. Page headers, comments,
text boxes and footnotes stand aside. Nothing outside the document itself is unpacked.
"""

import re
from dataclasses import dataclass, field

from giaoban.kit.reader.opening.found import Apart, Aside, Found, Note
from giaoban.kit.reader.opening.package import Package, opened_package
from giaoban.kit.reader.opening.places import Line, Place, written
from giaoban.kit.reader.opening.plain import modern
from giaoban.kit.reader.opening.refusals import Reason, Unreadable
from giaoban.kit.reader.opening.tables import Cell, Row, table_lines, text_of
from giaoban.kit.reader.opening.word_numbering import W_PREFIXES, Numbering, Styles
from giaoban.kit.reader.opening.xml_stream import Attributes, XmlStream

_BODY = re.compile(r"word/document\d*\.xml")
_MACROS = re.compile(r"word/vba\w*\.bin")
_APART = (
    (re.compile(r"word/(?:header|footer)\d*\.xml"), Apart.MARGIN),
    (re.compile(r"word/comments\d*\.xml"), Apart.COMMENT),
    (re.compile(r"word/(?:foot|end)notes\d*\.xml"), Apart.FOOTNOTE),
)
_NOTED = {Apart.COMMENT, Apart.BOX, Apart.FOOTNOTE}


def open_word(data: bytes) -> Found:
    """The text of a .docx, one line for a paragraph or a row."""
    with opened_package(data, Reason.NOT_WORD) as package:
        names = package.names
        if any(map(_MACROS.fullmatch, names)):
            raise Unreadable(Reason.MACROS)
        bodies = [name for name in names if _BODY.fullmatch(name)]
        if not bodies:
            raise Unreadable(Reason.NOT_WORD)
        styles = _styles(package)
        body = _Part(styles, _numbering(package, styles))
        body.parse(package.read(bodies[0]))
        asides = [*body.asides, *_standing_apart(package, styles)]
    writing, notes = modern(written(_without_edges(body.lines)))
    if body.changed:
        notes = (*notes, Note.TRACKED_CHANGES)
    if any(aside.kind in _NOTED for aside in asides):
        notes = (*notes, Note.LEFT_ASIDE)
    # A stamp may share a row with other cells; each paragraph is looked at by itself.
    aside = "\n".join(body.paragraphs)
    return Found(writing, aside=aside, asides=tuple(asides), notes=notes)


def _styles(package: Package) -> Styles:
    styles = Styles()
    if "word/styles.xml" in package.names:
        styles.parse(package.read("word/styles.xml"))
    return styles


def _numbering(package: Package, styles: Styles) -> Numbering:
    numbering = Numbering(styles)
    if "word/numbering.xml" in package.names:
        numbering.parse(package.read("word/numbering.xml"))
    return numbering


def _standing_apart(package: Package, styles: Styles) -> list[Aside]:
    """The paragraphs of the parts that stand beside the body."""
    asides: list[Aside] = []
    for name in package.names:
        kind = next((kind for pattern, kind in _APART if pattern.fullmatch(name)), None)
        if kind is not None:
            part = _Part(styles, Numbering(styles))
            part.parse(package.read(name))
            asides += [Aside(kind, text) for text in part.paragraphs if text.strip()]
            asides += part.asides
    return asides


def _without_edges(lines: list[Line]) -> list[Line]:
    """The lines without empty ones before the first and after the last with words."""
    filled = [number for number, line in enumerate(lines) if text_of(line)]
    return lines[filled[0] : filled[-1] + 1] if filled else []


@dataclass
class _Paragraph:
    runs: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    style: str = ""
    number: str = ""
    level: int | None = None
    goes_on: bool = False  # its end was deleted: the next one is the rest of it


@dataclass
class _Table:
    rows: list[Row] = field(default_factory=list)
    deleted_row: bool = False


class _Part(XmlStream):
    """The text of one part: `lines` as they are read, `paragraphs` each by itself."""

    prefixes = W_PREFIXES

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.paragraphs: list[str] = []
        self.asides: list[Aside] = []
        self.changed = False
        self._styles = styles
        self._numbering = numbering
        self._open: list[_Paragraph] = []
        self._rest: _Paragraph | None = None
        self._sinks: list[list[Line]] = [self.lines]
        self._tables: list[_Table] = []
        self._table_number = self._paragraph_number = 0
        self._in_text = self._in_deleted = False
        self._in_properties = self._in_row_properties = False
        self._boxes = 0
        self.starts = {
            "w:p": self._start_paragraph,
            "w:pPr": lambda _a: setattr(self, "_in_properties", True),
            "w:pStyle": self._style,
            "w:numId": self._list,
            "w:ilvl": self._level,
            "w:tabs": self.skip,  # where tabs stop, not tabs
            "w:pPrChange": self._skip_change,
            "w:rPrChange": self.skip,
            "w:ins": self._insert,
            "w:del": self._delete,
            "w:moveTo": self._insert,
            "w:moveFrom": self._skip_change,
            "w:t": lambda _a: setattr(self, "_in_text", True),
            "w:delText": lambda _a: setattr(self, "_in_deleted", True),
            "w:tab": lambda _a: self._add("\t"),
            "w:br": lambda _a: self._add("\n"),
            "w:cr": lambda _a: self._add("\n"),
            "w:noBreakHyphen": lambda _a: self._add("-"),
            "w:tbl": self._start_table,
            "w:trPr": lambda _a: setattr(self, "_in_row_properties", True),
            "w:tr": self._start_row,
            "w:tc": lambda _a: self._sinks.append([]),
            "w:txbxContent": self._start_box,
            "mc:Fallback": self.skip,  # an older picture of what was just read
        }
        self.ends = {
            "w:p": self._end_paragraph,
            "w:pPr": lambda: setattr(self, "_in_properties", False),
            "w:t": lambda: setattr(self, "_in_text", False),
            "w:delText": lambda: setattr(self, "_in_deleted", False),
            "w:trPr": lambda: setattr(self, "_in_row_properties", False),
            "w:tbl": self._end_table,
            "w:tr": self._end_row,
            "w:tc": self._end_cell,
            "w:txbxContent": self._end_box,
        }

    def take(self, words: str) -> None:
        if self._in_text:
            self._add(words)
        elif self._in_deleted and self._open:
            self.count(words)
            self._open[-1].deleted.append(words)

    def _add(self, words: str) -> None:
        if self._open and not self._in_properties:
            self._open[-1].runs.append(words)
            self.count(words)

    def _style(self, attributes: Attributes) -> None:
        if self._open:
            self._open[-1].style = attributes.get("w:val", "")

    def _list(self, attributes: Attributes) -> None:
        if self._open:
            self._open[-1].number = attributes.get("w:val", "")

    def _level(self, attributes: Attributes) -> None:
        value = attributes.get("w:val", "")
        if self._open and value.isascii() and value.isdigit():
            self._open[-1].level = min(int(value), 99)

    def _insert(self, _attributes: Attributes) -> None:
        self.changed = True

    def _delete(self, _attributes: Attributes) -> None:
        self.changed = True
        if self._in_row_properties and self._tables:
            self._tables[-1].deleted_row = True
        elif self._in_properties and self._open:
            self._open[-1].goes_on = True

    def _skip_change(self, _attributes: Attributes) -> None:
        self.changed = True
        self.skip()

    def _start_paragraph(self, _attributes: Attributes) -> None:
        rest, self._rest = self._rest, None
        self._open.append(_Paragraph(rest.runs if rest else [], rest.deleted if rest else []))

    def _end_paragraph(self) -> None:
        paragraph = self._open.pop()
        if paragraph.goes_on:
            self._rest = paragraph
            return
        if "".join(paragraph.deleted).strip():
            self.asides.append(Aside(Apart.DELETED, "".join(paragraph.deleted)))
        text = "".join(paragraph.runs)
        marker = self._numbering.marker(paragraph.style, paragraph.number, paragraph.level)
        if marker and (text.strip() or self._tables):
            text = f"{marker} {text.lstrip()}".rstrip() if text.strip() else marker
        self._sinks[-1].append([(text, self._place())])
        if self._boxes:
            self.asides.append(Aside(Apart.BOX, text))
        self.paragraphs.append(text)

    def _place(self) -> Place:
        """Where the paragraph that just ended stands; a table in a table is a part of its cell."""
        if self._tables:
            rows = self._tables[0].rows
            columns = len(rows[-1]) if rows else 0
            return Place(table=self._table_number, row=len(rows), column=columns + 1)
        self._paragraph_number += 1
        return Place(paragraph=self._paragraph_number)

    def _start_table(self, _attributes: Attributes) -> None:
        self._table_number += not self._tables
        self._tables.append(_Table())

    def _start_row(self, _attributes: Attributes) -> None:
        self._tables[-1].deleted_row = False
        self._tables[-1].rows.append([])

    def _end_cell(self) -> None:
        cell: Cell = self._sinks.pop()
        self._tables[-1].rows[-1].append(cell)

    def _end_row(self) -> None:
        table = self._tables[-1]
        if table.deleted_row:
            table.rows[-1] = []

    def _end_table(self) -> None:
        rows = self._tables.pop().rows
        self._sinks[-1].extend(table_lines(rows))

    def _start_box(self, _attributes: Attributes) -> None:
        self._boxes += 1
        self._sinks.append([])

    def _end_box(self) -> None:
        """Boxes float beside the text: they are no part of it, only of `paragraphs`."""
        self._boxes -= 1
        self._sinks.pop()
