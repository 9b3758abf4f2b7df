"""The letter that urges units, measured in the file that Word opens."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from giaoban.kit.paper.building.sheet import new_sheet
from giaoban.kit.paper.building.urging_letter import urging_letter
from giaoban.kit.paper.checking import check_template
from giaoban.kit.paper.errors import TemplateBroken
from giaoban.kit.paper.letter import UrgedRow, UrgingLetter
from giaoban.kit.paper.tests.build import a_template
from giaoban.kit.paper.word import URGING_LETTER, sealed, shipped_template, write_word

CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def a_letter(**changes: Any) -> UrgingLetter:
    parts: dict[str, Any] = {
        "agency": "Bộ Thông tin và Truyền thông",
        "symbol": "BTTTT-VP",
        "place": "Hà Nội",
        "number": 7,
        "on": date(2020, 7, 15),
        "subject": "đôn đốc thực hiện nhiệm vụ quá hạn",
        "addressees": ("Vụ Bưu chính", "Cục Viễn thông"),
        "opening": ("Đến hết ngày 15/7/2020 còn hai nhiệm vụ chưa xong, cụ thể:",),
        "rows": (
            UrgedRow("Vụ Bưu chính", "Khảo sát bưu cục", "12/CT-BTTTT", date(2020, 7, 10), 5),
            UrgedRow("Cục Viễn thông", "Thống kê trạm", "", date(2020, 7, 20)),
        ),
        "requests": ("Đề nghị các đơn vị báo cáo trước ngày 22/7/2020.",),
        "closing": "Trân trọng./.",
        "signer_authority": ("TL. Bộ trưởng", "Chánh Văn phòng"),
        "signer_name": "Lê Minh Châu",
        "recipients": ("Như trên", "Lưu: VT, VP"),
    }
    return UrgingLetter(**{**parts, **changes})


def opened(letter: UrgingLetter) -> Document:
    return docx.Document(io.BytesIO(write_word(letter)))


@pytest.fixture(scope="module")
def document() -> Document:
    return opened(a_letter())


def test_the_shipped_letter_is_what_its_builder_builds() -> None:
    assert shipped_template(URGING_LETTER) == sealed(new_sheet(urging_letter()))
    assert check_template(shipped_template(URGING_LETTER), like=a_letter()) == []


def test_the_page_of_a_letter_has_the_margins_of_the_official_sample(document: Document) -> None:
    section = document.sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.left_margin,
        section.right_margin,
        section.top_margin,
        section.bottom_margin,
    )

    assert [round(length.mm, 1) for length in lengths if length] == [210, 297, 35, 20, 25, 20]


def test_head_and_foot_of_a_letter_are_as_wide_as_in_sample_1_5(document: Document) -> None:
    assert widths(document, 0) == [67.9, 95.3]
    assert widths(document, -1) == [61.9, 102.5]


def test_the_table_of_a_letter_is_as_wide_as_the_text(document: Document) -> None:
    assert sum(widths(document, 1)) == pytest.approx(155, abs=0.3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BỘ THÔNG TIN\nVÀ TRUYỀN THÔNG", (12, True, False, CENTRE)),
        ("Số: 07/BTTTT-VP", (13, False, False, CENTRE)),
        ("V/v đôn đốc thực hiện\nnhiệm vụ quá hạn", (12, False, False, CENTRE)),
        ("Hà Nội, ngày 15 tháng 7 năm 2020", (13, False, True, CENTRE)),
        ("Kính gửi:", (14, False, False, LEFT)),
        ("- Vụ Bưu chính;", (14, False, False, LEFT)),
        ("- Cục Viễn thông.", (14, False, False, LEFT)),
        ("TL. BỘ TRƯỞNG", (14, True, False, CENTRE)),
        ("Lê Minh Châu", (14, True, False, CENTRE)),
        ("Nơi nhận:", (12, True, True, LEFT)),
        ("- Lưu: VT, VP.", (11, False, False, LEFT)),
    ],
)
def test_components_of_a_letter_have_the_letters_of_the_official_sample(
    document: Document, text: str, expected: tuple[float, bool, bool, WD_ALIGN_PARAGRAPH]
) -> None:
    style = found(document, text).style

    assert style is not None
    assert style.font.size is not None
    looks = (bool(style.font.bold), bool(style.font.italic), style.paragraph_format.alignment)
    assert (style.font.size.pt, *looks) == expected


def test_what_a_letter_is_about_stands_6_points_below_its_number(document: Document) -> None:
    about = found(document, "V/v đôn đốc thực hiện\nnhiệm vụ quá hạn")

    assert about.style is not None
    assert about.style.paragraph_format.space_before is not None
    assert about.style.paragraph_format.space_before.pt == 6


def test_each_duty_has_its_row_with_the_days_it_is_late(document: Document) -> None:
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]

    assert rows[1] == ["1", "Vụ Bưu chính", "Khảo sát bưu cục", "12/CT-BTTTT", "10/07/2020", "5"]
    assert rows[2] == ["2", "Cục Viễn thông", "Thống kê trạm", "", "20/07/2020", "–"]


def test_a_letter_to_one_unit_names_it_on_the_line_of_the_addressees() -> None:
    texts = [each.text for each in paragraphs(opened(a_letter(addressees=("Vụ Bưu chính",))))]

    assert "Kính gửi: Vụ Bưu chính" in texts


def test_a_draft_leaves_room_for_number_and_day() -> None:
    texts = [each.text for each in paragraphs(opened(a_letter(number=None, on=None)))]

    assert any(text.startswith("Số:\u00a0") and text.endswith("/BTTTT-VP") for text in texts)
    assert any(text.startswith("Hà Nội, ngày\u00a0") for text in texts)


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert write_word(a_letter()) == write_word(a_letter())


def test_an_agency_s_own_letter_goes_before_ours_and_is_checked(tmp_path: Path) -> None:
    own = tmp_path / URGING_LETTER
    own.write_bytes(a_template("{{ subject }}: {% for row in rows %}{{ row.task }}; {% endfor %}"))
    document = docx.Document(io.BytesIO(write_word(a_letter(), template_folder=tmp_path)))
    assert document.paragraphs[0].text.endswith("Khảo sát bưu cục; Thống kê trạm; ")

    own.write_bytes(a_template("{{ totals.total }}"))
    with pytest.raises(TemplateBroken):
        write_word(a_letter(), template_folder=tmp_path)


def paragraphs(document: Document) -> Iterator[Paragraph]:
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document.part)


def found(document: Document, text: str) -> Paragraph:
    return next(each for each in paragraphs(document) if each.text == text)


def widths(document: Document, place: int) -> list[float]:
    table = list(document.element.body.iter(qn("w:tbl")))[place]
    columns = table.iter(qn("w:gridCol"))
    return [round(int(each.get(qn("w:w"), "0")) * 25.4 / 1440, 1) for each in columns]
