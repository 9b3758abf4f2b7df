from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from giaoban.kit.periods.period import Between, Days, Period
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_field, a_unit
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.selectors.lists import NO_WORDS, NONE
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_leader,
    a_stranger,
    a_task,
    an_officer,
    at,
    confirmed,
    lead_duty,
)
from giaoban.records.tasks.types import (
    FOUR_CLASSES,
    Axis,
    Rate,
    ScoreCard,
    Share,
    StatusClass,
    Tally,
)

pytestmark = pytest.mark.django_db
MARCH = Period.parse("2025-03").days()
APRIL = Period.parse("2025-04").days()
END = MARCH.last
# But for the axis that has the provinces alone.
EACH_ONCE = [axis for axis in Axis if axis != Axis.PROVINCE]


def card(*, days: Days | None = MARCH, as_of: date = END, by: Axis = Axis.UNIT) -> ScoreCard:
    return selectors.score_card(actor=a_leader(), as_of=as_of, days=days, by=by)


def one_of_each(*units: Unit) -> None:
    """Seven tasks in the seven classes at the end of March, dealt to the units in turn."""
    lead = [units[number % len(units)] for number in range(7)]
    confirmed(a_task(lead=lead[0], due_on=date(2025, 3, 20)), on=date(2025, 3, 20))
    confirmed(a_task(lead=lead[1], due_on=date(2025, 3, 20)), on=date(2025, 3, 21))
    a_task(lead=lead[2], due_on=END)
    a_task(lead=lead[3], due_on=END - timedelta(days=1))
    a_task(lead=lead[4], due_on=None)
    suspended, cancelled = a_task(lead=lead[5]), a_task(lead=lead[6])
    services.suspend_duty(
        actor=suspended.created_by,
        duty_id=lead_duty(suspended).pk,
        note="Chờ nghị định",
        now=at(date(2025, 3, 10)),
    )
    services.cancel_task(
        actor=cancelled.created_by, task_id=cancelled.pk, note="Trùng", now=at(date(2025, 3, 10))
    )


def test_every_class_is_counted_and_only_four_are_in_the_total() -> None:
    one_of_each(a_unit())

    tally = card().total

    assert tally == Tally(1, 1, 1, 1, 1, 1, 1)
    assert (tally.total, tally.due, tally.done, tally.beside) == (4, 3, 2, 3)


def test_both_rates_show_their_parts() -> None:
    one_of_each(a_unit())

    tally = card().total

    assert tally.on_time_of_due == Rate(1, 3)
    assert tally.done_of_all == Rate(2, 4)
    assert tally.on_time_of_due.percent == Decimal("33.33")


def test_a_rate_of_nothing_is_no_number() -> None:
    assert Rate(0, 0).percent is None


def test_a_change_is_the_difference_of_the_printed_figures() -> None:
    assert Rate(59, 66).points_above(Rate(52, 60)) == Decimal("2.72")


def test_the_rows_sum_to_the_total_whatever_the_axis() -> None:
    first, second = a_unit(), a_unit()
    field = a_field()
    one_of_each(first, second)
    a_task(field_id=field.pk)

    totals = {card(by=axis).total for axis in EACH_ONCE}

    assert len(totals) == 1
    assert [row.key for row in card(by=Axis.FIELD).rows] == [field.pk, None]


def test_coordinating_units_are_counted_apart_and_once_each() -> None:
    lead, first, second, third = a_unit(), a_unit(), a_unit(), a_unit()
    a_task(lead=lead, coordinating=[Share(unit.pk) for unit in (first, second, third)])

    shown = selectors.score_card(
        actor=a_leader(), as_of=END, days=MARCH, by=Axis.UNIT, with_coordinating=True
    )

    told = {row.key: (row.tally.total, row.coordinating.beside) for row in shown.rows}
    assert told == {lead.pk: (1, 0), first.pk: (0, 1), second.pk: (0, 1), third.pk: (0, 1)}
    assert (shown.total.total, shown.coordinating.beside) == (1, 3)


def test_a_card_holds_duties_against_both_deadlines() -> None:
    task = a_task(due_on=date(2025, 3, 14))
    services.change_deadline(
        actor=task.created_by,
        duty_id=lead_duty(task).pk,
        due_on=date(2025, 3, 28),
        note="Theo ý kiến của Bộ trưởng",
        now=at(date(2025, 3, 10)),
    )
    confirmed(task, on=date(2025, 3, 20))

    both = selectors.score_card(
        actor=a_leader(), as_of=END, days=MARCH, by=Axis.UNIT, with_other=True
    )

    assert both.total == Tally(done_on_time=1)
    assert both.other == Tally(done_late=1)


def test_any_two_days_have_a_card_both_days_counted() -> None:
    confirmed(a_task(), on=date(2025, 3, 10))
    confirmed(a_task(), on=date(2025, 3, 20))
    confirmed(a_task(), on=date(2025, 3, 21))

    between = Between(date(2025, 3, 20), date(2025, 3, 20))

    assert card(days=between.days(), as_of=between.last).total == Tally(
        done_on_time=1, open_in_time=1
    )


def test_coordinating_units_are_not_counted() -> None:
    lead, other = a_unit(), a_unit()
    a_task(lead=lead, coordinating=[Share(other.pk)])

    assert [row.key for row in card().rows] == [lead.pk]


def test_what_was_settled_before_the_period_is_not_of_it() -> None:
    confirmed(a_task(assigned_on=date(2025, 2, 3)), on=date(2025, 2, 28))
    confirmed(a_task(assigned_on=date(2025, 2, 3)), on=date(2025, 3, 1))
    cancelled = a_task(assigned_on=date(2025, 2, 3))
    services.cancel_task(
        actor=cancelled.created_by, task_id=cancelled.pk, note="Trùng", now=at(date(2025, 2, 20))
    )

    assert card().total == Tally(done_on_time=1)


def test_what_was_assigned_after_the_period_is_not_of_it() -> None:
    a_task(assigned_on=date(2025, 4, 1), due_on=date(2025, 4, 30))

    assert card(as_of=date(2025, 4, 15)).total == Tally()
    assert card(as_of=date(2025, 4, 15), days=APRIL).total == Tally(open_in_time=1)


def test_what_was_settled_after_the_day_still_counts_for_a_period_to_come() -> None:
    confirmed(a_task(), on=date(2025, 3, 20))

    assert card(days=APRIL, as_of=date(2025, 3, 15)).total == Tally(open_in_time=1)
    assert card(days=APRIL, as_of=date(2025, 3, 20)).total == Tally()


def test_what_happens_later_does_not_change_a_past_card() -> None:
    one_of_each(a_unit(), a_unit())
    before = card()

    late = a_task(due_on=date(2025, 3, 5))
    assert card() != before
    before = card()
    confirmed(late, on=date(2025, 4, 2))
    services.transfer_duty(
        actor=a_clerk(),
        duty_id=lead_duty(a_task(assigned_on=date(2025, 4, 1), due_on=None)).pk,
        unit_id=a_unit().pk,
        note="Đổi phân công",
        now=at(date(2025, 4, 3)),
    )

    assert card() == before


def test_a_duty_counts_for_the_unit_that_had_it_that_day() -> None:
    first, second = a_unit(), a_unit()
    task = a_task(lead=first)
    services.transfer_duty(
        actor=task.created_by,
        duty_id=lead_duty(task).pk,
        unit_id=second.pk,
        note="Đổi phân công",
        now=at(date(2025, 3, 20)),
    )

    assert [row.key for row in card(as_of=date(2025, 3, 19)).rows] == [first.pk]
    assert [row.key for row in card(as_of=date(2025, 3, 20)).rows] == [second.pk]


def asked_of_list(axis: Axis, key: int | str | None) -> dict[str, Any]:
    """How the list is told which row of a score-card is meant."""
    match axis:
        case Axis.UNIT | Axis.PROVINCE:
            return {"unit_ids": [key]}
        case Axis.FIELD:
            return {"field_id": key or NONE}
        case Axis.SOURCE:
            return {"document_id": key or NONE}
        case Axis.OFFICER:
            return {"officer_id": key or NONE}
    return {axis.value: key or NO_WORDS}


@pytest.mark.parametrize("as_of", [END, END - timedelta(days=12), date(2025, 4, 20)])
@pytest.mark.parametrize("axis", list(Axis))
def test_each_figure_opens_a_list_of_exactly_what_it_counts(axis: Axis, as_of: date) -> None:
    one_of_each(a_unit(), a_unit(kind=UnitKind.PROVINCIAL))
    a_task(field_id=a_field().pk)
    Task.objects.filter(field=None).update(leader="Bộ trưởng")
    Task.objects.exclude(field=None).update(programme="Chuyển đổi số", followed_by=a_clerk())
    confirmed(a_task(assigned_on=date(2025, 2, 3)), on=date(2025, 4, 3))
    leader = a_leader()
    shown = selectors.score_card(actor=leader, as_of=as_of, days=MARCH, by=axis)

    for row in shown.rows:
        for status in StatusClass:
            listed: Any = selectors.task_list(
                actor=leader,
                on=as_of,
                as_of=as_of,
                days=MARCH,
                statuses=[status],
                **asked_of_list(axis, row.key),
            )
            assert {line.status for line in listed} <= {status}
            assert len(listed) == row.tally[status]
    if axis in EACH_ONCE:
        everything = selectors.task_list(
            actor=leader, on=as_of, as_of=as_of, days=MARCH, statuses=FOUR_CLASSES
        )
        assert everything.count() == shown.total.total


def test_a_unit_counts_the_tasks_it_takes_part_in() -> None:
    unit = a_unit()
    a_task(lead=unit)
    a_task(coordinating=[Share(unit.pk)])
    a_task()

    shown = selectors.score_card(actor=an_officer(unit), as_of=END, days=MARCH, by=Axis.UNIT)

    assert shown.total.total == 2
    nothing = selectors.score_card(actor=a_stranger(), as_of=END, days=MARCH, by=Axis.UNIT)
    assert nothing.rows == ()


def test_cards_side_by_side_have_the_same_rows() -> None:
    first, second = a_unit(), a_unit()
    a_task(lead=first, assigned_on=date(2025, 3, 3))
    a_task(lead=second, assigned_on=date(2025, 4, 1), due_on=None)

    april, march = selectors.score_cards(
        actor=a_leader(),
        on=APRIL.last,
        by=Axis.UNIT,
        asked=[(APRIL.last, APRIL), (MARCH.last, MARCH)],
    )

    assert [row.key for row in april.rows] == [row.key for row in march.rows]
    assert [row.tally.total for row in march.rows] == [1, 0]


@pytest.mark.parametrize("many", [1, 4])
def test_more_tasks_take_no_more_queries(
    many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(many):
        one_of_each(a_unit(), a_unit())
    leader = a_leader()

    with django_assert_max_num_queries(8):
        selectors.score_card(actor=leader, as_of=END, days=MARCH, by=Axis.UNIT)
