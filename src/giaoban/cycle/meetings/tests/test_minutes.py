"""Minutes put together and confirmed, and the numbered notice of conclusions."""

import io
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied

from giaoban.cycle.meetings.bridges import services as bridges
from giaoban.cycle.meetings.floor import services as floor
from giaoban.cycle.meetings.minutes import services
from giaoban.cycle.meetings.minutes.assembling import (
    minutes_paper,
    notice_as_issued,
    sections_of,
)
from giaoban.cycle.meetings.minutes.selectors import notice_due
from giaoban.cycle.meetings.models import Meeting
from giaoban.cycle.meetings.tests.build import DAY, OPENED, Agency, a_bridge, later
from giaoban.cycle.meetings.types import (
    ChangedMeanwhile,
    Choice,
    ConfirmedInTheNext,
    MinutesConfirmed,
    NotClosed,
    NothingConcluded,
    NoticeIssued,
)
from giaoban.ground.notices.models import Notice as Told
from giaoban.kit.paper.word import write_word
from giaoban.records.documents.selectors import visible_documents
from giaoban.records.tasks.tests.build import at

pytestmark = pytest.mark.django_db

AFTER = OPENED + timedelta(hours=3)


@pytest.fixture
def agency() -> Agency:
    return Agency()


@pytest.fixture
def held(agency: Agency) -> Meeting:
    """A meeting with a roll, a speech, a vote and a conclusion, closed."""
    meeting = agency.opened()
    bridge = a_bridge(agency, meeting, unit=agency.telecom)
    bridges.take_roll(
        actor=agency.clerk, bridge_id=bridge.pk, attending=None, names="Hoàng Mơ", now=OPENED
    )
    by_clerk: dict[str, Any] = {"actor": agency.clerk, "meeting_id": meeting.pk}
    floor.raise_hand(actor=agency.head, meeting_id=meeting.pk, now=later(1))
    floor.call_speaker(now=later(2), **by_clerk)
    floor.end_speech(now=later(6), **by_clerk)
    vote = floor.open_vote(text="Thông qua dự thảo", secret=False, now=later(7), **by_clerk)
    floor.cast_ballot(
        actor=agency.head,
        vote_id=vote.pk,
        invitee_id=meeting.invitees.get(unit=agency.telecom).pk,
        choice=Choice.FOR,
        now=later(8),
    )
    floor.close_vote(now=later(9), **by_clerk)
    agency.landed(agency.concluded(meeting))
    return agency.closed(meeting)


def act(agency: Agency, meeting: Meeting, **more: Any) -> dict[str, Any]:
    return {"actor": agency.clerk, "meeting_id": meeting.pk, "now": AFTER, **more}


def test_minutes_hold_agenda_roll_speeches_votes_and_conclusions(
    agency: Agency, held: Meeting
) -> None:
    text = services.assemble_minutes(**act(agency, held)).text

    assert "Bắt đầu vào 8 giờ 00, ngày 07/07/2020." in text
    assert "- Đà Nẵng: 1 người (Hoàng Mơ)." in text
    assert f"- {agency.head} phát biểu 4 phút." in text
    assert "1. Thông qua dự thảo (biểu quyết công khai): 1 tán thành" in text
    assert "1. Giao Cục Viễn thông chủ trì" in text
    assert [each.title.split(".")[0] for each in sections_of(text)] == ["I", "II", "III", "IV", "V"]


def test_minutes_wait_for_the_end_of_the_meeting(agency: Agency) -> None:
    with pytest.raises(NotClosed):
        services.assemble_minutes(**act(agency, agency.opened()))


def test_each_edit_is_a_revision_and_the_second_editor_looks_again(
    agency: Agency, held: Meeting
) -> None:
    minutes = services.assemble_minutes(**act(agency, held))
    services.edit_minutes(text="I. Mới", revision=minutes.revision, **act(agency, held))

    with pytest.raises(ChangedMeanwhile):
        services.edit_minutes(text="I. Khác", revision=minutes.revision, **act(agency, held))
    minutes.refresh_from_db()
    assert [each.number for each in minutes.revisions.all()] == [2, 1]
    assert minutes.text == "I. Mới"


def test_minutes_are_confirmed_at_a_later_meeting_and_then_stay(
    agency: Agency, held: Meeting
) -> None:
    minutes = services.assemble_minutes(**act(agency, held))
    following = agency.meeting(series=held.series, starts_at=at(date(2020, 12, 15), 8))
    with pytest.raises(ConfirmedInTheNext):
        services.confirm_minutes(in_id=following.pk, **act(agency, held))
    agency.opened(following)
    services.confirm_minutes(in_id=following.pk, **act(agency, held))

    with pytest.raises(MinutesConfirmed):
        services.edit_minutes(text="Khác", revision=minutes.revision, **act(agency, held))


def test_minutes_are_a_paper_with_two_who_sign(agency: Agency, held: Meeting) -> None:
    minutes = services.assemble_minutes(**act(agency, held))
    words = minutes_paper(minutes, on=DAY, secretary="Lê Thu")
    document = docx.Document(io.BytesIO(write_word(words)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert "THƯ KÝ\nLê Thu" in cells
    assert "CHỦ TỌA\nThứ trưởng Đỗ Quang Bình" in cells


def issued(agency: Agency, meeting: Meeting, **more: Any) -> Any:
    signer: dict[str, Any] = {"signer_authority": ("CHÁNH VĂN PHÒNG",), "signer_name": "Lê Thu"}
    return services.issue_notice(**signer, **act(agency, meeting, **more))


def test_the_notice_has_its_number_and_stands_in_the_register(
    agency: Agency, held: Meeting
) -> None:
    notice = issued(agency, held)

    assert str(notice) == "02/TB-BKĐ"  # the invitation took 01 of the general register
    assert notice.document.symbol == "02/TB-BKĐ"
    assert visible_documents(actor=agency.head, on=DAY).filter(pk=notice.document_id).exists()
    assert Told.objects.filter(kind="meetings.notice-issued", recipient=agency.head).exists()
    words = notice_as_issued(notice)
    assert words.conclusions[0].startswith("1. Giao Cục Viễn thông")
    with pytest.raises(NoticeIssued):
        issued(agency, held)


def test_the_notice_is_due_five_working_days_after(held: Meeting) -> None:
    assert notice_due(held) == date(2020, 7, 14)


def test_only_the_office_issues_a_notice_and_only_of_something(
    agency: Agency, held: Meeting
) -> None:
    with pytest.raises(PermissionDenied):
        issued(agency, held, actor=agency.secretary)
    empty = agency.meeting(series=agency.series(), starts_at=OPENED)
    with pytest.raises(NotClosed):
        issued(agency, empty)
    agency.closed(agency.opened(empty))
    with pytest.raises(NothingConcluded):
        issued(agency, empty)
