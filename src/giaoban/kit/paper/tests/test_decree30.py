from datetime import date

import pytest

from giaoban.kit.paper.decree30 import (
    addressee_lines,
    count,
    date_line,
    number_line,
    recipient_lines,
)


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2020, 3, 5), "Hà Nội, ngày 05 tháng 3 năm 2020"),
        (date(2020, 1, 5), "Hà Nội, ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 29), "Hà Nội, ngày 29 tháng 02 năm 2020"),
        (date(2020, 9, 10), "Hà Nội, ngày 10 tháng 9 năm 2020"),
        (date(2020, 10, 9), "Hà Nội, ngày 09 tháng 10 năm 2020"),
    ],
)
def test_days_below_10_and_the_first_two_months_take_a_nought(day: date, line: str) -> None:
    assert date_line("Hà Nội", day) == line


def test_a_draft_leaves_room_for_the_date() -> None:
    assert date_line("Huế", None).split() == ["Huế,", "ngày", "tháng", "năm"]


@pytest.mark.parametrize(
    ("number", "line"),
    [(5, "Số: 05/BC-BTTTT"), (10, "Số: 10/BC-BTTTT"), (1270, "Số: 1270/BC-BTTTT")],
)
def test_numbers_below_10_take_a_nought(number: int, line: str) -> None:
    assert number_line(number, "BC-BTTTT") == line


def test_a_draft_leaves_room_for_the_number() -> None:
    assert number_line(None, "BC-BTTTT").split() == ["Số:", "/BC-BTTTT"]


def test_recipients_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    lines = recipient_lines(["Như trên", "- Các đơn vị;", "", "Lưu: VT, VP (2)."])

    assert lines == ["- Như trên;", "- Các đơn vị;", "- Lưu: VT, VP (2)."]


def test_the_same_recipient_twice_does_not_end_the_list_twice() -> None:
    assert recipient_lines(["Sở A", "Sở A"]) == ["- Sở A;", "- Sở A."]


def test_a_single_addressee_stands_bare() -> None:
    assert addressee_lines(["Lãnh đạo Bộ."]) == ["Lãnh đạo Bộ"]
    assert addressee_lines(["Sở A", "Sở B"]) == ["- Sở A;", "- Sở B."]


def test_thousands_are_parted_by_a_point() -> None:
    assert [count(7), count(1234), count(1234567)] == ["7", "1.234", "1.234.567"]
