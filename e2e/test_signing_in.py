"""Passkeys and codes in a browser, with a key that the browser only pretends to have."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from e2e.conftest import DESKTOP, PHONE, Troubles
from giaoban.ground.accounts import selectors
from giaoban.ground.accounts.models import OpenSession, User
from giaoban.ground.accounts.tests.build import PASSWORD, a_code_app, a_user, shown_by
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[..., None]
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def clerk(settings: Settings) -> User:
    """Whose post confirms, in an agency that requires a second factor for that."""
    settings.SECOND_FACTOR = "required"
    ministry = a_unit(name="Bộ Khoáng Đạt", kind=UnitKind.MINISTRY)
    user = a_user(username="may", full_name="Hồ Thị Mây", password=PASSWORD)
    return an_appointment(
        user=user, unit=ministry, post=Post.OFFICE_CLERK, valid_from=date(2020, 1, 1)
    ).user


def a_key(page: Page) -> Callable[[], object]:
    """Let the browser have something that keeps passkeys and always says yes; how to empty it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return lambda: session.send("WebAuthn.clearCredentials", made)


def type_password(page: Page, user: User) -> None:
    page.goto(reverse("accounts:sign-in"))
    page.locator("input[name=username]").fill(user.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").click()


def make_passkey(page: Page) -> None:
    page.goto(reverse("accounts:passkey-add"))
    page.locator("input[name=name]").fill("Điện thoại")
    page.locator("form[data-passkey] button[type=submit]").click()
    expect(page).to_have_url(at(reverse("accounts:recovery-codes")))


def at(path: str) -> re.Pattern[str]:
    """A page, whatever host serves it: a browser that moves on cannot be asked where it is."""
    return re.compile(rf"^https?://[^/]+{re.escape(path)}$")


def sign_out(page: Page) -> None:
    page.goto(reverse("accounts:account"))
    page.locator("summary.gb-who").click()
    page.locator(f"form[action='{reverse('accounts:sign-out')}'] button").click()


def test_a_passkey_is_made_and_signs_in_alone(page: Page, clerk: User) -> None:
    a_key(page)
    type_password(page, clerk)
    expect(page).to_have_url(at(reverse("accounts:account")))
    expect(page.locator("#must")).to_be_visible()

    make_passkey(page)
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".gb-codes li")).to_have_count(10)
    sign_out(page)

    page.locator("form[data-passkey] button").click()
    expect(page).to_have_url(at("/"))
    expect(page.locator(".gb-who")).to_contain_text("Hồ Thị Mây")
    assert OpenSession.objects.get().way == "passkey"
    assert selectors.second_factors_of(account=clerk).get().last_used_at is not None


def test_a_passkey_is_the_second_step_after_the_password(page: Page, clerk: User) -> None:
    a_key(page)
    type_password(page, clerk)
    make_passkey(page)
    sign_out(page)

    type_password(page, clerk)
    expect(page).to_have_url(at(reverse("accounts:sign-in-code")))
    page.locator("form[data-passkey] button").click()

    expect(page).to_have_url(at("/"))


def test_without_its_key_a_browser_gets_no_further(page: Page, clerk: User) -> None:
    empty = a_key(page)
    type_password(page, clerk)
    make_passkey(page)
    sign_out(page)
    empty()

    page.locator("form[data-passkey] button").click()

    expect(page.locator("[data-passkey-wrong]")).to_be_visible()
    expect(page).to_have_url(at(reverse("accounts:sign-in")))


def test_an_app_is_set_up_and_asked_for(page: Page, clerk: User) -> None:
    type_password(page, clerk)
    page.goto(reverse("accounts:code-app"))
    secret = page.locator("main code").inner_text().replace(" ", "")
    picture = page.locator(".gb-qr img")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    page.locator("input[name=code]").fill(shown_by(secret))
    page.locator("form:has(input[name=code]) button").click()
    expect(page).to_have_url(at(reverse("accounts:recovery-codes")))
    sign_out(page)

    type_password(page, clerk)
    page.locator("input[name=code]").fill(shown_by(secret, later=1))
    page.locator("form:has(input[name=code]) button").click()

    expect(page).to_have_url(at("/"))


def test_everything_but_passkeys_works_without_script(
    page_without_script: Page, clerk: User
) -> None:
    page = page_without_script
    secret = a_code_app(clerk)
    type_password(page, clerk)
    expect(page.locator("form[data-passkey]")).to_have_count(0)
    page.locator("input[name=code]").fill(shown_by(secret))
    page.locator("form:has(input[name=code]) button").click()
    page.goto(reverse("accounts:passkey-add"))

    expect(page.locator("[data-passkey-without]")).to_be_visible()
    expect(page.locator("form[data-passkey]")).to_be_hidden()


def pages_of_signing_in(page: Page, clerk: User) -> Iterator[str]:
    """Each page of it as it is met, from outside to inside; the page stands there."""
    for name in ("sign-in", "forgotten"):
        page.goto(reverse(f"accounts:{name}"))
        yield name
    page.goto(reverse("accounts:one-time", args=["not-the-secret"]))
    yield "one-time"
    type_password(page, clerk)
    yield "account-before"
    for name in ("passkey-add", "code-app", "confirm"):
        page.goto(reverse(f"accounts:{name}"))
        yield name
    a_code_app(clerk)
    page.goto(f"{reverse('accounts:confirm')}?raise=1")
    yield "confirm-code"
    page.goto(reverse("accounts:recovery-codes"))
    yield "recovery-codes"
    page.locator("main form button[type=submit]").click()
    yield "recovery-codes-made"
    page.goto(reverse("accounts:account"))
    yield "account"
    sign_out(page)
    type_password(page, clerk)
    yield "sign-in-code"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_it_can_be_used_by_everybody(
    *,
    open_window: Callable[..., Page],
    clerk: User,
    axe: Axe,
    shoot: Callable[[Page, str], None],
    troubles: Troubles,
    size: tuple[int, int],
) -> None:
    troubles.forgive("response: 404")
    page = open_window(size)
    wrong = []
    for name in pages_of_signing_in(page, clerk):
        shoot(page, f"signing-{name}-{size[0]}")
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            try:
                axe(page)
            except AssertionError as found:
                wrong.append(f"{name}, {scheme}: {found}")
        if page.evaluate("document.documentElement.scrollWidth") > size[0]:
            wrong.append(f"{name}: wider than the window")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert not wrong, "\n\n".join(wrong)
