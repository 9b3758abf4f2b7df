"""Tables for spreadsheets, in which no cell is computed: as Excel files, and as lines of text.

The text has UTF-8 with its mark and semicolons: so a spreadsheet set to Vietnamese opens it without
being asked.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Iterable[Sequence[object]]) -> Iterator[str]:
    """The table as the lines of a file, written while they are read."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    for row in table:
        writer.writerow([_safe(cell) for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _safe(cell: object) -> str:
    """A cell that a spreadsheet shows and never computes."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


_WIDEST = 60  # letters; a longer cell wraps
_NARROWEST = 8


def as_excel(table: Iterable[Sequence[object]], *, title: str) -> bytes:
    """The table as an Excel file of one sheet, its first row the head: fixed, and with filters.

    Numbers stay numbers and days stay days; a text is never taken for a formula or an address.
    """
    rows = [list(row) for row in table]
    file = io.BytesIO()
    taken_as_text = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, {"in_memory": True, **taken_as_text})
    sheet = book.add_worksheet(_sheet_name(title))
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(place, column, value, day)
            else:
                told = value if isinstance(value, int | float) else str(value)
                sheet.write(place, column, told, cell if place else head)
    for column, cells in enumerate(zip(*rows, strict=False)):
        longest = max(len(str(value)) for value in cells)
        sheet.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows) - 1, max(len(rows[0]) - 1, 0))
    book.close()
    return file.getvalue()


def _sheet_name(title: str) -> str:
    """As Excel allows it: 31 letters, without those that stand in references."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)[:31].strip() or "1"
