"""What holds for every reading, whatever the text."""

import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kit.reader import Reading, read
from giaoban.kit.vntext.wordlists import words_of

WORDS = sorted(
    words_of(
        """
        Sở Nội vụ|Bộ|UBND tỉnh|các đơn vị|giao|yêu cầu|cần|phải|đã|sẽ|xây dựng|báo cáo|kế hoạch|
        phối hợp với|trước ngày 15/3|trong tháng 6|quý I/2021|Quyết định số 12/QĐ-UBND|hằng tháng|
        ngày 4/5/2020|tồn tại|nhiệm vụ sau|cụ thể|như|Về cấp nước|Tuy nhiên|còn chậm|3,5 tỷ đồng|
        61%|33/60|hai đợt|ông Trần Văn Sông|Bộ trưởng Lê Thị Núi|hội nghị giao ban|điểm cầu|Thứ nhất
        """,
        "|",
    )
)
MARKS = (" ", ", ", "; ", ". ", ": ", "\n", "\n- ", "\n1. ", "\na) ", " (", ") ", "“", "”, ", "… ")

written = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=60).map(
    lambda parts: "".join(word + mark for word, mark in parts)
)


@given(written)
@settings(max_examples=150, deadline=None)
def test_offsets_always_hold(text: str) -> None:
    reading = read(text)

    for item in reading.items:
        assert reading.text[item.start : item.end] == item.text
        if item.lead_span:
            assert reading.text[slice(*item.lead_span)] == item.lead
        spans = [reading.text[slice(*span)] for span in item.coordinating_spans]
        assert spans == list(item.coordinating)
        if item.due_span:
            assert reading.text[slice(*item.due_span)] == item.due_text
    for figure in reading.figures:
        assert reading.text[figure.start : figure.end] == figure.text
    for person in reading.people:
        assert reading.text[person.start : person.end] == person.name


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_text_is_too_strange_to_read(text: str) -> None:
    assert json.loads(json.dumps(read(text).to_json()))["schema"] == "giaoban.reading/1"


@given(written)
@settings(max_examples=60, deadline=None)
def test_decomposed_letters_read_like_composed_ones(text: str) -> None:
    assert read(unicodedata.normalize("NFD", text)) == read(unicodedata.normalize("NFC", text))


@given(written)
@settings(max_examples=40, deadline=None)
def test_every_confidence_is_a_share(text: str) -> None:
    reading = read(text)

    told = reading.to_json()
    parts = [part for name in ("items", "figures", "people", "citations") for part in told[name]]
    assert all(0 < part["confidence"] <= 1 and part["rule"] for part in parts)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "- ", "1.", "(((((", "::::", "“”"])
def test_next_to_nothing_reads_as_nothing(text: str) -> None:
    reading = read(text)

    assert (reading.items, reading.figures, reading.meeting) == ((), (), None)


def test_the_caller_who_knows_the_date_fixes_the_years() -> None:
    text = "Kết luận\nGiám đốc Sở giao Văn phòng Sở lập danh mục phòng họp trước ngày 15/3."

    assert due(read(text, anchor=date(2031, 1, 5))) == "2031-03-15"
    assert due(read(text, anchor=date(2019, 1, 5))) == "2019-03-15"
    assert due(read(text)) is None


def test_the_date_that_a_letter_bears_is_its_own() -> None:
    text = "THÔNG BÁO\nHuế, ngày 05 tháng 3 năm 2024\nSở lập kế hoạch."

    assert read(text).issued_on == date(2024, 3, 5)


def test_a_deadline_keeps_its_words_and_their_reckoning() -> None:
    text = "Kết luận\nGiám đốc Sở giao Văn phòng Sở lập danh mục phòng họp trước ngày 15/3/2022."
    [item] = read(text).items

    assert item.due_text == "trước ngày 15/3/2022"
    assert item.deadline is not None
    assert item.deadline.on == date(2022, 3, 15)


def test_an_item_knows_the_heading_above_it() -> None:
    text = "KẾ HOẠCH\nII. NHIỆM VỤ\n1. Cấp nước nông thôn\n- Xây dựng hai trạm bơm."
    [item] = read(text).items

    assert item.section == "Cấp nước nông thôn"


def test_a_summary_that_the_body_repeats_gives_no_item() -> None:
    order = "Chủ tịch tỉnh giao Sở Y tế kiểm tra toàn bộ bếp ăn bán trú"
    news = "Sáng nay, tỉnh họp về an toàn thực phẩm"
    text = f"Kiểm tra bếp ăn\n{order}.\n{news}.\nTại đó, {order} trong tháng này."

    assert len(read(text).items) == 1


def test_a_long_line_is_read_in_time_that_grows_with_it() -> None:
    phrase = "Sở Nội vụ phối hợp với các đơn vị (và, các, bên) rà soát: a, b; “c” … 12/3 - 4.5 "

    assert read(phrase * 400).text == phrase * 400


def due(reading: Reading) -> str | None:
    [item] = reading.items
    return item.due


@pytest.mark.parametrize(
    "text",
    [
        "Sở thu " + "1" * 500 + " tấn.",
        "Sở thu " + "1 tỷ 2 triệu " * 50 + "đồng.",
        "Kết luận\nSở giao Văn phòng Sở lập danh mục trong 9999 năm.",
        ")" * 5_000,
        "nhiệm vụ " + "a" * 5_000 + ":",
    ],
)
def test_absurd_quantities_do_no_harm(text: str) -> None:
    told = json.loads(json.dumps(read(text, anchor=date(2022, 1, 1)).to_json()))

    assert told["schema"] == "giaoban.reading/1"
