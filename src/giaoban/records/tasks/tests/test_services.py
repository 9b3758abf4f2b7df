from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import services
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_leader,
    a_stranger,
    a_task,
    an_officer,
    at,
    confirmed,
    lead_duty,
    lead_unit,
    reported,
    someone_acting_for,
)
from giaoban.records.tasks.types import (
    AssignedInTheFuture,
    DeadlineBeforeAssignment,
    DeadlineUnchanged,
    DutyClosed,
    DutyRole,
    EventBeforeTheLast,
    EventKind,
    ReasonMissing,
    ResultMissing,
    Share,
    Stage,
    StatusClass,
    TaskWithoutTitle,
    UnitNamedTwice,
    UnitNotInForce,
    UnitUnchanged,
    WorkHasBegun,
)

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 10)


def class_of(task: Task, *, on: date) -> str:
    span: Any = Span.objects.on(on).filter(duty=lead_duty(task)).with_class(on).get()
    return str(span.status)


def test_each_unit_of_a_task_has_a_duty_with_its_own_deadline() -> None:
    lead, other = a_unit(), a_unit()
    share = Share(other.pk, date(2025, 3, 20), "Góp ý dự toán")

    task = a_task(lead=lead, due_on=date(2025, 3, 31), coordinating=[share])

    spans = Span.objects.filter(task=task).order_by("duty")
    assert list(spans.values_list("role", "unit", "due_on")) == [
        (DutyRole.LEAD, lead.pk, date(2025, 3, 31)),
        (DutyRole.COORDINATE, other.pk, date(2025, 3, 20)),
    ]
    assert Duty.objects.get(task=task, role=DutyRole.COORDINATE).part == "Góp ý dự toán"


def test_the_people_of_the_units_are_told_of_a_new_task_but_not_who_assigned_it() -> None:
    unit = a_unit()
    officer, clerk = an_officer(unit), a_clerk(unit=unit)

    a_task(lead=unit, clerk=clerk)

    assert [notice.recipient for notice in Notice.objects.all()] == [officer]


@pytest.mark.parametrize("person", [a_leader, a_stranger])
def test_only_the_office_assigns(person: Callable[[], User]) -> None:
    with pytest.raises(PermissionDenied):
        a_task(clerk=person())

    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"title": "  "}, TaskWithoutTitle),
        ({"due_on": date(2025, 3, 2), "assigned_on": date(2025, 3, 3)}, DeadlineBeforeAssignment),
        ({"assigned_on": date(2025, 3, 4)}, AssignedInTheFuture),
    ],
)
def test_a_task_that_cannot_be_is_refused(given: dict[str, Any], refusal: type[Exception]) -> None:
    valid: dict[str, Any] = {"title": "Rà soát", "due_on": date(2025, 3, 31)}

    with pytest.raises(refusal):
        services.assign_task(
            actor=a_clerk(), now=at(date(2025, 3, 3)), lead_id=a_unit().pk, **(valid | given)
        )


def test_a_unit_has_one_part_in_a_task() -> None:
    unit = a_unit()

    with pytest.raises(UnitNamedTwice):
        a_task(lead=unit, coordinating=[Share(unit.pk)])


def test_a_unit_that_is_no_more_gets_no_task() -> None:
    with pytest.raises(UnitNotInForce):
        a_task(lead=a_unit(valid_to=date(2025, 3, 3)), assigned_on=date(2025, 3, 3))


def test_a_result_counts_from_its_confirmation_by_the_day_of_its_report() -> None:
    task = a_task(due_on=date(2025, 3, 10))

    confirmed(task, reported_on=date(2025, 3, 10), on=date(2025, 3, 14))

    assert class_of(task, on=date(2025, 3, 13)) == StatusClass.OPEN_OVERDUE
    assert class_of(task, on=date(2025, 3, 14)) == StatusClass.DONE_ON_TIME


def test_a_returned_result_leaves_the_duty_open() -> None:
    task = reported(a_task(), on=DAY)

    duty = services.return_result(
        actor=task.created_by, duty_id=lead_duty(task).pk, note="Thiếu số liệu", now=at(DAY)
    )

    assert duty.stage == Stage.RETURNED
    assert class_of(task, on=DAY) == StatusClass.OPEN_IN_TIME


def test_a_changed_deadline_keeps_the_original() -> None:
    task = a_task(due_on=date(2025, 3, 12))

    services.change_deadline(
        actor=task.created_by,
        duty_id=lead_duty(task).pk,
        due_on=date(2025, 4, 12),
        note="Chờ số liệu các tỉnh",
        now=at(DAY),
    )

    span = Span.objects.get(task=task, valid_to=None)
    assert (span.original_due_on, span.due_on) == (date(2025, 3, 12), date(2025, 4, 12))


def test_a_suspended_duty_counts_nowhere_until_it_is_resumed() -> None:
    task = a_task()
    step: dict[str, Any] = {"actor": task.created_by, "duty_id": lead_duty(task).pk}

    services.suspend_duty(**step, note="Chờ luật mới", now=at(DAY))
    assert class_of(task, on=DAY) == StatusClass.SUSPENDED

    services.resume_duty(**step, now=at(DAY + timedelta(days=1)))
    assert class_of(task, on=DAY + timedelta(days=1)) == StatusClass.OPEN_IN_TIME


def test_cancelling_a_task_closes_the_duties_that_are_open() -> None:
    task = confirmed(a_task(coordinating=[Share(a_unit().pk)]), on=DAY)

    services.cancel_task(
        actor=task.created_by, task_id=task.pk, note="Trùng việc", now=at(DAY, hour=15)
    )

    stages = Duty.objects.filter(task=task).values_list("role", "stage")
    assert dict(stages) == {
        DutyRole.LEAD: Stage.CONFIRMED,
        DutyRole.COORDINATE: Stage.CANCELLED,
    }


def test_a_transferred_duty_is_reported_by_the_new_unit() -> None:
    task, new = a_task(), a_unit()
    before = someone_acting_for(task)
    step: dict[str, Any] = {"duty_id": lead_duty(task).pk, "now": at(DAY)}

    services.transfer_duty(actor=task.created_by, unit_id=new.pk, note="Đổi phân công", **step)

    with pytest.raises(PermissionDenied):
        services.report_result(actor=before, note="Đã xong", **step)
    services.report_result(actor=an_officer(new), note="Đã xong", **step)


def test_a_report_goes_to_whoever_assigned_the_task() -> None:
    task = a_task()

    reported(task, on=DAY)

    assert Notice.objects.filter(recipient=task.created_by, kind="tasks.reported").exists()


def test_everything_is_written_in_the_trail() -> None:
    task = confirmed(a_task(), on=DAY)

    verbs = Entry.objects.filter(target=f"tasks.task:{task.pk}").values_list("verb", flat=True)
    assert list(verbs) == ["tasks.assigned", "tasks.reported", "tasks.confirmed"]


@pytest.mark.parametrize("person", [a_leader, a_stranger, a_clerk])
def test_only_the_unit_reports(person: Callable[[], User]) -> None:
    task = a_task()

    with pytest.raises(PermissionDenied):
        services.report_result(actor=person(), duty_id=lead_duty(task).pk, note="Xong", now=at(DAY))


@pytest.mark.parametrize("person", [a_leader, a_stranger, None])
def test_only_the_office_confirms(person: Callable[[], User] | None) -> None:
    task = reported(a_task(), on=DAY)
    someone = person() if person else someone_acting_for(task)

    with pytest.raises(PermissionDenied):
        services.confirm_result(actor=someone, duty_id=lead_duty(task).pk, now=at(DAY))

    assert lead_duty(task).stage == Stage.REPORTED


def test_a_head_of_the_unit_above_acts_for_the_unit_below() -> None:
    above = a_unit()
    task = a_task(lead=a_unit(parent=above))
    head = an_appointment(unit=above, post=Post.HEAD).user

    duty = services.acknowledge_duty(actor=head, duty_id=lead_duty(task).pk, now=at(DAY))

    assert duty.stage == Stage.UNDERWAY


def test_an_officer_of_the_unit_above_does_not() -> None:
    above = a_unit()
    task = a_task(lead=a_unit(parent=above))

    with pytest.raises(PermissionDenied):
        services.acknowledge_duty(actor=an_officer(above), duty_id=lead_duty(task).pk, now=at(DAY))


def test_to_a_closed_duty_nothing_happens() -> None:
    task = confirmed(a_task(), on=DAY)

    with pytest.raises(DutyClosed):
        services.change_deadline(
            actor=task.created_by,
            duty_id=lead_duty(task).pk,
            due_on=date(2025, 5, 1),
            note="Thêm thời gian",
            now=at(DAY),
        )


def test_nothing_happens_before_what_has_happened() -> None:
    task = reported(a_task(), on=DAY)

    with pytest.raises(EventBeforeTheLast):
        services.confirm_result(
            actor=task.created_by,
            duty_id=lead_duty(task).pk,
            now=at(DAY - timedelta(days=1)),
        )


def test_a_step_that_needs_words_is_refused_without() -> None:
    task = a_task()
    officer, duty_id = someone_acting_for(task), lead_duty(task).pk
    office: dict[str, Any] = {"actor": task.created_by, "duty_id": duty_id, "now": at(DAY)}

    with pytest.raises(ResultMissing):
        services.report_result(actor=officer, duty_id=duty_id, note=" ", now=at(DAY))
    with pytest.raises(ReasonMissing):
        services.suspend_duty(**office, note=" ")
    with pytest.raises(ReasonMissing):
        services.change_deadline(**office, due_on=date(2025, 5, 1))


def test_a_change_that_changes_nothing_is_refused() -> None:
    task = a_task(due_on=date(2025, 3, 31))
    office: dict[str, Any] = {
        "actor": task.created_by,
        "duty_id": lead_duty(task).pk,
        "now": at(DAY),
    }

    with pytest.raises(DeadlineUnchanged):
        services.change_deadline(**office, due_on=date(2025, 3, 31), note="Gia hạn")
    with pytest.raises(UnitUnchanged):
        services.transfer_duty(**office, unit_id=lead_unit(task).pk, note="Chuyển")


def test_a_task_assigned_by_mistake_is_withdrawn_and_the_trail_remembers() -> None:
    task = a_task(title="Việc đọc nhầm")
    number = task.pk

    services.withdraw_task(
        actor=task.created_by, task_id=number, reason="Đọc nhầm câu", now=at(DAY)
    )

    assert not Task.objects.exists()
    assert not Event.objects.exists()
    assert not Span.objects.exists()
    entry = Entry.objects.get(verb="tasks.withdrawn", target=f"tasks.task:{number}")
    assert entry.data["title"] == "Việc đọc nhầm"


def test_a_task_on_which_work_has_begun_stays() -> None:
    task = reported(a_task(), on=DAY)

    with pytest.raises(WorkHasBegun):
        services.withdraw_task(
            actor=task.created_by, task_id=task.pk, reason="Đọc nhầm", now=at(DAY)
        )


def test_rebuilding_the_spans_changes_nothing() -> None:
    task = confirmed(a_task(coordinating=[Share(a_unit().pk)]), on=DAY)

    assert services.rebuild_spans() == 0
    assert services.rebuild_spans(task_ids=[task.pk]) == 0


def test_rebuilding_puts_right_what_was_stored_otherwise() -> None:
    task = confirmed(a_task(), on=DAY)
    Span.objects.filter(task=task).update(due_on=date(2030, 1, 1))

    assert services.rebuild_spans() == 1
    assert Span.objects.get(task=task).due_on == date(2025, 3, 31)


def test_the_day_of_a_step_is_the_day_in_viet_nam() -> None:
    task = a_task()
    late_evening_in_utc = at(DAY).replace(hour=1)

    services.acknowledge_duty(
        actor=someone_acting_for(task), duty_id=lead_duty(task).pk, now=late_evening_in_utc
    )

    assert Event.objects.get(kind=EventKind.ACKNOWLEDGED).on == DAY
