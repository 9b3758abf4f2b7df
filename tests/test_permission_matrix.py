"""Who gets what at every address of the program, in one table.

An address that is in no row, and a row whose address is gone, fail. Each row is asked by everyone
on a Thursday morning on which the unit of the officer and the head leads one task, and everything
it changes is taken back before the next one asks.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from giaoban.cycle.intake import services as intake
from giaoban.faces.api.tests.build import a_token
from giaoban.ground.accounts.models import User
from giaoban.ground.notices.models import Notice
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.tests.build import a_task, at, lead_duty

TODAY = date(2020, 7, 2)
EVERYONE = ("anonymous", "officer", "other", "head", "clerk", "leader", "administrator", "auditor")


class World:
    """A task that the unit of the officer and the head leads, and the document it came from."""

    def __init__(self) -> None:
        unit, elsewhere, office = a_unit(), a_unit(), a_unit()
        self.people = {
            "officer": person(unit, Post.OFFICER),
            "other": person(elsewhere, Post.OFFICER),
            "head": person(unit, Post.HEAD),
            "clerk": person(office, Post.OFFICE_CLERK),
            "leader": person(office, Post.LEADER),
            "administrator": person(office, Post.ADMINISTRATOR),
            "auditor": person(office, Post.AUDITOR),
        }
        self.unit = unit
        clerk = self.people["clerk"]
        text = f"Giao {unit.versions.get().name} rà soát mạng điểm phục vụ trước ngày 20/7/2020."
        self.reading = intake.read_document(actor=clerk, now=at(date(2020, 6, 1)), text=text)
        self.document = self.reading.document
        self.hidden = a_document(data=b"Mot van ban khac", file_name="khac.txt")
        self.task = a_task(
            lead=unit,
            clerk=clerk,
            assigned_on=date(2020, 6, 1),
            due_on=date(2020, 7, 20),
            document=self.document,
        )
        self.duty = lead_duty(self.task)
        self.token = a_token(self.people["officer"]).token

    def notice_id(self) -> int:
        """What the officer was told of."""
        found = Notice.objects.filter(recipient=self.people["officer"]).first()
        return found.pk if found else 1


def person(unit: Unit, post: Post) -> User:
    return an_appointment(unit=unit, post=post, valid_from=date(2019, 1, 1)).user


@dataclass(frozen=True)
class Row:
    """An address, how it is asked, and what each of EVERYONE gets."""

    asked: str
    expected: str
    args: Callable[[World], list[Any]] = lambda _world: []
    body: Callable[[World], dict[str, Any]] = lambda _world: {}

    @property
    def method(self) -> str:
        return self.asked.split()[0]

    @property
    def name(self) -> str:
        return self.asked.split()[1]


def of_task(world: World) -> list[Any]:
    return [world.task.pk]


def of_duty(world: World) -> list[Any]:
    return [world.duty.pk]


def of_document(world: World) -> list[Any]:
    return [world.document.pk]


def of_unit(world: World) -> list[Any]:
    return [world.unit.pk]


def of_token(world: World) -> list[Any]:
    return [world.token.pk]


def one(_world: World) -> list[Any]:
    return [1]


def a_step(slug: str) -> Callable[[World], list[Any]]:
    return lambda world: [world.duty.pk, slug]


def with_note(_world: World) -> dict[str, Any]:
    return {"note": "Lùi theo lịch họp", "due_on": "2020-08-01"}


def with_reason(_world: World) -> dict[str, Any]:
    return {"note": "Thiếu phụ lục"}


def with_task(world: World) -> dict[str, Any]:
    return {"title": "Soát kho", "lead_id": world.unit.pk}


def with_form_of_task(world: World) -> dict[str, Any]:
    return {"title": "Soát kho", "lead": world.unit.pk}


def with_text(_world: World) -> dict[str, Any]:
    return {"text": "Giao Văn phòng soát lại lịch họp quý ba."}


TABLE = (
    #                                    anonymous, officer of the unit, of another, head,
    #                                    clerk, leader, administrator, auditor
    # The frame
    Row("GET workspace:home", "302 200 200 200 200 200 200 200"),
    Row("GET workspace:search", "302 200 200 200 200 200 200 200"),
    Row("GET workspace:running", "302 404 404 404 404 404 200 404"),
    Row("GET workspace:trail", "302 404 404 404 404 404 200 200"),
    Row("GET workspace:trail-csv", "302 404 404 404 404 404 200 200"),
    Row(
        "GET workspace:history",
        "302 200 404 200 200 200 200 200",
        lambda world: [f"tasks.task:{world.task.pk}"],
    ),
    # Notices
    Row("GET notices:inbox", "302 200 200 200 200 200 200 200"),
    Row(
        "GET notices:follow",
        "302 302 404 404 404 404 404 404",
        lambda world: [world.notice_id()],
    ),
    Row("POST notices:read-all", "302 302 302 302 302 302 302 302"),
    Row("GET notices:preferences", "302 200 200 200 200 200 200 200"),
    Row("POST notices:open-feed", "302 302 302 302 302 302 302 302"),
    Row("POST notices:close-feed", "302 302 302 302 302 302 302 302"),
    # Its address is the secret; whoever does not know one finds nothing.
    Row(
        "GET notices:calendar", "404 404 404 404 404 404 404 404", lambda _world: ["not-the-secret"]
    ),
    # Accounts
    Row("GET accounts:sign-in", "200 302 302 302 302 302 302 302"),
    Row("POST accounts:sign-out", "302 302 302 302 302 302 302 302"),
    Row("GET accounts:password-change", "302 200 200 200 200 200 200 200"),
    Row("GET accounts:tokens", "302 200 200 200 200 200 200 200"),
    Row("POST accounts:token-revoke", "302 302 404 404 404 404 404 404", of_token),
    # Documents
    Row("GET documents:list", "302 200 200 200 200 200 200 200"),
    Row("GET documents:document", "302 200 404 200 200 200 200 200", of_document),
    Row(
        "GET documents:file",
        "302 404 404 404 200 200 200 200",
        lambda world: [world.hidden.pk],
    ),
    # Tasks
    Row("GET tasks:list", "302 200 200 200 200 200 200 200"),
    Row("GET tasks:list-csv", "302 200 200 200 200 200 200 200"),
    Row("GET tasks:new", "302 403 403 403 200 403 200 403"),
    Row("POST tasks:new", "302 403 403 403 302 403 302 403", body=with_form_of_task),
    Row("GET tasks:task", "302 200 404 200 200 200 200 200", of_task),
    Row("POST tasks:step", "302 302 404 302 403 403 403 403", a_step("acknowledge")),
    Row("POST tasks:step", "302 302 404 302 403 403 403 403", a_step("report"), with_note),
    Row("POST tasks:step", "302 403 404 403 302 403 302 403", a_step("deadline"), with_note),
    Row("POST tasks:step", "302 403 404 403 302 403 302 403", a_step("cancel"), with_note),
    Row("GET tasks:score-card", "302 200 200 200 200 200 200 200"),
    Row("GET tasks:score-card-csv", "302 200 200 200 200 200 200 200"),
    Row("GET tasks:score-card-word", "302 200 200 200 200 200 200 200"),
    # Urging
    Row("GET urging:plan", "302 403 403 403 200 403 200 403"),
    Row("GET urging:message", "302 404 404 404 404 404 404 404", one),
    Row("GET urging:rules", "302 403 403 403 200 403 200 403"),
    Row("POST urging:remove-rule", "302 403 403 403 302 403 302 403", one),
    Row("POST urging:forget-day", "302 403 403 403 302 403 302 403", one),
    # The reading desk
    Row("GET intake:queue", "302 403 403 403 200 403 200 403"),
    Row("GET intake:read", "302 403 403 403 200 403 200 403"),
    Row("POST intake:read", "302 403 403 403 302 403 302 403", body=with_text),
    Row(
        "GET intake:desk",
        "302 404 404 404 200 404 200 404",
        lambda world: [world.reading.pk],
    ),
    # For machines, which have no account; metrics are for this machine alone
    Row("GET platform:live", "200 200 200 200 200 200 200 200"),
    Row("GET platform:ready", "200 200 200 200 200 200 200 200"),
    Row("GET platform:metrics", "200 200 200 200 200 200 200 200"),
    Row("POST set_language", "302 302 302 302 302 302 302 302"),
    # The API; a session is as good as a token that is good for everything
    Row("GET api:reference", "302 200 200 200 200 200 200 200"),
    Row("GET api:v1:description", "200 200 200 200 200 200 200 200"),
    Row("GET api:v1:api-root", "404 404 404 404 404 404 404 404"),
    Row("GET api:v1:show_me", "401 200 200 200 200 200 200 200"),
    Row("GET api:v1:list_people", "401 200 200 200 200 200 200 200"),
    Row(
        "GET api:v1:show_person",
        "401 200 200 200 200 200 200 200",
        lambda world: [world.people["head"].pk],
    ),
    Row("GET api:v1:list_units", "401 200 200 200 200 200 200 200"),
    Row("GET api:v1:show_unit", "401 200 200 200 200 200 200 200", of_unit),
    Row("GET api:v1:list_fields", "401 200 200 200 200 200 200 200"),
    Row("GET api:v1:list_documents", "401 200 200 200 200 200 200 200"),
    Row("GET api:v1:show_document", "401 200 404 200 200 200 200 200", of_document),
    Row("GET api:v1:show_text", "401 200 404 200 200 200 200 200", of_document),
    Row("GET api:v1:list_tasks", "401 200 200 200 200 200 200 200"),
    Row("POST api:v1:assign_task", "401 403 403 403 201 403 201 403", body=with_task),
    Row("GET api:v1:show_task", "401 200 404 200 200 200 200 200", of_task),
    Row("POST api:v1:acknowledge_duty", "401 200 404 200 403 403 403 403", of_duty),
    Row("POST api:v1:report_result", "401 200 404 200 403 403 403 403", of_duty, with_reason),
    Row("POST api:v1:confirm_result", "401 403 404 403 409 403 409 403", of_duty),
    Row("POST api:v1:return_result", "401 403 404 403 409 403 409 403", of_duty, with_reason),
    Row("POST api:v1:change_deadline", "401 403 404 403 200 403 200 403", of_duty, with_note),
    Row("GET api:v1:show_score_card", "401 200 200 200 200 200 200 200"),
    Row("POST api:v1:preview_reading", "401 403 403 403 200 403 200 403", body=with_text),
    Row("GET api:v1:list_tokens", "401 200 200 200 200 200 200 200"),
    Row("DELETE api:v1:revoke_token", "401 204 404 404 404 404 404 404", of_token),
)

# Answered like another row, by the same lines of code, but slowly.
LIKE_ANOTHER = {"tasks:score-card-pdf"}


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, folder_for_files: Path
) -> Iterator[World]:
    """One for all rows, since each takes back what it changed."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(FILES_ROOT=folder_for_files / "matrix"):
            world = World()
        yield world
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.asked)
def test_everyone_gets_what_the_table_says(
    row: Row, world: World, settings: Settings, folder_for_files: Path
) -> None:
    settings.DAY = TODAY
    settings.FILES_ROOT = folder_for_files / "matrix"

    got = {who: str(status(row, world, who)) for who in EVERYONE}

    assert got == dict(zip(EVERYONE, row.expected.split(), strict=True))


def test_every_address_is_in_the_table() -> None:
    there = set(names(get_resolver()))
    told = {row.name for row in TABLE} | LIKE_ANOTHER

    assert there - told == set(), "say in TABLE who gets what there"
    assert told - there == set(), "these addresses are gone"


def status(row: Row, world: World, who: str) -> int:
    client = Client(raise_request_exception=False)
    if who != "anonymous":
        client.force_login(world.people[who])
    address = reverse(row.name, args=row.args(world))
    is_api = row.name.startswith("api:v1:")
    with transaction.atomic():
        answer = client.generic(row.method, address, **sent(row, world, as_json=is_api))
        if hasattr(answer, "streaming_content"):
            list(answer.streaming_content)
        transaction.set_rollback(True)
    return answer.status_code


def sent(row: Row, world: World, *, as_json: bool) -> dict[str, Any]:
    """The body of a request: JSON, or a form as a browser sends it."""
    if row.method == "GET":
        return {}
    body = row.body(world)
    if as_json:
        headers = {"If-Match": "*"}
        return {"data": json.dumps(body), "content_type": "application/json", "headers": headers}
    form = urlencode(body)
    return {"data": form, "content_type": "application/x-www-form-urlencoded"}


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern, below)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
