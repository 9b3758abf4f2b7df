from datetime import date

import pytest

from giaoban.faces.workspace import selectors
from giaoban.faces.workspace.types import Need
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import services
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_task,
    an_officer,
    at,
    confirmed,
    lead_duty,
    reported,
    someone_acting_for,
)
from giaoban.records.tasks.types import Share, Stage

TODAY = date(2025, 3, 31)
LAST = date(2025, 4, 11)  # of the ten working days from then on


def a_day(unit: Unit) -> dict[Need, list[str]]:
    day = selectors.unit_day(actor=an_officer(unit), on=TODAY, unit_ids=[unit.pk])
    return {group.need: [item.span.task.title for item in group.items] for group in day.groups}


@pytest.mark.parametrize(
    ("due_on", "stage", "need"),
    [
        (date(2025, 3, 30), Stage.UNDERWAY, Need.OVERDUE),
        (date(2025, 3, 30), Stage.ASSIGNED, Need.OVERDUE),
        (date(2025, 3, 30), Stage.RETURNED, Need.OVERDUE),
        (date(2025, 3, 30), Stage.REPORTED, Need.REPORTED),
        (TODAY, Stage.UNDERWAY, Need.DUE_TODAY),
        (date(2025, 4, 1), Stage.RETURNED, Need.RETURNED),
        (None, Stage.RETURNED, Need.RETURNED),
        (date(2025, 4, 1), Stage.ASSIGNED, Need.ACKNOWLEDGE),
        (None, Stage.ASSIGNED, Need.ACKNOWLEDGE),
        (LAST, Stage.UNDERWAY, Need.DUE_SOON),
        (date(2025, 4, 12), Stage.UNDERWAY, None),
        (None, Stage.UNDERWAY, None),
    ],
)
def test_a_duty_is_shown_for_its_most_pressing_need(
    due_on: date | None, stage: Stage, need: Need | None
) -> None:
    assert selectors.need_of(due_on, stage, today=TODAY, last=LAST) is need


@pytest.mark.django_db
def test_a_unit_sees_what_it_leads_and_what_it_helps_with() -> None:
    unit = a_unit()
    a_task(title="Chủ trì", lead=unit, due_on=date(2025, 3, 20))
    a_task(title="Phối hợp", coordinating=[Share(unit.pk, date(2025, 4, 2))])

    assert a_day(unit) == {Need.OVERDUE: ["Chủ trì"], Need.ACKNOWLEDGE: ["Phối hợp"]}


@pytest.mark.django_db
def test_what_is_done_waits_for_nobody() -> None:
    unit = a_unit()
    confirmed(a_task(lead=unit), on=date(2025, 3, 10))

    assert a_day(unit) == {}


@pytest.mark.django_db
def test_a_returned_result_says_why_it_came_back() -> None:
    unit = a_unit()
    task = reported(a_task(lead=unit, due_on=date(2025, 4, 3)), on=date(2025, 3, 20))
    services.return_result(
        actor=task.created_by, duty_id=lead_duty(task).pk, note="Thiếu phụ lục", now=at(TODAY)
    )
    [group] = selectors.unit_day(
        actor=someone_acting_for(task), on=TODAY, unit_ids=[unit.pk]
    ).groups

    assert group.need is Need.RETURNED
    assert (group.items[0].note, group.items[0].noted_on) == ("Thiếu phụ lục", TODAY)


@pytest.mark.django_db
def test_a_long_group_is_counted_in_full_and_listed_in_part() -> None:
    unit = a_unit()
    for _ in range(selectors.SHOWN + 3):
        a_task(lead=unit, due_on=date(2025, 3, 20))
    [group] = selectors.unit_day(actor=an_officer(unit), on=TODAY, unit_ids=[unit.pk]).groups

    assert (group.count, len(group.items)) == (selectors.SHOWN + 3, selectors.SHOWN)


@pytest.mark.django_db
def test_officers_and_heads_speak_for_their_units_and_what_stands_below() -> None:
    above = a_unit()
    below = a_unit(parent=above)
    head = an_appointment(unit=above, post=Post.HEAD).user
    clerk = an_appointment(unit=above, post=Post.OFFICE_CLERK).user

    assert selectors.units_spoken_for(actor=head, on=TODAY) == {above.pk, below.pk}
    assert selectors.units_spoken_for(actor=clerk, on=TODAY) == set()


@pytest.mark.django_db
def test_the_office_sees_what_it_has_to_confirm() -> None:
    waiting = reported(a_task(title="Chờ xác nhận"), on=date(2025, 3, 20))
    confirmed(a_task(title="Đã xong"), on=date(2025, 3, 20))
    to_confirm = selectors.results_to_confirm(actor=a_clerk(), on=TODAY)

    assert [item.span.task for item in to_confirm.items] == [waiting]
    assert to_confirm.count == 1


@pytest.mark.django_db
def test_the_agency_sees_its_overdue_tasks_by_unit_with_totals_that_agree() -> None:
    first, second = a_unit(), a_unit()
    for unit, times in ((first, 1), (second, 2)):
        for _ in range(times):
            a_task(lead=unit, due_on=date(2025, 3, 20))
    clerk = a_clerk()
    figures = selectors.figures_of_day(actor=clerk, on=TODAY)
    day = selectors.agency_day(actor=clerk, on=TODAY, figures=figures)

    assert [(row.unit_id, row.overdue) for row in day.by_unit] == [(second.pk, 2), (first.pk, 1)]
    assert day.overdue.count == len(day.overdue.items) == 3


@pytest.mark.django_db
def test_the_month_of_a_unit_counts_its_own_tasks_alone() -> None:
    unit = a_unit()
    confirmed(a_task(lead=unit), on=date(2025, 3, 10))
    a_task(lead=unit, due_on=date(2025, 3, 20))
    a_task(coordinating=[Share(unit.pk, TODAY)])
    officer = an_officer(unit)
    figures = selectors.figures_of_day(actor=officer, on=TODAY)
    classes = selectors.classes_of_month(on=TODAY, figures=figures, unit_ids=[unit.pk])

    assert classes.counts == [1, 0, 0, 1]
    assert (classes.now.part, classes.now.whole) == (1, 2)
    assert classes.period_before.key == "2025-02"
