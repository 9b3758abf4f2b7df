"""Excel files (.xlsx): the cells of visible sheets, a row as a line, formulas by their values."""

import itertools
from collections.abc import Iterable, Sequence
from typing import TypedDict

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.apart import answers_of
from giaoban.kit.reader.opening.found import Apart, Aside, Found, Note
from giaoban.kit.reader.opening.package import opened_package
from giaoban.kit.reader.opening.places import Line, Place, written
from giaoban.kit.reader.opening.plain import modern
from giaoban.kit.reader.opening.refusals import Reason, Unreadable
from giaoban.kit.reader.opening.tables import cell_text

FEWEST_OF_A_TABLE = 3  # cells with words: from such a row on, a sheet is a table

Rows = Iterable[tuple[int, Sequence[str]]]


class _Answer(TypedDict, total=False):
    sheets: list[tuple[str, list[tuple[int, list[str]]]]]
    apart: list[str]
    cut: bool
    refused: str


def open_sheet(data: bytes) -> Found:
    """The text of an Excel file; Unreadable where it holds macros or costs too much."""
    with opened_package(data, Reason.NOT_SHEET) as package:
        if any(name.lower().endswith("vbaproject.bin") for name in package.names):
            raise Unreadable(Reason.MACROS)
    answer = _answer(data)
    lines = [line for name, rows in answer["sheets"] for line in sheet_lines(name, rows)]
    writing, notes = modern(written(lines))
    asides = tuple(Aside(Apart.MARGIN, text) for text in answer["apart"] if text.strip())
    cut = (Note.ROWS_LEFT_OUT,) if answer["cut"] else ()
    return Found(writing, asides=asides, notes=(*notes, *cut))


def _answer(data: bytes) -> _Answer:
    share = (
        *(limits.APART_MEMORY_BYTES, limits.APART_CPU_SECONDS),
        *(limits.SHEETS, limits.SHEET_ROWS, limits.SHEET_ROWS_SEEN),
        *(limits.SHEET_COLUMNS, limits.CELL_CHARACTERS),
    )
    answers: list[_Answer] = answers_of("sheet_process.py", data, share)
    if not answers:
        raise Unreadable(Reason.TOO_COSTLY)
    if "refused" in answers[0]:
        raise Unreadable(Reason(answers[0]["refused"]))
    return answers[0]


def sheet_lines(name: str, rows: Rows) -> list[Line]:
    """The lines of a sheet: first its titles, then from its first full row on a table.

    Every row of the table has all columns, so that one which only heads a group does not end it.
    """
    rows = [(number, [cell_text(cell.split("\n")) for cell in cells]) for number, cells in rows]
    used = [at for _number, cells in rows for at, cell in enumerate(cells) if cell]
    if not used:
        return []
    first, last = min(used), max(used)
    lines: list[Line] = []
    in_table = False
    for number, cells in rows:
        row = [*cells, *[""] * (last + 1 - len(cells))][first : last + 1]
        filled = sum(map(bool, row))
        in_table = in_table or filled >= FEWEST_OF_A_TABLE
        pieces = [
            (cell, Place(sheet=name, row=number, column=first + at + 1))
            for at, cell in enumerate(row)
        ]
        if in_table:
            lines.append(_parted(pieces))
        elif filled:
            lines += [[piece] for piece in pieces if piece[0]]
    return lines


def _parted(pieces: Line) -> Line:
    line = [pieces[0]]
    for before, piece in itertools.pairwise(pieces):
        line += [("\t", before[1]), piece]
    return line
