"""What every answer bears, whoever gives it: headers, cookies, and no word of what went wrong."""

import json
import logging
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post


@pytest.mark.django_db
def test_a_page_allows_only_what_lies_here(client: Client) -> None:
    policy = client.get("/accounts/sign-in/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["object-src"] == rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert "script-src" not in rules
    assert not re.search(r"unsafe|https?:|\*", policy)


# Asked of a process of its own, since settings are read once. It prints what a visitor gets.
VISIT = """
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
visitor = Client(HTTP_HOST="giaoban.example.vn")
behind = {"HTTP_X_FORWARDED_PROTO": "https"}
told = visitor.get("/accounts/sign-in/", **behind)
plain = visitor.get("/accounts/sign-in/")
post = visitor.post("/accounts/sign-in/", {"username": "a", "password": "b",
    "csrfmiddlewaretoken": visitor.cookies["__Host-csrftoken"].value},
    HTTP_ORIGIN="https://giaoban.example.vn", **behind)
strange = Client(HTTP_HOST="evil.example").get("/accounts/sign-in/", **behind)
crossed = Client(HTTP_HOST="giaoban.example.vn", enforce_csrf_checks=True).post(
    "/accounts/sign-in/", {}, HTTP_ORIGIN="https://evil.example", **behind)
language = visitor.post("/language/setlang/", {"language": "en"}, **behind)
from django.contrib.auth import get_user_model
get_user_model().objects.create_user("mau", password="hoa-no-muon-mang")
somebody = Client(HTTP_HOST="giaoban.example.vn")
entered = somebody.post("/accounts/sign-in/",
    {"username": "mau", "password": "hoa-no-muon-mang"}, **behind)
left = somebody.post("/accounts/sign-out/", **behind)
clear = visitor.get("/api/v1/tasks", HTTP_AUTHORIZATION="Bearer x")
cookies = {name: {key: morsel[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
    for client in (told, language, entered) for name, morsel in client.cookies.items()}
print(json.dumps({"headers": dict(told.headers), "cookies": cookies,
    "plain": [plain.status_code, plain.headers.get("Location")],
    "probe": visitor.get("/health/live").status_code,
    "left": dict(left.headers),
    "clear": [clear.status_code, clear.headers["Content-Type"], "Location" in clear.headers],
    "post": post.status_code, "strange": strange.status_code, "crossed": crossed.status_code}))
"""


@pytest.fixture(scope="module")
def behind_https(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    environment = {
        **{name: value for name, value in os.environ.items() if "GIAOBAN" not in name},
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
        "GIAOBAN_VAR": str(tmp_path_factory.mktemp("https")),
        "GIAOBAN_HOSTS": "giaoban.example.vn",
        "GIAOBAN_HTTPS": "1",
        "GIAOBAN_LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", VISIT], env=environment, stdout=subprocess.PIPE, check=True
    )
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_over_https_the_browser_is_held_to_it(behind_https: dict[str, object]) -> None:
    headers = behind_https["headers"]
    assert isinstance(headers, dict)

    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert behind_https["plain"] == [301, "https://giaoban.example.vn/accounts/sign-in/"]
    assert behind_https["probe"] == 200  # a probe beside the process speaks no HTTPS


def test_a_machine_that_asks_in_the_clear_is_refused_and_not_led_on(
    behind_https: dict[str, object],
) -> None:
    assert behind_https["clear"] == [403, "application/problem+json; charset=utf-8", False]


def test_signing_out_clears_what_the_browser_kept(behind_https: dict[str, object]) -> None:
    left = behind_https["left"]
    assert isinstance(left, dict)

    assert left["Clear-Site-Data"] == '"cache"'


def test_no_script_reads_a_cookie_and_none_goes_in_the_clear(
    behind_https: dict[str, object],
) -> None:
    cookies = behind_https["cookies"]
    assert isinstance(cookies, dict)

    names = {"csrftoken", "django_language", "sessionid", "giaoban_device"}
    guarded = {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}
    assert cookies == {f"__Host-{name}": guarded for name in names}


def test_a_form_comes_through_a_proxy_and_not_from_elsewhere(
    behind_https: dict[str, object],
) -> None:
    assert behind_https["post"] in {200, 422}
    assert behind_https["crossed"] == 403
    assert behind_https["strange"] == 400


def test_sessions_are_as_guarded_as_other_cookies() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_what_was_said_to_somebody_lies_in_no_cookie() -> None:
    assert settings.MESSAGE_STORAGE.endswith(".SessionStorage")


# A page, one that leads to sign-in, a file of ours and one that is not there, the API and its
# refusal, a probe, and what no address leads to.
ANSWERS = (
    ("/accounts/sign-in/", 200),
    ("/", 302),
    ("/static/platform/app.js", 200),
    ("/static/nothing.css", 404),
    ("/api/v1/openapi.json", 200),
    ("/api/v1/tasks", 401),
    ("/health/live", 200),
    ("/nowhere/", 404),
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_answer_bears_the_headers(client: Client, address: str, status: int) -> None:
    answer = client.get(address)

    assert answer.status_code == status
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers.keys().isdisjoint({"Access-Control-Allow-Origin", "Server"})
    answer.close()


@pytest.mark.django_db
@pytest.mark.parametrize("address", [each for each, _status in ANSWERS])
def test_text_says_in_which_letters_it_is(client: Client, address: str) -> None:
    answer = client.get(address)
    kind = answer.headers.get("Content-Type", "")
    answer.close()

    if re.match(r"text/|.*(xml|javascript)", kind):
        assert "charset=" in kind.lower()


@pytest.mark.django_db
def test_a_mistake_of_ours_bears_the_headers_and_tells_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("giaoban.ground.accounts.forms.SignInForm.__init__", broken)
    client.raise_request_exception = False
    answer = client.get("/accounts/sign-in/")

    assert answer.status_code == 500
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "the-words-of-it" not in answer.text
    assert "Traceback" not in answer.text


def broken(*_arguments: object, **_named: object) -> None:
    raise RuntimeError("the-words-of-it")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["tasks:list", "tasks:list-csv", "tasks:score-card-word", "documents:list"]
)
def test_nothing_made_for_somebody_is_kept_on_the_way(client: Client, name: str) -> None:
    client.force_login(an_appointment(post=Post.ADMINISTRATOR).user)

    assert client.get(reverse(name)).headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "INVENTED"])
def test_a_method_that_nobody_needs_is_refused(client: Client, method: str) -> None:
    assert client.generic(method, "/accounts/sign-in/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        *("/.git/config", "/static/", "/static/platform/", "/admin/", "/var/giaoban.sqlite3"),
        *("/static/../settings.py", "/static/%2e%2e/%2e%2e/settings.py"),
    ],
)
def test_nothing_is_handed_out_beside_the_pages(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_what_was_refused_leaves_a_line_without_the_person(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "giaoban.requests")
    client.post("/accounts/sign-in/", {"username": "mau", "password": "sai-mat-khau"})
    client.force_login(an_appointment(post=Post.OFFICER).user)
    client.get("/desk/")
    client.get("/tasks/1/")
    told = [vars(record) for record in caplog.records if record.name == "giaoban.requests"]

    assert [(each["view"], each["status"]) for each in told] == [
        ("accounts:sign-in", 422),
        ("intake:queue", 403),
        ("tasks:task", 404),
    ]
    assert "mau" not in repr([each["msg"] for each in told])


@pytest.mark.django_db
def test_the_session_of_a_closed_account_opens_nothing(client: Client) -> None:
    user = an_appointment(post=Post.OFFICER).user
    client.force_login(user)
    assert client.get("/").status_code == 200
    user.is_active = False
    user.save()

    assert client.get("/").status_code == 302
