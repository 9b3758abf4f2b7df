"""The workbooks that are handed out: an empty sheet to fill, and the rows that were wrong."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships no types
from openpyxl.cell import Cell  # type: ignore[import-untyped]  # it ships no types
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]  # it ships no types
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]  # it ships no types
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]  # it ships no types
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]  # it ships no types
from openpyxl.writer.excel import save_workbook  # type: ignore[import-untyped]  # it ships no types

from giaoban.records.organisations.administration.selectors import Column, columns_of
from giaoban.records.organisations.administration.types import RowOutcome, SheetKind
from giaoban.records.organisations.types import Post, UnitKind

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LAST_ROW = 501
_HEAD = PatternFill("solid", fgColor="F0EEE9")


def empty_sheet(kind: SheetKind, *, units: Iterable[str]) -> bytes:
    """Headings, an example row in grey to be written over, and lists to choose from."""
    book = Workbook()
    sheet = _first(book, str(kind.label))
    columns = columns_of(kind)
    _head(sheet, columns)
    examples = _examples(kind)
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(row=2, column=place, value=examples.get(column.name, column.example))
        cell.font = Font(name="Arial", size=11, italic=True, color="777777")
    _offer(book, sheet, columns, _lists(kind, list(units)))
    return _written(book)


def wrong_rows(kind: SheetKind, rows: Iterable[RowOutcome]) -> bytes:
    """The rows that were refused as they were brought, and behind each what is wrong with it."""
    book = Workbook()
    sheet = _first(book, _("Wrong rows"))
    columns = columns_of(kind)
    _head(sheet, columns)
    for place, heading in enumerate((_("Row"), _("What is wrong")), start=len(columns) + 1):
        _dress(sheet.cell(row=1, column=place, value=heading))
    sheet.column_dimensions[get_column_letter(len(columns) + 2)].width = 70
    for line, outcome in enumerate(rows, start=2):
        texts = [outcome.row.of(column.name) for column in columns]
        for place, text in enumerate([*texts, "", " ".join(outcome.sentences)], start=1):
            _write(sheet, line, place, text)
        sheet.cell(row=line, column=len(columns) + 1, value=outcome.row.number)
    return _written(book)


def _first(book: Workbook, title: str) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    sheet.freeze_panes = "A2"
    return sheet


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """As text in any case: what begins with an equals sign is never computed."""
    cell = sheet.cell(row=row, column=column, value=text)
    cell.data_type = "s"


def _head(sheet: Worksheet, columns: Iterable[Column]) -> None:
    for place, column in enumerate(columns, start=1):
        mark = " *" if column.is_needed else ""
        _dress(sheet.cell(row=1, column=place, value=f"{column.heading}{mark}"))
        sheet.column_dimensions[get_column_letter(place)].width = column.width


def _dress(cell: "Cell | object") -> None:
    if isinstance(cell, Cell):
        cell.font = Font(name="Arial", size=11, bold=True)
        cell.fill = _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _examples(kind: SheetKind) -> dict[str, str]:
    if kind == SheetKind.UNITS:
        return {"kind": str(UnitKind.DEPARTMENT.label)}
    return {"post": str(Post.OFFICER.label)}


def _lists(kind: SheetKind, units: list[str]) -> dict[str, list[str]]:
    if kind == SheetKind.UNITS:
        return {"kind": [str(each.label) for each in UnitKind], "parent": units}
    return {"post": [str(each.label) for each in Post], "unit": units}


def _offer(
    book: Workbook, sheet: Worksheet, columns: Iterable[Column], lists: dict[str, list[str]]
) -> None:
    """Lists to choose from stand on a sheet of their own: names have commas and are many."""
    aside = book.create_sheet(_("Lists"))
    for place, column in enumerate(columns, start=1):
        if not lists.get(column.name):
            continue
        at = aside.max_column + 1 if aside["A1"].value else 1
        for line, words in enumerate([column.heading, *lists[column.name]], start=1):
            _write(aside, line, at, words)
        letter, last = get_column_letter(at), len(lists[column.name]) + 1
        choice = DataValidation(
            type="list",
            formula1=f"'{aside.title}'!${letter}$2:${letter}${last}",
            allow_blank=True,
            showErrorMessage=False,
        )
        sheet.add_data_validation(choice)
        own = get_column_letter(place)
        choice.add(f"{own}2:{own}{_LAST_ROW}")


def _written(book: Workbook) -> bytes:
    file = io.BytesIO()
    save_workbook(book, file)
    return file.getvalue()
