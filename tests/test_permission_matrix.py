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
from giaoban.cycle.meetings.tests.matrix import met
from giaoban.cycle.reporting.tests.build import reported
from giaoban.faces.api.tests.build import a_token
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.notices.models import Mail, MailState, Notice
from giaoban.kit.periods.period import Period
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations.models import Appointment, Unit
from giaoban.records.organisations.tests.build import (
    a_delegation,
    a_field_of_leader,
    a_unit,
    an_appointment,
)
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.editions.tests.build import an_edition
from giaoban.records.tasks.handing_over import services as handing_over
from giaoban.records.tasks.handing_over.types import HandoverKind, Parties
from giaoban.records.tasks.importing.tests.build import a_batch, a_row, comma_separated
from giaoban.records.tasks.reconciling import services as reconciling
from giaoban.records.tasks.recurring.tests.build import a_series
from giaoban.records.tasks.services import move_deadlines
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
        self.series = a_series(clerk=clerk, lead=unit, begun=TODAY)
        self.edition = an_edition(
            clerk, period=Period.parse("2020-06"), as_of=date(2020, 6, 30), on=TODAY
        )
        self.met = met(clerk=clerk, unit=unit, on=TODAY)
        self.token = a_token(self.people["officer"]).token
        self.batch = a_batch(comma_separated([a_row()]), clerk=clerk, name="giao-viec.csv")
        self.reconciling = reconciling.bring_export(
            actor=clerk, data=comma_separated([a_row()]), file_name="xuat.csv", now=at(TODAY)
        )
        self.letter = urging.issue_letter(
            actor=clerk,
            duty_ids=[self.duty.pk],
            report_by=TODAY,
            signer_authority=("Chánh Văn phòng",),
            signer_name="",
            now=at(TODAY),
        )
        self.reported = reported(
            unit=unit,
            office=office,
            clerk=clerk,
            officer=self.people["officer"],
            head=self.people["head"],
            on=TODAY,
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


def of_batch(world: World) -> list[Any]:
    return [world.batch.pk]


def of_reconciling(world: World) -> list[Any]:
    return [world.reconciling.pk]


def of_mail(world: World) -> list[Any]:
    return [world.mail.pk]


def of_regime(world: World) -> list[Any]:
    return [world.reported.regime.pk]


def of_period(world: World) -> list[Any]:
    return [world.reported.written.period_id]


def of_return(world: World) -> list[Any]:
    return [world.reported.written.pk]


def of_sent_return(world: World) -> list[Any]:
    return [world.reported.sent.pk]


def of_section(world: World) -> list[Any]:
    return [world.reported.written.pk, world.reported.section_id]


def of_proposed_line(world: World) -> list[Any]:
    return [world.reported.written.pk, world.reported.proposal.pk]


def of_token(world: World) -> list[Any]:
    return [world.token.pk]


def of_handover(world: World) -> list[Any]:
    return [world.handover.pk]


def of_meeting(world: World) -> list[Any]:
    return [world.met.held.pk]


def of_meeting_over(world: World) -> list[Any]:
    return [world.met.over.pk]


def of_meetings(world: World) -> list[Any]:
    return [world.met.series.pk]


def of_bridge(world: World) -> list[Any]:
    return [world.met.held.pk, world.met.bridge.pk]


def of_conclusion(world: World) -> list[Any]:
    return [world.met.held.pk, world.met.conclusion.pk]


def of_invitation(world: World) -> list[Any]:
    return [world.met.held.pk, world.met.invitation.pk, "docx"]


def of_minutes(world: World) -> list[Any]:
    return [world.met.over.pk, "docx"]


def of_edition(world: World) -> list[Any]:
    return [world.edition.pk]


def of_two_editions(world: World) -> list[Any]:
    return [world.edition.pk, world.edition.pk]


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


def with_words_of_task(_world: World) -> dict[str, Any]:
    return {"title": "Soát lại kho", "urgency": "ordinary"}


def with_follower(world: World) -> dict[str, Any]:
    return {"follower": world.people["clerk"].pk}


def with_title(_world: World) -> dict[str, Any]:
    return {"title": "Soát lại kho"}


def to_the_office(world: World) -> dict[str, Any]:
    office = Appointment.objects.get(user=world.people["clerk"]).unit_id
    return {"note": "Đúng là của Văn phòng", "unit_id": office}


def with_api_part(world: World) -> dict[str, Any]:
    officer = world.people["officer"].pk
    return {"part": "Đếm hàng", "unit_id": world.unit.pk, "officer_id": officer}


def with_part(world: World) -> dict[str, Any]:
    officer = world.people["officer"].pk
    return {"part": "Đếm hàng", "unit": world.unit.pk, "officer": officer}


def of_series(world: World) -> list[Any]:
    return [world.series.pk]


def with_series(world: World) -> dict[str, Any]:
    return {
        "title": "Soát kho hằng tháng",
        "words": "ngày 25 hằng tháng",
        "starts_on": "02/07/2020",
        "days_ahead": 5,
        "lead": world.unit.pk,
    }


def with_why(_world: World) -> dict[str, Any]:
    return {"reason": "Không làm nữa"}


def with_text(_world: World) -> dict[str, Any]:
    return {"text": "Giao Văn phòng soát lại lịch họp quý ba."}


def of_nothing(_world: World) -> list[Any]:
    return []


def of_proposal(world: World) -> list[Any]:
    return [world.reading.pk, world.reading.proposals.get().pk]


def of_scan(world: World) -> list[Any]:
    """A file that waits to be recognised; what is in it is read at the first attempt."""
    clerk = world.people["clerk"]
    scan = intake.wait_for_recognition(
        actor=clerk, now=at(date(2020, 6, 1)), data=b"Giao Van phong soat lich.", file_name="a.txt"
    )
    return [scan.pk]


def of_move(world: World) -> list[Any]:
    told = [(world.duty.pk, date(2020, 7, 20), date(2020, 7, 21))]
    moved = move_deadlines(
        actor=world.people["clerk"], lines=told, reason="Lịch đổi", now=at(TODAY)
    )
    return [moved.pk]


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
    "calendar-move": of_move,
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
    Row("GET tasks:list-excel", "302 200 200 200 200 200 200 200"),
    # Saved lists are of each person; those of others are not there to be forgotten.
    Row("GET saved:lists", "302 200 200 200 200 200 200 200"),
    Row("POST saved:lists", "302 422 422 422 422 422 422 422"),
    Row("POST saved:forget", "302 302 302 302 302 302 302 302", one),
    Row("POST saved:columns", "302 302 302 302 302 302 302 302"),
    # Many tasks at once; without a choice one is led back to the list
    Row("GET together:choose", "302 403 403 403 404 403 404 403"),
    Row("GET together:act", "302 403 403 403 302 403 302 403", lambda _world: ["confirm"]),
    # Ways to look at tasks
    *(
        Row(f"GET looking:{page}", "302 200 200 200 200 200 200 200")
        for page in (
            *("board", "calendar", "timeline", "charts"),
            *("programmes", "units", "leader"),
        )
    ),
    Row("GET looking:programme", "302 404 404 404 404 404 404 404"),
    Row("GET looking:unit", "302 200 200 200 200 200 200 200", of_unit),
    Row("GET tasks:new", "302 403 403 403 200 403 200 403"),
    Row("POST tasks:new", "302 403 403 403 302 403 302 403", body=with_form_of_task),
    Row("GET tasks:new-row", "302 403 403 403 200 403 200 403"),
    Row("GET tasks:said-due", "302 200 200 200 200 200 200 200"),
    Row("GET tasks:task", "302 200 404 200 200 200 200 200", of_task),
    Row("GET tasks:edit", "302 403 404 403 200 403 200 403", of_task),
    Row("POST tasks:edit", "302 403 404 403 302 403 302 403", of_task, with_words_of_task),
    Row("GET tasks:follower", "302 403 404 403 200 403 200 403", of_task),
    Row("POST tasks:follower", "302 403 404 403 302 403 302 403", of_task, with_follower),
    Row("POST tasks:note", "302 403 404 403 302 403 302 403", of_task, with_text),
    Row("GET tasks:new-part", "302 403 404 200 200 403 200 403", of_duty),
    Row("POST tasks:new-part", "302 403 404 302 302 403 302 403", of_duty, with_part),
    Row("POST tasks:step", "302 302 404 302 403 403 403 403", a_step("decline"), with_reason),
    Row("POST tasks:step", "302 302 404 302 403 403 403 403", a_step("difficulty"), with_reason),
    Row("POST tasks:step", "302 302 404 302 403 403 403 403", a_step("ask-extension"), with_note),
    # Nothing was declined, asked for or closed: who may is told so.
    Row("POST tasks:step", "302 403 404 403 422 403 422 403", a_step("keep"), with_reason),
    Row("POST tasks:step", "302 403 404 403 422 403 422 403", a_step("extend"), with_note),
    Row("POST tasks:step", "302 403 404 403 422 403 422 403", a_step("reopen"), with_reason),
    Row("POST tasks:step", "302 302 404 302 403 403 403 403", a_step("acknowledge")),
    Row("POST tasks:step", "302 302 404 302 403 403 403 403", a_step("report"), with_note),
    Row("POST tasks:step", "302 403 404 403 302 403 302 403", a_step("deadline"), with_note),
    Row("POST tasks:step", "302 403 404 403 302 403 302 403", a_step("cancel"), with_note),
    Row("GET recurring:list", "302 403 403 403 200 403 200 403"),
    Row("GET recurring:new", "302 403 403 403 200 403 200 403"),
    Row("POST recurring:new", "302 403 403 403 302 403 302 403", body=with_series),
    Row("GET recurring:preview", "302 403 403 403 200 403 200 403"),
    Row("GET recurring:series", "302 403 403 403 200 403 200 403", of_series),
    Row("GET recurring:change", "302 403 403 403 200 403 200 403", of_series),
    Row("POST recurring:change", "302 403 403 403 302 403 302 403", of_series, with_series),
    Row("GET recurring:stop", "302 403 403 403 200 403 200 403", of_series),
    Row("POST recurring:stop", "302 403 403 403 302 403 302 403", of_series, with_why),
    Row("GET tasks:score-card", "302 200 200 200 200 200 200 200"),
    Row("GET tasks:score-card-csv", "302 200 200 200 200 200 200 200"),
    Row("GET tasks:score-card-excel", "302 200 200 200 200 200 200 200"),
    Row("GET tasks:score-card-word", "302 200 200 200 200 200 200 200"),
    Row("GET editions:list", "302 200 200 200 200 200 200 200"),
    Row("GET editions:edition", "302 200 200 200 200 200 200 200", of_edition),
    Row("GET editions:against", "302 200 200 200 200 200 200 200", of_two_editions),
    Row("GET editions:figures-csv", "302 200 200 200 200 200 200 200", of_edition),
    Row("GET editions:figures-excel", "302 200 200 200 200 200 200 200", of_edition),
    # What names single tasks is for those who see them all.
    Row("GET editions:tasks-csv", "302 404 404 404 200 200 200 200", of_edition),
    Row("GET editions:frozen", "302 404 404 404 200 200 200 200", of_edition),
    Row("GET editions:word", "302 404 404 404 200 200 200 200", of_edition),
    # Without a period there is nothing to publish.
    Row("GET editions:publish", "302 403 403 403 404 403 404 403"),
    Row("POST editions:publish", "302 403 403 403 404 403 404 403"),
    # Imports and reconciling
    Row("GET importing:list", "302 403 403 403 200 403 200 403"),
    Row("GET importing:bring", "302 403 403 403 200 403 200 403"),
    Row("POST importing:bring", "302 403 403 403 422 403 422 403"),
    Row("GET importing:copy", "302 403 403 403 200 403 200 403"),
    Row("POST importing:copy", "302 403 403 403 422 403 422 403"),
    Row("GET importing:to-fill", "302 403 403 403 200 403 200 403"),
    Row("GET importing:batch", "302 403 403 403 200 403 200 403", of_batch),
    Row("GET importing:wrong", "302 403 403 403 200 403 200 403", of_batch),
    Row("POST importing:columns", "302 403 403 403 422 403 422 403", of_batch),
    Row("POST importing:units", "302 403 403 403 302 403 302 403", of_batch),
    Row("POST importing:check", "302 403 403 403 302 403 302 403", of_batch),
    Row("POST importing:begin", "302 403 403 403 302 403 302 403", of_batch),
    Row("POST importing:undo", "302 403 403 403 422 403 422 403", of_batch),
    Row("POST importing:put-away", "302 403 403 403 302 403 302 403", of_batch),
    Row("GET reconciling:list", "302 403 403 403 200 403 200 403"),
    Row("GET reconciling:bring", "302 403 403 403 200 403 200 403"),
    Row("POST reconciling:bring", "302 403 403 403 422 403 422 403"),
    Row("GET reconciling:session", "302 403 403 403 200 403 200 403", of_reconciling),
    Row("GET reconciling:report", "302 403 403 403 200 403 200 403", of_reconciling),
    Row("POST reconciling:columns", "302 403 403 403 422 403 422 403", of_reconciling),
    Row("POST reconciling:decide", "302 403 403 403 302 403 302 403", of_reconciling),
    Row("POST reconciling:close", "302 403 403 403 302 403 302 403", of_reconciling),
    # Reports
    Row("GET reporting:start", "302 200 200 200 200 200 200 200"),
    Row("GET reporting:regimes", "302 200 200 200 200 200 200 200"),
    Row("GET reporting:regime", "302 200 200 200 200 200 200 200", of_regime),
    Row("GET reporting:new-regime", "302 403 403 403 200 403 200 403"),
    Row("POST reporting:new-regime", "302 403 403 403 422 403 422 403"),
    Row("GET reporting:change-regime", "302 403 403 403 200 403 200 403", of_regime),
    Row("POST reporting:change-regime", "302 403 403 403 422 403 422 403", of_regime),
    Row("POST reporting:close-regime", "302 403 403 403 302 403 302 403", of_regime),
    Row("POST reporting:load-pack", "302 403 403 403 302 403 302 403", lambda _: ["statistics"]),
    Row(
        "POST reporting:open-period",
        "302 403 403 403 302 403 302 403",
        of_regime,
        lambda _world: {"key": "2020-07"},
    ),
    Row("GET reporting:ask-once", "302 403 403 403 200 403 200 403", of_regime),
    Row("POST reporting:ask-once", "302 403 403 403 422 403 422 403", of_regime),
    Row("GET reporting:wall", "302 200 200 200 200 200 200 200", of_regime),
    Row("GET reporting:period", "302 200 404 200 200 200 200 200", of_period),
    Row("GET reporting:return", "302 200 404 200 200 200 200 200", of_return),
    Row("POST reporting:begin", "302 302 404 302 403 403 403 403", of_return),
    Row("POST reporting:save-section", "302 302 404 302 403 403 403 403", of_section),
    Row("POST reporting:save-figures", "302 302 404 302 403 403 403 403", of_return),
    Row("POST reporting:look", "302 302 404 302 403 403 403 403", of_return),
    Row(
        "POST reporting:decide-proposal",
        "302 302 404 302 403 403 403 403",
        of_proposed_line,
        lambda _world: {"decision": "taken"},
    ),
    Row("POST reporting:bring-file", "302 422 404 422 403 403 403 403", of_return),
    Row("POST reporting:to-head", "302 302 404 302 403 403 403 403", of_return),
    Row("GET reporting:give-back", "302 403 404 200 403 403 403 403", of_return),
    Row("POST reporting:give-back", "302 403 404 422 403 403 403 403", of_return),
    Row("GET reporting:send", "302 403 404 200 403 403 403 403", of_return),
    Row("POST reporting:send", "302 403 404 422 403 403 403 403", of_return),
    Row("POST reporting:accept", "302 403 404 403 302 403 302 403", of_sent_return),
    Row("GET reporting:return-it", "302 403 404 403 200 403 200 403", of_sent_return),
    Row("POST reporting:return-it", "302 403 404 403 422 403 422 403", of_sent_return),
    Row("GET reporting:versions", "302 200 404 200 200 200 200 200", of_sent_return),
    Row("GET reporting:exempt", "302 403 404 403 200 403 200 403", of_return),
    Row("POST reporting:exempt", "302 403 404 403 422 403 422 403", of_return),
    Row("POST reporting:end-exemption", "302 403 404 403 302 403 302 403", of_return),
    Row("GET reporting:reopen", "302 403 404 403 200 403 200 403", of_return),
    Row("POST reporting:reopen", "302 403 404 403 422 403 422 403", of_return),
    # Papers
    Row("GET papers:papers", "302 200 200 200 200 200 200 200"),
    Row("GET papers:slip-word", "302 200 404 200 200 200 200 200", of_task),
    Row("GET papers:register-word", "302 200 200 200 200 200 200 200"),
    Row("GET papers:register-excel", "302 200 200 200 200 200 200 200"),
    Row("GET papers:overdue-word", "302 200 200 200 200 200 200 200"),
    Row("GET papers:overdue-excel", "302 200 200 200 200 200 200 200"),
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
    # Meetings
    Row("GET meetings:list", "302 200 200 200 200 200 200 200"),
    Row(
        "GET meetings:new-series",
        "302 403 403 403 200 403 200 403",
        but={"meeting-secretary": "200"},
    ),
    Row(
        "POST meetings:new-series",
        "302 403 403 403 422 403 422 403",
        but={"meeting-secretary": "422"},
    ),
    Row(
        "GET meetings:series",
        "302 200 404 200 200 200 200 200",
        of_meetings,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:prepare",
        "302 403 404 403 200 403 200 403",
        of_meetings,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "POST meetings:prepare",
        "302 403 404 403 422 403 422 403",
        of_meetings,
        but={"meeting-secretary": "422"},
    ),
    Row(
        "GET meetings:meeting",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:calendar",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:agenda",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:people",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:papers",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:questions",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:invitation",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:bridges",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:conclusions",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:seat",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:hall",
        "302 200 404 200 200 200 200 200",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:edit",
        "302 403 404 403 200 403 200 403",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "POST meetings:edit",
        "302 403 404 403 422 403 422 403",
        of_meeting,
        but={"meeting-secretary": "422"},
    ),
    Row(
        "POST meetings:agenda",
        "302 403 404 403 422 403 422 403",
        of_meeting,
        but={"meeting-secretary": "422"},
    ),
    Row(
        "POST meetings:people",
        "302 403 404 403 422 403 422 403",
        of_meeting,
        but={"meeting-secretary": "422"},
    ),
    Row(
        "POST meetings:papers",
        "302 403 404 403 422 403 422 403",
        of_meeting,
        but={"meeting-secretary": "422"},
    ),
    Row(
        "POST meetings:bridges",
        "302 403 404 403 422 403 422 403",
        of_meeting,
        but={"meeting-secretary": "422"},
    ),
    Row(
        "POST meetings:cancel",
        "302 403 404 403 302 403 302 403",
        of_meeting,
        but={"meeting-secretary": "302"},
    ),
    Row(
        "POST meetings:answer",
        "302 302 404 302 302 302 302 302",
        of_meeting,
        but={"meeting-secretary": "302"},
    ),
    Row("POST meetings:note", "302 404 404 404 404 404 404 404", of_meeting),
    Row("POST meetings:questions", "302 404 404 404 404 404 404 404", of_meeting),
    Row(
        "POST meetings:invitation",
        "302 403 404 403 422 403 422 403",
        of_meeting,
        but={"meeting-secretary": "403"},
    ),
    Row(
        "GET meetings:invitation-file",
        "302 200 404 200 200 200 200 200",
        of_invitation,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:bridge",
        "302 200 404 200 200 200 200 200",
        of_bridge,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "POST meetings:bridge",
        "302 302 404 302 302 403 302 403",
        of_bridge,
        body=lambda _world: {"do": "roll", "attending": 9},
        but={"meeting-secretary": "302"},
    ),
    Row(
        "GET meetings:floor",
        "302 302 404 302 200 302 200 302",
        of_meeting,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "POST meetings:floor",
        "302 403 404 403 302 403 302 403",
        of_meeting,
        body=lambda _world: {"do": "pause"},
        but={"meeting-secretary": "302"},
    ),
    Row(
        "POST meetings:seat",
        "302 302 404 302 302 302 302 302",
        of_meeting,
        body=lambda _world: {"do": "hand"},
        but={"meeting-secretary": "302"},
    ),
    Row(
        "POST meetings:conclusions",
        "302 403 404 403 302 403 302 403",
        of_meeting,
        body=with_text,
        but={"meeting-secretary": "302"},
    ),
    Row(
        "POST meetings:read-as",
        "302 403 404 403 200 403 200 403",
        of_meeting,
        body=with_text,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:conclusion",
        "302 200 404 200 200 200 200 200",
        of_conclusion,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "POST meetings:conclusion",
        "302 403 404 403 302 403 302 403",
        of_conclusion,
        body=lambda _world: {"do": "information", "revision": 1},
        but={"meeting-secretary": "403"},
    ),
    Row(
        "GET meetings:minutes",
        "302 200 404 200 200 200 200 200",
        of_meeting_over,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:minutes-file",
        "302 200 404 200 200 200 200 200",
        of_minutes,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:notice",
        "302 200 404 200 200 200 200 200",
        of_meeting_over,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "GET meetings:notice-file",
        "302 200 404 200 200 200 200 200",
        of_minutes,
        but={"meeting-secretary": "200"},
    ),
    Row(
        "POST meetings:minutes",
        "302 403 404 403 422 403 422 403",
        of_meeting_over,
        but={"meeting-secretary": "422"},
    ),
    Row(
        "POST meetings:notice",
        "302 403 404 403 422 403 422 403",
        of_meeting_over,
        but={"meeting-secretary": "403"},
    ),
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
    Row("GET intake:due", "302 404 404 404 200 404 200 404", of_proposal),
    Row("GET intake:recognition", "302 404 404 404 200 404 200 404", of_scan),
    Row("POST intake:recognition", "302 404 404 404 302 404 302 404", of_scan),
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
    Row("POST api:v1:edit_task", "401 403 404 403 200 403 200 403", of_task, with_title),
    Row("POST api:v1:cancel_task", "401 403 404 403 200 403 200 403", of_task, with_reason),
    Row("POST api:v1:note_progress", "401 200 404 200 403 403 403 403", of_duty, with_reason),
    Row("POST api:v1:raise_difficulty", "401 200 404 200 403 403 403 403", of_duty, with_reason),
    Row("POST api:v1:decline_duty", "401 200 404 200 403 403 403 403", of_duty, with_reason),
    Row("POST api:v1:ask_extension", "401 200 404 200 403 403 403 403", of_duty, with_note),
    # Nothing was declined, asked for, suspended or closed, and the duty is no part.
    Row("POST api:v1:keep_duty", "401 403 404 403 409 403 409 403", of_duty, with_reason),
    Row("POST api:v1:grant_extension", "401 409 404 409 409 409 409 409", of_duty, with_note),
    Row("POST api:v1:refuse_extension", "401 409 404 409 409 409 409 409", of_duty, with_reason),
    Row("POST api:v1:resume_duty", "401 403 404 403 409 403 409 403", of_duty),
    Row("POST api:v1:reopen_duty", "401 403 404 403 409 403 409 403", of_duty, with_reason),
    Row("POST api:v1:cancel_part", "401 409 404 409 409 409 409 409", of_duty, with_reason),
    Row("POST api:v1:suspend_duty", "401 403 404 403 200 403 200 403", of_duty, with_reason),
    Row("POST api:v1:transfer_duty", "401 403 404 403 200 403 200 403", of_duty, to_the_office),
    Row("POST api:v1:assign_part", "401 403 404 200 200 403 200 403", of_duty, with_api_part),
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
LIKE_ANOTHER = {
    "editions:pdf",
    "tasks:score-card-pdf",
    "urging:letter-pdf",
    "papers:slip-pdf",
    "papers:register-pdf",
    "papers:overdue-pdf",
}


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
