"""No form and no address of the pages answers with a mistake of ours, whatever is sent to it.

An agency at work is walked through as each post, link by link. Every form that is met is sent as
it stands, and then with parts of it left out, doubled, or replaced by what is hostile. The API has
tests of its own (`faces/api/tests/test_fuzz.py`).
"""

import random
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import lxml.html  # type: ignore[import-untyped]  # it ships no types
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from e2e.agency import TODAY, AtWork
from giaoban.faces.workspace.administering.tests.build import a_raised_visit
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post

POSTS = ("officer", "head", "clerk", "administrator", "auditor")
# The second address of a view may show other forms than the first, to those who have most of them.
PAGES_OF_A_VIEW = {"clerk": 2, "administrator": 2}
FORMS_ALIKE = 2
SPOILT = 5  # how often each form is sent with something wrong in it
SLOW = ("pdf",)  # LibreOffice makes these, by the lines of code that make the Word files
SEED = 20200715

HOSTILE = (
    *("", " ", "\x00", "a\x00b", "\r\n", "%", "%00", "\\", "'", '"><script>alert(1)</script>'),
    *("0", "-1", "1e5", "NaN", "99999999999999999999", "9223372036854775808", "٣", "１", "true"),
    *("0001-01-01", "9999-12-31", "2020-02-30", "31/02/2020", "1/1/1", "01/01/0001", "31/12/9999"),
    *("2020-Q5", "2020-13", "{{ 7*7 }}", "%(x)s", "{0.__class__}", "=1+1", "../../etc/passwd"),
    *(
        "//evil.example/",
        "javascript:alert(1)",
        "\u202e",
        "e\u0302\u0301",
        "\U0001f4a9",
        "x" * 9000,
    ),
)
FILES = (b"", b"\x00" * 64, b"PK\x03\x04" + b"\xff" * 64, b"%PDF-1.7\n", b"[" * 9000, b'{"form":1}')
# What fills the screen of a hall has no frame, and nothing to press.
FRAMELESS = {"meetings:hall"}


@dataclass(frozen=True)
class Met:
    """A form as a browser would send it."""

    post: str
    view: str
    address: str
    method: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return sorted({name for name, _value in self.fields} - {"csrfmiddlewaretoken"})

    @property
    def kind(self) -> tuple[object, ...]:
        """Forms of one kind differ in what they say of whom, and are judged by the same lines."""
        return (self.post, self.view, self.method, *self.names, *self.files)

    def __str__(self) -> str:
        return f"{self.post}: {self.method} {self.address} ({', '.join(self.names)})"


@dataclass
class Walk:
    """Every page that one person is led to, and what stands on it."""

    post: str
    client: Client
    pages: list[str] = field(default_factory=list)
    forms: list[Met] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def go(self) -> None:
        waiting, seen, views = deque(["/"]), {"/"}, Counter[str]()
        while waiting:
            address = waiting.popleft()
            view = view_of(address)
            if (
                not view
                or views[view] >= PAGES_OF_A_VIEW.get(self.post, 1)
                or address.endswith(SLOW)
            ):
                continue
            views[view] += 1
            text = self._page(address)
            for link in self._read(address, text) if text else ():
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)

    def _page(self, address: str) -> str:
        answer = self.client.get(address)
        self.pages.append(address)
        if answer.status_code >= 500:
            self.faults.append(f"{self.post}: GET {address} answers {answer.status_code}")
        if answer.streaming:
            b"".join(answer)
            return ""
        return answer.text if answer.headers.get("Content-Type", "").startswith("text/html") else ""

    def _read(self, address: str, text: str) -> Iterator[str]:
        page = lxml.html.fromstring(text)
        is_framed = "<html" in text and view_of(address) not in FRAMELESS
        if is_framed and not page.xpath("//form[@action='/accounts/sign-out/']"):
            self.faults.append(f"{self.post}: nobody can sign out of {address}")
        kinds = Counter(form.kind for form in self.forms)
        for form in page.forms:
            for met in self._met(address, form):
                kinds[met.kind] += 1
                if kinds[met.kind] <= FORMS_ALIKE:
                    self.forms.append(met)
        for link in [*page.xpath("//a/@href"), *page.xpath("//@hx-get")]:
            parts = urlsplit(urljoin(address, link))
            if not parts.netloc and not parts.path.startswith("/static/"):
                yield parts._replace(fragment="").geturl()

    def _met(self, address: str, form: lxml.html.FormElement) -> Iterator[Met]:
        action = urljoin(address, form.get("action") or "")
        fields = tuple((name, value or "") for name, value in form.form_values())
        empty = tuple(
            (each.name, "")
            for each in form.inputs
            if each.name and each.name not in dict(fields) and each.get("type") != "file"
        )
        files = tuple(each.name for each in form.inputs if each.get("type") == "file")
        ways: list[tuple[tuple[str, str], ...]] = [
            ((each.get("name"), each.get("value") or ""),)
            for each in form.xpath(".//button[@name]")
        ]
        for pressed in ways or [()]:
            yield Met(
                self.post,
                " ".join([view_of(action), *(f"{name}={value}" for name, value in pressed)]),
                action,
                (form.get("method") or "get").upper(),
                (*fields, *pressed, *(each for each in empty if (each,) not in ways)),
                files,
            )


def view_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@pytest.fixture(scope="module")
def walks(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, folder_for_files: Path
) -> Iterator[list[Walk]]:
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(FILES_ROOT=folder_for_files / "forms", DAY=TODAY):
            people = people_of(AtWork())
            found = [Walk(post, visit_of(post, people[post])) for post in POSTS]
            for walk in found:
                walk.go()
        yield found
        transaction.set_rollback(True)


def people_of(agency: AtWork) -> dict[str, User]:
    def appointed(post: Post) -> User:
        return an_appointment(unit=agency.long, post=post, valid_from=date(2019, 1, 1)).user

    return {
        "officer": agency.officer,
        "head": appointed(Post.HEAD),
        "clerk": agency.clerk,
        "administrator": appointed(Post.ADMINISTRATOR),
        "auditor": appointed(Post.AUDITOR),
    }


def visit_of(post: str, user: User) -> Client:
    client = a_raised_visit(user) if post == "administrator" else Client()
    if post != "administrator":
        client.force_login(user)
    client.raise_request_exception = False
    return client


@pytest.mark.django_db
def test_every_page_that_anybody_is_led_to_answers(walks: list[Walk]) -> None:
    assert not [fault for walk in walks for fault in walk.faults]


@pytest.mark.django_db
def test_the_walk_gets_about(walks: list[Walk]) -> None:
    """Else the tests beside it would hold because nothing was met."""
    views = {view_of(address) for walk in walks for address in walk.pages}
    posted = {
        form.view.split()[0] for walk in walks for form in walk.forms if form.method == "POST"
    }

    assert len(views) >= 55
    assert len(posted) >= 30


@pytest.mark.django_db
@pytest.mark.parametrize("post", POSTS)
def test_every_form_answers_whatever_is_sent(
    walks: list[Walk], post: str, settings: Settings, folder_for_files: Path
) -> None:
    settings.DAY = TODAY
    settings.FILES_ROOT = folder_for_files / "forms"
    chance = random.Random(SEED)  # noqa: S311 - the same forms each time, no secret
    walk = next(each for each in walks if each.post == post)
    faults = [
        f"{form} <- {told(form, sent)}: {status}"
        for form in walk.forms
        for sent in [list(form.fields), *(spoilt(form, chance) for _ in range(times(form)))]
        if (status := status_of(walk.client, form, sent, chance)) >= 500
    ]

    assert not faults


def times(form: Met) -> int:
    """A button alone has nothing in it that could be wrong."""
    return SPOILT if form.names or form.files else 0


def spoilt(form: Met, chance: random.Random) -> list[tuple[str, str]]:
    """What the form says with one part or several left out, doubled or hostile."""
    said = list(form.fields)
    for name in chance.sample(form.names, min(len(form.names), chance.choice((1, 1, 2, 9)))):
        kept = [each for each in said if each[0] != name]
        match chance.randrange(8):
            case 0:
                said = kept
            case 1:
                said = [*said, (name, chance.choice(HOSTILE))]
            case _:
                said = [*kept, (name, chance.choice(HOSTILE))]
    return said


def told(form: Met, sent: list[tuple[str, str]]) -> str:
    """What of it differs from what the form says by itself."""
    return repr([(name, value[:60]) for name, value in sent if (name, value) not in form.fields])


def status_of(client: Client, form: Met, sent: list[tuple[str, str]], chance: random.Random) -> int:
    """The answer to it; whatever it changed is taken back."""
    cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        if form.method == "GET":
            path = form.address.partition("?")[0]
            answer = client.get(f"{path}?{urlencode(sent)}")
        elif form.files:
            data: dict[str, object] = {}
            for name, value in sent:
                data.setdefault(name, []).append(value)  # type: ignore[attr-defined]  # lists alone
            name = chance.choice(("a.docx", "a.xlsx", "a.json", "a.txt", "a", "a.exe"))
            data |= {each: SimpleUploadedFile(name, chance.choice(FILES)) for each in form.files}
            answer = client.post(form.address, data)
        else:
            kind = "application/x-www-form-urlencoded"
            answer = client.generic("POST", form.address, urlencode(sent), content_type=kind)
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code


ARGUMENTS = ("0", "1", "9223372036854775807", "9223372036854775808", "9" * 40, "-1", "x", "a%00b")


def patterns(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Every address that holds something, with a place for it."""
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, path)
        elif "<" in path:
            yield path


@pytest.mark.django_db
@pytest.mark.parametrize("argument", ARGUMENTS)
def test_every_address_answers_whatever_it_holds(
    walks: list[Walk], argument: str, settings: Settings, folder_for_files: Path
) -> None:
    settings.DAY = TODAY
    settings.FILES_ROOT = folder_for_files / "forms"
    client = next(each.client for each in walks if each.post == "administrator")
    faults = []
    for pattern in patterns(get_resolver()):
        if pattern.endswith(SLOW):
            continue
        address = "".join(
            part.partition(">")[2] if number == 0 else argument + part.partition(">")[2]
            for number, part in enumerate(f">{pattern}".split("<"))
        )
        with transaction.atomic():
            answer = client.get(address)
            if answer.streaming:
                b"".join(answer)
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            faults.append(f"GET {address} answers {answer.status_code}")

    assert not faults
