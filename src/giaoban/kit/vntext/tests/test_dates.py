from datetime import date

import pytest

from giaoban.kit.vntext.dates import find_date, find_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ngày 05 tháng 3 năm 2020", date(2020, 3, 5)),
        ("Hà Nội, ngày 29 tháng 6, năm 2019", date(2019, 6, 29)),
        ("sáng 05/9/2011", date(2011, 9, 5)),
        ("từ ngày 1-1-2017", date(2017, 1, 1)),
        ("ban hành 22.9.2010", date(2010, 9, 22)),
    ],
)
def test_a_full_date_is_a_day(text: str, day: date) -> None:
    mention = find_date(text)

    assert mention is not None
    assert mention.on() == day


def test_a_date_without_a_year_waits_for_one() -> None:
    mention = find_date("trước ngày 15/3")

    assert mention is not None
    assert mention.on() is None
    assert mention.on(2022) == date(2022, 3, 15)


def test_the_span_takes_in_the_word_for_day() -> None:
    text = "trước ngày 15/3/2022."
    mention = find_date(text)

    assert mention is not None
    assert text[mention.start : mention.end] == "ngày 15/3/2022"


@pytest.mark.parametrize(
    "text", ["đạt 15.3 %", "cao 2-3 tầng", "59/96", "Số 12/345/QĐ", "31/13/2020"]
)
def test_numbers_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert list(find_dates(text)) == []


def test_a_day_that_no_calendar_has_is_nothing() -> None:
    mention = find_date("ngày 30/2/2021")

    assert mention is not None
    assert mention.on() is None
