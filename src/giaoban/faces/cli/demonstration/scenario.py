"""The demo from its first row to the last line it prints."""

import os
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path

from django.core.management import call_command
from django.utils import translation

from giaoban.cycle.intake import selectors as desk
from giaoban.cycle.intake import services as intake
from giaoban.cycle.intake.models import StoredReading
from giaoban.cycle.intake.types import Decision
from giaoban.faces.cli.demonstration import (
    living,
    meetings,
    people,
    provinces,
    register,
    reports,
    telling,
)
from giaoban.faces.cli.language import language_of
from giaoban.ground.accounts.models import User
from giaoban.kit.paper.errors import PaperError
from giaoban.kit.paper.pdf import to_pdf
from giaoban.kit.paper.plain import plain_word
from giaoban.kit.paper.word import write_word
from giaoban.kit.periods.period import Period
from giaoban.records.organisations import services as organisations
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.editions import selectors as editions
from giaoban.records.tasks.editions.services import publish_edition
from giaoban.records.tasks.types import Axis

SAMPLES = resources.files("giaoban.faces.cli.demonstration") / "samples"
BRIEFING = "thong-bao-giao-ban-thang-6-2020"
PERIOD = Period.parse("2020-06")
AS_OF = date(2020, 6, 30)
READ_ON = date(2020, 7, 2)


def play(folder: Path, *, with_pdf: bool, with_provinces: bool = False) -> None:
    """Everything, into the database that the settings name; papers into `folder`.

    With provinces the change of 01/07/2025 is played over it as well.
    """
    translation.activate(language_of(os.environ))
    call_command("migrate", verbosity=0)
    begun = register.at(date(2020, 1, 2), 8)
    organisations.load_pack(actor=None, pack=organisations.shipped_pack("mic-2020"), now=begun)
    staff = people.move_in({line.unit for line in register.lines()}, now=begun)
    clerk = staff["chau"]
    telling.about_register(len(register.play(clerk, staff)))
    reports.play(clerk, staff)

    reading = read_briefing(folder, clerk)
    accepted, waiting = confirm_what_is_sure(reading, clerk)
    telling.about_reading(reading, accepted, waiting)

    card = tasks.score_card(actor=clerk, as_of=AS_OF, days=PERIOD.days(), by=Axis.UNIT)
    telling.about_score_card(card, PERIOD)
    publish(clerk)
    living.play(clerk, staff, staff["ha"])
    telling.about_papers(write_papers(folder, clerk, with_pdf=with_pdf))
    meetings.play(clerk, staff["minh"])
    if with_provinces:
        telling.about_provinces(provinces.play(clerk))
    telling.about_pages(PERIOD, AS_OF)


def publish(clerk: User) -> None:
    """The score-card of the period as the Office gave it out the day after it ended."""
    on = date(2020, 7, 1)
    seen = editions.digest_now(actor=clerk, on=on, period=PERIOD, as_of=AS_OF)
    publish_edition(
        actor=clerk,
        period=PERIOD,
        as_of=AS_OF,
        now=register.at(on, 8),
        seen=seen,
    )


def read_briefing(folder: Path, clerk: User) -> StoredReading:
    """The notice of the briefing as an Office would have it, a Word file, read into the desk."""
    word_file = folder / f"{BRIEFING}.docx"
    word_file.write_bytes(plain_word((SAMPLES / f"{BRIEFING}.txt").read_text(encoding="utf-8")))
    return intake.read_document(
        actor=clerk,
        now=register.at(READ_ON, 10),
        data=word_file.read_bytes(),
        file_name=word_file.name,
    )


def confirm_what_is_sure(reading: StoredReading, clerk: User) -> tuple[int, int]:
    """Accept, as a clerk would with Enter, each task whose lead the desk is sure of.

    How many were accepted, and how many wait for a person to choose the unit.
    """
    proposals = [p for p in desk.proposals_of(reading=reading) if p.decision == Decision.WAITING]
    sure = [proposal for proposal in proposals if proposal.lead_id]
    for proposal in sure:
        intake.accept_proposal(actor=clerk, proposal_id=proposal.pk, now=register.at(READ_ON, 11))
    return len(sure), len(proposals) - len(sure)


def write_papers(folder: Path, clerk: User, *, with_pdf: bool) -> list[telling.Paper]:
    """The report of the period as Word and PDF. Word is there even where PDF cannot be made."""
    draft = tasks.score_card_report(actor=clerk, on=READ_ON, as_of=AS_OF, period=PERIOD)
    report = replace(draft, number=61, on=date(2020, 7, 1), signer_name=clerk.full_name)
    word = folder / "bao-cao-thang-6-2020.docx"
    word.write_bytes(write_word(report))
    papers = [telling.Paper("Word", word)]
    if with_pdf:
        papers.append(_as_pdf(word))
    return papers


def _as_pdf(word: Path) -> telling.Paper:
    pdf = word.with_suffix(".pdf")
    try:
        pdf.write_bytes(to_pdf(word.read_bytes()))
    except PaperError as error:
        return telling.Paper("PDF", None, error.text(language_of(os.environ)))
    return telling.Paper("PDF", pdf)
