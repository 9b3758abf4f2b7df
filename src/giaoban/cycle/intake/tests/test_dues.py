"""A deadline that is edited at the desk, and its explanation."""

from datetime import date

import pytest
from django.test import Client

from giaoban.cycle.intake import services
from giaoban.cycle.intake.dues import read_due, why_due
from giaoban.cycle.intake.models import Proposal
from giaoban.cycle.intake.tests.build import NOW, Agency, a_reading, proposals
from giaoban.ground.accounts.models import User

pytestmark = pytest.mark.django_db
ANCHOR = date(2020, 7, 2)


def the_first(clerk: User) -> Proposal:
    return proposals(a_reading(actor=clerk))[0]


def test_words_that_set_a_day_are_a_deadline() -> None:
    deadline = read_due("trong 10 ngày làm việc kể từ ngày ban hành", ANCHOR)
    assert deadline is not None
    assert deadline.on == date(2020, 7, 16)


def test_words_that_set_none_are_none() -> None:
    assert read_due("sớm nhất có thể", ANCHOR) is None


def test_a_day_typed_by_hand_is_told_among_working_days() -> None:
    why = why_due(due_on=date(2020, 7, 17), typed="17/07/2020", written="", anchor=ANCHOR)
    assert "17/07/2020" in why["en"]
    assert "02/07/2020: 11." in why["en"]
    assert why["vi"] != why["en"]


def test_a_day_of_rest_is_said_to_be_one() -> None:
    sunday = why_due(due_on=date(2020, 7, 19), typed="19/07/2020", written="", anchor=ANCHOR)
    monday = why_due(due_on=date(2020, 7, 20), typed="20/07/2020", written="", anchor=ANCHOR)
    assert "does not work" in sunday["en"]
    assert "does not work" not in monday["en"]


def test_back_on_the_day_of_the_text_the_text_explains_it() -> None:
    why = why_due(
        due_on=date(2020, 7, 20), typed="20/07/2020", written="trước ngày 20/7/2020", anchor=ANCHOR
    )
    assert "by hand" not in why["en"]


def test_an_edited_deadline_is_kept_with_its_own_explanation() -> None:
    clerk = Agency().clerk()
    proposal = the_first(clerk)
    before = proposal.due_explanation

    services.edit_proposal(
        actor=clerk, proposal_id=proposal.pk, now=NOW, due_on=date(2020, 7, 31), due_typed=""
    )

    proposal.refresh_from_db()
    assert proposal.due_explanation != before
    assert "31/07/2020" in proposal.due_explanation["vi"]


def test_what_is_being_typed_is_explained_and_not_kept(client: Client) -> None:
    clerk = Agency().clerk()
    proposal = the_first(clerk)
    client.force_login(clerk)
    address = f"/desk/{proposal.reading_id}/due/{proposal.pk}/"

    asked = {"due_on": "trong 5 ngày làm việc"}
    shown = client.get(address, asked)

    assert shown.context["due_on"] == date(2020, 7, 9)
    assert shown.context["explanation"]
    proposal.refresh_from_db()
    assert proposal.due_on == date(2020, 7, 20)


def test_what_is_half_typed_is_no_mistake_yet(client: Client) -> None:
    clerk = Agency().clerk()
    proposal = the_first(clerk)
    client.force_login(clerk)

    asked = {"due_on": "31/0"}
    shown = client.get(f"/desk/{proposal.reading_id}/due/{proposal.pk}/", asked)

    assert shown.status_code == 200
    assert shown.context["due_problem"]


def test_without_script_the_words_are_reckoned_when_the_form_is_sent(client: Client) -> None:
    clerk = Agency().clerk()
    proposal = the_first(clerk)
    client.force_login(clerk)

    client.post(
        f"/desk/{proposal.reading_id}/",
        {
            "do": "next",
            "proposal": proposal.pk,
            "title": proposal.title,
            "lead": proposal.lead_id or "",
            "due_on": "trong 10 ngày làm việc kể từ ngày ban hành",
        },
    )

    proposal.refresh_from_db()
    assert proposal.due_on == date(2020, 7, 16)
    assert "10" in proposal.due_explanation["vi"]
