"""Figures as people type them."""

from decimal import Decimal

import pytest

from giaoban.cycle.reporting.returns.figures import read_figure
from giaoban.kit.vntext.numbers import NotANumber


@pytest.mark.parametrize(
    ("typed", "measure", "value"),
    [
        ("", "", None),
        ("  ", "", None),
        ("1.234,5", "", "1234.5"),
        ("1,234.5", "", "1234.5"),
        ("12 nghìn tỷ", "", "12000000000000"),
        ("12 nghìn tỷ đồng", "đồng", "12000000000000"),
        ("1,5 triệu", "", "1500000"),
        ("~70%", "%", "70"),
        ("khoảng 70 %", "", "70"),
        ("-3", "", "-3"),
        ("−3,5", "", "-3.5"),
        ("12 hồ sơ", "hồ sơ", "12"),
        ("0", "", "0"),
    ],
)
def test_a_figure_is_read(typed: str, measure: str, value: str | None) -> None:
    assert read_figure(typed, measure=measure) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    "typed",
    ["nhiều", "12 con", "1/2", "12-15", "9" * 30, "1 tỷ tỷ tỷ tỷ", "NaN", "1e5", "٣", "--3"],
)
def test_what_is_no_figure_is_not_guessed(typed: str) -> None:
    with pytest.raises(NotANumber):
        read_figure(typed)
