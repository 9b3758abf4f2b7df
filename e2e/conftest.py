"""Pages walked through in a browser, against a server of their own.

`page` is a desktop window, `phone` a small one. Whatever the console complains of, and every
request that fails, fails the test at its end, unless the test forgave it. Pictures of pages lie in
var/shots, among them one of each page at which a test failed.
"""

import json
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from giaoban.ground.accounts.models import User

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "var" / "shots"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = (1440, 900)
PHONE = (390, 844)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_call_failed = pytest.StashKey[bool]()


@dataclass
class Troubles:
    """What went wrong in a page without anybody asking it to."""

    seen: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def forgive(self, words: str) -> None:
        """Let pass what contains these words: a test of a refusal expects its answer."""
        self.forgiven.append(words)

    def left(self) -> list[str]:
        return [one for one in self.seen if not any(words in one for words in self.forgiven)]

    def watch(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.seen.append(f"script: {error}"))
        page.on("requestfailed", self._miss)
        page.on("response", self._receive)

    def _hear(self, message: ConsoleMessage) -> None:
        # An answer's status is told by the answer itself.
        if message.type in {"error", "warning"} and "the server responded" not in message.text:
            self.seen.append(f"console: {message.text}")

    def _miss(self, request: Request) -> None:
        # Leaving a page, or starting a download, aborts what was still under way.
        if request.failure != "net::ERR_ABORTED":
            self.seen.append(f"request: {request.url}: {request.failure}")

    def _receive(self, response: Response) -> None:
        if response.status >= 400:
            self.seen.append(f"response: {response.status} {response.url}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_call_failed] = report.failed
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def playwright_beside_django() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, in which Django would refuse its database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A SQLite file, as in use, since the server's threads cannot share one connection's memory."""
    database: dict[str, Any] = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        file = tmp_path_factory.mktemp("database") / "browser.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(file)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("NO CHROMIUM HERE: pages are not tried in a browser")
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def troubles() -> Troubles:
    return Troubles()


@pytest.fixture
def open_window(
    browser: Browser, live_server: LiveServer, troubles: Troubles, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Opens windows of a size, each a person of its own; further options are Playwright's."""
    pages: list[Page] = []

    def open_one(size: tuple[int, int], *, locale: str = "vi-VN", **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
            **options,
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        troubles.watch(page)
        pages.append(page)
        return page

    yield open_one
    if request.node.stash.get(_call_failed, False):
        for number, page in enumerate(pages):
            take_picture(page, f"failed-{request.node.name}-{number}")
    for page in pages:
        page.context.close()
    assert not troubles.left(), "\n".join(troubles.left())


@pytest.fixture
def page(open_window: Callable[..., Page]) -> Page:
    return open_window(DESKTOP)


@pytest.fixture
def phone(open_window: Callable[..., Page]) -> Page:
    return open_window(PHONE, is_mobile=True, has_touch=True)


@pytest.fixture
def page_without_script(open_window: Callable[..., Page]) -> Page:
    return open_window(DESKTOP, java_script_enabled=False)


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[Page, User], None]:
    """Signs a window in as somebody, by the cookie that the sign-in page would have set."""

    def enter(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        cookie = client.cookies[name]
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])

    return enter


@pytest.fixture
def axe() -> Callable[..., None]:
    """Asserts that axe-core finds nothing against WCAG 2.0 to 2.2, A and AA, in the page as it is;
    or, told the names of rules, nothing against these.

    The browser's own console runs it, so that the page's content policy stays in force.
    """
    if not AXE.exists():
        pytest.skip("NO AXE-CORE HERE: `make setup` brings it")
    source = AXE.read_text(encoding="utf-8")

    def find_nothing(page: Page, *rules: str) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG}
        options = json.dumps({"runOnly": chosen, "resultTypes": ["violations"]})
        found = page.evaluate(f"axe.run(document, {options}).then(result => result.violations)")
        told = [
            f"{one['id']}: {node['html']}: {node['failureSummary']}"
            for one in found
            for node in one["nodes"]
        ]
        assert not told, "\n".join(told)

    return find_nothing


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Keeps a picture of a whole page as var/shots/NAME.png."""
    return take_picture


def take_picture(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
