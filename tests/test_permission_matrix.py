"""Who gets what at every address of the program, in one table.

An address that is in no row, and a row whose address is gone, fail. Each row is asked by everyone
on a Thursday morning on which the unit of the officer and the head leads one task, and everything
it changes is taken back before the next one asks.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
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
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.notices.models import Mail, MailState, Notice
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations.models import Appointment, Unit
from giaoban.records.organisations.tests.build import (
    a_delegation,
    a_field_of_leader,
    a_unit,
    an_appointment,
)
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.handing_over import services as handing_over
from giaoban.records.tasks.handing_over.types import HandoverKind, Parties
from giaoban.records.tasks.tests.build import a_task, at, lead_duty
from giaoban.records.tasks.urging import services as urging

TODAY = date(2020, 7, 2)
LATER = date(2020, 8, 1)
EVERYONE = ("anonymous", "officer", "other", "head", "clerk", "leader", "administrator", "auditor")
# Further posts, and people who act for others, get what one of EVERYONE gets, but for what a row
# says of them. The clerk of documents and the secretary serve with `other`, the leader with a field
# in charge of which nothing is there as well.
LIKE = {
    "deputy": "head",
    "reporter": "officer",
    "documents-clerk": "other",
    "meeting-secretary": "other",
    "leader-with-field": "other",
    "acts-for-head": "head",
    "acts-for-clerk": "clerk",
}


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
            "deputy": person(unit, Post.DEPUTY),
            "reporter": person(unit, Post.REPORTER),
            "documents-clerk": person(elsewhere, Post.DOCUMENTS_CLERK),
            "meeting-secretary": person(elsewhere, Post.MEETING_SECRETARY),
            "leader-with-field": a_leader_with_field(elsewhere),
            "acts-for-head": a_delegate(of=person(unit, Post.HEAD)),
            "acts-for-clerk": a_delegate(of=person(office, Post.OFFICE_CLERK)),
        }
        head = Appointment.objects.get(user=self.people["head"])
        self.delegation = a_delegation(appointment=head, to=self.people["other"], valid_from=LATER)
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
        self.handover = handing_over.prepare_handover(
            actor=clerk,
            parties=Parties(HandoverKind.UNITS, (unit.pk,), (office.pk,)),
            minutes="1/BB",
            day=TODAY,
            now=at(TODAY),
        )
        self.token = a_token(self.people["officer"]).token
        self.letter = urging.issue_letter(
            actor=clerk,
            duty_ids=[self.duty.pk],
            report_by=TODAY,
            signer_authority=("Chánh Văn phòng",),
            signer_name="",
            now=at(TODAY),
        )
        self.mail = Mail.objects.create(
            recipient=self.people["officer"],
            token="t",  # noqa: S106 - a number, no password
            state=MailState.UNCERTAIN,
            made_at=at(TODAY),
            not_before=at(TODAY),
        )

    def notice_id(self) -> int:
        """What the officer was told of."""
        found = Notice.objects.filter(recipient=self.people["officer"]).first()
        return found.pk if found else 1


def a_leader_with_field(unit: Unit) -> User:
    appointment = an_appointment(unit=unit, post=Post.LEADER, valid_from=date(2019, 1, 1))
    a_field_of_leader(appointment=appointment)
    return appointment.user


def a_delegate(*, of: User) -> User:
    """Somebody who serves nowhere and acts for the person."""
    delegate = a_user()
    a_delegation(appointment=Appointment.objects.get(user=of), to=delegate)
    return delegate


def person(unit: Unit, post: Post) -> User:
    return an_appointment(unit=unit, post=post, valid_from=date(2019, 1, 1)).user


@dataclass(frozen=True)
class Row:
    """An address, how it is asked, and what each of EVERYONE gets."""

    asked: str
    expected: str
    args: Callable[[World], list[Any]] = lambda _world: []
    body: Callable[[World], dict[str, Any]] = lambda _world: {}
    but: Mapping[str, str] = field(default_factory=dict)

    @property
    def everybody(self) -> dict[str, str]:
        """What each gets: those of EVERYONE, and those who are LIKE one of them."""
        expected = dict(zip(EVERYONE, self.expected.split(), strict=True))
        expected |= {who: expected[other] for who, other in LIKE.items()}
        return expected | dict(self.but)

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


def of_letter(world: World) -> list[Any]:
    return [world.letter.pk]


def of_mail(world: World) -> list[Any]:
    return [world.mail.pk]


def of_token(world: World) -> list[Any]:
    return [world.token.pk]


def of_handover(world: World) -> list[Any]:
    return [world.handover.pk]


def with_side(world: World) -> dict[str, Any]:
    return {"side": world.handover.sides.filter(part="giver").get().pk}


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


def of_nothing(_world: World) -> list[Any]:
    return []


def of_officer(world: World) -> list[Any]:
    return [world.people["officer"].pk]


def of_paper(_world: World) -> list[Any]:
    return ["score-card"]


def of_kind(_world: World) -> list[Any]:
    return ["units"]


ADMINISTERED: dict[str, Callable[[World], list[Any]]] = {
    "start": of_nothing,
    "units": of_nothing,
    "unit": of_unit,
    "people": of_nothing,
    "person": of_officer,
    "fields": of_nothing,
    "calendar": of_nothing,
    "templates": of_nothing,
    "shipped-template": of_paper,
    "packs": of_nothing,
    "sheets": of_nothing,
    "empty-sheet": of_kind,
}
FORMS_OF_ADMINISTRATORS: dict[str, Callable[[World], list[Any]]] = {
    "establish": of_nothing,
    "change-unit": of_unit,
    "close-unit": of_unit,
    "add-alias": of_unit,
    "correct-alias": one,
    "open-account": of_nothing,
    "correct-account": of_officer,
    "close-account": of_officer,
    "appoint": of_officer,
    "end-appointment": one,
    "add-field": of_nothing,
    "rename-field": one,
    "put-in-charge": one,
    "end-charge": one,
    "set-day": of_nothing,
    "forget-day": one,
    "add-template": of_nothing,
    "bring-pack": of_nothing,
    "shipped-pack": lambda _world: ["mic-2020"],
    "brought-pack": one,
    "bring-sheet": of_kind,
    "sheet": one,
    "sheet-errors": one,
}
ACTS_OF_ADMINISTRATORS: dict[str, Callable[[World], list[Any]]] = {
    "remove-alias": one,
    "reopen-account": of_officer,
    "give-link": of_officer,
    "confirm-year": lambda _world: [2031],
    "use-template": one,
    "return-to-shipped": of_paper,
    "load-sheet": one,
    "put-sheet-away": one,
}


TABLE = (
    #                                    anonymous, officer of the unit, of another, head,
    #                                    clerk, leader, administrator, auditor
    # The frame
    Row("GET workspace:home", "302 200 200 200 200 200 200 200"),
    Row("GET workspace:search", "302 200 200 200 200 200 200 200"),
    Row("GET workspace:running", "302 404 404 404 404 404 200 404"),
    Row("GET workspace:mail", "302 404 404 404 404 404 200 404"),
    Row("GET workspace:mail-again", "302 404 404 404 404 404 200 404", of_mail),
    Row("POST workspace:mail-again", "302 404 404 404 404 404 302 404", of_mail),
    Row("GET workspace:trail", "302 404 404 404 404 404 200 200"),
    Row("GET workspace:trail-csv", "302 404 404 404 404 404 200 200"),
    Row(
        "GET workspace:history",
        "302 200 404 200 200 200 200 200",
        lambda world: [f"tasks.task:{world.task.pk}"],
    ),
    # Rights; one's own, and those of others for whoever may read them
    Row("GET workspace:rights", "302 200 200 200 200 200 200 200"),
    Row("POST workspace:rights", "302 422 422 422 422 422 422 422"),
    Row(
        "GET workspace:rights-in",
        "302 200 404 200 200 200 200 200",
        lambda world: [f"tasks.task:{world.task.pk}"],
    ),
    Row(
        "POST workspace:end-delegation",
        "302 404 404 302 404 404 302 404",
        lambda world: [world.delegation.pk],
        but={"deputy": "404", "acts-for-head": "404"},
    ),
    # Administration; whoever may change something there is asked first to confirm that it is they
    *(
        Row(f"GET administering:{page}", "302 404 404 404 404 404 200 404", args)
        for page, args in ADMINISTERED.items()
    ),
    Row("GET administering:template-file", "302 404 404 404 404 404 404 404", one),
    *(
        Row(f"GET administering:{page}", "302 404 404 404 404 404 302 404", args)
        for page, args in FORMS_OF_ADMINISTRATORS.items()
    ),
    *(
        Row(f"POST administering:{page}", "302 404 404 404 404 404 302 404", args)
        for page, args in ACTS_OF_ADMINISTRATORS.items()
    ),
    # Notices
    Row("GET notices:inbox", "302 200 200 200 200 200 200 200"),
    Row(
        "GET notices:follow",
        "302 302 404 404 404 404 404 404",
        lambda world: [world.notice_id()],
        but={"reporter": "404"},
    ),
    Row("POST notices:read-all", "302 302 302 302 302 302 302 302"),
    Row("GET notices:preferences", "302 200 200 200 200 200 200 200"),
    Row("POST notices:add-device", "302 302 302 302 302 302 302 302"),
    Row("POST notices:remove-device", "302 302 302 302 302 302 302 302", one),
    Row("POST notices:open-feed", "302 302 302 302 302 302 302 302"),
    Row("POST notices:close-feed", "302 302 302 302 302 302 302 302"),
    # Its address is the secret; whoever does not know one finds nothing.
    Row(
        "GET notices:calendar", "404 404 404 404 404 404 404 404", lambda _world: ["not-the-secret"]
    ),
    # Accounts
    Row("GET accounts:account", "302 200 200 200 200 200 200 200"),
    Row("GET accounts:sign-in", "200 302 302 302 302 302 302 302"),
    Row("GET accounts:sign-in-code", "302 302 302 302 302 302 302 302"),
    Row("POST accounts:sign-in-passkey", "200 302 302 302 302 302 302 302"),
    # No issuer is named here.
    Row("GET accounts:issuer", "404 404 404 404 404 404 404 404"),
    Row("GET accounts:issuer-callback", "404 404 404 404 404 404 404 404"),
    Row("GET accounts:forgotten", "200 200 200 200 200 200 200 200"),
    # The secret is in the address; whoever does not know one finds nothing.
    Row(
        "GET accounts:one-time",
        "404 404 404 404 404 404 404 404",
        lambda _world: ["not-the-secret"],
    ),
    Row("POST accounts:sign-out", "302 302 302 302 302 302 302 302"),
    Row("GET accounts:confirm", "302 200 200 200 200 200 200 200"),
    Row("POST accounts:rights-lower", "302 302 302 302 302 302 302 302"),
    # Signed in without the form they are asked first to confirm that it is they.
    Row("GET accounts:code-app", "302 302 302 302 302 302 302 302"),
    Row("GET accounts:passkey-add", "302 302 302 302 302 302 302 302"),
    Row("POST accounts:factor-remove", "302 302 302 302 302 302 302 302", one),
    Row("GET accounts:recovery-codes", "302 302 302 302 302 302 302 302"),
    Row("POST accounts:session-end", "302 404 404 404 404 404 404 404", one),
    Row("POST accounts:sessions-end", "302 302 302 302 302 302 302 302"),
    Row("GET accounts:password-change", "302 200 200 200 200 200 200 200"),
    Row("GET accounts:tokens", "302 200 200 200 200 200 200 200"),
    Row(
        "POST accounts:token-revoke",
        "302 302 404 404 404 404 404 404",
        of_token,
        but={"reporter": "404"},
    ),
    # Documents
    Row(
        "POST documents:restrict",
        "302 403 404 403 302 403 302 403",
        lambda world: [world.document.pk],
        lambda _world: {"restricted": "1", "reason": "chỉ dùng nội bộ"},
        but={"meeting-secretary": "403"},
    ),
    Row("GET documents:list", "302 200 200 200 200 200 200 200"),
    Row(
        "GET documents:document",
        "302 200 404 200 200 200 200 200",
        of_document,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET documents:file",
        "302 404 404 404 200 200 200 200",
        lambda world: [world.hidden.pk],
        but={"meeting-secretary": "200"},
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
    Row("GET urging:letters", "302 200 200 200 200 200 200 200"),
    # Without a reminder or a task to begin from there is nothing to write about.
    Row("GET urging:new-letter", "302 403 403 403 404 403 404 403"),
    Row("GET urging:letter", "302 200 404 200 200 200 200 200", of_letter),
    Row("GET urging:letter-word", "302 200 404 200 200 200 200 200", of_letter),
    Row("POST urging:remove-rule", "302 403 403 403 302 403 302 403", one),
    Row("POST urging:forget-day", "302 403 403 403 302 403 302 403", one),
    # Handovers
    Row("GET handing_over:list", "302 200 200 200 200 200 200 200"),
    Row("GET handing_over:new", "302 403 403 200 200 403 200 403"),
    Row("GET handing_over:preview", "302 302 302 302 302 302 302 302"),
    Row("GET handing_over:handover", "302 200 404 200 200 200 200 200", of_handover),
    Row(
        "POST handing_over:sign",
        "302 403 404 302 403 403 403 403",
        of_handover,
        with_side,
        but={"deputy": "403"},
    ),
    Row("POST handing_over:renew", "302 403 404 302 302 403 302 403", of_handover),
    Row("POST handing_over:withdraw", "302 403 404 403 302 403 302 403", of_handover),
    Row("GET handing_over:undo", "302 403 404 403 200 403 200 403", of_handover),
    # The reading desk
    Row("GET intake:queue", "302 403 403 403 200 403 200 403"),
    Row("GET intake:read", "302 403 403 403 200 403 200 403"),
    Row("POST intake:read", "302 403 403 403 302 403 302 403", body=with_text),
    Row(
        "GET intake:desk",
        "302 404 404 404 200 404 200 404",
        lambda world: [world.reading.pk],
    ),
    Row("POST intake:desk", "302 404 404 404 302 404 302 404", lambda world: [world.reading.pk]),
    Row("GET intake:together", "302 404 404 404 200 404 200 404", lambda world: [world.reading.pk]),
    Row(
        "POST intake:together", "302 404 404 404 422 404 422 404", lambda world: [world.reading.pk]
    ),
    Row("GET intake:corrections", "302 403 403 403 200 403 200 403"),
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
    Row(
        "GET api:v1:show_document",
        "401 200 404 200 200 200 200 200",
        of_document,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET api:v1:show_text",
        "401 200 404 200 200 200 200 200",
        of_document,
        but={"meeting-secretary": "200"},
    ),
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
    Row(
        "DELETE api:v1:revoke_token",
        "401 204 404 404 404 404 404 404",
        of_token,
        but={"reporter": "404"},
    ),
)

# Answered like another row, by the same lines of code, but slowly.
LIKE_ANOTHER = {"tasks:score-card-pdf", "urging:letter-pdf"}


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

    expected = row.everybody

    got = {who: str(status(row, world, who)) for who in expected}

    assert got == expected


def test_every_post_is_asked() -> None:
    assert set(Post) <= set(EVERYONE) | set(LIKE) | {Post.OFFICE_CLERK}


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
