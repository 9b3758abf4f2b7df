"""Conclusions: read as they are written, landed, taken back, and told at the next meeting."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.cycle.meetings.conclusions import selectors, services
from giaoban.cycle.meetings.conclusions.proposing import propose
from giaoban.cycle.meetings.models import Conclusion, Meeting
from giaoban.cycle.meetings.tests.build import DAY, PREPARED, TASK, Agency, later
from giaoban.cycle.meetings.types import (
    ChangedMeanwhile,
    ConclusionEmpty,
    ConclusionLanded,
    Landing,
    LeadMissing,
    NothingThere,
    NotInSession,
    ReasonMissing,
)
from giaoban.ground.notices.models import Notice
from giaoban.records.tasks.models import Span, Task
from giaoban.records.tasks.tests.build import a_task, at
from giaoban.records.tasks.types import DutyRole, StatusClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return Agency()


@pytest.fixture
def meeting(agency: Agency) -> Meeting:
    return agency.opened()


@pytest.fixture
def conclusion(agency: Agency, meeting: Meeting) -> Conclusion:
    return agency.concluded(meeting)


def told(agency: Agency, conclusion: Conclusion, minutes: float = 40) -> dict[str, Any]:
    return {
        "actor": agency.clerk,
        "conclusion_id": conclusion.pk,
        "revision": conclusion.revision,
        "now": later(minutes),
    }


def test_the_reader_proposes_task_lead_coordinating_and_deadline(agency: Agency) -> None:
    (read,) = propose(TASK, on=DAY)

    assert read.lead_id == agency.telecom.pk
    assert [unit for unit, _name in read.coordinating] == [agency.post.pk]
    assert read.due_on == date(2020, 7, 20)
    assert read.doubt == ""
    assert set(read.explanation) == {"vi", "en"}
    assert read.title.startswith("Rà soát cột cũ")


def test_working_days_are_reckoned_from_the_day_of_the_meeting(agency: Agency) -> None:
    (read,) = propose(
        "Giao Cục Viễn thông trình phương án dùng chung cột trong 5 ngày làm việc.", on=DAY
    )

    assert agency.telecom.pk == read.lead_id
    assert read.due_on == date(2020, 7, 14)


def test_a_sentence_is_read_while_it_still_lacks_its_stop(agency: Agency) -> None:
    (read,) = propose("Giao Cục Viễn thông trình phương án dùng chung cột", on=DAY)

    assert read.lead_id == agency.telecom.pk


def test_a_conclusion_without_a_unit_is_left_to_a_person(agency: Agency) -> None:
    (read,) = propose("Ghi nhận kết quả sáu tháng đầu năm.", on=DAY)

    assert (read.lead_id, read.doubt) == (None, "lead")
    assert agency.ministry.pk


def test_several_pasted_at_once_become_as_many_conclusions(
    agency: Agency, meeting: Meeting
) -> None:
    text = (
        "1. Giao Cục Viễn thông rà soát cột cũ trước ngày 20/7/2020.\n"
        "2. Giao Vụ Bưu chính thống kê điểm phục vụ trước ngày 25/7/2020.\n"
    )
    written = services.write_conclusion(
        actor=agency.secretary, meeting_id=meeting.pk, text=text, now=later(30)
    )

    assert [each.lead_id for each in written] == [agency.telecom.pk, agency.post.pk]
    assert [each.position for each in written] == [1, 2]


def test_no_line_of_a_pasted_list_that_orders_something_is_lost(agency: Agency) -> None:
    text = (
        "I. Bưu chính\n"
        "1. Giao bộ phận giúp việc lo hội trường.\n"
        "2. Giao Vụ Bưu chính thống kê điểm phục vụ trước ngày 25/7/2020.\n"
    )
    first, second = propose(text, on=DAY)

    assert first.text == "Giao bộ phận giúp việc lo hội trường."
    assert (first.lead_id, second.lead_id) == (None, agency.post.pk)


def test_a_conclusion_rests_on_the_item_that_is_on_the_floor(conclusion: Conclusion) -> None:
    assert conclusion.item == conclusion.meeting.items.first()


def test_a_conclusion_is_written_in_session_by_who_runs_the_meeting(
    agency: Agency, meeting: Meeting
) -> None:
    text: dict[str, Any] = {"meeting_id": meeting.pk, "now": later(30)}
    with pytest.raises(PermissionDenied):
        services.write_conclusion(actor=agency.head, text=TASK, **text)
    with pytest.raises(ConclusionEmpty):
        services.write_conclusion(actor=agency.clerk, text="  ", **text)
    early = agency.meeting(series=meeting.series, starts_at=at(date(2020, 12, 1)))
    with pytest.raises(NotInSession):
        services.write_conclusion(actor=agency.clerk, meeting_id=early.pk, text=TASK, now=PREPARED)


def test_one_key_makes_it_a_task_that_the_unit_sees_at_once(
    agency: Agency, conclusion: Conclusion
) -> None:
    landed = agency.landed(conclusion)

    assert landed.landing == Landing.TASK
    lead = Span.objects.get(task=landed.task, role=DutyRole.LEAD)
    assert (lead.unit_id, lead.due_on) == (agency.telecom.pk, date(2020, 7, 20))
    assert Span.objects.get(task=landed.task, role=DutyRole.COORDINATE).unit == agency.post
    assert landed.task is not None
    assert landed.task.leader == "Thứ trưởng Đỗ Quang Bình"
    assert landed.task.assigned_on == DAY
    assert Notice.objects.filter(kind="tasks.assigned", recipient=agency.head).exists()


def test_the_task_keeps_how_its_deadline_was_reckoned_unless_it_was_changed(
    agency: Agency, conclusion: Conclusion
) -> None:
    landed = agency.landed(conclusion)
    assigned = Span.objects.get(task=landed.task, role=DutyRole.LEAD).duty.events.first()
    assert assigned is not None
    assert assigned.note == conclusion.due_explanation["vi"]


def test_a_task_belongs_to_one_unit(agency: Agency, conclusion: Conclusion) -> None:
    with pytest.raises(LeadMissing):
        services.land_as_task(
            title="Việc", lead_id=None, coordinating_ids=[], due_on=None, **told(agency, conclusion)
        )


def test_a_secretary_writes_and_the_office_lands(agency: Agency, conclusion: Conclusion) -> None:
    with pytest.raises(PermissionDenied):
        services.keep_as_information(**{**told(agency, conclusion), "actor": agency.secretary})


def test_it_merges_into_a_task_that_is_there_whose_deadline_stays(
    agency: Agency, conclusion: Conclusion
) -> None:
    task = a_task(
        title="Rà soát các cột cũ",
        lead=agency.telecom,
        clerk=agency.clerk,
        assigned_on=date(2020, 6, 1),
        due_on=date(2020, 8, 1),
    )
    near = selectors.near_to(conclusion.title, conclusion.lead_id, actor=agency.clerk, on=DAY)
    assert [each.task_id for each in near] == [task.pk]

    landed = services.merge_into_task(task_id=task.pk, **told(agency, conclusion))

    assert (landed.landing, landed.task) == (Landing.MERGED, task)
    assert Task.objects.count() == 1
    with pytest.raises(ConclusionLanded):
        services.keep_as_information(**told(agency, landed))


def test_it_is_withdrawn_with_a_reason_alone(agency: Agency, conclusion: Conclusion) -> None:
    with pytest.raises(ReasonMissing):
        services.withdraw_conclusion(reason=" ", **told(agency, conclusion))
    withdrawn = services.withdraw_conclusion(reason="Nhắc lại", **told(agency, conclusion))

    assert withdrawn.landing == Landing.WITHDRAWN


def test_of_two_secretaries_the_second_looks_again(agency: Agency, conclusion: Conclusion) -> None:
    seen = told(agency, conclusion)
    services.change_conclusion(text="Giao Vụ Bưu chính thống kê điểm phục vụ.", **seen)

    with pytest.raises(ChangedMeanwhile):
        services.keep_as_information(**seen)
    conclusion.refresh_from_db()
    assert conclusion.lead == agency.post


def test_a_landing_is_taken_back_with_its_task(agency: Agency, conclusion: Conclusion) -> None:
    agency.landed(conclusion)
    services.take_back(actor=agency.clerk, conclusion_id=conclusion.pk, now=later(41))

    conclusion.refresh_from_db()
    assert (conclusion.landing, conclusion.task) == (Landing.WAITING, None)
    assert not Task.objects.exists()


def test_the_unit_takes_note_in_the_room(agency: Agency, conclusion: Conclusion) -> None:
    agency.landed(conclusion)
    act: dict[str, Any] = {"conclusion_id": conclusion.pk, "now": later(41)}
    (before,) = selectors.conclusions_of(conclusion.meeting, actor=agency.head, on=DAY)
    assert before.may_acknowledge
    services.acknowledge(actor=agency.head, **act)

    (line,) = selectors.conclusions_of(conclusion.meeting, actor=agency.clerk, on=DAY)
    assert line.is_acknowledged
    with pytest.raises(NothingThere):
        services.acknowledge(actor=agency.head, **act)
    with pytest.raises(PermissionDenied):
        services.acknowledge(actor=agency.stranger, **act)


def test_the_next_meeting_opens_with_the_state_of_each(
    agency: Agency, conclusion: Conclusion
) -> None:
    agency.landed(conclusion)
    agency.closed(conclusion.meeting)
    following = agency.meeting(
        series=conclusion.meeting.series, starts_at=at(date(2020, 12, 15), 8)
    )

    (line,) = selectors.of_the_last(following, actor=agency.clerk, on=date(2020, 8, 1))

    assert line.conclusion == conclusion
    assert line.status == StatusClass.OPEN_OVERDUE
    standing = selectors.standing_of(conclusion.meeting, actor=agency.clerk, on=date(2020, 8, 1))
    assert standing == [(StatusClass.OPEN_OVERDUE, 1)]
