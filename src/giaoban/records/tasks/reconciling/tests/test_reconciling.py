from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.ground.audit.models import Entry
from giaoban.ground.files.selectors import path_of
from giaoban.ground.notices.models import Notice
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations import services as organisations
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.models import Event, Span, Task
from giaoban.records.tasks.reconciling import selectors, services
from giaoban.records.tasks.reconciling.models import Session
from giaoban.records.tasks.reconciling.tests.build import (
    DAY,
    a_row,
    a_session,
    line,
    lines,
    row_of,
)
from giaoban.records.tasks.reconciling.types import (
    Choice,
    DecidedAlready,
    Found,
    NotPossible,
    SessionClosed,
)
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_task,
    an_officer,
    at,
    confirmed,
    lead_duty,
    lead_unit,
)

pytestmark = pytest.mark.django_db

UNIT = "Cục Đo lường Mỏ"
TITLE = "Kiểm định toàn bộ trạm cân tại các mỏ đá và công bố kết quả trên trang thông tin"


def a_task_of(unit: str = UNIT, *, title: str = TITLE, **more: Any) -> Task:
    return a_task(
        title=title,
        lead=a_unit(name=unit),
        assigned_on=date(2020, 6, 1),
        due_on=date(2020, 7, 31),
        **more,
    )


def whats(session: Session) -> list[str]:
    return [each["what"] for each in line(session).differences]


def test_a_row_with_a_cut_title_agrees_with_its_task() -> None:
    task = a_task_of()

    session = a_session([row_of(task, UNIT, due="31/07/2020")])

    assert line(session).task == task
    assert line(session).found == Found.SAME
    assert line(session).score >= 75


def test_a_day_of_1970_is_no_deadline() -> None:
    task = a_task_of()

    session = a_session([row_of(task, UNIT, due="01/01/1970")])

    assert line(session).told["due_on"] is None
    assert whats(session) == ["due"]


def test_both_sides_show_in_what_they_differ() -> None:
    task = a_task_of()
    a_unit(name="Vụ Kế hoạch và Khai thác")

    session = a_session(
        [row_of(task, "Vụ KH và KT", due="15/08/2020", status="Quá hạn", done_on="")]
    )

    assert set(whats(session)) == {"due", "unit", "status"}
    assert line(session).found == Found.DIFFERS


def test_a_unit_that_was_renamed_is_the_same_unit() -> None:
    task = a_task_of()
    organisations.change_unit(
        actor=None,
        unit=lead_unit(task),
        valid_from=date(2020, 6, 20),
        now=at(DAY),
        name="Cục Khoáng lượng",
    )

    session = a_session([row_of(task, UNIT, due="31/07/2020")])

    assert line(session).found == Found.SAME
    assert line(session).remarks


def test_nothing_changes_before_it_is_chosen() -> None:
    task = a_task_of()
    events = Event.objects.count()

    a_session([row_of(task, UNIT, due="15/08/2020", status="Đã hoàn thành", done_on="01/07/2020")])

    assert Event.objects.count() == events


def test_taking_their_deadline_changes_it_with_the_reason_and_leaves_a_trace() -> None:
    clerk, task = a_clerk(), a_task_of()
    session = a_session([row_of(task, UNIT, due="15/08/2020")], clerk=clerk)

    services.decide(actor=clerk, line_id=line(session).pk, choice=Choice.TAKE_DUE, now=at(DAY))

    assert Span.objects.get(task=task, valid_to=None).due_on == date(2020, 8, 15)
    assert "thong-ke.xlsx" in Event.objects.get(kind="deadline_changed").note
    entry = Entry.objects.get(verb="reconciling.decided")
    assert entry.data["choice"] == "take-due"


def test_taking_their_unit_transfers_the_duty() -> None:
    clerk, task = a_clerk(), a_task_of()
    other = a_unit(name="Vụ Kế hoạch và Khai thác")
    session = a_session([row_of(task, "Vụ Kế hoạch và Khai thác")], clerk=clerk)

    services.decide(actor=clerk, line_id=line(session).pk, choice=Choice.TAKE_UNIT, now=at(DAY))

    assert lead_unit(task) == other


def test_keeping_ours_changes_nothing_but_is_recorded() -> None:
    clerk, task = a_clerk(), a_task_of()
    session = a_session([row_of(task, UNIT, due="15/08/2020")], clerk=clerk)
    events = Event.objects.count()

    services.decide(actor=clerk, line_id=line(session).pk, choice=Choice.KEEP, now=at(DAY))

    assert Event.objects.count() == events
    assert line(session).choice == Choice.KEEP
    with pytest.raises(DecidedAlready):
        services.decide(actor=clerk, line_id=line(session).pk, choice=Choice.TAKE_DUE, now=at(DAY))


def test_a_task_that_they_call_done_is_asked_of_its_unit_and_not_reported_for_it() -> None:
    clerk, task = a_clerk(), a_task_of()
    officer = an_officer(lead_unit(task))
    session = a_session([row_of(task, UNIT, due="31/07/2020", status="Đã hoàn thành")], clerk=clerk)
    assert whats(session) == ["status"]

    services.decide(actor=clerk, line_id=line(session).pk, choice=Choice.ASK, now=at(DAY))

    notice = Notice.objects.get(kind="reconciling.asked")
    assert (notice.recipient, notice.about) == (officer, f"tasks.task:{task.pk}")
    assert lead_duty(task).stage == "assigned"


def test_a_row_that_is_not_here_can_become_a_task() -> None:
    clerk, unit = a_clerk(), a_unit(name=UNIT)
    session = a_session([a_row("Lập bản đồ bãi thải", UNIT, due="31/08/2020")], clerk=clerk)
    assert line(session).found == Found.NONE

    services.decide(actor=clerk, line_id=line(session).pk, choice=Choice.NEW, now=at(DAY))

    task = Task.objects.get()
    assert task.title == "Lập bản đồ bãi thải"
    assert lead_unit(task) == unit
    assert line(session).task == task


def test_what_cannot_be_taken_is_refused_and_nothing_is_decided() -> None:
    clerk, task = a_clerk(), a_task_of()
    session = a_session([row_of(task, UNIT, due="01/01/1970")], clerk=clerk)

    with pytest.raises(NotPossible):
        services.decide(actor=clerk, line_id=line(session).pk, choice=Choice.TAKE_DUE, now=at(DAY))
    assert not line(session).choice


def test_a_person_says_which_of_several_tasks_is_meant() -> None:
    clerk = a_clerk()
    document = a_document(symbol="9/KH-BKD", issued_on=date(2020, 5, 1))
    a_task_of(title="Kiểm kê trữ lượng quặng năm 2020", document=document)
    second = a_task_of("Vụ Quặng", title="Kiểm kê trữ lượng quặng 2020", document=document)
    session = a_session([a_row("Kiểm kê trữ lượng quặng…", "Tổ Một")], clerk=clerk)
    assert line(session).found == Found.SEVERAL
    assert len(line(session).candidates) == 2

    services.say_which_task(actor=clerk, line_id=line(session).pk, task_id=second.pk, now=at(DAY))

    assert line(session).task == second


def test_a_reconciling_is_kept_and_goes_on_where_it_was() -> None:
    clerk, task = a_clerk(), a_task_of()
    rows = [row_of(task, UNIT, due="15/08/2020"), a_row("Việc chưa có ở đây", UNIT)]
    session = a_session(rows, clerk=clerk)
    services.decide(actor=clerk, line_id=line(session).pk, choice=Choice.KEEP, now=at(DAY))

    again = services.bring_export(
        actor=clerk,
        data=path_of(session.file.sha256).read_bytes() if session.file else b"",
        file_name="thong-ke.xlsx",
        now=at(DAY + timedelta(days=1)),
    )

    assert again == session
    assert [each.choice for each in lines(again)] == ["keep", ""]


def test_a_closed_reconciling_decides_nothing_more() -> None:
    clerk, task = a_clerk(), a_task_of()
    session = a_session([row_of(task, UNIT, due="15/08/2020")], clerk=clerk)

    services.close_session(actor=clerk, session_id=session.pk, now=at(DAY))

    with pytest.raises(SessionClosed):
        services.decide(actor=clerk, line_id=line(session).pk, choice=Choice.KEEP, now=at(DAY))


def test_what_stands_only_here_is_listed() -> None:
    clerk, here = a_clerk(), a_task_of(title="Việc chỉ có ở đây mà thôi")
    done = confirmed(a_task_of("Vụ Quặng", title="Đã xong từ trước"), on=date(2020, 6, 10))
    session = a_session([a_row("Một việc khác hẳn của nơi khác", UNIT)], clerk=clerk)

    only = selectors.only_here(actor=clerk, session=session, on=DAY)

    assert [span.task for span in only] == [here]
    assert done not in {span.task for span in only}


def test_who_may_not_reconcile_brings_nothing() -> None:
    with pytest.raises(PermissionDenied):
        a_session([a_row("Việc", UNIT)], clerk=an_officer(a_unit()))
