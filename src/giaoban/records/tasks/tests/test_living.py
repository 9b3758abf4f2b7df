"""What a duty lives through besides its report: declined, extended, suspended, reopened."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import override_settings

from giaoban.ground.notices.models import Notice
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.models import Duty, Event, Extension, Span, Task
from giaoban.records.tasks.tests.build import (
    a_clerk,
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
    AwaitsTheOffice,
    DeadlineBroughtForward,
    DeadlineNotLater,
    DutyRole,
    EventKind,
    ExtensionAlreadyAsked,
    ExtensionNotForThisRole,
    ExtensionTooLate,
    NoDeadlineToExtend,
    NoExtensionAsked,
    ReasonMissing,
    Share,
    Stage,
    StatusClass,
    UnitNotInForce,
    UnitUnchanged,
)

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 10)
DUE = date(2025, 3, 31)
LATER = date(2025, 4, 15)


def by_unit(task: Task, *, on: date = DAY) -> dict[str, Any]:
    return {"actor": someone_acting_for(task), "duty_id": lead_duty(task).pk, "now": at(on)}


def by_office(task: Task, *, on: date = DAY) -> dict[str, Any]:
    return {"actor": task.created_by, "duty_id": lead_duty(task).pk, "now": at(on)}


def ask(task: Task, *, on: date = DAY, until: date = LATER) -> Extension:
    return services.ask_extension(**by_unit(task, on=on), due_on=until, note="Chờ số liệu")


def span_of(task: Task, *, on: date | None = None) -> Span:
    spans = Span.objects.filter(duty=lead_duty(task))
    return spans.get(valid_to=None) if on is None else spans.on(on).get()


def class_of(task: Task, *, on: date) -> StatusClass:
    told: Any = Span.objects.filter(duty=lead_duty(task)).on(on).with_class(on).get()
    return StatusClass(told.status)


# Returned as not ours


def test_a_declined_duty_stays_where_it_is_until_the_office_decides() -> None:
    task, other = a_task(), a_unit()

    duty = services.decline_duty(**by_unit(task), note="Không đúng chức năng", unit_id=other.pk)

    assert duty.stage == Stage.DECLINED
    assert span_of(task).unit_id != other.pk
    [story] = selectors.stories_of(task=task, on=DAY)
    assert story.proposed_unit_id == other.pk
    with pytest.raises(AwaitsTheOffice):
        services.report_result(**by_unit(task), note="Xong")


def test_declining_needs_a_reason_and_another_unit_that_exists() -> None:
    task = a_task()

    with pytest.raises(ReasonMissing):
        services.decline_duty(**by_unit(task), note=" ")
    with pytest.raises(UnitUnchanged):
        services.decline_duty(**by_unit(task), note="Lý do", unit_id=lead_unit(task).pk)
    with pytest.raises(UnitNotInForce):
        services.decline_duty(**by_unit(task), note="Lý do", unit_id=10**6)


def test_whoever_follows_the_task_is_told_that_it_was_declined() -> None:
    follower = a_clerk()
    task = a_task()
    services.set_follower(actor=task.created_by, task_id=task.pk, user_id=follower.pk, now=at(DAY))

    services.decline_duty(**by_unit(task), note="Không đúng chức năng")

    told = Notice.objects.filter(kind="tasks.declined").values_list("recipient", flat=True)
    assert follower.pk in told
    assert task.created_by.pk not in told


def test_a_declined_duty_is_left_with_the_unit_for_a_reason() -> None:
    task = a_task()
    services.decline_duty(**by_unit(task), note="Không đúng chức năng")

    with pytest.raises(ReasonMissing):
        services.keep_duty(**by_office(task))
    duty = services.keep_duty(**by_office(task), note="Theo quy chế là của đơn vị")

    assert duty.stage == Stage.ASSIGNED


def test_a_declined_duty_is_transferred_and_the_new_unit_has_yet_to_acknowledge() -> None:
    task, other = a_task(), a_unit()
    services.decline_duty(**by_unit(task), note="Không đúng chức năng", unit_id=other.pk)

    duty = services.transfer_duty(**by_office(task), unit_id=other.pk, note="Đúng là của đơn vị ấy")

    assert duty.stage == Stage.ASSIGNED
    assert span_of(task).unit_id == other.pk


def test_a_difficulty_is_told_to_whoever_assigned_the_task() -> None:
    task = a_task()

    duty = services.raise_difficulty(**by_unit(task), note="Thiếu số liệu; đề nghị cho chờ")

    assert duty.stage == Stage.UNDERWAY
    assert Notice.objects.filter(kind="tasks.difficulty", recipient=task.created_by).exists()


# Extensions


def test_asking_changes_no_deadline_and_granting_does_from_that_day_on() -> None:
    task = a_task(due_on=DUE)
    ask(task)
    assert span_of(task).due_on == DUE

    services.grant_extension(**by_office(task, on=DAY + timedelta(days=1)))

    span = span_of(task)
    assert (span.due_on, span.original_due_on) == (LATER, DUE)
    assert span_of(task, on=DAY).due_on == DUE
    extension = Extension.objects.get()
    assert (extension.granted, extension.granted_due_on) == (True, LATER)


def test_another_day_may_be_granted_than_was_asked_for() -> None:
    task = a_task(due_on=DUE)
    ask(task)

    services.grant_extension(**by_office(task), due_on=date(2025, 4, 8), note="Chỉ một tuần")

    assert span_of(task).due_on == date(2025, 4, 8)


def test_on_the_due_day_it_can_still_be_asked_and_the_day_after_it_cannot() -> None:
    ask(a_task(due_on=DUE), on=DUE)

    with pytest.raises(ExtensionTooLate) as refused:
        ask(a_task(due_on=DUE), on=DUE + timedelta(days=1))
    assert "31/03/2025" in str(refused.value)


def test_what_is_late_stays_late_though_it_is_extended() -> None:
    task = a_task(due_on=DUE)
    ask(task, on=DUE)

    services.grant_extension(**by_office(task, on=DUE + timedelta(days=2)))

    span = span_of(task)
    assert (span.due_on, span.promised_on) == (DUE, LATER)
    assert class_of(task, on=LATER) == StatusClass.OPEN_OVERDUE


def test_one_extension_is_asked_for_at_a_time() -> None:
    task = a_task(due_on=DUE)
    ask(task)
    with pytest.raises(ExtensionAlreadyAsked):
        ask(task)

    services.refuse_extension(**by_office(task), note="Không đủ lý do")

    assert ask(task).granted is None


def test_a_refused_extension_leaves_the_deadline() -> None:
    task = a_task(due_on=DUE)
    ask(task)
    with pytest.raises(ReasonMissing):
        services.refuse_extension(**by_office(task))

    extension = services.refuse_extension(**by_office(task), note="Không đủ lý do")

    assert extension.granted is False
    assert span_of(task).due_on == DUE


@pytest.mark.parametrize("until", [DUE, DUE - timedelta(days=1)])
def test_an_extension_leads_to_a_later_day(until: date) -> None:
    with pytest.raises(DeadlineNotLater):
        ask(a_task(due_on=DUE), until=until)


def test_without_a_deadline_there_is_nothing_to_extend() -> None:
    with pytest.raises(NoDeadlineToExtend):
        ask(a_task(due_on=None))


def test_a_coordinating_unit_asks_for_none() -> None:
    other = a_unit()
    task = a_task(coordinating=[Share(other.pk, DUE)])
    duty = Duty.objects.get(task=task, role=DutyRole.COORDINATE)

    with pytest.raises(ExtensionNotForThisRole):
        services.ask_extension(
            actor=an_officer(other), duty_id=duty.pk, due_on=LATER, note="Chờ", now=at(DAY)
        )


def test_nobody_grants_what_nobody_asked_for() -> None:
    task = a_task()

    with pytest.raises(NoExtensionAsked):
        services.grant_extension(**by_office(task))


def test_the_unit_does_not_grant_its_own_extension() -> None:
    task = a_task(due_on=DUE)
    ask(task)

    with pytest.raises(PermissionDenied):
        services.grant_extension(**by_unit(task))
    assert Extension.objects.get().granted is None


# Suspended and resumed


def test_while_suspended_the_clock_stands_still() -> None:
    task = a_task(due_on=DUE)
    services.suspend_duty(**by_office(task), note="Chờ Luật")
    [story] = selectors.stories_of(task=task, on=DAY)
    back = DAY + timedelta(days=8)  # 31 March and eight days: Tuesday 8 April

    proposed = selectors.due_after_hold(story=story, on=back)
    services.resume_duty(**by_office(task, on=back), due_on=proposed)

    assert proposed == date(2025, 4, 8)
    assert span_of(task).due_on == date(2025, 4, 8)
    assert span_of(task).original_due_on == DUE


def test_a_day_of_rest_moves_on_to_the_next_working_day() -> None:
    task = a_task(due_on=DUE)
    services.suspend_duty(**by_office(task), note="Chờ Luật")
    [story] = selectors.stories_of(task=task, on=DAY)

    assert selectors.due_after_hold(story=story, on=DAY + timedelta(days=5)) == date(2025, 4, 8)


def test_what_was_late_when_it_was_suspended_stays_late() -> None:
    task = a_task(due_on=DUE)
    late = DUE + timedelta(days=3)
    services.suspend_duty(**by_office(task, on=late), note="Chờ Luật")
    [story] = selectors.stories_of(task=task, on=late)

    assert selectors.due_after_hold(story=story, on=late + timedelta(days=9)) is None


def test_who_goes_on_is_not_due_earlier() -> None:
    task = a_task(due_on=DUE)
    services.suspend_duty(**by_office(task), note="Chờ Luật")

    with pytest.raises(DeadlineBroughtForward):
        services.resume_duty(**by_office(task), due_on=DUE - timedelta(days=1))


# Reopened


def test_reopening_leaves_the_days_on_which_it_was_done() -> None:
    task = confirmed(a_task(due_on=DUE), on=DAY)

    services.reopen_duty(**by_office(task, on=LATER), note="Kết quả phải làm lại")

    assert class_of(task, on=LATER - timedelta(days=1)) == StatusClass.DONE_ON_TIME
    assert class_of(task, on=LATER) == StatusClass.OPEN_OVERDUE
    assert lead_duty(task).stage == Stage.UNDERWAY


def test_only_the_office_reopens_and_says_why() -> None:
    task = confirmed(a_task(), on=DAY)

    with pytest.raises(PermissionDenied):
        services.reopen_duty(**by_unit(task), note="Bổ sung")
    with pytest.raises(ReasonMissing):
        services.reopen_duty(**by_office(task))


def test_a_cancelled_duty_is_reopened_as_well() -> None:
    task = a_task(due_on=DUE)
    services.cancel_task(actor=task.created_by, task_id=task.pk, now=at(DAY), note="Trùng")

    services.reopen_duty(**by_office(task), note="Không trùng")

    assert class_of(task, on=DAY) == StatusClass.OPEN_IN_TIME


# By which day a result counts


@pytest.mark.parametrize(
    ("rule", "status"),
    [("report", StatusClass.DONE_ON_TIME), ("confirmation", StatusClass.DONE_LATE)],
)
def test_the_agency_says_by_which_day_a_result_is_held_to_its_deadline(
    rule: str, status: StatusClass
) -> None:
    with override_settings(RESULT_DAY=rule):
        task = confirmed(a_task(due_on=DUE), on=LATER, reported_on=DUE)

    assert class_of(task, on=LATER) == status


def test_after_the_rule_changes_rebuilding_puts_it_into_force() -> None:
    task = confirmed(a_task(due_on=DUE), on=LATER, reported_on=DUE)

    with override_settings(RESULT_DAY="confirmation"):
        assert services.rebuild_spans() == 1
        assert services.rebuild_spans() == 0

    assert class_of(task, on=LATER) == StatusClass.DONE_LATE


@pytest.mark.parametrize("rule", ["report", "confirmation"])
def test_until_a_report_is_accepted_the_duty_counts_as_not_done(rule: str) -> None:
    with override_settings(RESULT_DAY=rule):
        task = reported(a_task(due_on=DUE), on=DUE)
        services.return_result(**by_office(task, on=DUE), note="Thiếu phụ lục")

    assert class_of(task, on=LATER) == StatusClass.OPEN_OVERDUE


def test_every_step_leaves_one_event() -> None:
    task = a_task(due_on=DUE)
    ask(task)
    services.grant_extension(**by_office(task))

    kinds = list(Event.objects.filter(duty__task=task).values_list("kind", flat=True))
    assert kinds == [EventKind.ASSIGNED, EventKind.EXTENSION_ASKED, EventKind.EXTENDED]
