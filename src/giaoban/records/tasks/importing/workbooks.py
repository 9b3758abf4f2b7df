"""The workbooks that are handed out: the table to fill, and the rows that were wrong."""

import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships no types
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]  # it ships no types
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]  # it ships no types
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]  # it ships no types
from openpyxl.writer.excel import save_workbook  # type: ignore[import-untyped]  # it ships no types

from giaoban.records.tasks.importing.columns import OFFERED
from giaoban.records.tasks.importing.models import Row

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = PatternFill("solid", fgColor="F0EEE9")
_BOLD = Font(name="Arial", size=11, bold=True)
_GREY = Font(name="Arial", size=11, italic=True, color="777777")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def table_to_fill(*, units: Iterable[str]) -> bytes:
    """Headings with a grey example row to be written over, and the names of the units beside."""
    heads = [f"{each.heading} *" if each.is_needed else each.heading for each in OFFERED]
    book = Workbook(write_only=True)
    _sheet(
        book,
        _("Tasks"),
        heads,
        [[each.example for each in OFFERED]],
        widths=[each.width for each in OFFERED],
        font=_GREY,
    )
    _sheet(book, _("Units"), [_("Unit")], ([name] for name in units), widths=[60])
    return _written(book)


def wrong_rows(heads: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The rows as they were brought, and behind each what is wrong with it."""
    book = Workbook(write_only=True)
    table = (
        [*_padded(row.cells, len(heads)), str(row.number), " ".join([*row.problems, *row.remarks])]
        for row in rows
    )
    widths = [*([22] * len(heads)), 8, 70]
    _sheet(book, _("Wrong rows"), [*heads, _("Row"), _("What is wrong")], table, widths=widths)
    return _written(book)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))][:width]


def _sheet(
    book: Workbook,
    title: str,
    heads: Sequence[str],
    table: Iterable[Sequence[str]],
    *,
    widths: Sequence[int],
    font: Font | None = None,
) -> None:
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, head, _BOLD, _HEAD) for head in heads])
    for row in table:
        sheet.append([_cell(sheet, text, font) for text in row])


def _cell(
    sheet: object, text: str, font: Font | None = None, fill: PatternFill | None = None
) -> object:
    """As text in any case: what begins with an equals sign is never computed."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.alignment = _WRAPPED
    if font:
        cell.font = font
    if fill:
        cell.fill = fill
    return cell


def _written(book: Workbook) -> bytes:
    file = io.BytesIO()
    save_workbook(book, file)
    return file.getvalue()
