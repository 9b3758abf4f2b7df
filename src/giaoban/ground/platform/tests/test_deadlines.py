from datetime import date

import pytest

from giaoban.ground.platform.deadlines import by_own_calendar
from giaoban.ground.platform.models import CalendarDay
from giaoban.kit.periods.deadlines import parse_deadline

FRIDAY = date(2025, 8, 22)


@pytest.mark.django_db
def test_a_counted_deadline_passes_over_public_holidays_and_the_agencys_own_days_off() -> None:
    counted = parse_deadline("trong 10 ngày làm việc", FRIDAY)
    assert by_own_calendar(counted).on == date(2025, 9, 9)

    CalendarDay.objects.create(day=date(2025, 8, 28), is_worked=False, name="Ngày truyền thống")

    again = by_own_calendar(counted)
    assert again.on == date(2025, 9, 10)
    assert "Ngày truyền thống" in again.explanation.text("vi")


def test_a_named_day_stays_and_asks_for_no_calendar() -> None:
    named = parse_deadline("trước ngày 02/9/2025", FRIDAY)

    assert by_own_calendar(named) is named
