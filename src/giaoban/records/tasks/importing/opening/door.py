"""The one door through which a table comes in: its form found, its headings looked for."""

import csv
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from giaoban.kit.office.converting import OfficeFailed, OfficeMissing, convert
from giaoban.kit.vntext.secrecy import secrecy_marking
from giaoban.records.tasks.importing.columns import looks_like_heads
from giaoban.records.tasks.importing.opening import limits
from giaoban.records.tasks.importing.types import NumberedRow, Table, TableUnreadable

MAX_BYTES = limits.BYTES
MAX_ROWS = limits.ROWS

_SCRIPT = Path(__file__).with_name("table_process.py")
_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"
_OLD_EXCEL = "Workbook".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_FEWEST_HEADS = 3
_DAMAGE = (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, EOFError)
csv.field_size_limit(limits.CELL * 4)


@dataclass(frozen=True)
class OpenTable:
    """A table whose headings are known; `rows` gives those below them that hold words, once."""

    table: Table
    rows: Iterator[NumberedRow]


def open_table(data: bytes) -> OpenTable:
    """The first table of the file whose headings are known, else the first one.

    Rows come as they are read, so that a large file takes no more memory than a small one.
    Raises TableUnreadable, while reading too.
    """
    if len(data) > limits.BYTES:
        raise TableUnreadable(_("It is larger than 20 MB."))
    if not data.strip():
        raise TableUnreadable(_("It is empty."))
    if data.startswith(_OLD):
        data = _modern(data)
    return _of_package(data) if data.startswith(_ZIP) else _of_csv(data)


def _below(rows: Iterable[NumberedRow], heads_row: int) -> Iterator[NumberedRow]:
    """The rows below the headings, squeezed; refused where one bears a secrecy marking."""
    for number, cells in rows:
        squeezed = [" ".join(cell.split()) if "\n" not in cell else cell for cell in cells]
        if any(cell and secrecy_marking(cell) for cell in squeezed):
            raise _secret()
        if number > heads_row:
            yield number, squeezed


def _secret() -> TableUnreadable:
    return TableUnreadable(
        _("It bears a secrecy marking; what is secret is not kept here, and nothing was.")
    )


def _heads_among(rows: Sequence[NumberedRow]) -> int | None:
    """The number of the row that names the columns, if one does."""
    return next((number for number, cells in rows if looks_like_heads(cells)), None)


def _likely_heads(rows: Sequence[NumberedRow]) -> int | None:
    """The first row with several words in it, where no heading is known."""
    return next(
        (number for number, cells in rows if sum(map(bool, cells)) >= _FEWEST_HEADS),
        None,
    )


def _table(name: str, rows: Sequence[NumberedRow]) -> Table:
    row = _heads_among(rows) or _likely_heads(rows)
    if row is None:
        raise TableUnreadable(_("No table of at least three columns was found in it."))
    heads = next(cells for number, cells in rows if number == row)
    return Table(name, row, tuple(" ".join(head.split())[:200] for head in heads))


# Excel and Word


def _of_package(data: bytes) -> OpenTable:
    _refuse_bombs(data)
    tables = _first_rows(data)
    if not tables:
        raise TableUnreadable(_("It holds no table."))
    chosen = next((at for at, (_n, rows) in enumerate(tables) if _heads_among(rows)), 0)
    table = _table(*tables[chosen])
    return OpenTable(table, _below(_rows_of(data, chosen), table.heads_row))


def _first_rows(data: bytes) -> list[tuple[str, list[NumberedRow]]]:
    tables: list[tuple[str, list[NumberedRow]]] = []
    for said in _answers(data, wanted=-1):
        if isinstance(said, dict):
            tables += [(said["table"], [])] if "table" in said else []
        else:
            tables[-1][1].append((said[0], said[1]))
    return tables


def _rows_of(data: bytes, number: int) -> Iterator[NumberedRow]:
    for said in _answers(data, wanted=number):
        if isinstance(said, list):
            yield said[0], said[1]
        elif "cut" in said:
            raise _too_long()


def _too_long() -> TableUnreadable:
    return TableUnreadable(_("It has more than %(rows)s rows: divide it.") % {"rows": limits.ROWS})


def _answers(data: bytes, *, wanted: int) -> Iterator[dict[str, str] | list]:  # type: ignore[type-arg]  # JSON
    """What the script says, line by line, from a file on the disk and not from memory."""
    share = (
        *(limits.MEMORY, limits.CPU_SECONDS, wanted, limits.HEAD_ROWS),
        *(limits.TABLES, limits.ROWS, limits.ROWS_SEEN, limits.COLUMNS, limits.CELL),
        *(limits.CHARACTERS, limits.MERGES),
    )
    command = [sys.executable, "-I", str(_SCRIPT), *map(str, share)]
    with tempfile.TemporaryFile() as told:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
                command,
                input=data,
                stdout=told,
                stderr=subprocess.DEVNULL,
                timeout=limits.WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _too_costly() from None
        if done.returncode:
            raise _too_costly()
        told.seek(0)
        for line in told:
            said = json.loads(line)
            if isinstance(said, dict) and "refused" in said:
                raise TableUnreadable(_("It is neither an Excel nor a Word file that can be read."))
            yield said


def _too_costly() -> TableUnreadable:
    return TableUnreadable(_("Opening it takes more time or memory than a table may."))


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except _DAMAGE:
        raise TableUnreadable(
            _("It is neither an Excel nor a Word file that can be read.")
        ) from None
    swollen = any(
        each.file_size > max(limits.SMALL, limits.RATIO * each.compress_size) for each in members
    )
    whole = sum(each.file_size for each in members)
    if swollen or len(members) > limits.MEMBERS or whole > limits.UNZIPPED:
        raise TableUnreadable(_("Unpacked it would be far larger than a table is."))


def _modern(data: bytes) -> bytes:
    """A file of Excel or Word 97 in today's form, by the office where there is one."""
    if _OLD_EXCEL in data:
        source, target = "xls", "xlsx"
    elif _OLD_WORD in data:
        source, target = "doc", "docx"
    else:
        raise TableUnreadable(_("It has a password or is of no known form: save it as .xlsx."))
    try:
        return convert(data, source=source, target=target)
    except (OfficeMissing, OfficeFailed):
        raise TableUnreadable(_("It is an old file that did not open: save it as .xlsx.")) from None


# CSV


def _of_csv(data: bytes) -> OpenTable:
    text = _decoded(data)
    first = list(islice(_lines(text), limits.HEAD_ROWS))
    table = _table("CSV", first)
    return OpenTable(table, _bounded(_below(_lines(text), table.heads_row)))


def _bounded(rows: Iterable[NumberedRow]) -> Iterator[NumberedRow]:
    for count, row in enumerate(rows):
        if count >= limits.ROWS:
            raise _too_long()
        yield row


def _lines(text: str) -> Iterator[NumberedRow]:
    """The rows with words. A sign that stops a spreadsheet from computing is no part of them."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for number, line in enumerate(lines, start=1):
            cells = [
                cell.removeprefix("'").strip()[: limits.CELL] for cell in line[: limits.COLUMNS]
            ]
            if any(cells):
                yield number, cells
    except csv.Error:
        raise TableUnreadable(_("It is no CSV file that can be read.")) from None


def _decoded(data: bytes) -> str:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1258"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise TableUnreadable(_("It is neither an Excel, nor a Word, nor a CSV file."))


def _separator(text: str) -> str:
    start = text[:10_000]
    return max(";\t,", key=start.count)
