"""What people see by their appointments, by those delegated to them, and by nothing else."""

from datetime import date
from functools import reduce
from operator import or_

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.documents.selectors import visible_documents
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import (
    a_charge,
    a_delegation,
    a_field,
    a_field_of_leader,
    a_unit,
    an_appointment,
)
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import policies, selectors, services
from giaoban.records.tasks.models import Event, Task
from giaoban.records.tasks.pages.tasks import TaskPage
from giaoban.records.tasks.tests.build import a_clerk, a_task, an_officer, at, lead_duty
from giaoban.records.tasks.types import EventKind, Share

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 20)


def seen_by(person: User) -> set[Task]:
    tasks = set(selectors.visible_tasks(actor=person, on=DAY))
    spans = selectors.visible_spans(actor=person, on=DAY)
    assert {span.task_id for span in spans} == {task.pk for task in tasks}
    duties = selectors.visible_duties(actor=person, on=DAY)
    assert {duty.task_id for duty in duties} == {task.pk for task in tasks}
    return tasks


def test_a_leader_with_fields_sees_these_what_units_in_charge_lead_and_what_names_them() -> None:
    ministry = a_unit()
    unit, other = a_unit(parent=ministry), a_unit(parent=ministry)
    field = a_field()
    a_charge(unit=unit, field=field)
    person = a_user(full_name="Hồ Thị Mây")
    leader = an_appointment(user=person, unit=ministry, post=Post.LEADER)
    a_field_of_leader(appointment=leader, field=field)
    of_field = a_task(lead=other, field_id=field.pk)
    led = a_task(lead=unit)
    named = a_task(lead=other, leader="Thứ trưởng Hồ Thị Mây")
    a_task(lead=other)
    a_task(lead=other, coordinating=[Share(unit.pk)])
    a_task(lead=other, leader="Thứ trưởng Hồ Văn Mây")

    assert seen_by(person) == {of_field, led, named}


def test_an_officer_acts_for_the_own_unit_alone_and_its_head_for_those_below_as_well() -> None:
    above = a_unit()
    below = a_unit(parent=above)
    officer = an_officer(above)
    head = an_appointment(unit=above, post=Post.HEAD).user
    deputy = an_appointment(unit=above, post=Post.DEPUTY).user

    def may_report(person: User, unit: Unit) -> bool:
        return bool(policies.may_do(person, EventKind.REPORTED, unit_id=unit.pk, on=DAY))

    assert [may_report(officer, unit) for unit in (above, below)] == [True, False]
    for person in (head, deputy):
        assert [may_report(person, unit) for unit in (above, below)] == [True, True]


@pytest.mark.parametrize("post", [post for post in Post if post != Post.ADMINISTRATOR])
def test_only_the_office_decides(post: Post) -> None:
    unit = a_unit()
    person = an_appointment(unit=unit, post=post).user

    decides = policies.may_do(person, EventKind.CONFIRMED, unit_id=unit.pk, on=DAY)

    assert bool(decides) is (post == Post.OFFICE_CLERK)


def test_a_province_sees_nothing_of_another() -> None:
    ministry = a_unit()
    one, other = a_unit(parent=ministry), a_unit(parent=ministry)
    reporter = an_appointment(unit=one, post=Post.REPORTER).user
    theirs = a_task(lead=one)
    a_task(lead=other)

    assert seen_by(reporter) == {theirs}
    assert not visible_documents(actor=reporter, on=DAY).exists()


def test_a_delegate_sees_what_the_appointment_sees() -> None:
    unit = a_unit()
    task = a_task(lead=unit)
    head = an_appointment(unit=unit, post=Post.HEAD)
    delegate = an_officer(a_unit())
    assert seen_by(delegate) == set()

    a_delegation(appointment=head, to=delegate)

    assert seen_by(delegate) == {task}


def test_what_is_done_by_a_delegated_right_says_for_whom_everywhere() -> None:
    unit = a_unit()
    head = an_appointment(unit=unit, post=Post.HEAD, user=a_user(full_name="Hồ Thị Mây"))
    person = an_appointment(user=a_user(full_name="Lò Văn Gió")).user
    a_delegation(appointment=head, to=person)
    task = a_task(lead=unit)

    services.report_result(actor=person, duty_id=lead_duty(task).pk, now=at(DAY), note="Xong")

    event = Event.objects.get(kind=EventKind.REPORTED)
    entry = Entry.objects.get(verb="tasks.reported")
    assert (event.actor, event.on_behalf_of) == (person, head.user)
    assert (entry.actor, entry.on_behalf_of) == (person, head.user)
    page = TaskPage(actor=person, task=task, on=DAY)
    assert "Lò Văn Gió thay mặt Hồ Thị Mây" in page.history[0].words


def test_what_is_done_by_an_own_right_is_done_for_nobody() -> None:
    unit = a_unit()
    officer = an_officer(unit)
    a_delegation(appointment=an_appointment(unit=unit, post=Post.HEAD), to=officer)
    task = a_task(lead=unit)

    services.report_result(actor=officer, duty_id=lead_duty(task).pk, now=at(DAY), note="Xong")

    assert Event.objects.get(kind=EventKind.REPORTED).on_behalf_of is None
    assert Entry.objects.get(verb="tasks.reported").on_behalf_of is None


def test_whoever_acts_for_the_office_assigns_and_takes_back_in_its_name() -> None:
    clerk = an_appointment(post=Post.OFFICE_CLERK)
    person = an_officer(a_unit())
    a_delegation(appointment=clerk, to=person)

    task = a_task(clerk=person)
    services.withdraw_task(actor=person, task_id=task.pk, reason="nhầm", now=at(DAY))

    verbs = Entry.objects.filter(on_behalf_of=clerk.user).values_list("verb", flat=True)
    assert list(verbs) == ["tasks.assigned", "tasks.withdrawn"]


def test_whoever_acts_for_a_head_is_told_of_new_tasks() -> None:
    head = an_appointment(post=Post.HEAD)
    person = an_officer(a_unit())
    a_delegation(appointment=head, to=person)

    a_task(lead=head.unit)

    assert "tasks.assigned" in notices_of(person)


def notices_of(person: User) -> list[str]:
    return list(Notice.objects.filter(recipient=person).values_list("kind", flat=True))


# The sight of several appointments

UNITS, FIELDS = 5, 3
appointments = st.lists(
    st.tuples(
        st.sampled_from(Post),
        st.integers(0, UNITS - 1),
        st.sets(st.integers(0, FIELDS - 1)),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
# For each task its lead, who coordinates, its field if it has one, and whom it names.
tasks = st.lists(
    st.tuples(
        st.integers(0, UNITS - 1),
        st.integers(0, UNITS - 1),
        st.integers(-1, FIELDS - 1),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(appointments=appointments, tasks=tasks)
def test_several_appointments_show_what_each_alone_would_show(
    appointments: list[tuple[Post, int, set[int], bool]],
    tasks: list[tuple[int, int, int, bool]],
) -> None:
    with transaction.atomic():
        units, fields = a_tree(), [a_field() for _ in range(FIELDS)]
        for unit, field in zip(units, fields, strict=False):
            a_charge(unit=unit, field=field)
        clerk = a_clerk()
        for lead, coordinating, field_number, is_named in tasks:
            a_task(
                lead=units[lead],
                clerk=clerk,
                coordinating=[Share(units[coordinating].pk)] if coordinating != lead else [],
                field_id=fields[field_number].pk if field_number >= 0 else None,
                leader="Thứ trưởng Hồ Thị Mây" if is_named else "",
            )
        # The one holds all; of the others each holds one, under the same name.
        everything = a_user(full_name="Hồ Thị Mây")
        alone = []
        for post, unit_number, field_numbers, is_delegated in appointments:
            single = a_user(full_name="Hồ Thị Mây")
            alone.append(single)
            for person in (everything, single):
                holder = a_user(full_name="Hồ Thị Mây") if is_delegated else person
                held = an_appointment(user=holder, unit=units[unit_number], post=post)
                for number in field_numbers if post == Post.LEADER else ():
                    a_field_of_leader(appointment=held, field=fields[number])
                if is_delegated:
                    a_delegation(appointment=held, to=person)

        assert seen_by(everything) == reduce(or_, map(seen_by, alone))
        transaction.set_rollback(True)


def a_tree() -> list[Unit]:
    """A unit at the top, two below it, and one below each of these."""
    top = a_unit()
    left, right = a_unit(parent=top), a_unit(parent=top)
    return [top, left, right, a_unit(parent=left), a_unit(parent=right)]
