from datetime import date

from giaoban.faces.workspace.strip import due_by_day, strip_from, working_days_left
from giaoban.kit.periods.workdays import WorkCalendar

TUESDAY = date(2020, 6, 30)
PLAIN = WorkCalendar()


def test_the_strip_is_today_and_the_nine_working_days_after_it() -> None:
    days = [on for on, _ in strip_from(TUESDAY, calendar=PLAIN)]

    assert days[0] == TUESDAY
    assert days[4] == date(2020, 7, 6)  # the weekend is passed over
    assert len(days) == 10


def test_today_is_shown_even_if_nobody_works() -> None:
    sunday = date(2020, 7, 5)

    assert [on for on, _ in strip_from(sunday, calendar=PLAIN)][:2] == [sunday, date(2020, 7, 6)]


def test_what_falls_due_on_a_day_of_rest_is_counted_with_the_working_day_after_it() -> None:
    due = {date(2020, 7, 3): 2, date(2020, 7, 4): 1, date(2020, 7, 6): 4}
    shown = {day.on: day.count for day in due_by_day(TUESDAY, due, calendar=PLAIN)}

    assert shown[date(2020, 7, 3)] == 2
    assert shown[date(2020, 7, 6)] == 5


def test_what_lies_outside_the_strip_is_left_out() -> None:
    due = {date(2020, 6, 29): 1, date(2020, 12, 31): 1}

    assert sum(day.count for day in due_by_day(TUESDAY, due, calendar=PLAIN)) == 0


def test_holidays_are_no_working_days_left() -> None:
    calendar = WorkCalendar(holidays={date(2020, 7, 2): "Ngày nghỉ của cơ quan"})

    assert working_days_left(TUESDAY, date(2020, 7, 3), calendar=calendar) == 2


def test_nothing_is_left_once_the_deadline_has_come() -> None:
    assert working_days_left(TUESDAY, TUESDAY, calendar=PLAIN) == 0
    assert working_days_left(TUESDAY, date(2020, 6, 1), calendar=PLAIN) == 0
