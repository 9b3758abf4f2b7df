"""Series, cloning, agenda, composition, invitation, answers, questions, and the rule's clocks."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.cycle.meetings import selectors
from giaoban.cycle.meetings.models import Invitee
from giaoban.cycle.meetings.preparing import selectors as prepared
from giaoban.cycle.meetings.preparing import services
from giaoban.cycle.meetings.preparing.papers import as_issued
from giaoban.cycle.meetings.preparing.selectors import Keeping
from giaoban.cycle.meetings.tests.build import DAY, OPENED, PREPARED, Agency, a_bridge
from giaoban.cycle.meetings.types import (
    AlreadyHeld,
    Answer,
    InvitedAlready,
    ItemTooDeep,
    MeetingState,
    NoAgenda,
    NobodyInvited,
    NotInvited,
    ReasonMissing,
    SubstituteMissing,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.ground.platform.models import CalendarDay
from giaoban.records.documents.selectors import visible_documents
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.tests.build import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return Agency()


def test_the_next_meeting_takes_agenda_composition_bridges_and_open_questions(
    agency: Agency,
) -> None:
    series = agency.series()
    first = agency.meeting(series=series)
    parent = first.items.first()
    assert parent is not None
    services.add_item(
        actor=agency.clerk,
        meeting_id=first.pk,
        title="Số liệu",
        minutes=5,
        parent_id=parent.pk,
        now=PREPARED,
    )
    a_bridge(agency, first, unit=agency.post)
    open_one = services.ask(
        actor=agency.clerk,
        meeting_id=first.pk,
        unit_id=agency.post.pk,
        text="Khi nào?",
        now=PREPARED,
    )

    second = services.prepare_meeting(
        actor=agency.clerk,
        series=series,
        title="Hội nghị cả năm",
        starts_at=at(date(2020, 12, 15)),
        now=PREPARED,
    )

    assert second.previous == first
    assert second.chaired_by == first.chaired_by
    assert [line.number for line in prepared.agenda_of(second, on=DAY)] == ["1", "1.1", "2"]
    assert second.items.filter(meeting=second, parent__meeting=second).count() == 1
    assert second.invitees.count() == 2
    assert second.bridges.get().name == "Đà Nẵng"
    assert second.questions.get().carried_from == open_one
    assert not second.papers.exists()


def test_a_cancelled_meeting_is_not_cloned(agency: Agency) -> None:
    series = agency.series()
    first = agency.meeting(series=series)
    dropped = agency.meeting(series=series, starts_at=at(date(2020, 8, 4)))
    services.cancel_meeting(actor=agency.clerk, meeting_id=dropped.pk, reason="Bão", now=PREPARED)

    third = agency.meeting(series=series, starts_at=at(date(2020, 9, 1)))

    assert third.previous == first


def test_items_follow_one_another_and_parts_lie_within(agency: Agency) -> None:
    meeting = agency.meeting()
    lines = prepared.agenda_of(meeting, on=DAY)

    assert [line.at for line in lines] == [OPENED, OPENED + timedelta(minutes=20)]
    assert prepared.ends_at(meeting, lines) == OPENED + timedelta(minutes=35)


def test_a_part_has_no_parts(agency: Agency) -> None:
    meeting = agency.meeting()
    parent = meeting.items.first()
    assert parent is not None
    told: dict[str, Any] = {
        "actor": agency.clerk,
        "meeting_id": meeting.pk,
        "minutes": 5,
        "now": PREPARED,
    }
    part = services.add_item(title="Phần", parent_id=parent.pk, **told)

    with pytest.raises(ItemTooDeep):
        services.add_item(title="Phần của phần", parent_id=part.pk, **told)


def test_an_item_changes_places_with_its_neighbour(agency: Agency) -> None:
    meeting = agency.meeting()
    second = meeting.items.last()
    assert second is not None

    services.move_item(actor=agency.clerk, item_id=second.pk, up=True, now=PREPARED)

    assert meeting.items.first() == second


def test_the_secretary_prepares_but_does_not_issue(agency: Agency) -> None:
    meeting = agency.meeting()
    services.add_item(
        actor=agency.secretary, meeting_id=meeting.pk, title="Khác", minutes=5, now=PREPARED
    )

    with pytest.raises(PermissionDenied):
        services.issue_invitation(
            actor=agency.secretary,
            meeting_id=meeting.pk,
            signer_authority=(),
            signer_name="",
            now=PREPARED,
        )
    with pytest.raises(PermissionDenied):
        services.add_item(
            actor=agency.head, meeting_id=meeting.pk, title="Khác", minutes=5, now=PREPARED
        )


def test_the_invitation_is_numbered_frozen_and_told_to_those_on_the_list(agency: Agency) -> None:
    meeting = agency.invited()
    invitation = meeting.invitations.get()

    assert meeting.state == MeetingState.INVITED
    assert str(invitation) == "01/GM-BKĐ"
    told = Notice.objects.filter(kind="meetings.invited").values_list("recipient", flat=True)
    assert set(told) == {agency.head.pk, agency.other_head.pk}
    services.change_meeting(
        actor=agency.clerk,
        meeting_id=meeting.pk,
        title="Tên khác",
        starts_at=OPENED,
        place=meeting.place,
        chair=None,
        chaired_by="",
        requirements="",
        now=PREPARED,
    )
    words = as_issued(invitation)
    assert words.event == "Hội nghị sáu tháng đầu năm 2020"
    assert words.invited == ("- Thủ trưởng Cục Viễn thông;", "- Thủ trưởng Vụ Bưu chính.")
    assert words.time == "8 giờ 00, thứ Ba ngày 07/7/2020"
    assert Entry.objects.filter(verb="meetings.invited").count() == 1


def test_nobody_is_invited_to_nothing(agency: Agency) -> None:
    bare = services.prepare_meeting(
        actor=agency.clerk, series=agency.series(), title="Trống", starts_at=OPENED, now=PREPARED
    )
    with pytest.raises(NobodyInvited):
        agency.invited(bare)
    services.invite_units(
        actor=agency.clerk,
        meeting_id=bare.pk,
        unit_ids=[agency.post.pk],
        post=Post.HEAD,
        now=PREPARED,
    )
    with pytest.raises(NoAgenda):
        agency.invited(bare)


def test_a_unit_stands_in_a_post_once(agency: Agency) -> None:
    meeting = agency.meeting()
    with pytest.raises(InvitedAlready):
        services.invite_units(
            actor=agency.clerk,
            meeting_id=meeting.pk,
            unit_ids=[agency.post.pk],
            post=Post.HEAD,
            now=PREPARED,
        )


def test_whoever_is_put_on_the_list_later_hears_of_it_at_once(agency: Agency) -> None:
    meeting = agency.invited()
    services.invite_units(
        actor=agency.clerk,
        meeting_id=meeting.pk,
        unit_ids=[agency.office.pk],
        post=Post.MEETING_SECRETARY,
        now=PREPARED,
    )

    assert Notice.objects.filter(kind="meetings.invited", recipient=agency.secretary).exists()


def place_of(agency: Agency, meeting_id: int) -> Invitee:
    return Invitee.objects.get(meeting=meeting_id, unit=agency.telecom)


def test_a_unit_sends_a_substitute_with_name_and_reason(agency: Agency) -> None:
    meeting = agency.invited()
    place = place_of(agency, meeting.pk)
    told: dict[str, Any] = {"actor": agency.head, "invitee_id": place.pk, "now": PREPARED}

    with pytest.raises(ReasonMissing):
        services.answer_invitation(answer=Answer.SUBSTITUTE, substitute="Hoàng Mơ", **told)
    with pytest.raises(SubstituteMissing):
        services.answer_invitation(answer=Answer.SUBSTITUTE, reason="Đi công tác", **told)
    services.answer_invitation(
        answer=Answer.SUBSTITUTE, substitute="Hoàng Mơ", reason="Đi công tác", **told
    )

    place.refresh_from_db()
    assert (place.answer, place.substitute) == (Answer.SUBSTITUTE, "Hoàng Mơ")
    assert Notice.objects.filter(kind="meetings.answered", recipient=agency.clerk).exists()


def test_only_the_unit_itself_answers_and_only_once_it_is_invited(agency: Agency) -> None:
    meeting = agency.meeting()
    place = place_of(agency, meeting.pk)
    with pytest.raises(NotInvited):
        services.answer_invitation(
            actor=agency.head, invitee_id=place.pk, answer=Answer.CONFIRMED, now=PREPARED
        )
    agency.invited(meeting)
    with pytest.raises(PermissionDenied):
        services.answer_invitation(
            actor=agency.other_head, invitee_id=place.pk, answer=Answer.CONFIRMED, now=PREPARED
        )


def test_units_see_a_meeting_once_they_are_invited(agency: Agency) -> None:
    meeting = agency.meeting()

    def sees(actor: User) -> bool:
        return selectors.visible_meetings(actor=actor, on=DAY).filter(pk=meeting.pk).exists()

    assert sees(agency.clerk)
    assert sees(agency.secretary)
    assert not sees(agency.head)
    agency.invited(meeting)
    assert sees(agency.head)
    assert not sees(agency.stranger)


def test_a_paper_for_one_unit_is_seen_by_that_unit_alone(agency: Agency) -> None:
    meeting = agency.invited()
    document = a_document(data=b"So lieu rieng cua mot don vi", file_name="rieng.txt")
    services.add_paper(
        actor=agency.clerk,
        meeting_id=meeting.pk,
        document=document,
        unit_ids=[agency.telecom.pk],
        now=PREPARED,
    )

    assert prepared.papers_of(meeting, actor=agency.head, on=DAY).exists()
    assert not prepared.papers_of(meeting, actor=agency.other_head, on=DAY).exists()
    assert visible_documents(actor=agency.head, on=DAY).filter(pk=document.pk).exists()
    assert not visible_documents(actor=agency.other_head, on=DAY).filter(pk=document.pk).exists()


def test_a_new_edition_takes_the_place_of_the_paper_and_its_rights(agency: Agency) -> None:
    meeting = agency.invited()
    first = services.add_paper(
        actor=agency.clerk,
        meeting_id=meeting.pk,
        document=a_document(data=b"Ban mot", file_name="1.txt"),
        unit_ids=[agency.telecom.pk],
        now=PREPARED,
    )
    services.add_paper(
        actor=agency.clerk,
        meeting_id=meeting.pk,
        document=a_document(data=b"Ban hai", file_name="2.txt"),
        replaces_id=first.pk,
        now=PREPARED,
    )

    (shown,) = prepared.papers_of(meeting, actor=agency.head, on=DAY)
    assert (shown.edition, shown.replaces) == (2, first)
    assert not prepared.papers_of(meeting, actor=agency.other_head, on=DAY).exists()


def test_a_note_beside_a_paper_is_its_writer_s_alone(agency: Agency) -> None:
    meeting = agency.invited()
    paper = services.add_paper(
        actor=agency.clerk, meeting_id=meeting.pk, document=a_document(), now=PREPARED
    )
    services.keep_note(actor=agency.head, paper_id=paper.pk, text="Hỏi lại số này", now=PREPARED)

    assert prepared.notes_of(meeting, actor=agency.head) == {paper.pk: "Hỏi lại số này"}
    assert prepared.notes_of(meeting, actor=agency.clerk) == {}


def test_a_question_is_given_to_a_unit_and_answered_by_it(agency: Agency) -> None:
    meeting = agency.invited()
    question = services.ask(
        actor=agency.other_head,
        meeting_id=meeting.pk,
        unit_id=agency.post.pk,
        text="Cột cũ thay khi nào?",
        now=PREPARED,
    )
    services.assign_question(
        actor=agency.secretary,
        question_id=question.pk,
        unit_id=agency.telecom.pk,
        answer_by=date(2020, 7, 3),
        now=PREPARED,
    )
    assert Notice.objects.filter(kind="meetings.question-assigned", recipient=agency.head).exists()

    with pytest.raises(PermissionDenied):
        services.answer_question(
            actor=agency.other_head, question_id=question.pk, answer="Sớm", now=PREPARED
        )
    services.answer_question(
        actor=agency.head, question_id=question.pk, answer="Trong quý III", now=PREPARED
    )
    question.refresh_from_db()
    assert question.answered_by == agency.head


def test_nobody_asks_for_another_unit(agency: Agency) -> None:
    meeting = agency.invited()
    with pytest.raises(PermissionDenied):
        services.ask(
            actor=agency.head, meeting_id=meeting.pk, unit_id=agency.post.pk, text="?", now=PREPARED
        )


def test_invitations_go_out_three_working_days_before_by_the_agency_s_calendar(
    agency: Agency,
) -> None:
    meeting = agency.meeting()
    assert prepared.last_day_before(meeting) == date(2020, 7, 2)

    CalendarDay.objects.create(day=date(2020, 7, 3), is_worked=False, name="Nghỉ bù")
    assert prepared.last_day_before(meeting) == date(2020, 7, 1)


@pytest.mark.parametrize(
    ("sent", "expected"), [(date(2020, 7, 2), Keeping.KEPT), (date(2020, 7, 3), Keeping.BROKEN)]
)
def test_the_clock_of_the_invitation_is_measured(
    agency: Agency, sent: date, expected: Keeping
) -> None:
    meeting = agency.invited(now=at(sent, 16))
    check = prepared.checklist(meeting, now=OPENED)[0]

    assert check.keeping == expected


def test_a_closed_meeting_takes_no_more_items(agency: Agency) -> None:
    meeting = agency.closed()
    with pytest.raises(AlreadyHeld):
        services.add_item(
            actor=agency.clerk, meeting_id=meeting.pk, title="Muộn", minutes=5, now=PREPARED
        )
