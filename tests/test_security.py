"""What must hold in every room, whoever writes it: escaping, no fetching, safe tables."""

import ast
import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils.module_loading import import_string
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]  # it ships no types

from giaoban.config import settings as written
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user, raised
from giaoban.ground.audit import services as audit
from giaoban.kit.reader.opening import MAX_BYTES
from giaoban.records.organisations.administration import services as administration
from giaoban.records.organisations.administration.columns import columns_of
from giaoban.records.organisations.administration.types import SheetKind
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.editions.tests.build import an_edition
from giaoban.records.tasks.tests.build import a_task

ROOT = Path(__file__).parents[1]
SOURCES = [path for path in sorted((ROOT / "src").rglob("*.py")) if "tests" not in path.parts]
TEMPLATES = sorted((ROOT / "src").rglob("templates/**/*.html"))

# Output that is not escaped, and why it may be. A file is added here with a reason, or not at all.
UNESCAPED = {
    "src/giaoban/cycle/intake/selectors/sureness.py": "three bars, drawn without a word of anybody"
}
UNSAFE_CALLS = {"mark_safe", "SafeString", "SafeText"}
UNSAFE_IN_TEMPLATES = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)

# What opens a connection to wherever it is told. Who imports one stands below with whom it speaks
# to: always somebody whom the settings name, never an address that a person types or a document
# holds.
FETCHERS = {
    "aiohttp",
    "asyncio.streams",
    "ftplib",
    "http.client",
    "httpx",
    "pycurl",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc.client",
}
MAY_FETCH = {
    "src/giaoban/faces/cli/commands/serve.py": "asks whether the own port is free",
    "src/giaoban/ground/notices/pushing.py": "posts to the push services that the settings name; "
    "ground/notices/tests/test_devices.py holds what it refuses",
    "src/giaoban/ground/notices/services/mailing.py": "names the errors of the mail server alone",
    "src/giaoban/ground/platform/scanning.py": "the virus scanner that the settings name",
}
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


def test_nobody_opens_connections_but_those_who_say_to_whom() -> None:
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


def tables(ending: str) -> list[str]:
    """The names of all addresses that give a table with that ending, csv or xlsx."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                space = f"{prefix}{each.namespace}:" if each.namespace else prefix
                yield from walk(each, space)
            elif ending in str(each.pattern):
                yield f"{prefix}{each.name}"

    return sorted(walk(get_resolver(), ""))


def test_the_tables_are_found() -> None:
    assert {"tasks:list-csv", "tasks:score-card-csv", "workspace:trail-csv"} <= set(tables("csv"))
    assert set(tables("xlsx")) >= {"administering:empty-sheet", "administering:sheet-errors"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", tables("csv"))
def test_no_cell_of_a_table_is_a_formula(client: Client, name: str) -> None:
    for number, hostile in enumerate(HOSTILE):
        unit = a_unit(name=f"{hostile} unit {number}")
        task = a_task(title=f"{hostile} task", lead=unit, leader=hostile, product=hostile)
        admin = an_appointment(
            user=a_user(full_name=f"{hostile} person"), post=Post.ADMINISTRATOR, unit=unit
        ).user
        audit.record(actor=admin, verb="tasks.assigned", target=task, data={}, now=NOON)
    client.force_login(admin)
    answer = client.get(address_of(name, admin), {"period": "2025-03", "as_of": "2025-03-31"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # streamed
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]

    assert len([cell for cell in cells if cell.startswith("'")]) >= len(HOSTILE)
    assert not [cell for cell in cells if cell.startswith(FORMULA)]


def address_of(name: str, admin: User) -> str:
    """Of a table that hangs on an edition, that of one which counts what there is."""
    if not name.startswith("editions:"):
        return reverse(name)
    return reverse(name, args=[an_edition(admin).pk])


# Written by the same hands as those that are tried here, but of files that were brought.
OF_FILES_BROUGHT = {"importing:wrong", "reconciling:report"}
OF_THE_REGISTER = (
    set(tables("xlsx"))
    - OF_FILES_BROUGHT
    - {"administering:empty-sheet", "administering:sheet-errors", "importing:to-fill"}
)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(OF_THE_REGISTER))
def test_no_cell_of_a_workbook_of_the_register_is_a_formula(client: Client, name: str) -> None:
    admin = an_appointment(post=Post.ADMINISTRATOR).user
    unit = a_unit(name="=1+1 unit")
    overdue = date(2025, 3, 10)
    a_task(title="=1+1 task", lead=unit, leader="=1+1", product="=1+1", due_on=overdue)
    client.force_login(admin)

    answer = client.get(address_of(name, admin), {"period": "2025-03", "as_of": "2025-03-31"})

    told = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # streamed
    book = load_workbook(io.BytesIO(told))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if str(cell.value).startswith("=1+1")]
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.django_db
def test_no_cell_of_a_workbook_is_a_formula() -> None:
    """Wrong rows go out again as they were brought, and the names of units as lists to choose."""
    for number, hostile in enumerate(HOSTILE):
        a_unit(name=f"{hostile} unit {number}", valid_from=date(2020, 1, 1))
    admin = an_appointment(post=Post.ADMINISTRATOR).user
    brought = administration.bring_sheet(
        actor=admin,
        kind=SheetKind.UNITS,
        data=a_hostile_workbook(),
        file_name="=1+1.xlsx",
        now=NOON,
    )
    client = raised(admin)

    for address in (
        reverse("administering:empty-sheet", args=["units"]),
        reverse("administering:sheet-errors", args=[brought.pk]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        book = load_workbook(io.BytesIO(answer.content))
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        assert [cell for cell in cells if str(cell.value).startswith("=1+1")]
        assert not [cell for cell in cells if cell.data_type == "f"]


def a_hostile_workbook() -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    headings = [str(column.heading) for column in columns_of(SheetKind.UNITS)]
    sheet.append(headings)
    for row, hostile in enumerate(HOSTILE, start=2):
        for column, _heading in enumerate(headings, start=1):
            sheet.cell(row=row, column=column, value=hostile).data_type = "s"
    book.save(file)
    return file.getvalue()


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


# What runs text as a program, reads objects out of bytes, or is no longer safe to hash or to draw
# by lot with. None of it is needed.
DANGEROUS_CALLS = {"eval", "exec", "system", "popen", "md5", "sha1", "yaml_load"}
DANGEROUS_MODULES = {"marshal", "pickle", "random", "shelve", "telnetlib"}


def test_nothing_runs_text_or_reads_objects_or_uses_weak_chance() -> None:
    found = {
        f"{path}: {ast.unparse(node)[:60]}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and is_dangerous(node))
        or not DANGEROUS_MODULES.isdisjoint(imported(node))
    }

    assert found == set()


def is_dangerous(call: ast.Call) -> bool:
    in_shell = any(each.arg == "shell" for each in call.keywords)
    return in_shell or called(call) in DANGEROUS_CALLS


SCRIPTS = [
    path for path in sorted((ROOT / "src").rglob("static/**/*.js")) if "vendor" not in path.parts
]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_keeps_data_in_the_browser_or_runs_text(script: Path) -> None:
    text = script.read_text(encoding="utf-8")

    assert not re.findall(
        r"localStorage|sessionStorage|indexedDB|document\.cookie|postMessage|innerHTML|outerHTML"
        r"|insertAdjacentHTML|document\.write|\beval\(|new Function|__proto__",
        text,
    )


def test_a_password_is_kept_as_argon2() -> None:
    """By what the settings say; the tests themselves hash faster."""
    hasher = import_string(written.PASSWORD_HASHERS[0])()

    assert hasher.encode("hoa no muon mang", hasher.salt()).startswith("argon2$argon2id$")
