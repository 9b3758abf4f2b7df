"""Which days a report counts and by when it is sent, for every rhythm and every cut-off rule."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from giaoban.kit.periods.period import NotAPeriod
from giaoban.kit.periods.reporting import (
    CLOCKS,
    CutOff,
    DueKind,
    DueRule,
    Frequency,
    Roll,
    Term,
    due_of,
    term_named,
    term_of,
    terms_from,
)
from giaoban.kit.periods.window import MID_MONTH, Window
from giaoban.kit.periods.workdays import WEEKENDS_ONLY, vietnam_around

DAY = timedelta(days=1)
OF_THE_DECREE = CutOff(MID_MONTH)
WITHOUT_GAPS = [each for each in Frequency if each not in {Frequency.NINE_MONTHS, Frequency.ONCE}]
days = some.dates(date(1990, 1, 1), date(2090, 1, 1))
cut_offs = some.builds(
    CutOff, some.builds(Window, some.integers(1, 28), some.integers(0, 6)), some.integers(0, 6)
)


def a_term(frequency: Frequency, day: date, cut_off: CutOff = OF_THE_DECREE) -> Term:
    term = term_of(frequency, cut_off, day)
    assert term is not None
    return term


@given(some.sampled_from(WITHOUT_GAPS), cut_offs, days)
def test_every_day_counts_for_exactly_one_period(
    frequency: Frequency, cut_off: CutOff, day: date
) -> None:
    terms = terms_from(frequency, cut_off, day - 800 * DAY, 130)
    assert [term for term in terms if day in term.days] == [a_term(frequency, day, cut_off)]
    assert all(one.days.end == after.days.start for one, after in pairwise(terms))


@given(cut_offs, days)
def test_a_day_counts_for_no_more_than_one_period_of_nine_months(
    cut_off: CutOff, day: date
) -> None:
    terms = terms_from(Frequency.NINE_MONTHS, cut_off, day - 800 * DAY, 6)
    assert sum(day in term.days for term in terms) <= 1


@given(some.sampled_from([*WITHOUT_GAPS, Frequency.NINE_MONTHS]), cut_offs, days)
def test_a_period_is_found_again_by_its_key(
    frequency: Frequency, cut_off: CutOff, day: date
) -> None:
    for term in terms_from(frequency, cut_off, day, 5):
        assert term_named(frequency, cut_off, term.key) == term


@pytest.mark.parametrize("key", ["2020-Q2", "2020-13", "2020-W54", "2020", "x", "2020-W00", ""])
def test_a_key_of_another_rhythm_is_no_period(key: str) -> None:
    for frequency in (Frequency.MONTH, Frequency.WEEK):
        with pytest.raises(NotAPeriod):
            term_named(frequency, CutOff(), key)


@pytest.mark.parametrize(
    ("frequency", "day", "key", "first", "last"),
    [
        (Frequency.MONTH, date(2020, 6, 14), "2020-06", date(2020, 5, 15), date(2020, 6, 14)),
        (Frequency.MONTH, date(2020, 6, 15), "2020-07", date(2020, 6, 15), date(2020, 7, 14)),
        (Frequency.QUARTER, date(2020, 4, 1), "2020-Q2", date(2020, 3, 15), date(2020, 6, 14)),
        (Frequency.HALF, date(2020, 6, 14), "2020-H1", date(2019, 12, 15), date(2020, 6, 14)),
        (Frequency.HALF, date(2020, 6, 15), "2020-H2", date(2020, 6, 15), date(2020, 12, 14)),
        (
            Frequency.NINE_MONTHS,
            date(2020, 1, 1),
            "2020-M09",
            date(2019, 12, 15),
            date(2020, 9, 14),
        ),
        (Frequency.YEAR, date(2020, 12, 15), "2021", date(2020, 12, 15), date(2021, 12, 14)),
    ],
)
def test_the_decree_counts_from_the_15th_to_the_14th(
    frequency: Frequency, day: date, key: str, first: date, last: date
) -> None:
    term = a_term(frequency, day)
    assert (term.key, term.start, term.last) == (key, first, last)


def test_statistics_count_whole_months() -> None:
    term = a_term(Frequency.QUARTER, date(2020, 6, 30), CutOff())
    assert (term.start, term.last) == (date(2020, 4, 1), date(2020, 6, 30))


def test_the_nine_months_have_no_last_quarter() -> None:
    assert term_of(Frequency.NINE_MONTHS, CutOff(MID_MONTH), date(2020, 10, 1)) is None


def test_what_is_asked_for_once_has_no_periods() -> None:
    assert term_of(Frequency.ONCE, CutOff(), date(2020, 6, 1)) is None
    assert not terms_from(Frequency.ONCE, CutOff(), date(2020, 6, 1), 3)


def test_a_week_from_friday_to_thursday_has_the_number_of_its_last_day() -> None:
    term = a_term(Frequency.WEEK, date(2020, 7, 3), CutOff(week_starts=4))
    assert (term.key, term.start, term.last) == ("2020-W28", date(2020, 7, 3), date(2020, 7, 9))


def test_there_is_no_eighth_day_of_the_week() -> None:
    with pytest.raises(ValueError, match="no weekday 7"):
        CutOff(week_starts=7)


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=lambda clock: clock.key)
@given(day=some.dates(date(2019, 3, 1), date(2031, 1, 1)))
def test_by_every_clock_one_sends_after_the_cut_off_and_the_higher_level_later(
    clock: object, day: date
) -> None:
    for frequency, timing in clock.timings.items():  # type: ignore[attr-defined]  # a Clock
        for term in terms_from(frequency, timing.cut_off, day, 3):
            on = [due_of(level.due, term, vietnam_around(day.year)).on for level in timing.levels]
            assert term.last < on[0] < on[1]


def test_the_circular_has_a_chain_of_two_days() -> None:
    timing = CLOCKS["circular-02-2023"].timings[Frequency.QUARTER]
    term = a_term(Frequency.QUARTER, date(2023, 5, 2), timing.cut_off)
    dues = [due_of(level.due, term, WEEKENDS_ONLY).on for level in timing.levels]
    assert (term.key, dues) == ("2023-Q2", [date(2023, 6, 6), date(2023, 6, 8)])


def test_the_circulars_year_ends_before_its_november_days() -> None:
    timing = CLOCKS["circular-02-2023"].timings[Frequency.YEAR]
    term = a_term(Frequency.YEAR, date(2023, 9, 1), timing.cut_off)
    due = due_of(timing.levels[0].due, term, WEEKENDS_ONLY)
    assert (term.key, term.last, due.on) == ("2023", date(2023, 11, 14), date(2023, 11, 25))


def test_working_days_pass_over_holidays_and_say_so() -> None:
    term = a_term(Frequency.MONTH, date(2025, 8, 31), CutOff())
    due = due_of(DueRule(DueKind.WORKING_DAYS, 3), term, vietnam_around(2025))
    assert due.on == date(2025, 9, 5)
    assert due.steps()[0] == "Số liệu tính từ 01/08/2025 đến hết ngày 31/08/2025."
    assert "01/09 (" in due.steps()[2]
    assert "02/09 (" in due.steps("en")[2]


@pytest.mark.parametrize(
    ("roll", "on"),
    [
        (Roll.STAYS, date(2020, 7, 25)),
        (Roll.NEXT, date(2020, 7, 27)),
        (Roll.BEFORE, date(2020, 7, 24)),
    ],
)
def test_a_saturday_moves_as_the_regime_says(roll: Roll, on: date) -> None:
    due = due_of(
        DueRule(DueKind.DAY, 25, roll=roll),
        a_term(Frequency.MONTH, date(2020, 7, 1)),
        WEEKENDS_ONLY,
    )
    assert (due.reckoned, due.on) == (date(2020, 7, 25), on)
    assert any("27/07/2020" in step for step in due.steps()) == (roll is Roll.NEXT)


def test_a_day_that_a_month_has_not_is_its_last() -> None:
    term = a_term(Frequency.MONTH, date(2021, 2, 1))
    assert due_of(DueRule(DueKind.DAY, 31), term, WEEKENDS_ONLY).on == date(2021, 2, 28)


def test_a_last_day_right_at_the_cut_off_is_called_too_soon() -> None:
    friday_after = a_term(Frequency.MONTH, date(2020, 8, 1))  # its cut-off is Friday 14/08
    rule = DueRule(DueKind.DAY, 16)
    due = due_of(rule, friday_after, WEEKENDS_ONLY)
    assert due.is_too_soon
    assert "Điều 8" in due.steps()[-1]
    assert not due_of(DueRule(DueKind.DAY, 17), friday_after, WEEKENDS_ONLY).is_too_soon


def test_a_week_knows_no_month_and_counts_days() -> None:
    term = a_term(Frequency.WEEK, date(2020, 7, 1), CutOff())
    due = due_of(DueRule(DueKind.DAY, 2), term, WEEKENDS_ONLY)
    assert due.on == date(2020, 7, 7)
    assert "2 ngày sau ngày chốt" in due.steps()[1]


def test_days_of_rest_not_yet_announced_are_told() -> None:
    term = a_term(Frequency.MONTH, date(2031, 1, 1))
    due = due_of(DueRule(DueKind.DAY, 25), term, vietnam_around(2031))
    assert "2031" in due.steps()[-1]
