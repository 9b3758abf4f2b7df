from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from giaoban.kit.periods.workdays import WEEKENDS_ONLY, WorkCalendar
from giaoban.records.tasks.urging.days import day_of_rule, last_due_day_reached, reaches
from giaoban.records.tasks.urging.types import Reach

MONDAY = date(2025, 8, 18)
FRIDAY = date(2025, 8, 22)
SATURDAY = date(2025, 8, 23)


def test_a_rule_before_the_due_day_counts_working_days_back() -> None:
    assert day_of_rule(-1, MONDAY, calendar=WEEKENDS_ONLY) == date(2025, 8, 15)
    assert day_of_rule(-3, FRIDAY, calendar=WEEKENDS_ONLY) == date(2025, 8, 19)


def test_a_rule_on_a_due_day_of_rest_speaks_on_the_working_day_before() -> None:
    assert day_of_rule(0, SATURDAY, calendar=WEEKENDS_ONLY) == FRIDAY


def test_a_rule_after_the_due_day_counts_working_days_on() -> None:
    assert day_of_rule(1, FRIDAY, calendar=WEEKENDS_ONLY) == date(2025, 8, 25)


def test_on_a_friday_what_is_due_over_the_weekend_is_due_that_day() -> None:
    assert last_due_day_reached(0, FRIDAY, calendar=WEEKENDS_ONLY) == date(2025, 8, 24)
    assert last_due_day_reached(-1, FRIDAY, calendar=WEEKENDS_ONLY) == date(2025, 8, 25)


def test_for_each_due_day_the_latest_rule_that_has_come_speaks_alone() -> None:
    assert reaches([-3, 0, 1], MONDAY, calendar=WEEKENDS_ONLY) == [
        Reach(1, None, date(2025, 8, 17)),
        Reach(0, date(2025, 8, 17), MONDAY),
        Reach(-3, MONDAY, date(2025, 8, 21)),
    ]


def test_without_rules_nothing_is_reached() -> None:
    assert reaches([], MONDAY, calendar=WEEKENDS_ONLY) == []


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
calendars = st.frozensets(days, max_size=40).map(
    lambda rest: WorkCalendar(days_off=dict.fromkeys(rest, "nghỉ"))
)
offsets = st.integers(-30, 30)


@given(offsets, days, calendars)
def test_the_last_due_day_is_reached_and_the_next_is_not(
    offset: int, on: date, calendar: WorkCalendar
) -> None:
    last = last_due_day_reached(offset, on, calendar=calendar)

    assert day_of_rule(offset, last, calendar=calendar) <= on
    assert day_of_rule(offset, last + timedelta(days=1), calendar=calendar) > on


@given(st.sets(offsets), days, days, calendars)
def test_a_due_day_is_reached_by_one_rule_at_most(
    rules: set[int], on: date, due_on: date, calendar: WorkCalendar
) -> None:
    speaking = [
        reach.offset
        for reach in reaches(rules, on, calendar=calendar)
        if due_on <= reach.until and (reach.after is None or due_on > reach.after)
    ]
    come = [rule for rule in rules if day_of_rule(rule, due_on, calendar=calendar) <= on]

    assert speaking == ([max(come)] if come else [])
