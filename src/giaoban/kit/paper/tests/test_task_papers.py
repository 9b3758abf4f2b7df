"""Slip, register and list of the overdue, measured in the file that Word opens."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import docx
import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from giaoban.kit.office import find_office
from giaoban.kit.paper.building.__main__ import SHEETS
from giaoban.kit.paper.checking import Reason, check_template
from giaoban.kit.paper.fields import Paper
from giaoban.kit.paper.pdf import to_pdf
from giaoban.kit.paper.samples import (
    ASSIGNMENT_SLIP,
    FOLLOW_UP_REGISTER,
    OVERDUE_LIST,
    TEMPLATES,
    sample_for,
)
from giaoban.kit.paper.task_papers import (
    AssignmentSlip,
    FollowUpRegister,
    LateRow,
    LateUnit,
    OverdueList,
    SlipShare,
)
from giaoban.kit.paper.tests.build import a_template
from giaoban.kit.paper.word import sealed, shipped_template, write_word

CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
LONG_NAME = "Trung tâm Kiểm định, Đánh giá và Chứng nhận Thiết bị Đo lường Vô tuyến khu vực IV"
DAY = date(2020, 6, 30)


def a_slip() -> AssignmentSlip:
    slip = sample_for(ASSIGNMENT_SLIP)
    assert isinstance(slip, AssignmentSlip)
    return replace(slip, number=5, on=DAY)


def a_register() -> FollowUpRegister:
    register = sample_for(FOLLOW_UP_REGISTER)
    assert isinstance(register, FollowUpRegister)
    return register


def a_late_row(title: str = "Rà soát kho số đo lường") -> LateRow:
    return LateRow("NV-0655", title, "12/TB-CQ", date(2020, 6, 1), 29, date(2020, 6, 20), 10, "")


def an_overdue_list(*units: LateUnit) -> OverdueList:
    overdue = sample_for(OVERDUE_LIST)
    assert isinstance(overdue, OverdueList)
    return replace(overdue, units=units or (LateUnit("Vụ A", (a_late_row(),)),))


def opened(paper: Paper) -> Document:
    return docx.Document(io.BytesIO(write_word(paper)))


@pytest.mark.parametrize("name", TEMPLATES.values())
def test_each_shipped_template_is_what_its_builder_builds_and_fills(name: str) -> None:
    assert shipped_template(name) == sealed(SHEETS[name])
    assert check_template(shipped_template(name), like=sample_for(name)) == []


def test_a_slip_stands_upright_with_the_margins_of_the_official_sample() -> None:
    assert margins(opened(a_slip())) == [210, 297, 35, 20, 25, 20]


@pytest.mark.parametrize("name", [FOLLOW_UP_REGISTER, OVERDUE_LIST])
def test_wide_tables_stand_across_within_the_margins_that_are_allowed(name: str) -> None:
    document = opened(sample_for(name))

    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    width, height, left, right, top, bottom = margins(document)
    assert (width, height) == (297, 210)
    assert 30 <= left <= 35
    assert 15 <= right <= 20
    assert 20 <= top <= 25
    assert 20 <= bottom <= 25
    assert sum(columns(document, 1)) == pytest.approx(width - left - right, abs=0.3)


@pytest.mark.parametrize("name", TEMPLATES.values())
def test_every_letter_is_times_new_roman(name: str) -> None:
    fonts = opened(sample_for(name)).styles.element.iter(qn("w:rFonts"))
    named = {value for each in fonts for key, value in each.attrib.items() if "hint" not in key}

    assert named == {"Times New Roman"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, True, False, CENTRE)),
        ("Độc lập - Tự do - Hạnh phúc", (13, True, False, CENTRE)),
        ("CƠ QUAN CẤP TRÊN", (12, False, False, CENTRE)),
        ("CƠ QUAN", (12, True, False, CENTRE)),
        ("Số: 05/PGV-CQ", (13, False, False, CENTRE)),
        ("Hà Nội, ngày 30 tháng 6 năm 2020", (13, False, True, CENTRE)),
        ("PHIẾU GIAO VIỆC", (14, True, False, CENTRE)),
        ("Nhiệm vụ NV-0001", (14, True, False, CENTRE)),
        ("THỦ TRƯỞNG", (14, True, False, CENTRE)),
        ("Nơi nhận:", (12, True, True, LEFT)),
        ("- Lưu: VT.", (11, False, False, LEFT)),
    ],
)
def test_components_of_a_slip_have_the_letters_of_the_official_sample(
    text: str, expected: tuple[float, bool, bool, WD_ALIGN_PARAGRAPH]
) -> None:
    style = found(opened(a_slip()), text).style

    assert style is not None
    assert style.font.size is not None
    looks = (bool(style.font.bold), bool(style.font.italic), style.paragraph_format.alignment)
    assert (style.font.size.pt, *looks) == expected


def test_a_slip_says_the_six_clear_things_in_the_order_of_the_rule() -> None:
    table = opened(a_slip()).tables[1]

    assert [row.cells[1].text for row in table.rows] == [
        "Rõ người",
        "Rõ việc",
        "Rõ thời gian",
        "Rõ trách nhiệm",
        "Rõ sản phẩm",
        "Rõ thẩm quyền",
    ]
    assert [row.cells[2].text for row in table.rows] == [
        "Vụ A",
        "Việc",
        "30/01/2020",
        "Trách nhiệm",
        "Sản phẩm",
        "Thẩm quyền",
    ]


def test_a_slip_leaves_room_to_acknowledge_or_says_who_did() -> None:
    told = texts(opened(a_slip()))
    assert "Ngày 02/01/2020" in told

    room = texts(opened(replace(a_slip(), received="")))
    assert any(text.startswith("Ngày nhận: ……") for text in room)
    assert "Ngày 02/01/2020" not in room


def test_a_slip_for_one_unit_has_no_table_of_shares() -> None:
    alone = opened(a_slip())
    shares = (SlipShare("Vụ A", "Chủ trì", "", ""), SlipShare("Vụ B", "Phối hợp", "", "05/01/2020"))
    together = opened(replace(a_slip(), shares=shares))

    assert len(together.tables) == len(alone.tables) + 1
    assert [cell.text for cell in together.tables[2].rows[2].cells] == [
        "2",
        "Vụ B",
        "Phối hợp",
        "–",
        "05/01/2020",
    ]


def test_the_register_has_the_seven_columns_of_the_decree_and_their_numbers() -> None:
    table = opened(a_register()).tables[1]

    assert [cell.text for cell in table.rows[0].cells] == [
        "Số đến",
        "Tên loại, số, ký hiệu, ngày tháng và tác giả văn bản; nội dung giao",
        "Đơn vị hoặc người nhận",
        "Thời hạn giải quyết",
        "Tiến độ giải quyết",
        "Số, ký hiệu văn bản trả lời",
        "Ghi chú",
    ]
    assert [cell.text for cell in table.rows[1].cells] == [f"({n})" for n in range(1, 8)]
    assert [cell.text for cell in table.rows[2].cells][0::5] == ["1", "02/BC-A"]


def test_an_empty_register_says_so_in_words() -> None:
    document = opened(replace(a_register(), rows=()))

    assert "Không có nhiệm vụ nào phải theo dõi." in texts(document)
    assert len(document.tables) == 2  # head and signature


def test_the_overdue_stand_under_their_unit_and_are_numbered_through() -> None:
    rows = (a_late_row("Việc một"), a_late_row("Việc hai"))
    document = opened(an_overdue_list(LateUnit(LONG_NAME, rows), LateUnit("Vụ B", rows[:1])))
    lines = [[cell.text for cell in row.cells] for row in document.tables[1].rows[2:]]

    assert lines[0][0] == f"{LONG_NAME}: 2 nhiệm vụ"
    assert [line[0] for line in lines[1:3]] == ["1", "2"]
    assert lines[3][0] == "Vụ B: 1 nhiệm vụ"
    assert lines[4] == [
        "3",
        "NV-0655",
        "Việc một",
        "12/TB-CQ",
        "01/06/2020",
        "29",
        "20/06/2020",
        "10",
        "",
    ]


def test_the_head_of_a_long_table_is_repeated_and_no_row_is_cut() -> None:
    for name, headers in ((FOLLOW_UP_REGISTER, 2), (OVERDUE_LIST, 2)):
        table = list(opened(sample_for(name)).element.body.iter(qn("w:tbl")))[1]
        rows = list(table.iter(qn("w:tr")))
        assert len(list(table.iter(qn("w:tblHeader")))) == headers
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_a_template_of_one_paper_is_refused_for_another() -> None:
    of_a_slip = a_template("{{ receiver }}")

    assert check_template(of_a_slip, like=a_slip()) == []
    [problem] = check_template(of_a_slip, like=a_register())
    assert problem.reason == Reason.UNKNOWN


def test_the_same_paper_gives_the_same_bytes() -> None:
    for name in (ASSIGNMENT_SLIP, FOLLOW_UP_REGISTER, OVERDUE_LIST):
        assert write_word(sample_for(name)) == write_word(sample_for(name))


@pytest.mark.skipif(find_office() is None, reason="there is no LibreOffice here")
def test_a_long_list_keeps_its_names_whole_and_its_head_on_every_page() -> None:
    rows = tuple(a_late_row(f"Việc số {place}") for place in range(60))
    paper = an_overdue_list(LateUnit(LONG_NAME, rows))
    with pypdfium2.PdfDocument(to_pdf(write_word(paper))) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
        assert {tuple(round(side) for side in page.get_size()) for page in pdf} == {(842, 595)}

    assert len(pages) > 2
    assert LONG_NAME in " ".join(pages[0].split())
    assert all("Văn bản giao" in page for page in pages if "NV-0655" in page)
    assert sum(page.count("NV-0655") for page in pages) == len(rows)


def margins(document: Document) -> list[float]:
    section = document.sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.left_margin,
        section.right_margin,
        section.top_margin,
        section.bottom_margin,
    )
    return [round(length.mm, 1) for length in lengths if length]


def paragraphs(document: Document) -> Iterator[Paragraph]:
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document.part)


def texts(document: Document) -> list[str]:
    return [each.text for each in paragraphs(document)]


def found(document: Document, text: str) -> Paragraph:
    return next(each for each in paragraphs(document) if each.text == text)


def columns(document: Document, place: int) -> list[float]:
    table = list(document.element.body.iter(qn("w:tbl")))[place]
    grid = table.iter(qn("w:gridCol"))
    return [round(int(each.get(qn("w:w"), "0")) * 25.4 / 1440, 1) for each in grid]
