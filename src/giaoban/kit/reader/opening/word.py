"""Word files (.docx): paragraphs and tables in their order, read as a stream of XML events.

No tree is built and nothing outside the document itself is unpacked, so hostile files cost little:
entities cannot expand because a document type is refused before any could be declared.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.found import Found
from giaoban.kit.reader.opening.plain import modern
from giaoban.kit.reader.opening.refusals import Reason, Unreadable

_WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_BODY = re.compile(r"word/document\d*\.xml")
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml")
_DIRECTORY_END = struct.Struct("<4s4H2LH")
_ENCRYPTED = 0x1
_DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError, struct.error),
    *(EOFError, KeyError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError),
)

# The head and the foot of a document are laid out in tables without being tables.
_LAYOUT = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Nơi nhận\s*:", re.IGNORECASE)
_ENDS_A_SENTENCE = (".", ";", ":", ",", "!", "?")


def open_word(data: bytes) -> Found:
    """The text of a .docx, one line for a paragraph or a row; page headers and notes stay out."""
    try:
        return _open(data)
    except _DAMAGE:
        raise Unreadable(Reason.NOT_WORD) from None


def _open(data: bytes) -> Found:
    _refuse_large_directory(data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        _refuse_bombs(members)
        bodies = [member for member in members if _BODY.fullmatch(member.filename)]
        if not bodies:
            raise Unreadable(Reason.NOT_WORD)
        body = _parsed(archive, bodies[0])
        margins = [
            _parsed(archive, member) for member in members if _MARGINS.fullmatch(member.filename)
        ]
    found = modern("\n".join(body.lines).strip("\n"))
    paragraphs = [line for part in (body, *margins) for line in part.paragraphs]
    return Found(found.text, aside="\n".join(paragraphs), notes=found.notes)


def _refuse_large_directory(data: bytes) -> None:
    """Refuse a list of members that is itself a bomb, before zipfile makes objects of it."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0:
        raise Unreadable(Reason.NOT_WORD)
    size = _DIRECTORY_END.unpack_from(data, at)[5]
    if size > limits.ZIP_DIRECTORY_BYTES:
        raise Unreadable(Reason.ZIP_BOMB)


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.ZIP_MEMBERS:
        raise Unreadable(Reason.ZIP_BOMB)
    if sum(member.file_size for member in members) > limits.UNZIPPED_BYTES:
        raise Unreadable(Reason.ZIP_BOMB)
    for member in members:
        large = member.file_size > limits.SMALL_MEMBER_BYTES
        if large and member.file_size > limits.UNZIPPED_RATIO * member.compress_size:
            raise Unreadable(Reason.ZIP_BOMB)


def _parsed(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> "_Part":
    if member.flag_bits & _ENCRYPTED:
        raise Unreadable(Reason.PASSWORD)
    with archive.open(member) as file:
        xml = file.read(limits.XML_BYTES + 1)
    if len(xml) > limits.XML_BYTES:
        raise Unreadable(Reason.ZIP_BOMB)
    part = _Part()
    part.parse(xml)
    return part


class _Part:
    """The text of one XML part: `lines` as they are read, `paragraphs` each by itself."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.paragraphs: list[str] = []
        self._characters = 0
        self._depth = 0
        self._skipped_from: int | None = None
        self._in_text = False
        self._runs: list[list[str]] = []
        self._sinks: list[list[str]] = [self.lines]
        self._tables: list[list[list[list[str]]]] = []
        self._starts: dict[str, Callable[[], None]] = {
            "p": lambda: self._runs.append([]),
            "t": lambda: self._set_in_text(inside=True),
            "tab": lambda: self._add("\t"),
            "br": lambda: self._add("\n"),
            "cr": lambda: self._add("\n"),
            "noBreakHyphen": lambda: self._add("-"),
            "tbl": lambda: self._tables.append([]),
            "tr": lambda: self._tables[-1].append([]),
            "tc": lambda: self._sinks.append([]),
            "txbxContent": lambda: self._sinks.append([]),
            "moveFrom": self._skip,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "t": lambda: self._set_in_text(inside=False),
            "tbl": lambda: self._sinks[-1].extend(_table_lines(self._tables.pop())),
            "tc": lambda: self._tables[-1][-1].append(self._sinks.pop()),
            # Boxes float beside the text: they are no part of it, only of `paragraphs`.
            "txbxContent": lambda: self._sinks.pop().clear(),
        }

    def parse(self, xml: bytes) -> None:
        """Read it all at once: fed in pieces, old versions of expat take quadratic time."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)  # noqa: FBT003 - the argument has no name

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.XML_DEPTH:
            raise Unreadable(Reason.NOT_WORD)
        if self._skipped_from is not None:
            return
        space, _, local = name.rpartition(" ")
        if space in _WORD and local in self._starts:
            self._starts[local]()
        elif space == _COMPATIBILITY and local == "Fallback":
            self._skip()  # an older picture of what was just read

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._skipped_from is not None:
            if self._depth < self._skipped_from:
                self._skipped_from = None
            return
        space, _, local = name.rpartition(" ")
        if space in _WORD and local in self._ends:
            self._ends[local]()

    def _text(self, words: str) -> None:
        if self._in_text and self._skipped_from is None:
            self._add(words)

    def _add(self, words: str) -> None:
        if self._runs:
            self._runs[-1].append(words)
            self._characters += len(words)
            if self._characters > limits.CHARACTERS:
                raise Unreadable(Reason.TOO_MUCH_TEXT)

    def _set_in_text(self, *, inside: bool) -> None:
        self._in_text = inside

    def _skip(self) -> None:
        self._skipped_from = self._depth

    def _end_paragraph(self) -> None:
        paragraph = "".join(self._runs.pop())
        self._sinks[-1].append(paragraph)
        self.paragraphs.append(paragraph)


def _refuse_doctype(*_about: object) -> None:
    raise Unreadable(Reason.NOT_WORD)


def _table_lines(rows: list[list[list[str]]]) -> list[str]:
    """A row as a line, its cells parted by tabs; a table that is mere layout as its paragraphs."""
    cells = [[line for line in cell if line.strip()] for row in rows for cell in row]
    if len(rows) == 1 or any(_LAYOUT.search(line) for cell in cells for line in cell):
        return [line for cell in cells for line in cell]
    return [line for row in rows for line in _row_lines(row)]


def _row_lines(row: list[list[str]]) -> list[str]:
    filled = [cell for cell in row if any(line.strip() for line in cell)]
    if len(filled) == 1:
        return [line for line in filled[0] if line.strip()]
    return ["\t".join(map(_cell_text, row))] if filled else []


def _cell_text(lines: list[str]) -> str:
    """The paragraphs of a cell as one piece of text; a semicolon parts those without a stop."""
    text = ""
    for line in filter(None, (" ".join(line.split()) for line in lines)):
        stop = "" if text.endswith(_ENDS_A_SENTENCE) else ";"
        text = f"{text}{stop} {line}" if text else line
    return text
