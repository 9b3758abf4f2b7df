"""The report of a reconciling as a workbook: both sides, what differs, what was decided."""

import io
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships no types
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]  # it ships no types
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]  # it ships no types
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]  # it ships no types
from openpyxl.writer.excel import save_workbook  # type: ignore[import-untyped]  # it ships no types

from giaoban.records.tasks.reconciling.pages import Both, Side

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = PatternFill("solid", fgColor="F0EEE9")
_BOLD = Font(name="Arial", size=11, bold=True)
_PLAIN = Font(name="Arial", size=11)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDTHS = (7, 50, 18, 30, 13, 20, 12, 50, 30, 13, 24, 9, 40, 22, 24)


def report(rows: Iterable[Both], only_here: Iterable[Side]) -> bytes:
    book = Workbook(write_only=True)
    heads = (
        *(_("Row"), _("Theirs: task"), _("Document"), _("Unit"), _("Deadline"), _("Status")),
        *(_("Number"), _("Ours: task"), _("Unit"), _("Deadline"), _("Status")),
        *(_("Likeness, %"), _("What differs"), _("Choice"), _("Decided by")),
    )
    _sheet(book, _("Both sides"), heads, map(_told, rows))
    of_ours = (_("Number"), _("Task"), _("Unit"), _("Deadline"), _("Status"))
    _sheet(book, _("Only here"), of_ours, (_side(each) for each in only_here))
    file = io.BytesIO()
    save_workbook(book, file)
    return file.getvalue()


def _told(both: Both) -> Iterator[str]:
    told, line = both.line.told, both.line
    yield str(line.number)
    yield told.get("title", "")
    yield told.get("symbol", "")
    yield both.unit
    yield f"{both.due_on:%d/%m/%Y}" if both.due_on else ""
    yield told.get("status", "")
    yield from _side(both.side) if both.side else [""] * 5
    yield str(line.score or "")
    yield "; ".join(f"{each.label}: {each.ours} / {each.theirs}" for each in both.differences)
    yield both.chosen or str(both.found.label)
    yield str(line.decided_by or "")


def _side(side: Side) -> list[str]:
    due_on = f"{side.due_on:%d/%m/%Y}" if side.due_on else ""
    return [side.task.number, side.task.title, side.unit, due_on, str(side.status.label)]


def _sheet(
    book: Workbook, title: str, heads: Sequence[str], table: Iterable[Iterable[str]]
) -> None:
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    widths = _WIDTHS if len(heads) == len(_WIDTHS) else (10, 60, 36, 13, 24)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, head, _BOLD, _HEAD) for head in heads])
    for row in table:
        sheet.append([_cell(sheet, text, _PLAIN) for text in row])


def _cell(sheet: object, text: str, font: Font, fill: PatternFill | None = None) -> object:
    """As text in any case: what begins with an equals sign is never computed."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.alignment = _WRAPPED
    cell.font = font
    if fill:
        cell.fill = fill
    return cell
