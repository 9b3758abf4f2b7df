"""Moving many deadlines by one act."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks import services
from giaoban.records.tasks.models import DeadlineMove, Event, Span, Task
from giaoban.records.tasks.services import moving
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_task,
    an_officer,
    at,
    confirmed,
    lead_duty,
    someone_acting_for,
)
from giaoban.records.tasks.types import EventKind

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 10)
DUE = date(2025, 3, 31)
MOVED = date(2025, 4, 1)


def lines(*tasks: Task) -> list[moving.Line]:
    return [(lead_duty(task).pk, DUE, MOVED) for task in tasks]


def test_each_deadline_moves_once_and_the_ledger_says_why() -> None:
    clerk, first, second = a_clerk(), a_task(due_on=DUE), a_task(due_on=DUE)

    move = services.move_deadlines(
        actor=clerk, lines=lines(first, second), reason="Thêm ngày nghỉ 31/03", now=at(DAY)
    )
    services.go_on_moving(move_id=move.pk, now=at(DAY))

    assert (move.done, move.moved, move.is_over) == (2, 2, True)
    assert set(Span.objects.filter(valid_to=None).values_list("due_on", "original_due_on")) == {
        (MOVED, DUE)
    }
    events = Event.objects.filter(kind=EventKind.DEADLINE_CHANGED)
    assert set(events.values_list("note", flat=True)) == {"Thêm ngày nghỉ 31/03"}
    assert events.count() == 2
    assert services.rebuild_spans() == 0


def test_it_is_one_entry_of_the_trail() -> None:
    clerk = a_clerk()

    services.move_deadlines(
        actor=clerk, lines=lines(a_task(), a_task()), reason="Lịch đổi", now=at(DAY)
    )

    assert Entry.objects.get(verb="tasks.deadlines-moved").data["duties"] == 2


def test_what_has_another_deadline_by_then_or_is_closed_is_left_alone() -> None:
    clerk, changed, closed = a_clerk(), a_task(due_on=DUE), confirmed(a_task(due_on=DUE), on=DAY)
    told = lines(changed, closed)
    services.change_deadline(
        actor=clerk, duty_id=told[0][0], due_on=date(2025, 5, 5), note="Khác", now=at(DAY)
    )

    move = services.move_deadlines(actor=clerk, lines=told, reason="Lịch đổi", now=at(DAY))

    assert (move.done, move.moved) == (2, 0)
    assert not Span.objects.filter(due_on=MOVED).exists()


def test_each_unit_is_told_once() -> None:
    unit = a_unit()
    officer = an_officer(unit)
    tasks = [a_task(lead=unit, due_on=DUE) for _ in range(3)]

    services.move_deadlines(actor=a_clerk(), lines=lines(*tasks), reason="Lịch đổi", now=at(DAY))

    assert Notice.objects.filter(kind="tasks.deadline_changed", recipient=officer).count() == 1


def test_a_unit_moves_nothing() -> None:
    task = a_task(due_on=DUE)

    with pytest.raises(PermissionDenied):
        services.move_deadlines(
            actor=someone_acting_for(task), lines=lines(task), reason="Tự ý", now=at(DAY)
        )


def test_many_are_left_to_the_job_which_goes_on_where_it_was_cut_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(moving, "AT_ONCE", 1)
    monkeypatch.setattr(moving, "_CHUNK", 1)
    clerk, tasks = a_clerk(), [a_task(due_on=DUE) for _ in range(3)]
    move = services.move_deadlines(actor=clerk, lines=lines(*tasks), reason="Lịch đổi", now=at(DAY))
    assert move.done == 0
    DeadlineMove.objects.filter(pk=move.pk).update(done=1)  # the first was gone through, and died

    move = services.go_on_moving(move_id=move.pk, now=at(DAY + timedelta(days=1)))

    assert (move.done, move.moved) == (3, 2)
