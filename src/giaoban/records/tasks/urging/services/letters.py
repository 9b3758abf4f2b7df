"""The formal step of urging: a numbered letter to the units that owe something."""

from collections.abc import Collection
from dataclasses import fields
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.kit.paper.letter import UrgingLetter
from giaoban.records.documents import services as documents
from giaoban.records.tasks.urging import policies
from giaoban.records.tasks.urging.models import Letter, LetterLine, Message
from giaoban.records.tasks.urging.selectors.letters import Owed, letter_about, owed
from giaoban.records.tasks.urging.selectors.people import Addressees
from giaoban.records.tasks.urging.types import Audience, NothingToUrge

# What is kept of the words; the rest has columns of its own.
_WORDS = tuple(
    each.name
    for each in fields(UrgingLetter)
    if each.name not in {"symbol", "number", "on", "rows"}
)


@transaction.atomic
def issue_letter(
    *,
    actor: User,
    duty_ids: Collection[int],
    report_by: date,
    signer_authority: tuple[str, ...],
    signer_name: str,
    now: datetime,
    follows_id: int | None = None,
) -> Letter:
    """Give the letter about these duties the next number of the year and tell the heads of units.

    Nothing of it changes any more. Raises NothingToUrge where none of the duties is open.
    """
    on = timezone.localdate(now)
    verdict = policies.may_issue_letters(actor, on=on)
    if not verdict:
        raise PermissionDenied
    duties = owed(actor=actor, duty_ids=duty_ids, on=on)
    if not duties:
        raise NothingToUrge
    words = letter_about(
        duties,
        on=on,
        report_by=report_by,
        signer_authority=signer_authority,
        signer_name=signer_name,
    )
    letter = Letter.objects.create(
        number=documents.take_number(register=Letter.REGISTER, year=on.year),
        year=on.year,
        symbol=words.symbol,
        on=on,
        at=now,
        words={name: getattr(words, name) for name in _WORDS},
        follows=Message.objects.filter(pk=follows_id).first() if follows_id else None,
        issued_by=actor,
    )
    LetterLine.objects.bulk_create(_line(letter, each) for each in duties)
    _tell_heads(letter, duties, now=now)
    audit.record(
        actor=actor,
        verb="urging.letter-issued",
        target=letter,
        data={"number": str(letter), "duties": len(duties), "to": "; ".join(words.addressees)},
        now=now,
        on_behalf_of=verdict.principal,
    )
    return letter


def _line(letter: Letter, each: Owed) -> LetterLine:
    return LetterLine(
        letter=letter,
        duty_id=each.duty_id,
        unit_id=each.unit_id,
        unit_name=each.unit,
        task_title=f"{each.number}: {each.task}"[:1000],
        document=each.document[:150],
        due_on=each.due_on,
        days_late=each.days_late,
    )


def _tell_heads(letter: Letter, duties: Collection[Owed], *, now: datetime) -> None:
    addressees = Addressees(letter.on)
    units = dict.fromkeys(each.unit_id for each in duties)
    heads = {head.pk: head for unit in units for head in addressees.of(Audience.HEAD, unit, None)}
    notices.notify(kind="tasks.urged", recipients=heads.values(), about=letter, now=now)
