"""The main path where no script runs: upload, accept, report, confirm, and the figure."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.build import come_in
from e2e.conftest import DESKTOP
from giaoban.cycle.intake.tests.build import NOTICE, Agency
from giaoban.ground.accounts.models import User
from giaoban.kit.paper.plain import plain_word
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import lead_duty
from giaoban.records.tasks.types import Stage

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_the_main_path_works_without_script(
    open_window: Callable[..., Page], sign_in: Callable[[Page, User], None], settings: Settings
) -> None:
    settings.DAY = date(2020, 7, 3)
    agency = Agency()
    clerk, officer = (open_window(DESKTOP, java_script_enabled=False) for _person in range(2))
    sign_in(clerk, agency.clerk())
    sign_in(officer, agency.officer())

    task = accept_the_first(clerk)
    settings.DAY = date(2020, 7, 8)
    report(officer, task)
    confirm(clerk, task)

    assert lead_duty(task).stage == Stage.CONFIRMED
    clerk.goto(f"{reverse('tasks:score-card')}?period=2020-07")
    clerk.locator("table.gb-score tfoot a[href*='status=done_on_time']").click()
    expect(clerk.locator("table.gb-table tbody a[href^='/tasks/']")).to_have_text(task.title)


def accept_the_first(page: Page) -> Task:
    page.goto(reverse("intake:read"))
    page.locator("[name=file]").set_input_files(
        {"name": "ket-luan.docx", "mimeType": WORD, "buffer": plain_word(NOTICE)}
    )
    page.locator("form.gb-intake button[type=submit]").click()
    page.locator("textarea[name=title]").fill("Rà soát sơ đồ bưu cục")
    page.locator("button[value=accept]:visible").click()
    expect(page.locator(".gb-prop--now .no")).to_have_text("2")
    expect(page.get_by_role("status").locator("p")).to_have_count(1)
    return Task.objects.get(title="Rà soát sơ đồ bưu cục")


def report(page: Page, task: Task) -> None:
    page.goto("/")
    page.locator("main").get_by_role("link", name=task.title).first.click()
    page.locator("form[action$='/acknowledge/'] button").click()
    expect(page.locator("form[action$='/acknowledge/']")).to_have_count(0)
    page.locator("a[href$='/report/']").click()
    page.locator("[name=note]").fill("Sơ đồ mới đã gửi Văn phòng.")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("status").locator("p")).to_have_count(1)


def confirm(page: Page, task: Task) -> None:
    page.goto("/")
    page.locator("main").get_by_role("link", name=task.title).first.click()
    page.locator("a[href$='/confirm/']").click()
    expect(page.locator("blockquote")).to_contain_text("Sơ đồ mới đã gửi Văn phòng.")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("a[href$='/confirm/']")).to_have_count(0)
    expect(page.get_by_role("status").locator("p")).to_have_count(1)


def test_the_sign_in_page_lets_in_without_script(page_without_script: Page) -> None:
    user = Agency().clerk()
    user.set_password("hoa gạo ven đường")
    user.save()

    come_in(page_without_script, user.username)

    expect(page_without_script.get_by_role("heading", level=1)).to_contain_text(user.full_name)
