"""The page measured against Decree 30/2020/NĐ-CP, Appendix I, in the file that Word opens."""

import io
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from giaoban.kit.paper.fields import fields_of
from giaoban.kit.paper.filling import fill
from giaoban.kit.paper.lengths import text_length
from giaoban.kit.paper.rule_lines import stretch_rules
from giaoban.kit.paper.tests.build import (
    a_chart,
    a_document,
    a_ministry,
    a_report,
    overdue_tasks,
    saved,
)
from giaoban.kit.paper.word import shipped_template

CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@pytest.fixture(scope="module")
def document() -> Document:
    return a_document()


@pytest.fixture(scope="module")
def under_a_parent() -> Document:
    return a_document(a_report(agency_parent="Cơ quan cấp trên"))


def test_the_page_is_a4_with_the_margins_of_the_official_sample(document: Document) -> None:
    section = document.sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.left_margin,
        section.right_margin,
        section.top_margin,
        section.bottom_margin,
        section.header_distance,
    )

    assert [round(length.mm, 1) for length in lengths if length] == [210, 297, 35, 20, 25, 20, 10]


def test_the_number_of_the_page_is_in_the_upper_margin_from_page_2_on(document: Document) -> None:
    section = document.sections[0]
    number = section.header.paragraphs[0]

    assert section.different_first_page_header_footer
    assert not section.first_page_header.is_linked_to_previous
    assert not "".join(p.text for p in section.first_page_header.paragraphs)
    assert fields(section.header.part.element) == [" PAGE "]
    assert fields(section.first_page_header.part.element) == []
    assert looks(number) == (13, False, False, CENTRE)


def test_every_style_is_in_times_new_roman_for_all_scripts(document: Document) -> None:
    fonts = {
        value
        for element in document.styles.element.iter(qn("w:rFonts"))
        for name, value in element.attrib.items()
        if name != qn("w:hint")
    }

    assert fonts == {"Times New Roman"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, True, False, CENTRE)),
        ("Độc lập - Tự do - Hạnh phúc", (13, True, False, CENTRE)),
        ("CƠ QUAN CẤP TRÊN", (12, False, False, CENTRE)),
        ("BỘ THÔNG TIN\nVÀ TRUYỀN THÔNG", (12, True, False, CENTRE)),
        ("Số: 05/BC-BTTTT", (13, False, False, CENTRE)),
        ("Hà Nội, ngày 03 tháng 7 năm 2020", (13, False, True, CENTRE)),
        ("BÁO CÁO", (14, True, False, CENTRE)),
        ("Tình hình thực hiện nhiệm vụ được giao tháng 6/2020", (14, True, False, CENTRE)),
        ("Kính gửi: Lãnh đạo Bộ", (14, False, False, CENTRE)),
        ("TL. BỘ TRƯỞNG", (14, True, False, CENTRE)),
        ("CHÁNH VĂN PHÒNG", (14, True, False, CENTRE)),
        ("Lê Minh Châu", (14, True, False, CENTRE)),
        ("Nơi nhận:", (12, True, True, WD_ALIGN_PARAGRAPH.LEFT)),
        ("- Lưu: VT, VP (2).", (11, False, False, WD_ALIGN_PARAGRAPH.LEFT)),
    ],
)
def test_components_have_the_letters_of_the_official_sample(
    under_a_parent: Document, text: str, expected: tuple[float, bool, bool, WD_ALIGN_PARAGRAPH]
) -> None:
    assert looks(found(under_a_parent, text)) == expected


def test_the_body_is_justified_14_points_with_10_mm_and_6_points(document: Document) -> None:
    body = found(document, "Trong tháng 6/2020, các đơn vị chủ trì 96 nhiệm vụ có thời hạn.")
    setting = body.style.paragraph_format if body.style else body.paragraph_format

    assert looks(body) == (14, False, False, JUSTIFIED)
    assert setting.first_line_indent is not None
    assert setting.first_line_indent.twips == pytest.approx(567, abs=1)
    assert setting.space_before is not None
    assert setting.space_before.twips == 120
    assert setting.line_spacing == 1.0


def test_the_head_is_as_wide_as_in_the_official_sample(document: Document) -> None:
    assert columns(document, 0) == [67.5, 100.0]
    assert indent(document, 0) == -3.5


def test_the_parts_of_the_signature_are_as_wide_as_in_the_official_sample(
    document: Document,
) -> None:
    assert columns(document, -1) == [52.8, 110.9]


def test_tables_of_figures_are_as_wide_as_the_text(document: Document) -> None:
    for place in (1, 2):
        assert sum(columns(document, place)) == pytest.approx(155, abs=0.2)


def test_headers_of_tables_are_repeated_and_no_row_is_cut(document: Document) -> None:
    for place, headers in ((1, 2), (2, 1)):
        rows = list(table(document, place).iter(qn("w:tr")))
        assert len(list(table(document, place).iter(qn("w:tblHeader")))) == headers
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_figures_stand_at_the_right_of_their_cells(document: Document) -> None:
    cells = document.tables[1].rows[3].cells

    assert [each.text for each in cells[2:]] == ["8", "5", "1", "2", "0", "5/6", "83,33\u00a0%"]
    assert {looks(each.paragraphs[0])[3] for each in cells[2:]} == {WD_ALIGN_PARAGRAPH.RIGHT}


def test_the_last_row_of_the_units_is_their_sum(document: Document) -> None:
    texts = [cell.text for cell in document.tables[1].rows[-1].cells]

    assert texts[1:] == ["Tổng cộng", "96", "59", "5", "30", "2", "59/66", "89,39\u00a0%"]


def test_the_rule_under_tieu_ngu_is_as_long_as_its_line(document: Document) -> None:
    line = "Độc lập - Tự do - Hạnh phúc"

    assert rule_below(document, line, 100) == pytest.approx(
        text_length(line, 13, bold=True), abs=0.1
    )


@pytest.mark.parametrize(
    ("agency", "longest_line"),
    [
        ("Cục Báo chí", "CỤC BÁO CHÍ"),
        ("Bộ Thông tin và Truyền thông", "VÀ TRUYỀN THÔNG"),
    ],
)
def test_the_rule_under_the_agency_is_a_third_to_a_half_of_its_longest_line(
    agency: str, longest_line: str
) -> None:
    document = a_document(a_report(agency=agency))
    above = document.tables[0].cell(0, 0).paragraphs[0].text
    length = text_length(longest_line, 12, bold=True)

    assert length / 3 <= rule_below(document, above, 67.5) <= length / 2


def test_the_rule_under_the_subject_is_a_third_to_a_half_of_its_line(document: Document) -> None:
    subject = "Tình hình thực hiện nhiệm vụ được giao tháng 6/2020"
    length = text_length(subject, 14, bold=True)

    assert length / 3 <= rule_below(document, subject, 155) <= length / 2


def test_a_rule_follows_the_letters_that_an_agency_chose() -> None:
    template = docx.Document(io.BytesIO(shipped_template()))
    template.styles["Trích yếu"].font.size = Pt(13)
    document = fill(saved(template), fields_of(a_report(subject="Tình hình tháng 6/2020")))
    stretch_rules(document)

    length = text_length("Tình hình tháng 6/2020", 13, bold=True)
    assert rule_below(document, "Tình hình tháng 6/2020", 155) == pytest.approx(
        0.4 * length, abs=0.1
    )


def test_several_addressees_stand_under_the_colon() -> None:
    document = a_document(a_report(addressees=("Sở A", "Sở B")))
    second = found(document, "- Sở B.")
    left = second.style.paragraph_format.left_indent if second.style else None

    assert left is not None
    assert left.mm == pytest.approx(35 + text_length("Kính gửi", 14), abs=0.1)


def test_the_text_ends_with_its_mark_and_stays_with_the_signature(document: Document) -> None:
    last = [p for p in document.paragraphs if p.text][-1]

    assert last.text.endswith("./.")
    assert last.style is not None
    assert last.style.paragraph_format.keep_with_next


def test_the_parts_come_in_their_order_and_the_chart_after_the_lists() -> None:
    document = a_document(a_report(chart=a_chart(a_ministry()[:3])))
    begins = (
        "1. Kết quả chung",
        "2. Kết quả theo đơn vị",
        "Bảng 1.",
        "3. Nhiệm vụ đang thực hiện quá hạn",
        "Bảng 2.",
        "4. Biểu đồ",
        "Hình 1.",
        "5. Cách tính",
        "Trên đây",
        "TL. BỘ TRƯỞNG",
    )
    texts = [paragraph.text for paragraph in paragraphs(document)]

    assert [begin for text in texts for begin in begins if text.startswith(begin)] == list(begins)
    pictures = [bool(list(each.iter(qn("w:drawing")))) for each in body(document)]
    assert pictures.index(True) > body(document).index(table(document, 2))


def test_without_a_chart_no_number_of_a_heading_is_left_out(document: Document) -> None:
    assert "4. Cách tính và ghi chú" in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize(
    ("parts", "last"),
    [
        ({}, "- Mỗi nhiệm vụ tính một lần, ở đơn vị chủ trì."),
        ({"notes": (), "chart": a_chart(a_ministry()[:3])}, "Hình 1. Nhiệm vụ theo đơn vị"),
        ({"notes": (), "overdue": ()}, "Đến hết ngày 30/06/2020 không có nhiệm vụ quá hạn."),
        ({"notes": ()}, "28/06/2020"),
    ],
)
def test_what_stands_before_the_closing_goes_along_with_it(parts: Any, last: str) -> None:
    document = a_document(a_report(**{"overdue": overdue_tasks(1), **parts}))

    assert found(document, last).paragraph_format.keep_with_next


def test_neither_the_closing_nor_the_signature_is_cut_by_the_end_of_a_page(
    document: Document,
) -> None:
    closing = [p for p in document.paragraphs if p.text][-1].style
    rows = list(table(document, -1).iter(qn("w:tr")))

    assert closing is not None
    assert closing.paragraph_format.keep_together
    assert len(rows) == 1
    assert rows[0].find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_without_overdue_tasks_the_report_says_so() -> None:
    document = a_document(a_report(overdue=()))

    texts = [paragraph.text for paragraph in document.paragraphs]

    assert "Đến hết ngày 30/06/2020 không có nhiệm vụ quá hạn." in texts
    assert len(document.tables) == 3


def test_every_overdue_task_has_its_row() -> None:
    table = a_document(a_report(overdue=overdue_tasks(40))).tables[2]

    assert len(table.rows) == 41
    assert [cell.text for cell in table.rows[40].cells][3:] == ["17/06/2020", "13"]


def paragraphs(document: Document) -> Iterator[Paragraph]:
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document.part)


def body(document: Document) -> list[BaseOxmlElement]:
    return list(document.element.body)


def found(document: Document, text: str) -> Paragraph:
    return next(paragraph for paragraph in paragraphs(document) if paragraph.text == text)


def looks(paragraph: Paragraph) -> tuple[float, bool, bool, WD_ALIGN_PARAGRAPH]:
    style = paragraph.style
    assert style is not None
    assert style.font.size is not None
    assert style.paragraph_format.alignment is not None
    bold, italic = bool(style.font.bold), bool(style.font.italic)
    return (style.font.size.pt, bold, italic, style.paragraph_format.alignment)


def rule_below(document: Document, text: str, room: float) -> float:
    """The millimetres of the rule under a text that has so many to stand in."""
    every = list(paragraphs(document))
    place = next(number for number, each in enumerate(every) if each.text == text)
    rule = every[place + 1]
    setting = rule.paragraph_format
    assert rule.style is not None
    assert rule.style.element.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None
    assert setting.left_indent is not None
    assert setting.right_indent == setting.left_indent
    return room - 2 * float(setting.left_indent.mm)


def table(document: Document, place: int) -> BaseOxmlElement:
    tables: list[BaseOxmlElement] = list(document.element.body.iter(qn("w:tbl")))
    return tables[place]


def columns(document: Document, place: int) -> list[float]:
    return [millimetres(each) for each in table(document, place).iter(qn("w:gridCol"))]


def indent(document: Document, place: int) -> float:
    return millimetres(next(table(document, place).iter(qn("w:tblInd"))))


def millimetres(width: BaseOxmlElement) -> float:
    return round(int(width.get(qn("w:w"), "0")) * 25.4 / 1440, 1)


def fields(part: BaseOxmlElement) -> list[str | None]:
    return [field.get(qn("w:instr")) for field in part.iter(qn("w:fldSimple"))]
