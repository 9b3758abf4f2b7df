"""The script that takes the cells out of an Excel sheet; `apart.py` says why it runs by itself.

Arguments: bytes of memory, seconds of processor, then the most sheets, rows with words, rows at
all, columns, and characters of a cell. It answers with one object: `{"sheets": [[name, [[row
number, [cell, …]], …]], …], "apart": [text, …], "cut": whether something was left out}`, or
`{"refused": why}` with the value of a Reason.
"""

import html
import json
import re
import resource
import sys
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, NamedTuple

import openpyxl  # type: ignore[import-untyped]  # it ships no types

# Page headers, comments and shapes, which openpyxl passes over when it only reads.
_MARGINS = re.compile(rb"<headerFooter[ >][\s\S]{0,20000}?</headerFooter>")
_APART = re.compile(r"xl/(?:comments|drawings/|threadedComments/)[^.]*\.xml")
_TAGS = re.compile(r"<[^>]{0,2000}>")
_PARAGRAPH_ENDS = re.compile(r"</(?:a:p|t|text|author|odd\w+|even\w+|first\w+)>")
_MARGIN_CODES = re.compile(r'&(?:[LCRPNDTFAGSXYBIUEOH]|"[^"]*"|\d+|K[0-9A-F]{6})')
_PART_BYTES = 40 * 1024 * 1024
_HEAD_AND_TAIL = 200_000


class Most(NamedTuple):
    """How much is taken at most."""

    sheets: int
    rows: int
    seen: int
    columns: int
    characters: int


def cells_of(data: bytes, most: Most) -> dict[str, object]:
    """What the script answers about `data`."""
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        taker = _Taker(most)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        found = [[sheet.title, list(taker.rows(sheet))] for sheet in sheets[: most.sheets]]
        apart = list(_texts_apart(data))
    except MemoryError:
        raise
    except Exception:  # whatever openpyxl meets in a damaged file
        return {"refused": "not-sheet"}
    return {
        "sheets": found,
        "apart": apart,
        "cut": taker.cut or len(sheets) > most.sheets,
    }


class _Taker:
    """Takes rows with words until there are enough of them, over all sheets."""

    def __init__(self, most: Most) -> None:
        self._most = most
        self._taken = self._seen = 0
        self.cut = False

    def rows(self, sheet: Any) -> Iterator[list[object]]:
        for row in sheet.iter_rows(max_col=self._most.columns):
            self._seen += 1
            if self._taken >= self._most.rows or self._seen > self._most.seen:
                self.cut = True
                return
            cells = [_shown(cell.value, cell.number_format or "") for cell in row]
            if any(cells):
                self._taken += 1
                number = next(cell.row for cell in row if cell.value is not None)
                yield [number, [cell[: self._most.characters] for cell in cells]]


def _shown(value: object, form: str) -> str:
    """A value as the sheet shows it, days as offices write them."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return _number(value * 100) + "%" if "%" in form else _number(value)
    return str(value).strip()


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")


def _texts_apart(data: bytes) -> Iterator[str]:
    """The words of page headers, comments and shapes, for whoever looks for a stamp in them."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if _APART.fullmatch(name):
                yield _words(_read(archive, name).decode("utf-8", "replace"))
            elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
                # They stand behind the cells.
                for found in _MARGINS.finditer(_read(archive, name)[-_HEAD_AND_TAIL:]):
                    yield _MARGIN_CODES.sub("\n", _words(found[0].decode("utf-8", "replace")))


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(_PART_BYTES)


def _words(xml: str) -> str:
    return html.unescape(_TAGS.sub("", _PARAGRAPH_ENDS.sub("\n", xml)))


def main(arguments: list[str]) -> None:
    memory, seconds, *most = map(int, arguments)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")  # openpyxl tells of every style it does not know
    answer = cells_of(sys.stdin.buffer.read(), Most(*most))
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
