"""A meeting in session in two windows: the secretary steers, a head at a bridge takes part.

What one does the other sees without a reload; the conclusion is a task that the head takes note of
before the meeting closes. The windows speak English, so that buttons can be told by their words."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.conftest import DESKTOP, PHONE, Troubles
from giaoban.cycle.meetings.models import Conclusion, Meeting
from giaoban.cycle.meetings.tests.build import DAY, TASK, Agency, a_bridge
from giaoban.cycle.meetings.types import MeetingState
from giaoban.ground.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Page, User], None]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def test_a_meeting_is_held_in_two_windows(
    open_window: Callable[..., Page], sign_in: SignIn, settings: Settings, troubles: Troubles
) -> None:
    settings.DAY = DAY
    agency = Agency()
    meeting = agency.meeting()
    a_bridge(agency, meeting, unit=agency.telecom)
    agency.invited(meeting)
    desk, phone = open_window(DESKTOP, locale="en-GB"), open_window(PHONE, locale="en-GB")
    sign_in(desk, agency.clerk)
    sign_in(phone, agency.head)

    desk.goto(reverse("meetings:floor", args=[meeting.pk]))
    phone.goto(reverse("meetings:seat", args=[meeting.pk]))
    press(desk, "Open the meeting")
    expect(phone.get_by_role("button", name="Ask to speak")).to_be_visible(timeout=10_000)

    desk.get_by_label("Conclusion").fill(TASK)
    press(phone, "Ask to speak")
    expect(desk.locator(".gb-queue")).to_contain_text(str(agency.head), timeout=10_000)
    press(desk, "Call the next")
    expect(phone.locator(".gb-speak")).to_contain_text(str(agency.head), timeout=10_000)
    # What is being typed stays while the floor moves on.
    expect(desk.get_by_label("Conclusion")).to_have_value(TASK)

    press(desk, "Make it a task")
    expect(phone.get_by_role("button", name="We take note")).to_be_visible(timeout=10_000)
    press(phone, "We take note")
    expect(phone.get_by_text("Noted: the unit has taken note of it.")).to_be_visible()

    desk.goto(reverse("meetings:floor", args=[meeting.pk]))
    press(desk, "Close the meeting")
    expect(desk.get_by_text("The meeting is closed.").first).to_be_visible()
    assert Meeting.objects.get().state == MeetingState.CLOSED
    assert Conclusion.objects.get().task is not None
    assert troubles.left() == []
