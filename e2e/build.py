"""What walks through the pages begin with: a ministry's register, and people who can sign in."""

from datetime import UTC, date, datetime

from django.urls import reverse
from playwright.sync_api import Page, expect

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.records.organisations import selectors, services
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post

PASSWORD = "hoa gạo ven đường"  # noqa: S105  # of people who live as long as a test
OFFICE, POST = "van-phong", "vu-buu-chinh"  # units of the ministry, by their keys in the pack
BEFORE_IT_ALL = datetime(2020, 1, 2, 1, 0, tzinfo=UTC)
DAY = date(2020, 7, 2)


def the_ministry() -> None:
    """The units, aliases and fields of the pack that is shipped."""
    services.load_pack(actor=None, pack=services.shipped_pack("mic-2020"), now=BEFORE_IT_ALL)


def a_person(username: str, full_name: str, *, unit: str, post: Post) -> User:
    """Someone with a password who serves in the unit with that key."""
    user = a_user(username=username, full_name=full_name, password=PASSWORD)
    return an_appointment(user=user, unit=selectors.unit_with_key(key=unit), post=post).user


def come_in(page: Page, username: str) -> None:
    """By the front door: name, password, Enter."""
    page.goto(reverse("accounts:sign-in"))
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page).to_have_url("/")
