from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks import selectors
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_leader,
    a_stranger,
    a_task,
    an_officer,
    confirmed,
    reported,
)
from giaoban.records.tasks.types import DutyRole, Share, Stage, StatusClass, TaskOrder

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 20)


def titles(**filters: Any) -> list[str]:
    given: dict[str, Any] = {"actor": a_leader(), "on": DAY, **filters}
    return [span.task.title for span in selectors.task_list(**given)]


def test_the_earliest_deadline_comes_first_and_none_last() -> None:
    a_task(title="không hạn", due_on=None)
    a_task(title="sau", due_on=date(2025, 4, 1))
    a_task(title="trước", due_on=date(2025, 3, 5))

    assert titles() == ["trước", "sau", "không hạn"]
    assert titles(order=TaskOrder.NEWEST) == ["trước", "sau", "không hạn"]
    assert titles(order=TaskOrder.LATEST_DUE) == ["sau", "trước", "không hạn"]


def test_a_task_is_not_there_before_it_was_assigned() -> None:
    a_task(assigned_on=date(2025, 3, 10))

    assert titles(as_of=date(2025, 3, 9)) == []
    assert len(titles(as_of=date(2025, 3, 10))) == 1


def test_words_are_found_without_accents_and_a_number_by_itself() -> None:
    task = a_task(title="Rà soát Quy hoạch băng tần")
    a_task(title="Tổng kết thi đua")

    assert titles(words="quy hoach bang") == ["Rà soát Quy hoạch băng tần"]
    assert titles(words=task.number) == ["Rà soát Quy hoạch băng tần"]
    assert titles(words="quy hoach thi dua") == []


def test_lists_narrow_by_class_unit_role_and_deadline() -> None:
    lead, other = a_unit(), a_unit()
    a_task(title="một", lead=lead, due_on=date(2025, 3, 10), coordinating=[Share(other.pk)])
    a_task(title="hai", lead=other, due_on=date(2025, 3, 25))

    assert titles(statuses=[StatusClass.OPEN_OVERDUE]) == ["một"]
    assert titles(unit_ids=[other.pk]) == ["hai"]
    assert titles(unit_ids=[other.pk], role=DutyRole.COORDINATE) == ["một"]
    assert titles(unit_ids=[other.pk], role=None) == ["hai", "một"]
    assert titles(due_from=date(2025, 3, 11), due_to=date(2025, 3, 25)) == ["hai"]


def test_lists_narrow_by_how_far_a_duty_is() -> None:
    reported(a_task(title="chờ xác nhận"), on=DAY)
    a_task(title="mới giao")

    assert titles(stages=[Stage.REPORTED]) == ["chờ xác nhận"]


def test_a_class_is_that_of_the_day_asked_for() -> None:
    confirmed(a_task(due_on=date(2025, 3, 10)), on=date(2025, 3, 15))

    assert len(titles(as_of=date(2025, 3, 12), statuses=[StatusClass.OPEN_OVERDUE])) == 1
    assert len(titles(as_of=date(2025, 3, 15), statuses=[StatusClass.DONE_LATE])) == 1


def test_people_see_the_tasks_of_their_units_and_below_and_those_they_assigned() -> None:
    above = a_unit()
    below = a_unit(parent=above)
    clerk = a_clerk()
    task = a_task(lead=below, coordinating=[Share(a_unit().pk)], clerk=clerk)

    for person in (clerk, a_leader(), an_officer(below), an_officer(above)):
        assert task in selectors.visible_tasks(actor=person, on=DAY)
        assert selectors.visible_duties(actor=person, on=DAY).count() == 2
    assert task not in selectors.visible_tasks(actor=a_stranger(), on=DAY)
    assert not selectors.visible_duties(actor=a_stranger(), on=DAY).exists()


def test_a_unit_below_does_not_see_the_tasks_of_the_unit_above() -> None:
    above = a_unit()
    task = a_task(lead=above)

    officer = an_officer(a_unit(parent=above))

    assert task not in selectors.visible_tasks(actor=officer, on=DAY)


def test_a_longer_list_takes_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        a_task()
    leader = a_leader()

    # appointments, delegations, fields in charge, tree below, last day, the list
    with django_assert_num_queries(6):
        for span in selectors.task_list(actor=leader, on=DAY):
            assert span.task.title
            assert span.duty.stage
