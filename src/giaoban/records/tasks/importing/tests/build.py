"""Builders of tables, as the bytes of the files that people bring, and of batches of them."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from docx import Document as WordFile
from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships no types

from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.importing import services
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.tests.build import a_clerk, at

DAY = date(2020, 7, 2)
HEADS = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Ngày giao")
Table = Sequence[Sequence[object]]


def units() -> tuple[Unit, Unit]:
    return a_unit(name="Vụ Kế hoạch và Khai thác"), a_unit(name="Cục Đo lường Mỏ")


def excel(rows: Table, *, heads: Sequence[str] = HEADS, above: Table = ()) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (*above, heads, *rows):
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def word(rows: Table, *, heads: Sequence[str] = HEADS) -> bytes:
    file = WordFile()
    file.add_paragraph("Bảng theo dõi nhiệm vụ")
    table = file.add_table(rows=0, cols=len(heads))
    for row in (heads, *rows):
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=False):
            cell.text = "" if value is None else str(value)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def comma_separated(rows: Table, *, heads: Sequence[str] = HEADS, separator: str = ";") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows((heads, *rows))
    return text.getvalue().encode("utf-8-sig")


def a_row(
    title: str = "Rà soát số liệu khai thác quý II",
    lead: str = "Vụ Kế hoạch và Khai thác",
    *,
    coordinating: str = "",
    due: object = "31/07/2020",
    assigned_on: object = "01/07/2020",
    number: object = 1,
) -> list[object]:
    return [number, title, lead, coordinating, due, assigned_on]


def rows(count: int, *, lead: str = "Vụ Kế hoạch và Khai thác") -> list[list[object]]:
    return [
        a_row(f"Rà soát số liệu khai thác của mỏ số {at}", lead, number=at)
        for at in range(1, count + 1)
    ]


def a_batch(data: bytes, *, clerk: User | None = None, name: str = "giao-viec.xlsx") -> Batch:
    """A table that was brought and checked."""
    clerk = clerk or a_clerk()
    batch = services.bring_table(actor=clerk, data=data, file_name=name, now=at(DAY))
    return services.check_now(actor=clerk, batch_id=batch.pk, now=at(DAY))


def imported(batch: Batch) -> Batch:
    """The batch once its job has been done."""
    services.start_import(actor=batch.brought_by, batch_id=batch.pk, now=at(DAY))
    services.import_rows(batch_id=batch.pk)
    batch.refresh_from_db()
    return batch


def states(batch: Batch) -> list[str]:
    return list(Row.objects.filter(batch=batch).order_by("number").values_list("state", flat=True))


def row_of(batch: Batch, place: int = 0) -> Row:
    return Row.objects.filter(batch=batch).order_by("number")[place]
