from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Troubles
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.tests.build import NOTICE, Agency, proposals
from giaoban.cycle.intake.types import Decision
from giaoban.ground.accounts.models import User
from giaoban.records.tasks.models import Task

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Page, User], None]


def at_hand(page: Page, number: int) -> None:
    expect(page.locator(".gb-prop--now .no")).to_have_text(str(number))


def paste(page: Page, clerk: User, sign_in: SignIn) -> StoredReading:
    sign_in(page, clerk)
    page.goto("/desk/read/")
    page.locator("#id_text").fill(NOTICE)
    page.locator("form.gb-intake button[type=submit]").click()
    at_hand(page, 1)
    return StoredReading.objects.get()


def test_a_notice_is_confirmed_with_the_keyboard_alone(
    page: Page, sign_in: SignIn, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    agency = Agency()
    reading = paste(page, agency.clerk(), sign_in)
    axe(page)

    page.keyboard.press("Enter")
    at_hand(page, 2)
    page.keyboard.press("x")
    at_hand(page, 3)
    page.keyboard.press("z")
    at_hand(page, 2)
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("Thay cột cũ")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    at_hand(page, 3)
    page.keyboard.press("k")
    at_hand(page, 2)
    expect(page.locator("textarea[name=title]")).to_have_value("Thay cột cũ")
    page.keyboard.press("Enter")
    at_hand(page, 3)
    shoot(page, "reading-desk.desktop")

    accepted = [each for each in proposals(reading) if each.decision == Decision.ACCEPTED]
    assert [each.position for each in accepted] == [1, 2]
    assert Task.objects.filter(title="Thay cột cũ").exists()


def test_a_unit_that_is_unsure_is_chosen_by_a_digit(page: Page, sign_in: SignIn) -> None:
    reading = paste(page, Agency().clerk(), sign_in)
    page.keyboard.press("j")
    at_hand(page, 2)
    third = proposals(reading)[2]
    first = page.locator(f"a[href$='#p{third.pk}']").first
    first.click()
    at_hand(page, 3)

    page.keyboard.press("1")

    expect(page.locator("input[name=lead][data-key='1']")).to_be_checked()
    page.keyboard.press("Enter")
    at_hand(page, 4)
    assert Proposal.objects.get(pk=third.pk).lead_id == third.candidates[0]["unit"]


def test_what_is_changed_outlives_leaving_by_any_way(page: Page, sign_in: SignIn) -> None:
    reading = paste(page, Agency().clerk(), sign_in)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("textarea[name=title]").fill("Vẽ lại sơ đồ")
        page.locator("textarea[name=title]").blur()

    page.goto("/documents/")
    page.goto(f"/desk/{reading.pk}/")

    expect(page.locator("textarea[name=title]")).to_have_value("Vẽ lại sơ đồ")


def test_without_a_lead_the_desk_says_which_field_lacks(
    page: Page, sign_in: SignIn, troubles: Troubles, axe: Callable[[Page], None]
) -> None:
    troubles.forgive("422")
    reading = paste(page, Agency().clerk(), sign_in)
    page.goto(f"/desk/{reading.pk}/?at={proposals(reading)[3].pk}")
    at_hand(page, 4)

    page.keyboard.press("Enter")

    expect(page.locator("#id_lead .gb-wrong")).to_be_visible()
    expect(page.locator(".gb-errors")).to_be_focused()
    axe(page)
    assert not Task.objects.exists()


def test_all_of_it_works_without_script(page_without_script: Page, sign_in: SignIn) -> None:
    page = page_without_script
    paste(page, Agency().clerk(), sign_in)

    page.locator("button[value=accept]:visible").click()
    at_hand(page, 2)
    page.locator("button[value=reject]").click()
    at_hand(page, 3)
    page.locator("button[value=undo]").click()

    at_hand(page, 2)
    assert Task.objects.count() == 1


def test_the_desk_fits_a_phone(
    phone: Page, sign_in: SignIn, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    paste(phone, Agency().clerk(), sign_in)

    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    axe(phone)
    shoot(phone, "reading-desk.phone")
