from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from giaoban.ground.platform.models import CalendarDay
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_task, at
from giaoban.records.tasks.urging import services
from giaoban.records.tasks.urging.models import Message, Rule, Urge
from giaoban.records.tasks.urging.tests.build import MONDAY, Agency, an_agency, these_rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    settings.DAY = MONDAY
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture
def pages(client: Client, agency: Agency) -> Client:
    """As the Office sees them."""
    client.force_login(agency.clerk)
    return client


def late(agency: Agency, title: str = "Báo cáo mẫu") -> Task:
    return a_task(
        title=title,
        lead=agency.unit,
        clerk=agency.clerk,
        assigned_on=date(2025, 7, 1),
        due_on=date(2025, 7, 10),
    )


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_plan_shows_who_would_get_what_and_sends_nothing(pages: Client, agency: Agency) -> None:
    these_rules(officer=(1,))
    late(agency)
    page = text(pages, reverse("urging:plan"))

    assert "Cục Mẫu" in page
    assert str(agency.officer) in page
    assert "Báo cáo mẫu" in page
    assert not Urge.objects.exists()


def test_the_plan_of_another_day_may_be_asked(pages: Client, agency: Agency) -> None:
    these_rules(officer=(0,))
    a_task(
        title="Việc của thứ Năm",
        lead=agency.unit,
        clerk=agency.clerk,
        assigned_on=date(2025, 7, 1),
        due_on=MONDAY + timedelta(days=3),
    )

    assert "Việc của thứ Năm" not in text(pages, reverse("urging:plan"))
    assert "Việc của thứ Năm" in text(pages, reverse("urging:plan") + "?on=21/08/2025")


@pytest.mark.parametrize("day", ["", "x", "99/99/9999", "2025-08-21", "9999-12-31", "0001-01-01"])
def test_any_day_that_is_typed_gets_a_page(pages: Client, day: str) -> None:
    assert pages.get(reverse("urging:plan"), {"on": day}).status_code == 200


def test_what_was_sent_is_listed_and_opens(pages: Client, agency: Agency) -> None:
    these_rules(officer=(1,))
    late(agency)
    services.urge_by_rules(now=at(MONDAY, hour=7))
    message = Message.objects.get()
    address = reverse("urging:message", args=[message.pk])

    assert address in text(pages, reverse("urging:plan"))
    assert "Báo cáo mẫu" in text(pages, address)


def test_a_message_shows_each_reader_what_they_may_see(client: Client, agency: Agency) -> None:
    these_rules(office=(1,))
    late(agency)
    other = a_unit(name="Vụ Khác", parent=agency.ministry)
    a_task(
        title="Việc của vụ khác",
        lead=other,
        clerk=agency.clerk,
        assigned_on=date(2025, 7, 1),
        due_on=date(2025, 7, 10),
    )
    services.urge_by_rules(now=at(MONDAY, hour=7))
    address = reverse("urging:message", args=[Message.objects.get().pk])

    client.force_login(agency.officer)
    page = text(client, address)
    assert "Báo cáo mẫu" in page
    assert "Việc của vụ khác" not in page
    client.force_login(an_appointment(unit=a_unit()).user)
    assert client.get(address).status_code == 404


def test_the_page_of_a_task_tells_how_it_was_urged(client: Client, agency: Agency) -> None:
    these_rules(officer=(1,))
    task = late(agency)
    client.force_login(agency.officer)
    address = reverse("tasks:task", args=[task.pk])
    before = text(client, address)
    services.urge_by_rules(now=at(MONDAY, hour=7))

    assert 'id="urged"' not in before
    assert 'id="urged"' in text(client, address)


@pytest.mark.parametrize("page", ["urging:plan", "urging:rules"])
def test_only_the_office_plans_and_rules(client: Client, agency: Agency, page: str) -> None:
    client.force_login(agency.head)

    assert client.get(reverse(page)).status_code == 403


def test_a_rule_is_added_and_removed(pages: Client) -> None:
    these_rules()
    address = reverse("urging:rules")
    pages.post(address, {"days": "2", "when": "before", "audience": "head"})
    rule = Rule.objects.get()
    assert (rule.offset, rule.audience) == (-2, "head")

    remove = reverse("urging:remove-rule", args=[rule.pk])
    assert [pages.post(remove).status_code for _ in range(2)] == [302, 302]
    assert not Rule.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"days": "1", "when": "after", "audience": "head"},  # is there already
        {"days": "200", "when": "before", "audience": "head"},
        {"days": "x", "when": "after", "audience": "head"},
        {"days": "2", "when": "never", "audience": "head"},
        {"days": "2", "when": "after", "audience": "nobody"},
        {"day": "x", "is_worked": "0", "name": "Nghỉ"},
        {"day": "19/08/2025", "is_worked": "0", "name": ""},
        {},
    ],
)
def test_what_makes_no_rule_and_no_day_comes_back(pages: Client, sent: dict[str, str]) -> None:
    these_rules(head=(1,))

    assert pages.post(reverse("urging:rules"), sent).status_code == 422
    assert (Rule.objects.count(), CalendarDay.objects.count()) == (1, 0)


def test_a_day_of_rest_is_added_changed_and_forgotten(pages: Client) -> None:
    address = reverse("urging:rules")
    for worked in ("0", "1"):
        pages.post(address, {"day": "19/08/2025", "is_worked": worked, "name": "Mẫu"})
    row = CalendarDay.objects.get()
    assert (row.day, row.is_worked) == (date(2025, 8, 19), True)
    pages.post(reverse("urging:forget-day", args=[row.pk]))

    assert not CalendarDay.objects.exists()
