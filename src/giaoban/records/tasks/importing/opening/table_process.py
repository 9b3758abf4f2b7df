"""The script that takes the rows out of an Excel or Word file, in a process of its own.

It runs apart so that a small hostile file takes no more than its share. Arguments: bytes of memory,
seconds of processor, then the number of the table wanted (-1: the first rows of each), and the most
tables, rows, rows at all, columns, characters of a cell, characters of all, merges. It answers in
lines of JSON: `{"table": name}`, then `[row number, [cell, …]]`; `{"cut": true}` where there was
more, `{"refused": true}` where the file is damaged.
"""

import json
import re
import resource
import sys
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import IO, Any, NamedTuple
from xml.etree import ElementTree

import openpyxl  # type: ignore[import-untyped]  # it ships no types

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_DAY_ONLY = time()
_AT_ONCE = 1024 * 1024

Row = tuple[int, list[str]]


class Most(NamedTuple):
    """How much is taken at most."""

    tables: int
    rows: int
    seen: int
    columns: int
    cell: int
    characters: int
    merges: int


def main(arguments: list[str]) -> None:
    memory, seconds, wanted, heads, *most = map(int, arguments)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")  # openpyxl tells of every style it does not know
    try:
        _tell(sys.stdin.buffer.read(), wanted, heads, Most(*most))
    except MemoryError:
        raise
    except Exception:  # whatever is met in a damaged file
        _say({"refused": True})


def _tell(data: bytes, wanted: int, heads: int, most: Most) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        is_word = "word/document.xml" in archive.namelist()
    tables = _of_word(data, most) if is_word else _of_excel(data, most)
    for number, (name, rows) in enumerate(tables):
        if number >= most.tables or number > wanted >= 0:
            break
        if wanted in {-1, number}:
            _say({"table": name})
            _tell_rows(rows, Most(*most)._replace(rows=heads) if wanted < 0 else most, wanted)
        else:
            for _row in rows:
                pass


def _tell_rows(rows: Iterable[Row], most: Most, wanted: int) -> None:
    told = characters = 0
    for number, cells in rows:
        if not any(cells):
            continue
        if told >= most.rows:
            if wanted >= 0:
                _say({"cut": True})
                return
            continue  # of a Word file the rest has to be passed by
        told += 1
        used = max(place for place, cell in enumerate(cells) if cell) + 1
        kept = [cell[: most.cell] for cell in cells[: min(used, most.columns)]]
        characters += sum(map(len, kept))
        if characters > most.characters:
            _say({"cut": True})
            return
        _say([number, kept])


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


# Excel


def _of_excel(data: bytes, most: Most) -> Iterator[tuple[str, Iterator[Row]]]:
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            # What the file says of its own size is not to be believed.
            sheet.reset_dimensions()
            merges = _merges(data, sheet._worksheet_path, most)  # noqa: SLF001 - has no public name
            yield sheet.title, _spread(_cells(sheet, most), merges)


def _cells(sheet: Any, most: Most) -> Iterator[Row]:
    rows = sheet.iter_rows(max_col=most.columns, max_row=most.seen, values_only=True)
    for number, values in enumerate(rows, start=1):
        yield number, [_shown(value) for value in values]


def _shown(value: object) -> str:
    """A value as text: days as 2020-07-31, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return day if value.time() == _DAY_ONLY else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _merges(data: bytes, path: str, most: Most) -> dict[int, list[tuple[int, int]]]:
    """Cells merged downwards, by first row: the column counted from 0 and the last row."""
    found: dict[int, list[tuple[int, int]]] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(path) as xml:
        for count, match in enumerate(_matches(xml)):
            if count >= most.merges:
                break
            first, last = int(match[2]), int(match[4])
            if first < last:
                found.setdefault(first, []).append((_place(match[1]), last))
    return found


def _matches(xml: IO[bytes]) -> Iterator["re.Match[bytes]"]:
    rest = b""
    while piece := xml.read(_AT_ONCE):
        text = rest + piece
        end = 0
        for match in _MERGE.finditer(text):
            end = match.end()
            yield match
        rest = text[max(end, len(text) - 100) :]


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _spread(rows: Iterable[Row], merges: dict[int, list[tuple[int, int]]]) -> Iterator[Row]:
    """Every row with what a cell merged over it says. Merged sidewards, a cell is said once."""
    running: dict[int, tuple[int, str]] = {}
    for number, cells in rows:
        for place, (last, words) in list(running.items()):
            if number > last:
                del running[place]
            elif place < len(cells) and not cells[place]:
                cells[place] = words
        for place, last in merges.get(number, ()):
            if place < len(cells) and cells[place]:
                running[place] = (last, cells[place])
        yield number, cells


# Word


def _of_word(data: bytes, most: Most) -> Iterator[tuple[str, Iterator[Row]]]:
    with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("word/document.xml") as xml:
        depth = number = 0
        for event, element in ElementTree.iterparse(xml, events=("start", "end")):  # noqa: S314 - bounded apart
            if element.tag == f"{_W}tbl":
                depth += 1 if event == "start" else -1
                if event == "end" and not depth:
                    number += 1
                    yield str(number), _word_rows(element, most)
                    element.clear()
            elif event == "end" and not depth:
                element.clear()


def _word_rows(table: "ElementTree.Element[str]", most: Most) -> Iterator[Row]:
    above: dict[int, str] = {}
    for number, row in enumerate(table.findall(f"{_W}tr"), start=1):
        cells: list[str] = []
        for cell in row.findall(f"{_W}tc"):
            words = _cell_words(cell)
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            place = len(cells)
            if merged is not None and merged.get(f"{_W}val") != "restart":
                words = words or above.get(place, "")
            above[place] = words
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            wide = int(span.get(f"{_W}val", "1")) if span is not None else 1
            cells += [words, *[""] * (min(wide, most.columns) - 1)]
        yield number, cells[: most.columns]


def _cell_words(cell: "ElementTree.Element[str]") -> str:
    paragraphs = (
        "".join(
            " " if each.tag in {f"{_W}tab", f"{_W}br"} else each.text or ""
            for each in paragraph.iter()
            if each.tag in {f"{_W}t", f"{_W}tab", f"{_W}br"}
        )
        for paragraph in cell.iter(f"{_W}p")
    )
    return "\n".join(words.strip() for words in paragraphs if words.strip())


if __name__ == "__main__":
    main(sys.argv[1:])
