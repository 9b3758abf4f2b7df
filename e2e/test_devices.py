"""Notices on devices as far as a browser goes without the service of its maker: the button, its
refusals, and the worker that shows what arrives. The way there is tested in ground/notices."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from e2e.test_every_page import SignIn
from giaoban.ground.accounts.tests.build import a_user

pytestmark = pytest.mark.django_db(transaction=True)

BUTTON = "[data-push]"
REGISTER = """async () => {
  const worker = document.querySelector("[data-push-worker]").dataset.pushWorker;
  const registration = await navigator.serviceWorker.register(worker);
  const work = registration.active || registration.waiting || registration.installing;
  while (work.state !== "activated") await new Promise((go) => setTimeout(go, 50));
}"""
SHOWN = """async () => {
  const [registration] = await navigator.serviceWorker.getRegistrations();
  for (let turn = 0; turn < 100; turn += 1) {
    const shown = await registration.getNotifications();
    if (shown.length) return shown.map(({ title, body, data }) => ({ title, body, data }));
    await new Promise((go) => setTimeout(go, 50));
  }
  return [];
}"""


@pytest.fixture(autouse=True)
def a_service_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.PUSH_SERVICES = ["push.example.com"]


def preferences(page: Page, sign_in: SignIn) -> None:
    sign_in(page, a_user())
    page.goto(reverse("notices:preferences"))


def test_a_browser_that_does_not_allow_notices_is_told_so(page: Page, sign_in: SignIn) -> None:
    preferences(page, sign_in)
    page.locator(BUTTON).click()

    expect(page.locator("[data-push-said]")).to_contain_text("không cho phép")
    expect(page.locator(BUTTON)).to_be_enabled()


def test_without_script_the_page_says_why_there_is_no_button(
    page_without_script: Page, sign_in: SignIn
) -> None:
    preferences(page_without_script, sign_in)

    expect(page_without_script.locator(BUTTON)).to_be_hidden()
    expect(page_without_script.locator("[data-push-missing]")).to_be_visible()


def test_the_worker_shows_what_arrives(
    page: Page, sign_in: SignIn, live_server: LiveServer
) -> None:
    page.context.grant_permissions(["notifications"], origin=live_server.url)
    preferences(page, sign_in)
    session = page.context.new_cdp_session(page)
    seen = registrations(session)
    page.evaluate(REGISTER)
    page.wait_for_timeout(300)
    message = {"title": "giaoban", "body": "3 thông báo", "path": "/notices/"}
    session.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": live_server.url,
            "registrationId": seen[-1],
            "data": json.dumps(message),
        },
    )

    assert page.evaluate(SHOWN) == [
        {"title": "giaoban", "body": "3 thông báo", "data": {"path": "/notices/"}}
    ]


def registrations(session: CDPSession) -> list[str]:
    """The numbers of those that the browser tells of from now on."""
    seen: list[str] = []

    def hear(event: dict[str, Any]) -> None:
        seen.extend(each["registrationId"] for each in event["registrations"])

    session.on("ServiceWorker.workerRegistrationUpdated", hear)
    session.send("ServiceWorker.enable")
    return seen
