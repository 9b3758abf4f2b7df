"""What must hold in every room, whoever writes it: escaping, no fetching, safe tables, headers."""

import ast
import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit import services as audit
from giaoban.kit.reader.opening import MAX_BYTES
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.tests.build import a_task

ROOT = Path(__file__).parents[1]
SOURCES = [path for path in sorted((ROOT / "src").rglob("*.py")) if "tests" not in path.parts]
TEMPLATES = sorted((ROOT / "src").rglob("templates/**/*.html"))

# Output that is not escaped, and why it may be. A file is added here with a reason, or not at all.
UNESCAPED: dict[str, str] = {}
UNSAFE_CALLS = {"mark_safe", "SafeString", "SafeText"}
UNSAFE_IN_TEMPLATES = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)

# What opens a connection to wherever it is told. Nothing of ours does, so that no address that a
# person types, and none in a document, is ever asked for.
FETCHERS = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "pycurl",
    "requests",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc.client",
}
MAY_FETCH: dict[str, str] = {}
FETCHING_CALLS = {"fetch_url", "fetch_response", "urlopen", "urlretrieve"}

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NOON = datetime(2025, 3, 31, 5, tzinfo=UTC)
HOSTILE = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1")


@cache
def trees() -> list[tuple[str, ast.Module]]:
    return [
        (str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8")))
        for path in SOURCES
    ]


def called(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
    return ""


def test_no_module_passes_text_by_the_escaping() -> None:
    found = {
        path for path, tree in trees() for node in ast.walk(tree) if called(node) in UNSAFE_CALLS
    }

    assert found == UNESCAPED.keys()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_passes_text_by_the_escaping(template: Path) -> None:
    assert not UNSAFE_IN_TEMPLATES.findall(template.read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_script_or_style_of_its_own(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"))

    assert not INLINE.findall(text)


def test_nothing_of_ours_fetches_addresses() -> None:
    found = {
        path
        for path, tree in trees()
        for node in ast.walk(tree)
        if not FETCHERS.isdisjoint(imported(node)) or called(node) in FETCHING_CALLS
    }

    assert found == MAY_FETCH.keys()


def imported(node: ast.AST) -> set[str]:
    """Every module that an import may reach, and those it lies in."""
    match node:
        case ast.Import(names=names):
            whole = [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), names=names, level=0):
            whole = [module, *(f"{module}.{alias.name}" for alias in names)]
        case ast.Call(args=[ast.Constant(value=str(module)), *_]) if (
            called(node) == "import_module"
        ):
            whole = [module]
        case _:
            return set()
    parts = [name.split(".") for name in whole]
    return {".".join(each[:n]) for each in parts for n in range(1, len(each) + 1)}


def test_the_search_for_fetchers_finds_them() -> None:
    for text in ("import requests", "from urllib import request", "import urllib.request as x"):
        assert not FETCHERS.isdisjoint(imported(ast.parse(text).body[0])), text
    assert FETCHERS.isdisjoint(imported(ast.parse("from urllib.parse import quote").body[0]))


def tables() -> list[str]:
    """The names of all addresses that give a table for a spreadsheet."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                space = f"{prefix}{each.namespace}:" if each.namespace else prefix
                yield from walk(each, space)
            elif re.search(r"csv|xlsx", str(each.pattern)):
                yield f"{prefix}{each.name}"

    return sorted(walk(get_resolver(), ""))


def test_the_tables_are_found() -> None:
    assert {"tasks:list-csv", "tasks:score-card-csv"} <= set(tables())


@pytest.mark.django_db
@pytest.mark.parametrize("name", tables())
def test_no_cell_of_a_table_is_a_formula(client: Client, name: str) -> None:
    for number, hostile in enumerate(HOSTILE):
        unit = a_unit(name=f"{hostile} unit {number}")
        task = a_task(title=f"{hostile} task", lead=unit, leader=hostile, product=hostile)
        admin = an_appointment(
            user=a_user(full_name=f"{hostile} person"), post=Post.ADMINISTRATOR, unit=unit
        ).user
        audit.record(actor=admin, verb="tasks.assigned", target=task, data={}, now=NOON)
    client.force_login(admin)
    answer = client.get(reverse(name), {"period": "2025-03", "as_of": "2025-03-31"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # streamed
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]

    assert len([cell for cell in cells if cell.startswith("'")]) >= len(HOSTILE)
    assert not [cell for cell in cells if cell.startswith(FORMULA)]


def test_every_table_is_written_by_those_who_know_how() -> None:
    writers = {
        path
        for path, tree in trees()
        for node in ast.walk(tree)
        if called(node) == "writer" and "csv" in ast.unparse(node)
    }

    assert writers <= {
        "src/giaoban/ground/platform/tables.py",
        "src/giaoban/records/tasks/exports.py",
    }


def test_the_reader_meets_every_file_that_a_request_may_bring() -> None:
    """It says in words what is too large for it; the bound of all requests lies a little above."""
    assert MAX_BYTES < settings.BODY_MAX_BYTES <= 2 * MAX_BYTES


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
    "csrfmiddlewaretoken": visitor.cookies["csrftoken"].value},
    HTTP_ORIGIN="https://giaoban.example.vn", **behind)
strange = Client(HTTP_HOST="evil.example").get("/accounts/sign-in/", **behind)
crossed = Client(HTTP_HOST="giaoban.example.vn", enforce_csrf_checks=True).post(
    "/accounts/sign-in/", {}, HTTP_ORIGIN="https://evil.example", **behind)
language = visitor.post("/language/setlang/", {"language": "en"}, **behind)
cookies = {name: {key: morsel[key] for key in ("secure", "httponly", "samesite")}
    for client in (told, language) for name, morsel in client.cookies.items()}
print(json.dumps({"headers": dict(told.headers), "cookies": cookies,
    "plain": [plain.status_code, plain.headers.get("Location")],
    "probe": visitor.get("/health/live").status_code,
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

    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert behind_https["plain"] == [301, "https://giaoban.example.vn/accounts/sign-in/"]
    assert behind_https["probe"] == 200  # a probe beside the process speaks no HTTPS


def test_no_script_reads_a_cookie_and_none_goes_in_the_clear(
    behind_https: dict[str, object],
) -> None:
    cookies = behind_https["cookies"]
    assert isinstance(cookies, dict)

    assert {"csrftoken", "django_language"} <= cookies.keys()
    for name, morsel in cookies.items():
        assert morsel == {"secure": True, "httponly": True, "samesite": "Lax"}, name


def test_a_form_comes_through_a_proxy_and_not_from_elsewhere(
    behind_https: dict[str, object],
) -> None:
    assert behind_https["post"] in {200, 422}
    assert behind_https["crossed"] == 403
    assert behind_https["strange"] == 400


def test_sessions_are_as_guarded_as_other_cookies() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
