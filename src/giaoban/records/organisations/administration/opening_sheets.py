"""A sheet that was brought, read into rows of words: Excel (.xlsx) or CSV, within bounds.

A cell that computes something counts by the value that the spreadsheet last stored with it.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it ships no types
from django.utils.translation import gettext as _

from giaoban.records.organisations.administration.columns import columns_of, headed
from giaoban.records.organisations.administration.types import (
    SheetKind,
    SheetRow,
    SheetUnreadable,
)

MAX_BYTES = 5_000_000
MAX_ROWS = 500
MAX_ROWS_SEEN = 20_000  # empty ones too
MAX_COLUMNS = 40
MAX_CELL = 500
HEADING_ROWS = 15  # a title and notes may stand above the headings

_UNZIPPED = 60_000_000
_MEMBERS = 500
_RATIO = 250
_SMALL = 1_000_000
_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"
# All that zipfile and openpyxl raise on a damaged file.
_DAMAGE = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    OSError,
    SyntaxError,
    RuntimeError,
    EOFError,
    NotImplementedError,
    AttributeError,
    IndexError,
)


def open_sheet(*, kind: SheetKind, data: bytes) -> list[SheetRow]:
    """The rows below the headings that hold any words. Raises SheetUnreadable."""
    if len(data) > MAX_BYTES:
        raise SheetUnreadable(_("It is larger than 5 MB."))
    if not data.strip():
        raise SheetUnreadable(_("It is empty."))
    if data.startswith(_OLD):
        raise SheetUnreadable(_("It is an old Excel file or has a password: save it as .xlsx."))
    lines = _of_excel(data) if data.startswith(_ZIP) else _of_csv(data)
    return _rows(kind, enumerate(lines, start=1))


def _rows(kind: SheetKind, lines: Iterator[tuple[int, list[str]]]) -> list[SheetRow]:
    places = _headings(kind, islice(lines, HEADING_ROWS))
    rows: list[SheetRow] = []
    for number, cells in lines:
        told = {places[at]: text for at, text in enumerate(cells) if at in places and text}
        if not told:
            continue
        if len(rows) == MAX_ROWS:
            words = _("It has more than %(rows)d rows: divide it.") % {"rows": MAX_ROWS}
            raise SheetUnreadable(words)
        rows.append(SheetRow(number, told))
    if not rows:
        raise SheetUnreadable(_("It has headings, but no row below them."))
    return rows


def _headings(kind: SheetKind, lines: Iterator[tuple[int, list[str]]]) -> dict[int, str]:
    """Where each column stands; the lines up to the headings are used up."""
    needed = {column.name: column.heading for column in columns_of(kind) if column.is_needed}
    missing: list[str] = list(needed.values())
    for _number, cells in lines:
        places = headed(kind, cells)
        lacking = [needed[name] for name in needed if name not in places.values()]
        if not lacking:
            return places
        if len(lacking) < len(missing):
            missing = lacking
    words = _("These headings are missing: %(headings)s.") % {"headings": ", ".join(missing)}
    raise SheetUnreadable(words)


# Excel


def _of_excel(data: bytes) -> Iterator[list[str]]:
    _refuse_bombs(data)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheet = book.worksheets[0]
        # What the file says of its own size is not to be believed.
        sheet.reset_dimensions()
        seen = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
        lines = [[_words(cell) for cell in row] for row in islice(seen, MAX_ROWS_SEEN)]
    except _DAMAGE:
        raise SheetUnreadable(_("It is no Excel file that can be read.")) from None
    return iter(lines)


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except _DAMAGE:
        raise SheetUnreadable(_("It is no Excel file that can be read.")) from None
    swollen = any(each.file_size > max(_SMALL, _RATIO * each.compress_size) for each in members)
    if swollen or len(members) > _MEMBERS or sum(each.file_size for each in members) > _UNZIPPED:
        raise SheetUnreadable(_("Unpacked it would be far larger than a sheet is."))


def _words(cell: Any) -> str:
    """A cell as text; days as 2020-07-02, whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())[:MAX_CELL]


# CSV


def _of_csv(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    if "\0" in text:
        raise SheetUnreadable(_("It is neither an Excel file (.xlsx) nor a CSV file."))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        return iter([_line(line) for line in islice(lines, MAX_ROWS_SEEN)])
    except csv.Error:
        raise SheetUnreadable(_("It is no CSV file that can be read.")) from None


def _line(cells: Sequence[str]) -> list[str]:
    # A sign that stops a spreadsheet from computing a cell is no part of its words.
    return [_words(cell.removeprefix("'")) for cell in cells[:MAX_COLUMNS]]


def _decoded(data: bytes) -> str:
    encodings: Iterable[str] = ("utf-8-sig", "cp1258")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable(_("Its letters cannot be read: save it as CSV UTF-8."))


def _separator(text: str) -> str:
    start = text[:10_000]
    return max(";\t,", key=start.count)
