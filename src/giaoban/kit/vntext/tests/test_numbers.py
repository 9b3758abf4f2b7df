from decimal import Decimal

import pytest

from giaoban.kit.vntext.numbers import (
    NotANumber,
    format_number,
    format_rate,
    read_number,
    read_words,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("61.46", "61.46"),
        ("217,860", "217.860"),
        ("1,234,567.8", "1234567.8"),
        ("007", "7"),
    ],
)
def test_figures_are_read_as_people_write_them(written: str, value: str) -> None:
    assert read_number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["", "mười", "1.2.3", "--"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(NotANumber):
        read_number(written)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai", 2),
        ("mười lăm", 15),
        ("hai mươi ba", 23),
        ("một trăm linh năm", 105),
        ("ba nghìn hai trăm", 3200),
        ("hai triệu", 2_000_000),
    ],
)
def test_numbers_in_words_are_read(words: str, value: int) -> None:
    assert read_words(words) == value


def test_words_that_are_no_number_are_refused() -> None:
    with pytest.raises(NotANumber):
        read_words("hai hội nghị")


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1234.5, None, "1.234,5"),
        (1_000_000, None, "1.000.000"),
        (0.125, 2, "0,13"),
        (-1500, 1, "-1.500,0"),
    ],
)
def test_numbers_are_written_with_dots_and_a_comma(
    value: float, places: int | None, written: str
) -> None:
    assert format_number(value, places) == written


def test_a_rate_is_rounded_and_marked() -> None:
    assert format_rate(59, 96) == "61,46 %"
    assert format_rate(30, 96) == "31,25 %"


def test_a_rate_of_nothing_is_a_dash() -> None:
    assert format_rate(0, 0) == "–"
