"""A scan on its way to the desk, its doubtful words, and a deadline explained while it is typed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.fixtures import Settings

from e2e.conftest import take_picture
from giaoban.cycle.intake import services
from giaoban.cycle.intake.models import Recognition, StoredReading
from giaoban.cycle.intake.tests.build import NOW, Agency, a_reading
from giaoban.ground.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
NARROW: ViewportSize = {"width": 390, "height": 844}
MISREAD = """THÔNG BÁO
Kết luận tại Hội nghị giao ban tháng 6/2020

Hà Nội, ngày 02 tháng 7 năm 2020

1. Giao Vụ Bưu clmh rà soát sơ đồ bưu cục trước ngày 20/7/2020.
2. Giao Cục Viễn thông kiểm tra các cột cũ trước ngày 24/7/2020.
"""


@pytest.fixture
def clerk(settings: Settings) -> User:
    settings.DAY = NOW.date()
    return Agency().clerk()


@pytest.fixture
def reading(clerk: User) -> StoredReading:
    made = a_reading(actor=clerk, text=MISREAD)
    at = made.document.text.index("clmh")
    made.opening = {"notes": [], "doubts": [[at, at + 4]]}
    made.save()
    return made


def test_a_page_shows_how_far_a_scan_is_and_opens_the_desk_by_itself(
    clerk: User,
    page: Page,
    sign_in: Callable[[Page, User], None],
    axe: Callable[..., None],
) -> None:
    waiting = services.wait_for_recognition(
        actor=clerk, now=NOW - timedelta(minutes=5), data=MISREAD.encode(), file_name="quet.txt"
    )
    sign_in(page, clerk)
    page.goto(f"/desk/scans/{waiting.pk}/")
    expect(page.get_by_role("status").last).to_be_visible()
    axe(page)
    take_picture(page, "scan-waits")

    Recognition.objects.update(begun_at=NOW, pages=12, pages_done=5)
    expect(page.locator("progress")).to_have_attribute("value", "5", timeout=10_000)
    page.set_viewport_size(NARROW)
    take_picture(page, "scan-at-work-phone")
    page.goto("/desk/")
    take_picture(page, "scan-queue-phone")
    page.goto(f"/desk/scans/{waiting.pk}/")

    Recognition.objects.update(begun_at=None)
    reading = services.go_on_recognising(recognition_id=waiting.pk, now=NOW)
    assert reading is not None
    page.wait_for_url(f"**/desk/{reading.pk}/", timeout=10_000)


def test_a_doubtful_word_is_corrected_where_it_stands(
    reading: StoredReading,
    page: Page,
    sign_in: Callable[[Page, User], None],
) -> None:
    sign_in(page, reading.read_by)
    page.goto(f"/desk/{reading.pk}/")
    page.locator(".gb-doubt").first.click()
    field = page.locator("#doubts input[name^=word-]")
    expect(field).to_be_focused()

    field.fill("chính")
    page.keyboard.press("Enter")

    expect(page.locator(".gb-righted")).to_have_text("chính")
    expect(page.locator("[name=lead]:checked + span")).to_contain_text("Vụ Bưu chính")
    page.set_viewport_size(NARROW)
    take_picture(page, "desk-corrected-phone")


def test_a_deadline_is_explained_while_it_is_typed(
    reading: StoredReading,
    page: Page,
    sign_in: Callable[[Page, User], None],
) -> None:
    sign_in(page, reading.read_by)
    page.goto(f"/desk/{reading.pk}/")
    page.locator("[name=due_on]").click()
    page.locator("[name=due_on]").fill("trong 10 ngày làm việc kể từ ngày ban hành")
    expect(page.locator("#due-why")).to_contain_text("16/07/2020")
    take_picture(page, "desk-due-typed")
    page.locator("[name=due_on]").fill("19/07/2020")
    expect(page.locator("#due-why")).to_contain_text("19/07/2020")
