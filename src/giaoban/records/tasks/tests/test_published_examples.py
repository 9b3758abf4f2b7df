"""Figures that were published come out to the printed decimals."""

from datetime import date

import pytest

from giaoban.kit.periods.period import Period
from giaoban.kit.vntext.numbers import format_rate
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks import selectors
from giaoban.records.tasks.tests.build import a_clerk, a_leader
from giaoban.records.tasks.tests.bulk import Stock, stock
from giaoban.records.tasks.types import Axis, Rate, ScoreCard, Tally

pytestmark = pytest.mark.django_db


def card_of(
    tally: Tally, *, assigned_on: date, period: Period, units: int
) -> tuple[ScoreCard, list[int]]:
    """The card of a period at its end in which so many tasks came to stand so, dealt to units."""
    days = period.days()
    numbers = [a_unit().pk for _ in range(units)]
    due, before, after = days.last, days.start, days.end
    for place, unit in enumerate(numbers):
        shares = [
            Stock(_share(tally.done_on_time, place, units), unit, due, before),
            Stock(_share(tally.done_late, place, units), unit, before, due),
            Stock(_share(tally.open_in_time, place, units), unit, after),
            Stock(_share(tally.open_overdue, place, units), unit, before),
        ]
        stock(shares, assigned_on=assigned_on, clerk=a_clerk())
    card = selectors.score_card(actor=a_leader(), as_of=days.last, days=days, by=Axis.UNIT)
    return card, numbers


def _share(count: int, place: int, of: int) -> int:
    return count // of + (place < count % of)


def printed(rate: Rate) -> str:
    return format_rate(rate.part, rate.whole)


def test_june_2020_of_the_ministry() -> None:
    """96 tasks: 59 on time, 5 late, 30 in time, 2 overdue."""
    card, units = card_of(
        Tally(59, 5, 30, 2),
        assigned_on=date(2020, 5, 4),
        period=Period.parse("2020-06"),
        units=24,
    )

    total = card.total
    assert (total.total, total.due, len(card.rows)) == (96, 66, len(units))
    assert printed(Rate(total.done_on_time, total.total)) == "61,46 %"
    assert printed(Rate(total.done_late, total.total)) == "5,21 %"
    assert printed(Rate(total.open_in_time, total.total)) == "31,25 %"
    assert printed(Rate(total.open_overdue, total.total)) == "2,08 %"
    assert printed(total.on_time_of_due) == "89,39 %"
    assert printed(total.done_of_all) == "66,67 %"


def test_the_governments_figures_of_2017() -> None:
    """Report 1270/BC-TCTTTg: 21,914 tasks; its rates are of those that had come due."""
    card, _units = card_of(
        Tally(14_068, 1_983, 5_640, 223),
        assigned_on=date(2024, 12, 2),
        period=Period.parse("2025"),
        units=3,
    )

    total = card.total
    assert (total.total, total.done, total.due) == (21_914, 16_051, 16_274)
    assert printed(total.done_of_due) == "98,63 %"
    assert printed(total.overdue_of_due) == "1,37 %"
