"""Texts that nobody would write: no crash, and every place still holds."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kit.reader import Reading, read
from giaoban.kit.reader.explaining import explained

OWN = [path.read_text("utf-8") for path in (Path(__file__).parent / "held_back").glob("*.txt")]
# Right-to-left and other marks, letters that look like ours, accents out of order.
STRANGE = ("\u202e", "\u00ad", "\u0430", "\u0455", "\u0301\u0323", "\u0323\u0302", "\ufeff",
           "\x00", "\ud7ff", "\u2028", "İ", "ß", "\U0001f600", "\t|\t", "((((", "((“”")  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A text of ours with strange things put into it, and pieces doubled or cut out."""
    text = draw(st.sampled_from(OWN))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.integers(0, 80)))
        put = draw(st.sampled_from((*STRANGE, "", text[at:to] * 2)))
        text = text[:at] + put + text[to:]
    return text


def places_hold(reading: Reading) -> bool:
    elements = (
        *(reading.items, reading.figures, reading.exchanges, reading.conclusions),
        *(reading.attendance, reading.votes, reading.personal),
    )
    return all(reading.text[one.start : one.end] == one.text for many in elements for one in many)


@given(mutated())
@settings(max_examples=40, deadline=None)
def test_a_mutated_text_is_read_and_its_places_hold(text: str) -> None:
    reading = read(text)

    assert reading.text == unicodedata.normalize("NFC", text)
    assert places_hold(reading)
    assert all(part.start <= part.end <= len(reading.text) for part in reading.structure)


@given(st.binary(max_size=600))
@settings(max_examples=60, deadline=None)
def test_bytes_taken_for_letters_are_read(data: bytes) -> None:
    assert places_hold(read(data.decode("latin-1")))
    assert places_hold(read(data.decode("utf-8", errors="replace")))


@pytest.mark.parametrize("piece", ["a", "Sở A giao Phòng B rà soát sổ, ", "1.1.1. ", "ạ\u0301"])
def test_a_line_without_end_is_read(piece: str) -> None:
    assert places_hold(read(piece * (100_000 // len(piece))))


@pytest.mark.parametrize("text", OWN, ids=lambda text: text[:30])
def test_everything_read_is_explained_in_both_languages(text: str) -> None:
    reading = read(text)
    vietnamese, english = explained(reading, "vi"), explained(reading, "en")

    assert len(vietnamese) == len(english) >= len(reading.items)
    assert all(one.why and 0 < one.confidence < 1 for one in (*vietnamese, *english))
    assert {one.element for one in vietnamese} >= {"items"}


def test_small_letters_stand_where_the_large_ones_stood() -> None:
    text = "İSTANBUL\nÔng Trần Văn Sông, CCCD số 001099012345."

    [datum] = read(text).personal
    assert datum.text == "001099012345"


def test_each_line_says_what_it_is() -> None:
    text = (
        "KẾ HOẠCH\nCăn cứ Luật Đê điều;\nI. NHIỆM VỤ\n1. Sửa trạm bơm.\nThời hạn: tháng 5/2022\n"
        "Các việc sau:\n- Lập sổ.\nNơi nhận:\n- Lưu: VT."
    )

    kinds = [part.kind for part in read(text).structure]
    assert kinds == [
        *("title", "base", "heading", "point", "label", "lead-in", "point", "outside", "outside")
    ]
