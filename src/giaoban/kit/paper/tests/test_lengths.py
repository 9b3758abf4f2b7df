import unicodedata

import pytest

from giaoban.kit.paper.lengths import balanced_lines, broken_lines, text_length

LONG = "ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU"


def test_a_line_is_as_long_as_the_font_makes_it() -> None:
    # Capital A is 1479/2048 of the size in bold, the digit 1024/2048; a point is 25,4/72 mm.
    assert text_length("A1", 12, bold=True) == pytest.approx((1479 + 1024) / 2048 * 12 * 25.4 / 72)


def test_accents_do_not_lengthen_a_line_however_they_are_encoded() -> None:
    text = "Độc lập - Tự do - Hạnh phúc"

    assert text_length(unicodedata.normalize("NFD", text), 13) == text_length(text, 13)
    assert text_length("ế", 13) == text_length("e", 13)


def test_the_horn_of_a_letter_lengthens_it() -> None:
    assert text_length("ư", 13) > text_length("u", 13)


def test_lines_are_filled_up_to_the_width() -> None:
    lines = broken_lines(LONG, 66, 12)

    assert len(lines) == 2
    assert " ".join(lines) == LONG
    assert all(text_length(line, 12) <= 66 for line in lines)


def test_a_word_longer_than_the_width_has_a_line_of_its_own() -> None:
    assert broken_lines("A " + "B" * 50 + " C", 30, 12) == ["A", "B" * 50, "C"]


def test_balanced_lines_are_as_few_and_about_as_long() -> None:
    lines = balanced_lines(LONG, 80, 12)
    lengths = [text_length(line, 12) for line in lines]

    assert len(lines) == len(broken_lines(LONG, 80, 12)) == 2
    assert max(lengths) - min(lengths) < 15


def test_no_line_ends_with_a_word_that_leads_on() -> None:
    lines = balanced_lines("BỘ THÔNG TIN VÀ TRUYỀN THÔNG", 66, 12, bold=True)

    assert lines == ["BỘ THÔNG TIN", "VÀ TRUYỀN THÔNG"]


def test_no_line_begins_with_a_dash_or_with_a_number() -> None:
    for width in range(30, 120, 5):
        lines = balanced_lines("Kế hoạch - Tài chính quý 3 năm 2020 và tháng 6/2020", width, 14)
        assert not [line for line in lines if line[0] in "-0123456789"]


def test_empty_text_is_one_empty_line() -> None:
    assert balanced_lines("", 66, 12) == [""]
