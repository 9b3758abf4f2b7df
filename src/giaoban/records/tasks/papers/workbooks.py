"""The tables of papers as Excel files; days are days, numbers are numbers, nothing is computed."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # it ships no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # it ships no types

from giaoban.kit.paper.task_papers import FollowUpRegister, OverdueList

Cell = str | int | date | None
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_HEAD_ROW = 3  # below title, day, and a row that is free
_A4 = 9


@dataclass(frozen=True)
class Column:
    heading: str
    width: float  # in digits, as Excel measures it


_FOLLOWED = (
    Column("Số đến", 12),
    Column("Tên loại, số, ký hiệu, ngày tháng và tác giả văn bản; nội dung giao", 60),
    Column("Đơn vị hoặc người nhận", 32),
    Column("Thời hạn giải quyết", 14),
    Column("Tiến độ giải quyết", 32),
    Column("Số, ký hiệu văn bản trả lời", 20),
    Column("Ghi chú", 24),
)
_LATE = (
    Column("TT", 6),
    Column("Đơn vị chủ trì", 34),
    Column("Số", 12),
    Column("Nhiệm vụ", 60),
    Column("Văn bản giao", 28),
    Column("Thời hạn ban đầu", 14),
    Column("Số ngày quá hạn ban đầu", 12),
    Column("Thời hạn hiện hành", 14),
    Column("Số ngày quá hạn hiện hành", 12),
    Column("Tình trạng", 26),
)


def register_workbook(register: FollowUpRegister) -> bytes:
    """The follow-up register in its seven columns."""
    rows = (
        (row.arrival, row.document, row.unit, row.deadline, row.progress, row.answer, row.note)
        for row in register.rows
    )
    title = f"Sổ theo dõi thực hiện nhiệm vụ {register.subject[:1].lower()}{register.subject[1:]}"
    return _workbook("Sổ theo dõi", title, register.as_of, _FOLLOWED, rows)


def overdue_workbook(overdue: OverdueList) -> bytes:
    """The overdue tasks, one row each with its unit, so that they can be sorted and filtered."""
    return _workbook("Quá hạn", overdue.subject, overdue.as_of, _LATE, _late_rows(overdue))


def _late_rows(overdue: OverdueList) -> Iterator[Sequence[Cell]]:
    place = 0
    for unit in overdue.units:
        for row in unit.rows:
            place += 1
            yield (
                place,
                unit.name,
                row.number,
                row.title,
                row.document,
                row.original_deadline,
                row.days_original,
                row.deadline,
                row.days,
                row.stage,
            )


def _workbook(
    sheet_name: str,
    title: str,
    as_of: date,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
) -> bytes:
    """One sheet on A4 across: its head repeated on every page, a filter over the columns."""
    written = io.BytesIO()
    # A text that begins with = or looks like an address stays the text it is.
    careful = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(written, careful) as book:
        looks = {
            "title": book.add_format({**_FONT, "bold": True, "font_size": 14}),
            "head": book.add_format(
                {**_FONT, "bold": True, "border": 1, "text_wrap": True, "align": "center"}
            ),
            "text": book.add_format({**_FONT, "border": 1, "text_wrap": True}),
            "day": book.add_format({**_FONT, "border": 1, "num_format": "dd/mm/yyyy"}),
            "number": book.add_format({**_FONT, "border": 1, "num_format": "#,##0"}),
        }
        sheet = book.add_worksheet(sheet_name)
        sheet.write_string(0, 0, title, looks["title"])
        sheet.write_string(1, 0, f"Đến hết ngày {as_of:%d/%m/%Y}", looks["title"])
        _head(sheet, columns, looks["head"])
        last = _HEAD_ROW
        for last, row in enumerate(rows, start=_HEAD_ROW + 1):
            _write(sheet, last, row, looks)
        sheet.autofilter(_HEAD_ROW, 0, last, len(columns) - 1)
    return written.getvalue()


def _head(sheet: Worksheet, columns: Sequence[Column], look: Format) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(_HEAD_ROW, place, column.heading, look)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")


def _write(sheet: Worksheet, line: int, row: Sequence[Cell], looks: dict[str, Format]) -> None:
    for place, value in enumerate(row):
        match value:
            case date():
                sheet.write_datetime(line, place, value, looks["day"])
            case int():
                sheet.write_number(line, place, value, looks["number"])
            case _:
                sheet.write_string(line, place, value or "", looks["text"])
