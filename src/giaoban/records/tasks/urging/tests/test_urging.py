from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.ground.notices import selectors as notices
from giaoban.ground.notices.models import Notice
from giaoban.ground.platform.models import CalendarDay
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_task, at, lead_duty, reported
from giaoban.records.tasks.types import Share
from giaoban.records.tasks.urging import selectors, services
from giaoban.records.tasks.urging.models import Message, Rule, Urge
from giaoban.records.tasks.urging.tests.build import MONDAY, Agency, an_agency, these_rules
from giaoban.records.tasks.urging.types import Audience, OutOfRange, RuleExists

pytestmark = pytest.mark.django_db

LONG_AGO = date(2025, 7, 1)
SATURDAY = MONDAY + timedelta(days=5)


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def due(agency: Agency, due_on: date | None, **more: Any) -> Task:
    return a_task(lead=agency.unit, clerk=agency.clerk, assigned_on=LONG_AGO, due_on=due_on, **more)


def urge(on: date) -> int:
    """How many messages went out in the run of that day."""
    return services.urge_by_rules(now=at(on, hour=7)).messages


def told(person: User) -> int:
    return Notice.objects.filter(recipient=person, kind="tasks.urged").count()


def test_each_is_told_on_the_day_of_the_rule_and_no_other(agency: Agency) -> None:
    these_rules(officer=(-3, 0), head=(1,))
    due(agency, MONDAY + timedelta(days=3))  # Thursday

    days = [MONDAY + timedelta(days=number) for number in range(5)]
    heard = []
    for day in days:
        before = told(agency.officer), told(agency.head)
        urge(day)
        heard.append((told(agency.officer) - before[0], told(agency.head) - before[1]))

    # Three working days before it is Monday; the day after it Friday.
    assert heard == [(1, 0), (0, 0), (0, 0), (1, 0), (0, 1)]


def test_many_duties_of_a_unit_are_one_message(agency: Agency) -> None:
    these_rules(officer=(1,))
    for _ in range(5):
        due(agency, LONG_AGO)

    assert urge(MONDAY) == 1
    assert (told(agency.officer), Urge.objects.count()) == (1, 5)


def test_of_a_part_the_unit_is_told_and_neither_the_office_nor_a_leader(agency: Agency) -> None:
    these_rules(officer=(1,), office=(1,), leader=(1,))
    task = due(agency, None)
    asked = tasks.PartAsked("Số liệu", agency.unit.pk, agency.officer.pk, LONG_AGO)
    tasks.assign_part(
        actor=agency.head, parent_id=lead_duty(task).pk, asked=asked, now=at(LONG_AGO)
    )

    urge(MONDAY)

    assert (told(agency.officer), told(agency.clerk), told(agency.leader)) == (1, 0, 0)


def test_what_a_unit_returned_as_not_its_own_waits_for_the_office(agency: Agency) -> None:
    these_rules(officer=(1,))
    task = due(agency, MONDAY - timedelta(days=3))
    tasks.decline_duty(
        actor=agency.officer, duty_id=lead_duty(task).pk, note="Không thuộc", now=at(LONG_AGO)
    )

    assert urge(MONDAY) == 0


def test_the_run_of_a_day_may_be_repeated(agency: Agency) -> None:
    these_rules(officer=(1,), office=(1,))
    due(agency, LONG_AGO)
    urge(MONDAY)

    assert urge(MONDAY) == 0
    assert urge(MONDAY + timedelta(days=1)) == 0
    assert (told(agency.officer), told(agency.clerk)) == (1, 1)


def test_a_message_of_the_day_stays_the_only_one_though_more_is_late_since(
    agency: Agency,
) -> None:
    these_rules(officer=(1,))
    due(agency, LONG_AGO)
    urge(MONDAY)
    due(agency, LONG_AGO)

    assert urge(MONDAY) == 0
    assert urge(MONDAY + timedelta(days=1)) == 1


def test_another_due_day_is_urged_anew(agency: Agency) -> None:
    these_rules(officer=(0,))
    task = due(agency, MONDAY)
    urge(MONDAY)
    tasks.change_deadline(
        actor=agency.clerk,
        duty_id=lead_duty(task).pk,
        due_on=MONDAY + timedelta(days=1),
        note="Gia hạn mẫu",
        now=at(MONDAY),
    )

    assert urge(MONDAY + timedelta(days=1)) == 1


def test_rules_missed_while_nothing_ran_are_not_said_one_after_the_other(
    agency: Agency,
) -> None:
    these_rules(officer=(-7, -3, -1, 0, 1))
    due(agency, LONG_AGO)

    urge(MONDAY)

    assert [each.offset for each in Urge.objects.all()] == [1]
    assert urge(MONDAY + timedelta(days=1)) == 0


def test_changed_holidays_bring_one_message_a_day_at_most_and_never_a_step_back(
    agency: Agency,
) -> None:
    these_rules(officer=(-3, -1, 0, 1))
    for number in range(10):
        due(agency, MONDAY + timedelta(days=number - 3))
    urge(MONDAY)
    rest = [
        CalendarDay.objects.create(
            day=MONDAY + timedelta(days=number), is_worked=False, name="Nghỉ mẫu"
        )
        for number in (2, 3)
    ]

    assert urge(MONDAY) == 0
    assert urge(MONDAY + timedelta(days=1)) == 1
    for row in rest:
        row.delete()
    urge(MONDAY + timedelta(days=2))
    assert told(agency.officer) == Message.objects.count()
    for duty in set(Urge.objects.values_list("duty", flat=True)):
        steps = list(Urge.objects.filter(duty=duty).order_by("pk").values_list("offset", flat=True))
        assert steps == sorted(set(steps))


def test_a_rule_that_is_taken_out_and_put_back_urges_nobody_again(agency: Agency) -> None:
    these_rules(officer=(1,))
    due(agency, LONG_AGO)
    urge(MONDAY)
    these_rules(officer=(1,))

    assert urge(MONDAY + timedelta(days=1)) == 0


def test_a_thousand_imported_tasks_are_one_message_the_next_day(agency: Agency) -> None:
    these_rules(officer=(-7, -3, -1, 0, 1), head=(1,), office=(1,), leader=(1,))
    for number in range(40):
        a_task(
            lead=agency.unit,
            clerk=agency.clerk,
            assigned_on=MONDAY,
            due_on=MONDAY + timedelta(days=number),
        )
    Notice.objects.all().delete()

    assert urge(MONDAY) == 0  # they were told as assigned
    urge(MONDAY + timedelta(days=7))
    most = {person: told(person) for person in (agency.officer, agency.clerk, agency.leader)}
    assert set(most.values()) == {1}


def test_nothing_goes_out_on_a_day_of_rest(agency: Agency) -> None:
    these_rules(officer=(1,))
    due(agency, LONG_AGO)

    assert urge(SATURDAY) == 0
    assert selectors.plan_of(on=SATURDAY).is_day_of_rest
    CalendarDay.objects.create(day=SATURDAY, is_worked=True, name="Làm bù mẫu")
    assert urge(SATURDAY) == 1


def test_whose_turn_it_is_not_is_not_urged(agency: Agency) -> None:
    these_rules(officer=(1,))
    reported(due(agency, LONG_AGO), on=date(2025, 7, 10))
    suspended = due(agency, LONG_AGO)
    tasks.suspend_duty(
        actor=agency.clerk, duty_id=lead_duty(suspended).pk, note="Chờ", now=at(date(2025, 7, 10))
    )
    tasks.cancel_task(
        actor=agency.clerk,
        task_id=due(agency, LONG_AGO).pk,
        note="Thôi",
        now=at(date(2025, 7, 10)),
    )
    due(agency, None)

    assert urge(MONDAY) == 0


def test_a_coordinating_unit_is_urged_by_its_own_deadline(agency: Agency) -> None:
    these_rules(officer=(0,))
    other = a_unit(name="Vụ Mẫu", parent=agency.ministry)
    officer = an_appointment(unit=other).user
    due(
        agency,
        MONDAY + timedelta(days=30),
        coordinating=[Share(other.pk, MONDAY, "Cung cấp số liệu")],
    )
    urge(MONDAY)

    assert (told(officer), told(agency.officer)) == (1, 0)


def test_officer_head_office_and_leader_are_told_one_after_the_other(agency: Agency) -> None:
    these_rules(officer=(1,), head=(2,), office=(3,), leader=(4,))
    due(agency, MONDAY - timedelta(days=3))  # Friday
    people = (agency.officer, agency.head, agency.clerk, agency.leader)
    heard = []
    for number in range(4):
        urge(MONDAY + timedelta(days=number))
        heard.append(tuple(told(person) for person in people))

    assert heard == [(1, 0, 0, 0), (1, 1, 0, 0), (1, 1, 1, 0), (1, 1, 1, 1)]


def test_who_is_officer_and_head_is_told_once(agency: Agency) -> None:
    an_appointment(user=agency.officer, unit=agency.unit, post=Post.HEAD)
    these_rules(officer=(1,), head=(1,))
    due(agency, LONG_AGO)
    urge(MONDAY)

    assert (told(agency.officer), told(agency.head)) == (1, 1)


def test_where_a_unit_has_nobody_the_one_above_is_told_and_last_the_office(
    agency: Agency,
) -> None:
    these_rules(officer=(1,))
    section = a_unit(name="Phòng Mẫu", parent=agency.unit)
    empty = a_unit(name="Vụ Trống", parent=agency.ministry)
    for unit in (section, empty):
        a_task(lead=unit, clerk=agency.clerk, assigned_on=LONG_AGO, due_on=LONG_AGO)
    urge(MONDAY)

    assert (told(agency.officer), told(agency.clerk)) == (1, 1)


def test_the_leader_who_is_named_in_a_task_is_the_one_in_charge(agency: Agency) -> None:
    these_rules(leader=(1,))
    other = an_appointment(unit=agency.ministry, post=Post.LEADER).user
    other.full_name = "Đào Thị Nga"
    other.save()
    due(agency, LONG_AGO, leader="Thứ trưởng Đào Thị Nga")
    urge(MONDAY)

    assert (told(other), told(agency.leader)) == (1, 0)


def test_a_task_that_names_no_leader_is_told_to_all_of_them(agency: Agency) -> None:
    these_rules(leader=(1,))
    other = an_appointment(unit=agency.ministry, post=Post.LEADER).user
    due(agency, LONG_AGO)
    urge(MONDAY)

    assert (told(other), told(agency.leader)) == (1, 1)


def test_who_has_left_is_told_nothing(agency: Agency) -> None:
    these_rules(officer=(1,))
    due(agency, LONG_AGO)
    agency.officer.is_active = False
    agency.officer.save()
    urge(MONDAY)

    assert (told(agency.officer), told(agency.head)) == (0, 1)


def test_the_preview_tells_what_the_run_then_does(agency: Agency) -> None:
    these_rules(officer=(-3, 0, 1), head=(1,), office=(1,))
    for number in range(6):
        due(agency, MONDAY + timedelta(days=number - 3))
    plan = selectors.plan_of(on=MONDAY)
    outcome = services.urge_by_rules(now=at(MONDAY))

    heard = [message for message in plan.messages if message.people]
    assert (outcome.messages, outcome.urges) == (len(heard), plan.lines)
    assert set(Notice.objects.filter(kind="tasks.urged").values_list("recipient", flat=True)) == {
        person.pk for message in plan.messages for person in message.people
    }


def test_each_time_is_kept_on_the_task(agency: Agency) -> None:
    these_rules(officer=(0, 1))
    task = due(agency, MONDAY)
    urge(MONDAY)
    urge(MONDAY + timedelta(days=1))

    later, first = selectors.urges_of_task(task=task)
    assert (first.at, first.offset, later.offset) == (at(MONDAY, hour=7), 0, 1)
    assert first.way.value == "notice"


def test_the_notice_names_the_unit_and_lists_what_is_due(
    agency: Agency, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "en"
    these_rules(officer=(1,))
    for number in range(25):
        due(agency, LONG_AGO, title=f"Việc số {number}")
    urge(MONDAY)

    [line] = notices.told(
        reader=agency.officer, notices=notices.inbox(reader=agency.officer)[:1], on=MONDAY
    )
    assert line.subject is not None
    assert line.subject.title.startswith("Cục Mẫu: 25 ")
    details = line.subject.details()
    assert len(details) == 21
    assert "Việc số 0" in details[0]


def test_a_message_shows_nobody_what_they_may_not_see(agency: Agency) -> None:
    these_rules(office=(1,))
    due(agency, LONG_AGO)
    urge(MONDAY)
    stranger = an_appointment(unit=a_unit(name="Vụ Khác", parent=agency.ministry)).user

    assert selectors.visible_messages(actor=agency.officer, on=MONDAY).exists()
    assert not selectors.visible_messages(actor=stranger, on=MONDAY).exists()


def test_rules_are_changed_by_the_office_alone(agency: Agency) -> None:
    these_rules()
    services.add_rule(actor=agency.clerk, offset=-2, audience=Audience.HEAD, now=at(MONDAY))
    with pytest.raises(PermissionDenied):
        services.add_rule(actor=agency.head, offset=-3, audience=Audience.HEAD, now=at(MONDAY))

    assert [(rule.offset, rule.audience) for rule in Rule.objects.all()] == [(-2, "head")]


def test_a_rule_is_there_once_and_within_reason(agency: Agency) -> None:
    these_rules(head=(1,))
    with pytest.raises(RuleExists):
        services.add_rule(actor=agency.clerk, offset=1, audience=Audience.HEAD, now=at(MONDAY))
    with pytest.raises(OutOfRange):
        services.add_rule(actor=agency.clerk, offset=999, audience=Audience.HEAD, now=at(MONDAY))


def test_the_number_of_questions_does_not_grow_with_the_duties(
    agency: Agency, django_assert_max_num_queries: object
) -> None:
    these_rules(officer=(1,), head=(1,), office=(1,), leader=(1,))
    for _ in range(30):
        due(agency, LONG_AGO)

    with django_assert_max_num_queries(10):  # type: ignore[operator]  # a fixture without a type
        selectors.plan_of(on=MONDAY)


def test_no_message_is_left_without_its_urges(agency: Agency) -> None:
    these_rules(officer=(1,), office=(1,))
    due(agency, LONG_AGO)
    urge(MONDAY)

    assert all(message.urges.exists() for message in Message.objects.all())
