from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar  # type: ignore[import-untyped]  # it ships no types
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.ground.notices import selectors, services
from giaoban.ground.notices.models import Habits, Notice, Preference
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_stranger,
    a_task,
    an_officer,
    at,
    confirmed,
    lead_duty,
)

TODAY = date(2025, 3, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    settings.DAY = TODAY
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def unit() -> Unit:
    return a_unit(name="Cục Mẫu")


@pytest.fixture
def officer(unit: Unit) -> User:
    return an_officer(unit)


@pytest.fixture
def pages(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def told(unit: Unit, title: str = "Trình đề án mẫu") -> Task:
    """A task of which the officers of the unit have been told."""
    return a_task(title=title, lead=unit, assigned_on=date(2025, 3, 3))


def test_the_inbox_lists_what_one_was_told(pages: Client, unit: Unit, officer: User) -> None:
    told(unit)
    page = pages.get(reverse("notices:inbox"))

    assert "Trình đề án mẫu" in page.content.decode()
    assert selectors.unread_count(reader=officer) == 1


def test_the_frame_counts_what_is_unread_on_every_page(pages: Client, unit: Unit) -> None:
    told(unit)
    told(unit)

    assert '<span class="gb-count">2</span>' in pages.get(reverse("tasks:list")).content.decode()


def test_opening_a_notice_leads_to_its_task_and_reads_it(
    pages: Client, unit: Unit, officer: User
) -> None:
    task = told(unit)
    notice = Notice.objects.get(recipient=officer)
    answer = pages.get(reverse("notices:follow", args=[notice.pk]))

    assert answer.headers["Location"] == reverse("tasks:task", args=[task.pk])
    assert selectors.unread_count(reader=officer) == 0


def test_a_notice_of_another_is_not_there(pages: Client, unit: Unit) -> None:
    other = an_officer(unit)
    told(unit)
    notice = Notice.objects.get(recipient=other)

    assert pages.get(reverse("notices:follow", args=[notice.pk])).status_code == 404


def test_what_can_no_longer_be_seen_is_not_named(client: Client) -> None:
    stranger = a_stranger()
    client.force_login(stranger)
    task = told(a_unit(), title="Việc của người khác")
    services.notify(
        kind="tasks.confirmed", recipients=[stranger], about=task, now=at(date(2025, 3, 5))
    )
    notice = Notice.objects.get(recipient=stranger)

    assert "Việc của người khác" not in client.get(reverse("notices:inbox")).content.decode()
    answer = client.get(reverse("notices:follow", args=[notice.pk]))
    assert answer.headers["Location"] == reverse("notices:inbox")


def test_all_are_marked_read_up_to_when_the_page_was_opened(
    pages: Client, unit: Unit, officer: User
) -> None:
    told(unit)
    services.notify(
        kind="tasks.confirmed",
        recipients=[officer],
        about=told(unit),
        now=at(TODAY) + timedelta(days=1),
    )
    pages.post(reverse("notices:read-all"), {"until": at(TODAY).isoformat()})

    assert selectors.unread_count(reader=officer) == 1


@pytest.mark.parametrize("until", ["", "nonsense", "2025-03-10T09:00:00", "9999-99-99T00:00+07:00"])
def test_marking_all_read_survives_any_moment_it_is_given(pages: Client, until: str) -> None:
    assert pages.post(reverse("notices:read-all"), {"until": until}).status_code == 302


def choices(user: User, **changed: str) -> dict[str, str]:
    """What the page of preferences sends when nothing but `changed` is touched."""
    sent = {each.kind.key: each.channel.value for each in selectors.choices_of(user=user)}
    habits = {"digest_hour": "8", "quiet_from": "18", "quiet_to": "7", "language": "vi"}
    return {**sent, **habits, **{key.replace("__", "."): value for key, value in changed.items()}}


def test_choices_are_kept(pages: Client, officer: User) -> None:
    address = reverse("notices:preferences")
    sent = choices(officer, tasks__confirmed="inbox", digest_hour="15", on_rest_days="on")
    answer = pages.post(address, sent)

    assert answer.status_code == 302
    kept = Preference.objects.get()
    assert (kept.kind, kept.channel) == ("tasks.confirmed", "inbox")
    habits = Habits.objects.get()
    assert (habits.digest_hour, habits.on_rest_days) == (15, True)


@pytest.mark.parametrize(
    "wrong",
    [{"tasks__assigned": "inbox"}, {"digest_hour": "24"}, {"language": "xx"}, {"quiet_to": "x"}],
)
def test_what_cannot_be_chosen_comes_back_and_nothing_is_kept(
    pages: Client, officer: User, wrong: dict[str, str]
) -> None:
    sent = choices(officer, tasks__confirmed="inbox", **wrong)

    assert pages.post(reverse("notices:preferences"), sent).status_code == 422
    assert not Preference.objects.exists()
    assert not Habits.objects.exists()


def feed_of(client: Client) -> str:
    """The address that the page shows once it was asked for."""
    page = client.post(reverse("notices:open-feed"), follow=True)
    address: str = page.context["feed_address"]
    return address.removeprefix("http://127.0.0.1:8000")


def test_the_calendar_holds_the_due_days_of_open_duties(
    pages: Client, unit: Unit, officer: User
) -> None:
    task = told(unit)
    confirmed(told(unit, title="Việc đã xong"), on=date(2025, 3, 5))
    a_task(title="Việc không hạn", lead=unit, assigned_on=date(2025, 3, 3), due_on=None)
    a_task(title="Việc của đơn vị khác", assigned_on=date(2025, 3, 3))
    pages.logout()
    pages.force_login(officer)
    address = feed_of(pages)
    pages.logout()

    answer = pages.get(address)
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["DTSTART"].dt == date(2025, 3, 31)
    assert event["UID"] == f"duty-{lead_duty(task).pk}@giaoban"
    assert "Trình đề án mẫu" in event["SUMMARY"]


def test_a_calendar_address_is_shown_once_and_can_be_ended(pages: Client) -> None:
    address = feed_of(pages)
    assert pages.get(reverse("notices:preferences")).context["feed_address"] == ""
    pages.post(reverse("notices:close-feed"))

    assert pages.get(address).status_code == 404


def test_the_inbox_costs_as_many_questions_for_many_as_for_few(
    pages: Client, unit: Unit, django_assert_max_num_queries: object
) -> None:
    for _ in range(20):
        told(unit)

    with django_assert_max_num_queries(16):  # type: ignore[operator]  # a fixture without a type
        pages.get(reverse("notices:inbox"))


def test_the_office_sees_its_own_inbox_too(client: Client, unit: Unit) -> None:
    clerk = a_clerk()
    client.force_login(clerk)
    a_task(lead=unit, clerk=clerk)

    assert client.get(reverse("notices:inbox")).status_code == 200
