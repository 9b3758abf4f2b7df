from collections.abc import Callable

from playwright.sync_api import Page, expect

from e2e.conftest import Troubles
from giaoban.ground.accounts.models import User

PASSWORD = "bốn mùa bên sông"  # noqa: S105  # of a person who lives as long as a test


def test_a_wrong_password_is_told_and_the_name_is_kept(page: Page, troubles: Troubles) -> None:
    troubles.forgive("422")
    User.objects.create_user("an.nguyen", password=PASSWORD)
    page.goto("/accounts/sign-in/")
    page.locator("[name=username]").fill("an.nguyen")
    page.locator("[name=password]").fill("something else")

    page.locator("[name=password]").press("Enter")

    expect(page.locator("form [role=alert], form .errorlist").first).to_be_visible()
    expect(page.locator("[name=username]")).to_have_value("an.nguyen")


def test_the_sign_in_page_is_open_to_everybody_on_desktop(
    page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    page.goto("/accounts/sign-in/")

    axe(page)
    shoot(page, "sign-in.desktop")


def test_the_sign_in_page_is_open_to_everybody_on_a_phone(
    phone: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    phone.goto("/accounts/sign-in/")

    axe(phone)
    shoot(phone, "sign-in.phone")
