"""The pages of meetings as browsers and htmx ask for them."""

from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar  # type: ignore[import-untyped]  # it ships no types
from pytest_django.fixtures import Settings

from giaoban.cycle.meetings.conclusions.selectors import waiting_in
from giaoban.cycle.meetings.models import Conclusion, Invitee, Meeting
from giaoban.cycle.meetings.tests.build import DAY, TASK, Agency
from giaoban.cycle.meetings.types import Landing, MeetingState
from giaoban.records.tasks.models import Task

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    settings.DAY = DAY
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def agency() -> Agency:
    return Agency()


@pytest.fixture
def meeting(agency: Agency) -> Meeting:
    return agency.opened()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, meeting: Meeting, *more: Any) -> str:
    return reverse(f"meetings:{name}", args=[meeting.pk, *more])


def test_a_page_that_shows_the_floor_as_it_is_gets_nothing_anew(
    agency: Agency, meeting: Meeting
) -> None:
    meeting.floor.refresh_from_db()
    client, address = signed_in(agency.secretary), at("floor", meeting)
    known: dict[str, Any] = {"version": meeting.floor.version, "state": MeetingState.OPEN}

    assert client.get(address, known, headers=HTMX).status_code == HTTPStatus.NO_CONTENT
    seat = signed_in(agency.head)
    seat.post(at("seat", meeting), {"do": "hand"})
    answer = client.get(address, known, headers=HTMX)
    assert answer.status_code == HTTPStatus.OK
    assert str(agency.head) in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_page_is_loaded_anew_once_the_meeting_opens(agency: Agency, meeting: Meeting) -> None:
    known: dict[str, Any] = {"version": 0, "state": MeetingState.INVITED}
    answer = signed_in(agency.head).get(at("seat", meeting), known, headers=HTMX)

    assert answer.headers["HX-Refresh"] == "true"


def test_whoever_does_not_run_the_meeting_is_led_to_their_seat(
    agency: Agency, meeting: Meeting
) -> None:
    answer = signed_in(agency.head).get(at("floor", meeting))

    assert answer.headers["Location"] == at("seat", meeting)


def test_an_old_page_does_not_steer(agency: Agency, meeting: Meeting) -> None:
    client = signed_in(agency.clerk)
    answer = client.post(at("floor", meeting), {"do": "pause", "seen": 0}, follow=True)

    assert "Somebody else has just moved the meeting on" in answer.content.decode()


def test_one_press_writes_the_conclusion_and_makes_the_task(
    agency: Agency, meeting: Meeting
) -> None:
    client = signed_in(agency.clerk)
    client.post(at("conclusions", meeting), {"text": TASK, "do": "task"})

    conclusion = Conclusion.objects.get()
    assert conclusion.landing == Landing.TASK
    assert conclusion.task == Task.objects.get()
    assert waiting_in(meeting) == 0


def test_while_one_types_the_reading_is_shown_and_nothing_is_kept(
    agency: Agency, meeting: Meeting
) -> None:
    client = signed_in(agency.secretary)
    page = client.post(at("read-as", meeting), {"text": TASK}, headers=HTMX).content.decode()

    assert "Cục Viễn thông" in page
    assert "20/07/2020" in page
    assert not Conclusion.objects.exists()


def test_a_unit_answers_from_the_page_of_the_meeting(agency: Agency, meeting: Meeting) -> None:
    place = Invitee.objects.get(meeting=meeting, unit=agency.telecom)
    client = signed_in(agency.head)
    assert "We come" in client.get(at("meeting", meeting)).content.decode()
    client.post(
        at("answer", meeting), {"invitee": place.pk, "answer": "declined", "reason": "Bận họp"}
    )

    place.refresh_from_db()
    assert (place.answer, place.reason) == ("declined", "Bận họp")


def test_the_calendar_holds_the_meeting_until_its_planned_end(
    agency: Agency, meeting: Meeting
) -> None:
    answer = signed_in(agency.head).get(at("calendar", meeting))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")

    assert str(event["summary"]) == meeting.title
    assert (event["dtend"].dt - event["dtstart"].dt).total_seconds() == 35 * 60


def test_the_invitation_comes_as_word(agency: Agency, meeting: Meeting) -> None:
    invitation = meeting.invitations.get()
    address = reverse("meetings:invitation-file", args=[meeting.pk, invitation.pk, "docx"])
    answer = signed_in(agency.head).get(address)

    assert answer.content[:2] == b"PK"
    assert 'filename="01-GM-BK-.docx"' in answer.headers["Content-Disposition"]


def test_a_file_becomes_a_paper_that_the_unit_reads(agency: Agency, meeting: Meeting) -> None:
    file = SimpleUploadedFile("bao-cao.txt", "Báo cáo sáu tháng đầu năm.".encode())
    client = signed_in(agency.clerk)
    answer = client.post(at("papers", meeting), {"file": file, "subject": "Báo cáo sáu tháng"})

    assert answer.status_code == HTTPStatus.FOUND
    page = signed_in(agency.head).get(at("papers", meeting)).content.decode()
    assert "Báo cáo sáu tháng" in page
