"""What comes in at the door: every form of file, and those that are refused."""

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships no types

from giaoban.records.tasks.importing.opening import MAX_BYTES, open_table
from giaoban.records.tasks.importing.tests.build import (
    HEADS,
    a_row,
    comma_separated,
    excel,
    saved,
    word,
)
from giaoban.records.tasks.importing.types import NumberedRow, TableUnreadable


def read(data: bytes) -> list[NumberedRow]:
    return list(open_table(data).rows)


def test_days_and_numbers_come_as_they_are_written() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(HEADS))
    sheet.append([1.0, "Việc", "Đơn vị", None, None, 12.5])

    assert read(saved(book)) == [(2, ["1", "Việc", "Đơn vị", "", "", "12.5"])]


def test_a_formula_counts_by_the_value_that_was_stored_and_never_computes() -> None:
    rows = read(excel([a_row("=1+1")]))

    assert rows[0][1][1] == ""  # nothing was stored with it


def test_a_cell_that_is_merged_downwards_speaks_for_each_of_its_rows() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADS, a_row("Việc một", "Cục A"), a_row("", "Cục B"), a_row("Việc ba")):
        sheet.append(list(row))
    sheet.merge_cells("B2:B3")

    assert [cells[1] for _number, cells in read(saved(book))] == ["Việc một", "Việc một", "Việc ba"]


def test_the_sheet_whose_headings_are_known_is_taken_and_hidden_ones_are_not() -> None:
    book = Workbook()
    book.worksheets[0].append(["Ghi chép", "linh", "tinh"])
    hidden, right = book.create_sheet("Ẩn"), book.create_sheet("Giao việc")
    hidden.sheet_state = "hidden"
    for sheet in (hidden, right):
        sheet.append(list(HEADS))
        sheet.append(a_row(sheet.title))

    opened = open_table(saved(book))

    assert opened.table.name == "Giao việc"
    assert [cells[1] for _number, cells in opened.rows] == ["Giao việc"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_comma_separated_files_are_read_whatever_parts_their_cells(separator: str) -> None:
    data = comma_separated([a_row("Việc; có, dấu")], separator=separator)

    assert read(data)[0][1][1] == "Việc; có, dấu"


def test_old_letters_of_a_spreadsheet_are_read() -> None:
    data = comma_separated([a_row()]).decode("utf-8-sig").encode("utf-16")

    assert read(data)[0][1][1] == "Rà soát số liệu khai thác quý II"


def a_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return file.getvalue()


def a_broken_workbook() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<nothing/>")
    return file.getvalue()


def with_entities() -> bytes:
    """A Word file whose text would grow without bound."""
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 12))
    document = (
        f'<!DOCTYPE d [<!ENTITY a0 "x">{layers}]><w:document xmlns:w="http://schemas.openxml'
        'formats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>'
        "&a11;</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", document)
    return file.getvalue()


@pytest.mark.parametrize(
    "made",
    [
        lambda: b"",
        lambda: b"  \n ",
        lambda: b"x" * (MAX_BYTES + 1),
        lambda: b"PK\x03\x04 and nothing more",
        lambda: b"\xd0\xcf\x11\xe0 an old file with a password",
        lambda: b"\x00\x01\x02",
        lambda: b"mot dong\nhai dong\n",
        a_bomb,
        a_broken_workbook,
        with_entities,
        lambda: word([]).replace(b"PK\x03\x04", b"PK\x03\x05", 1),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(made: Callable[[], bytes]) -> None:
    with pytest.raises(TableUnreadable) as refusal:
        read(made())

    assert str(refusal.value)


@pytest.mark.parametrize("marked", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_table_that_bears_a_secrecy_marking_is_refused(marked: str) -> None:
    with pytest.raises(TableUnreadable):
        read(excel([a_row()], above=[[marked], []]))


def test_work_about_secrecy_is_no_marking() -> None:
    assert read(excel([a_row("Tập huấn công tác bảo vệ bí mật nhà nước cho cán bộ")]))


def test_more_rows_than_a_table_may_have_are_refused_and_not_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("giaoban.records.tasks.importing.opening.limits.ROWS", 5)

    for data in (excel([a_row()] * 7), comma_separated([a_row()] * 7)):
        with pytest.raises(TableUnreadable):
            read(data)
