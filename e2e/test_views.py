"""The ways to look at tasks: by keys, without script, on a phone and on one sheet of paper.

Two thousand tasks are overdue, most of them at a unit whose name has 80 characters.
"""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.agency import ASSIGNED, LONG_NAME, LONG_TITLE, TODAY, AtWork
from e2e.conftest import take_picture
from e2e.test_every_page import WIDER
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.types import DutyRole, EventKind, Stage

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Page, User], None]
MANY = 2000
UNITS = 30


@pytest.fixture
def work(settings: Settings) -> AtWork:
    settings.DAY = TODAY
    return AtWork()


def many_overdue(clerk: User, units: list[Unit]) -> None:
    """Tasks assigned on one day and overdue since another, half of them at the first unit."""
    numbers = range(MANY)
    tasks = Task.objects.bulk_create(
        Task(
            title=f"{LONG_TITLE} {number}",
            folded=f"nhiem vu {number}",
            leader="Thứ trưởng Lò Văn Pháng",
            assigned_on=ASSIGNED,
            created_by=clerk,
            created_at=f"{ASSIGNED.isoformat()}T02:00Z",
        )
        for number in numbers
    )
    duties = Duty.objects.bulk_create(
        Duty(task=task, role=DutyRole.LEAD, stage=Stage.ASSIGNED) for task in tasks
    )
    placed = [units[0] if number % 2 else units[number % len(units)] for number in numbers]
    due = [ASSIGNED + timedelta(days=1 + number % 10) for number in numbers]
    Event.objects.bulk_create(
        Event(
            duty=duty,
            kind=EventKind.ASSIGNED,
            on=ASSIGNED,
            at=f"{ASSIGNED.isoformat()}T02:00Z",
            actor=clerk,
            unit=unit,
            due_on=day,
        )
        for duty, unit, day in zip(duties, placed, due, strict=True)
    )
    Span.objects.bulk_create(
        Span(
            duty=duty,
            task=duty.task,
            role=DutyRole.LEAD,
            unit=unit,
            due_on=day,
            original_due_on=day,
            assigned_on=ASSIGNED,
            valid_from=ASSIGNED,
        )
        for duty, unit, day in zip(duties, placed, due, strict=True)
    )


@pytest.fixture
def crowded(work: AtWork) -> AtWork:
    units = [
        a_unit(name=f"{LONG_NAME} {number}", parent=work.agency.ministry, kind=UnitKind.SERVICE)
        for number in range(UNITS)
    ]
    an_appointment(unit=units[0], post=Post.HEAD)
    many_overdue(work.clerk, units)
    return work


def test_a_list_is_walked_chosen_and_opened_by_keys(
    page: Page, work: AtWork, sign_in: SignIn
) -> None:
    sign_in(page, work.clerk)
    page.goto(reverse("tasks:list"))
    rows = page.locator("[data-rows] tbody tr")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(rows.nth(1).locator("th a")).to_be_focused()
    page.keyboard.press("x")
    expect(rows.nth(1).locator("input")).to_be_checked()
    page.keyboard.press("k")
    expect(rows.nth(0).locator("th a")).to_be_focused()
    expect(rows.nth(0).locator("input")).not_to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tasks/\d+/$"))


def test_deadlines_are_moved_together_without_script(
    page_without_script: Page, work: AtWork, sign_in: SignIn
) -> None:
    page = page_without_script
    sign_in(page, work.clerk)
    page.goto(reverse("tasks:list"))
    duty = work.duty(work.overdue)
    before = Span.objects.get(duty=duty, valid_to=None).due_on or TODAY

    page.locator(f"input[name=duty][value='{duty.pk}']").check()
    page.locator("select[name=act]").select_option("deadline")
    page.locator(".gb-together button").first.click()
    page.locator("[name=days]").fill("30")
    page.locator("[name=note]").fill("Theo lịch họp mới")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("button[name=sure]").click()

    expect(page.locator("[data-rows]")).to_be_visible()
    span = Span.objects.get(duty=duty, valid_to=None)
    assert span.due_on == before + timedelta(days=30)


def test_a_list_is_saved_found_and_forgotten(page: Page, work: AtWork, sign_in: SignIn) -> None:
    sign_in(page, work.clerk)
    page.goto(f"{reverse('tasks:list')}?status=open_overdue")
    page.locator("details:has(#save_name) > summary").click()
    page.locator("#save_name").fill("Trễ hạn của Cục")
    page.locator("#save_name").press("Enter")
    expect(page).to_have_url(re.compile(r"\?status=open_overdue$"))

    page.goto(reverse("saved:lists"))
    page.get_by_role("link", name="Trễ hạn của Cục").click()
    expect(page).to_have_url(re.compile(r"\?status=open_overdue$"))

    page.goto(reverse("saved:lists"))
    page.locator("td summary").first.click()
    page.locator("td form button").first.click()
    expect(page.get_by_role("link", name="Trễ hạn của Cục")).to_have_count(0)


def test_a_month_is_walked_by_keys(page: Page, work: AtWork, sign_in: SignIn) -> None:
    sign_in(page, work.clerk)
    page.goto(f"{reverse('looking:calendar')}?month=2020-07")

    page.keyboard.press("ArrowRight")
    expect(page.locator("[aria-current=date]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-month] h2 a").nth(TODAY.day + 6)).to_be_focused()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("month=2020-08$"))


def test_on_a_phone_a_month_is_an_agenda(phone: Page, work: AtWork, sign_in: SignIn) -> None:
    sign_in(phone, work.clerk)
    phone.goto(f"{reverse('looking:calendar')}?month=2020-07")

    expect(phone.locator("[data-month] thead")).to_be_hidden()
    expect(phone.locator("[data-month] td.none").first).to_be_hidden()
    expect(phone.locator("[data-month] .gb-agenda-day").first).to_be_attached()
    assert phone.evaluate(WIDER, phone.viewport_size["width"] if phone.viewport_size else 0) == []


def test_the_leaders_page_is_one_sheet_of_a4(page: Page, crowded: AtWork, sign_in: SignIn) -> None:
    sign_in(page, crowded.leader)
    page.goto(reverse("looking:leader"))
    expect(page.locator("h1")).to_contain_text("7/2020")

    take_picture(page, "leader-crowded")
    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert len(paper) == 1
    text = " ".join(paper[0].get_textpage().get_text_range().split())
    assert " ".join(LONG_NAME.split()[:3]) in text


@pytest.mark.parametrize("way", ["board", "board?by=unit", "calendar", "timeline", "charts"])
def test_two_thousand_overdue_tasks_and_a_long_name_fit(
    page: Page, phone: Page, crowded: AtWork, sign_in: SignIn, way: str
) -> None:
    name, _, asked = way.partition("?")
    address = f"{reverse(f'looking:{name}')}?{asked}"
    for window in (page, phone):
        sign_in(window, crowded.leader)
        window.goto(address)
        size = window.viewport_size
        assert size is not None
        assert window.evaluate(WIDER, size["width"]) == [], f"{way} at {size['width']}"
        take_picture(window, f"crowded-{name}{'-unit' if asked else ''}-{size['width']}")


def test_a_list_of_two_thousand_fits_and_leafs(
    page: Page, phone: Page, crowded: AtWork, sign_in: SignIn
) -> None:
    for window in (page, phone):
        sign_in(window, crowded.clerk)
        window.goto(f"{reverse('tasks:list')}?status=open_overdue&page=40")
        expect(window.locator("[data-rows] tbody tr").first).to_be_visible()
        size = window.viewport_size
        assert size is not None
        assert window.evaluate(WIDER, size["width"]) == []
        take_picture(window, f"crowded-list-{size['width']}")
