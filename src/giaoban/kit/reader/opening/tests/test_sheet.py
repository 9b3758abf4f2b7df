import zipfile
from io import BytesIO

import openpyxl  # type: ignore[import-untyped]  # it ships no types
import pytest

from giaoban.kit.reader import read
from giaoban.kit.reader.opening import Form, Note, Place, Reason, limits, open_file
from giaoban.kit.reader.opening.tests.build import a_zip
from giaoban.kit.reader.opening.tests.build_office import TASKS, an_xlsx
from giaoban.kit.reader.opening.tests.test_plain import refusal_of


def saved(book: openpyxl.Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_list_of_tasks_becomes_a_table_and_tells_its_cells() -> None:
    opened = open_file(an_xlsx(*TASKS))

    assert opened.text.split("\n") == [
        "DANH MỤC NHIỆM VỤ QUÝ II",
        "TT\tNội dung nhiệm vụ\tĐơn vị chủ trì\tThời hạn",
        "1\tXây dựng kế hoạch số hóa hồ sơ\tPhòng Một\t15/05/2020",
        "2\tRà soát danh mục thủ tục\tVăn phòng Sở\tTrước ngày 30/6/2020",
    ]
    assert opened.form is Form.SHEET
    at = opened.text.index("Phòng Một")
    assert opened.place_of(at) == Place(sheet="Nhiệm vụ", row=3, column=3)


def test_the_reader_finds_the_tasks_of_a_sheet() -> None:
    reading = read(open_file(an_xlsx(*TASKS)).text)

    assert [(item.lead, item.due) for item in reading.items] == [
        ("Phòng Một", "2020-05-15"),
        ("Văn phòng Sở", "2020-06-30"),
    ]


def test_a_row_that_heads_a_group_does_not_end_the_table() -> None:
    text = open_file(an_xlsx(*TASKS[:3], [None, "Nhóm hai"], TASKS[3])).text

    assert text.split("\n")[3] == "\tNhóm hai\t\t"
    assert len(read(text).items) == 2


def test_values_are_shown_as_sheets_show_them() -> None:
    book = openpyxl.load_workbook(BytesIO(an_xlsx(["a", 0.5, 3.0], ["một\nhai", 2.25, True])))
    book.active["B1"].number_format = "0%"

    assert open_file(saved(book)).text == "a\t50%\t3\nmột; hai\t2,25\tTrue"


def test_a_formula_is_read_by_its_value_and_never_as_a_formula() -> None:
    assert "SUM" not in open_file(an_xlsx(["Cộng", "=SUM(A1:A2)", "x"])).text


def test_a_hidden_sheet_is_not_read() -> None:
    book = openpyxl.load_workbook(BytesIO(an_xlsx(["a"])))
    hidden = book.create_sheet("danh mục")
    hidden["A1"] = "ẩn"
    hidden.sheet_state = "hidden"

    assert open_file(saved(book)).text == "a"


def test_rows_beyond_measure_are_left_out_and_noted() -> None:
    opened = open_file(an_xlsx(*(list[object]([at]) for at in range(limits.SHEET_ROWS + 2))))

    assert opened.text.count("\n") == limits.SHEET_ROWS - 1
    assert opened.notes == (Note.ROWS_LEFT_OUT,)


def test_a_cell_at_the_far_end_costs_little() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"] = "z"

    assert open_file(saved(book)).text == "a"


@pytest.mark.parametrize("where", ["cell", "comment", "header"])
def test_a_stamp_is_seen_wherever_excel_keeps_it(where: str) -> None:
    book = openpyxl.load_workbook(BytesIO(an_xlsx(["a"])))
    if where == "cell":
        book.active["C5"] = "MẬT"
    elif where == "comment":
        book.active["A1"].comment = openpyxl.comments.Comment("TỐI MẬT", "x")
    else:
        book.active.oddHeader.center.text = "MẬT"

    assert refusal_of(saved(book)) is Reason.SECRET


def with_member(name: str, content: bytes) -> bytes:
    """A sheet in which one member is another."""
    book = openpyxl.load_workbook(BytesIO(an_xlsx(["a"])))
    with zipfile.ZipFile(BytesIO(saved(book))) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    return a_zip(members | {name: content})


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "%b"><!ENTITY b "%b"><!ENTITY c "%b"><!ENTITY d "%b">]>'
    b"<worksheet><sheetData><row><c t='inlineStr'><is><t>&d;</t></is></c></row></sheetData>"
    b"</worksheet>"
) % (b"ha" * 500, b"&a;" * 500, b"&b;" * 500, b"&c;" * 500)


@pytest.mark.parametrize(
    ("data", "reasons"),
    [
        (with_member("xl/vbaProject.bin", b"macro"), {Reason.MACROS}),
        (with_member("xl/worksheets/sheet1.xml", b"<worksheet"), {Reason.NOT_SHEET}),
        (with_member("xl/worksheets/sheet1.xml", LAUGHS), {Reason.NOT_SHEET, Reason.TOO_COSTLY}),
        (a_zip({"xl/workbook.xml": b"<workbook/>"}), {Reason.NOT_SHEET}),
        (with_member("xl/a.xml", bytes(30 * 1024 * 1024)), {Reason.ZIP_BOMB}),
    ],
    ids=["macros", "broken", "entities", "hollow", "bomb"],
)
def test_a_sheet_that_cannot_be_read_is_refused(data: bytes, reasons: set[Reason]) -> None:
    assert refusal_of(data) in reasons


def test_a_sheet_by_its_name_alone_is_refused() -> None:
    assert refusal_of(b"words", name="a.xlsx") is Reason.NOT_SHEET
