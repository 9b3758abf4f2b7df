"""One return from the officer's first word to the Office's acceptance, in browsers side by side."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.conftest import DESKTOP
from giaoban.cycle.reporting.models import Obligation, Return
from giaoban.cycle.reporting.returns import selectors
from giaoban.cycle.reporting.tests.build import Ministry
from giaoban.cycle.reporting.types import ReturnState
from giaoban.ground.accounts.models import User
from giaoban.records.tasks.tests.build import a_task, confirmed

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Page, User], None]
TODAY = date(2020, 6, 16)


@pytest.fixture(autouse=True)
def day(settings: Settings) -> None:
    settings.DAY = TODAY


def owed_with_a_task() -> tuple[Ministry, Obligation]:
    """A department that owes its June and has completed one task in it."""
    ministry = Ministry()
    task = a_task(
        title="Soát mạng bưu cục",
        lead=ministry.post,
        clerk=ministry.clerk,
        assigned_on=date(2020, 5, 18),
        due_on=date(2020, 6, 12),
    )
    confirmed(task, on=date(2020, 6, 10))
    return ministry, ministry.owed(ministry.june())


def address(owed: Obligation) -> str:
    return reverse("reporting:return", args=[owed.pk])


def text_of(owed: Obligation) -> str:
    written = Return.objects.get(obligation=owed)
    return selectors.sections_of(written=written)[0].text


def test_a_return_goes_from_the_officer_to_the_head_and_to_the_office(
    page: Page, sign_in: SignIn
) -> None:
    ministry, owed = owed_with_a_task()
    sign_in(page, ministry.officer)
    page.goto(address(owed))
    page.get_by_role("button", name="Bắt đầu viết").click()
    page.get_by_role("button", name="Đưa vào báo cáo").first.click()
    expect(page.locator("textarea").first).to_have_value(
        "Soát mạng bưu cục: hoàn thành ngày 10/06/2020."
    )
    page.locator("textarea").nth(1).fill("Không có.")
    expect(page.locator(".rp-status").nth(1)).to_contain_text("Đã lưu.")
    page.get_by_role("button", name="Trình thủ trưởng").click()

    sign_in(page, ministry.head)
    page.goto(address(owed))
    page.get_by_role("link", name="Kiểm tra và gửi").click()
    page.get_by_label("Lý do gửi nguyên trạng").fill("Chưa có số liệu")
    page.get_by_role("button", name="Ký và gửi").click()

    sign_in(page, ministry.clerk)
    page.goto(reverse("reporting:start"))
    page.get_by_role("link", name="Báo cáo công tác tháng").last.click()
    expect(page.get_by_text("Chưa có số liệu")).to_be_visible()
    page.get_by_role("button", name="Nhận", exact=True).click()
    expect(page.get_by_text("Đã chấp nhận báo cáo.")).to_be_visible()
    assert Return.objects.get().state == ReturnState.ACCEPTED


def test_two_people_in_one_section_lose_no_word(
    open_window: Callable[..., Page], sign_in: SignIn
) -> None:
    ministry, owed = owed_with_a_task()
    ministry.begun(owed)
    officer, head = open_window(DESKTOP), open_window(DESKTOP)
    sign_in(officer, ministry.officer)
    sign_in(head, ministry.head)
    for window in (officer, head):
        window.goto(address(owed))
    officer.locator("textarea").first.fill("Dòng của chuyên viên.")
    expect(officer.locator(".rp-status").first).to_contain_text("Đã lưu.")

    head.locator("textarea").first.fill("Dòng của thủ trưởng.")
    expect(head.locator(".rp-status").first).to_contain_text("Dòng của chuyên viên.")
    assert text_of(owed) == "Dòng của chuyên viên."
    head.locator("textarea").first.fill("Dòng của chuyên viên.\nDòng của thủ trưởng.")
    head.get_by_role("button", name="Lưu bản của tôi").click()

    expect(head.locator(".rp-status").first).to_contain_text("Đã lưu.")
    assert text_of(owed) == "Dòng của chuyên viên.\nDòng của thủ trưởng."


def test_without_script_everything_is_saved_by_buttons(
    page_without_script: Page, sign_in: SignIn
) -> None:
    page = page_without_script
    ministry, owed = owed_with_a_task()
    ministry.begun(owed)
    sign_in(page, ministry.officer)
    page.goto(address(owed))
    page.locator("textarea").first.fill("Viết khi không có kịch bản.")
    page.locator(".rp-text").first.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu.", exact=True)).to_be_visible()
    assert text_of(owed) == "Viết khi không có kịch bản."
