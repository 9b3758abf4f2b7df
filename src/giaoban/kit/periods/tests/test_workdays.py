from datetime import date

import pytest

from giaoban.kit.periods.workdays import WEEKENDS_ONLY, WorkCalendar, vietnam

SPRING_2025 = WorkCalendar(
    holidays={
        date(2025, 4, 30): "Ngày Chiến thắng",
        date(2025, 5, 1): "Quốc tế Lao động",
        date(2025, 5, 2): "Nghỉ hoán đổi",
    },
    worked=frozenset({date(2025, 4, 26)}),
)


def test_a_saturday_worked_in_exchange_counts() -> None:
    assert SPRING_2025.is_working(date(2025, 4, 26))
    assert SPRING_2025.after(date(2025, 4, 24), 5) == date(2025, 5, 5)


def test_without_the_worked_saturday_the_count_ends_a_day_later() -> None:
    forgetful = WorkCalendar(holidays=SPRING_2025.holidays)

    assert forgetful.after(date(2025, 4, 24), 5) == date(2025, 5, 6)


def test_an_agency_adds_days_off_of_its_own() -> None:
    calendar = WorkCalendar(days_off={date(2025, 8, 19): "Ngày truyền thống"})

    assert not calendar.is_working(date(2025, 8, 19))
    assert calendar.holiday(date(2025, 8, 19)) == "Ngày truyền thống"


def test_a_day_of_rest_rolls_to_the_next_working_day() -> None:
    assert WEEKENDS_ONLY.roll(date(2022, 6, 4)) == date(2022, 6, 6)
    assert WEEKENDS_ONLY.roll(date(2022, 6, 6)) == date(2022, 6, 6)


def test_an_invitation_goes_out_so_many_working_days_before() -> None:
    assert SPRING_2025.before(date(2025, 5, 6), 3) == date(2025, 4, 28)


def test_read_strictly_so_many_whole_days_lie_between() -> None:
    assert SPRING_2025.before(date(2025, 5, 6), 3, full_days=True) == date(2025, 4, 26)


@pytest.mark.parametrize(
    "day", [date(2025, 1, 29), date(2025, 4, 7), date(2025, 9, 2), date(2026, 11, 24)]
)
def test_the_public_holidays_of_viet_nam_are_known(day: date) -> None:
    assert not vietnam([2025, 2026]).is_working(day)


def test_the_exchanged_saturdays_of_viet_nam_are_known() -> None:
    assert vietnam([2025]).after(date(2025, 4, 24), 5) == date(2025, 5, 5)
