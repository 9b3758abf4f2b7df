"""OpenDocument files: texts (.odt) with their list numbers and tables, sheets (.ods) as tables.

OASIS OpenDocument 1.3 part 3. Page headers, comments, text boxes and footnotes stand aside;
deleted text is kept in the file but not read.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.found import Apart, Aside, Found, Note
from giaoban.kit.reader.opening.opendocument_lists import ODF_PREFIXES, Lists
from giaoban.kit.reader.opening.package import Package, opened_package
from giaoban.kit.reader.opening.places import Line, Place, written
from giaoban.kit.reader.opening.plain import modern
from giaoban.kit.reader.opening.refusals import Reason, Unreadable
from giaoban.kit.reader.opening.sheet import sheet_lines
from giaoban.kit.reader.opening.tables import Row, table_lines, text_of
from giaoban.kit.reader.opening.xml_stream import Attributes, XmlStream

_MACROS = ("Basic/", "Scripts/")
_ENCRYPTION = b"encryption-data"
_MOST_SPACES = 1_000
_APART = {
    "office:annotation": Apart.COMMENT,
    "draw:text-box": Apart.BOX,
    "text:note-body": Apart.FOOTNOTE,
    "text:deletion": Apart.DELETED,
    "style:header": Apart.MARGIN,
    "style:footer": Apart.MARGIN,
    "style:header-first": Apart.MARGIN,
    "style:footer-first": Apart.MARGIN,
    "style:header-left": Apart.MARGIN,
    "style:footer-left": Apart.MARGIN,
}
_NOTED = {Apart.COMMENT, Apart.BOX, Apart.FOOTNOTE}


def open_opendocument(data: bytes) -> Found:
    """The text of an OpenDocument file, one line for a paragraph or a row."""
    with opened_package(data, Reason.NOT_OPEN_DOCUMENT) as package:
        names = package.names
        if any(name.startswith(_MACROS) and not name.endswith("/") for name in names):
            raise Unreadable(Reason.MACROS)
        _refuse_encrypted(package)
        lists = Lists()
        parts = []
        for name in ("styles.xml", "content.xml"):
            if name in names:
                xml = package.read(name)
                lists.parse(xml)
                parts.append(_Part(lists))
                parts[-1].parse(xml)
    body = parts[-1]
    writing, notes = modern(written(body.lines))
    asides = tuple(aside for part in parts for aside in part.asides)
    return Found(
        writing,
        aside="\n".join(body.paragraphs),
        asides=asides,
        notes=(*notes, *_notes(body, asides)),
    )


def _refuse_encrypted(package: Package) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in package.names and _ENCRYPTION in package.read(manifest):
        raise Unreadable(Reason.PASSWORD)


def _notes(body: "_Part", asides: tuple[Aside, ...]) -> list[Note]:
    notes = []
    if body.changed:
        notes.append(Note.TRACKED_CHANGES)
    if any(aside.kind in _NOTED for aside in asides):
        notes.append(Note.LEFT_ASIDE)
    if body.cut:
        notes.append(Note.ROWS_LEFT_OUT)
    return notes


@dataclass
class _Table:
    name: str
    rows: list[Row] = field(default_factory=list)
    cells: list[tuple[int, list[str]]] = field(default_factory=list)
    row: int = 0  # the number of the row, repeated ones counted
    column: int = 0
    times: int = 1  # how often the row stands there


class _Part(XmlStream):
    """The text of content.xml or styles.xml."""

    prefixes = ODF_PREFIXES
    broken = Reason.NOT_OPEN_DOCUMENT

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.paragraphs: list[str] = []
        self.asides: list[Aside] = []
        self.changed = self.cut = False
        self._lists = lists
        self._open: list[list[str]] = []
        self._apart: list[Apart] = []
        self._sinks: list[list[Line]] = [self.lines]
        self._tables: list[_Table] = []
        self._numbers = {"table": 0, "paragraph": 0}
        self._rows_taken = 0
        self._is_sheet = False
        self._cell_times = 1
        self.starts = {
            "office:spreadsheet": lambda _a: setattr(self, "_is_sheet", True),
            "text:p": self._start_paragraph,
            "text:h": self._start_paragraph,
            "text:list": lambda a: self._lists.enter(
                a.get("text:style-name", ""),
                goes_on=a.get("text:continue-numbering") == "true" or "text:continue-list" in a,
            ),
            "text:list-item": lambda a: self._lists.item(a.get("text:start-value", "")),
            "text:list-header": lambda _a: self._lists.header(),
            "text:tab": lambda _a: self._add("\t"),
            "text:line-break": lambda _a: self._add("\n"),
            "text:s": self._spaces,
            "text:changed-region": lambda _a: setattr(self, "changed", True),
            "table:table": self._start_table,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "office:binary-data": self.skip,
            "dc:creator": self.skip,
            "dc:date": self.skip,
            "text:note-citation": self.skip,
            **{name: self._starting(kind) for name, kind in _APART.items()},
        }
        self.ends = {
            "text:p": self._end_paragraph,
            "text:h": self._end_paragraph,
            "text:list": self._lists.leave,
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            **dict.fromkeys(_APART, self._end_apart),
        }

    def take(self, words: str) -> None:
        self._add(words if words.strip() else " " * bool(words))

    def _add(self, words: str) -> None:
        if self._open:
            self._open[-1].append(words)
            self.count(words)

    def _spaces(self, attributes: Attributes) -> None:
        self._add(" " * min(_whole(attributes, "text:c"), _MOST_SPACES))

    def _start_paragraph(self, _attributes: Attributes) -> None:
        self._open.append([])

    def _end_paragraph(self) -> None:
        text = "".join(self._open.pop())
        if self._apart:
            if text.strip():
                self.asides.append(Aside(self._apart[-1], text))
            return
        marker = self._lists.marker()
        if marker and (text.strip() or self._tables):
            text = f"{marker} {text.lstrip()}".rstrip()
        self._sinks[-1].append([(text, self._place())])
        self.paragraphs.append(text)

    def _place(self) -> Place:
        if self._tables:
            table = self._tables[0]
            return Place(table=self._numbers["table"], row=table.row, column=table.column + 1)
        self._numbers["paragraph"] += 1
        return Place(paragraph=self._numbers["paragraph"])

    def _starting(self, kind: Apart) -> Callable[[Attributes], None]:
        def start(_attributes: Attributes) -> None:
            self._apart.append(kind)
            self._open.append([])  # words outside its paragraphs belong to nobody
            self._lists.pause()

        return start

    def _end_apart(self) -> None:
        self._apart.pop()
        self._open.pop()
        self._lists.resume()

    def _start_table(self, attributes: Attributes) -> None:
        self._numbers["table"] += not self._tables
        self._tables.append(_Table(attributes.get("table:name", "")))

    def _start_row(self, attributes: Attributes) -> None:
        table = self._tables[-1]
        table.times = _whole(attributes, "table:number-rows-repeated")
        table.row += 1
        table.column = 0
        table.rows.append([])

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell_times = _whole(attributes, "table:number-columns-repeated")
        self._sinks.append([])

    def _end_cell(self) -> None:
        cell = self._sinks.pop()
        table = self._tables[-1]
        table.column += self._cell_times
        row = table.rows[-1]
        room = limits.SHEET_COLUMNS - len(row)
        row += [cell] * min(self._cell_times, max(0, room))
        self._cell_times = 1

    def _end_row(self) -> None:
        """A row that stands there many times is taken once, unless it has words and few times."""
        table = self._tables[-1]
        row = table.rows[-1]
        table.row += table.times - 1
        if not self._is_sheet or len(self._tables) > 1:
            return
        table.rows.pop()
        cells = ["\n".join(map(text_of, cell)) for cell in row]
        if not any(cells):
            return
        self._rows_taken += 1
        if self._rows_taken > limits.SHEET_ROWS:
            self.cut = True
            return
        cells = [cell[: limits.CELL_CHARACTERS] for cell in cells]
        table.cells.append((table.row - table.times + 1, cells))

    def _end_table(self) -> None:
        table = self._tables.pop()
        if self._is_sheet and not self._tables:
            self._sinks[-1].extend(sheet_lines(table.name, table.cells))
        else:
            self._sinks[-1].extend(table_lines(table.rows))


def _whole(attributes: Attributes, name: str) -> int:
    """A count of repetitions, 1 where it is not said."""
    value = attributes.get(name, "1")
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 9 else 1
