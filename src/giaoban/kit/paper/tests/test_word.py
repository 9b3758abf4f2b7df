import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from giaoban.kit.paper.building.score_card_report import score_card_report
from giaoban.kit.paper.building.sheet import new_sheet
from giaoban.kit.paper.charts import VIETNAMESE, classes_by_unit, picture
from giaoban.kit.paper.errors import TemplateBroken
from giaoban.kit.paper.report import OverdueRow, Picture
from giaoban.kit.paper.tests.build import (
    a_document,
    a_ministry,
    a_report,
    a_template,
    overdue_tasks,
)
from giaoban.kit.paper.word import SCORE_CARD_REPORT, sealed, shipped_template, write_word


def test_the_shipped_template_is_what_its_builder_builds() -> None:
    assert shipped_template() == sealed(new_sheet(score_card_report()))


@pytest.mark.parametrize(
    "title",
    [
        "Dự án R&D <b>đợt 2</b>",
        "Biểu mẫu {{ agency }} và {% if x %}",
        "Cụm “điểm” 'nháy' \"kép\" &amp; &lt;",
        "]]> <!-- -->",
    ],
)
def test_a_title_comes_out_as_it_went_in(title: str) -> None:
    task = overdue_tasks(1)[0]
    row = OverdueRow(title, task.unit, task.deadline, task.days)

    table = a_document(a_report(overdue=(row,))).tables[2]

    assert table.cell(1, 1).text == title


def test_characters_that_word_cannot_hold_become_spaces() -> None:
    document = a_document(a_report(summary=("a\x00b\x0bc\nd\te\ud800f\ag\fh",)))

    assert "a b c d e f g h" in [paragraph.text for paragraph in document.paragraphs]


def test_decomposed_letters_are_composed() -> None:
    document = a_document(a_report(summary=("Ca\u0302\u0301p xa\u0303",)))

    assert "Cấp xã" in [paragraph.text for paragraph in document.paragraphs]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_word(a_report()) == write_word(a_report())


def test_the_file_names_its_subject_its_agency_and_its_day() -> None:
    properties = a_document().core_properties

    assert "tháng 6/2020" in properties.title
    assert properties.author == "Bộ Thông tin và Truyền thông"
    assert f"{properties.created:%Y-%m-%d}" == "2020-07-03"


def test_a_chart_is_put_in_as_wide_as_the_text_with_words_for_the_blind() -> None:
    png = picture(classes_by_unit(a_ministry()[:3], VIETNAMESE), scale=1)
    document = a_document(a_report(chart=Picture(png, "Nhiệm vụ theo đơn vị", "Ba đơn vị.")))

    shape = document.inline_shapes[0]
    words = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]

    assert round(shape.width.mm) == 155
    assert words == ["Ba đơn vị."]
    assert "Hình 1. Nhiệm vụ theo đơn vị" in [p.text for p in document.paragraphs]


def test_without_a_chart_there_is_no_place_left_for_one() -> None:
    document = a_document()

    assert not document.inline_shapes
    assert not [p.text for p in document.paragraphs if "Hình" in p.text]


def test_an_agency_s_own_template_goes_before_ours(tmp_path: Path) -> None:
    own = a_template("{{ agency }} tự trình bày: {{ totals.total }} việc")
    (tmp_path / SCORE_CARD_REPORT).write_bytes(own)

    document = docx.Document(io.BytesIO(write_word(a_report(), template_folder=tmp_path)))

    text = "BỘ THÔNG TIN\nVÀ TRUYỀN THÔNG tự trình bày: 96 việc"
    assert [paragraph.text for paragraph in document.paragraphs] == [text]


def test_a_folder_without_a_template_leaves_ours(tmp_path: Path) -> None:
    assert write_word(a_report(), template_folder=tmp_path) == write_word(a_report())


def test_a_broken_template_is_refused_with_its_tag_and_paragraph(tmp_path: Path) -> None:
    (tmp_path / SCORE_CARD_REPORT).write_bytes(a_template("Cộng {{ totals.totall }} việc"))

    with pytest.raises(TemplateBroken) as refused:
        write_word(a_report(), template_folder=tmp_path)

    for language, reason in (("vi", "không có trường này"), ("en", "there is no such field")):
        text = refused.value.text(language)
        assert "{{ totals.totall }}" in text
        assert "Cộng {{ totals.totall }} việc" in text
        assert reason in text
