"""Writing minutes, confirming them, and issuing the notice of what was concluded."""

from dataclasses import fields
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.minutes.assembling import assembled_minutes, notice_paper
from giaoban.cycle.meetings.minutes.selectors import confirming_meetings
from giaoban.cycle.meetings.models import Invitation, Meeting, Minutes, Notice, Revision
from giaoban.cycle.meetings.preparing.services.meetings import locked
from giaoban.cycle.meetings.preparing.services.telling import tell_units
from giaoban.cycle.meetings.types import (
    ChangedMeanwhile,
    ConfirmedInTheNext,
    MeetingState,
    MinutesConfirmed,
    NotClosed,
    NothingConcluded,
    NoticeIssued,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.paper.meeting_papers import ConclusionNotice
from giaoban.records.documents import services as register
from giaoban.records.documents.models import Document
from giaoban.records.documents.types import DocumentAlreadyRegistered

_WORDS = tuple(
    each.name for each in fields(ConclusionNotice) if each.name not in {"symbol", "number", "on"}
)


@transaction.atomic
def assemble_minutes(*, actor: User, meeting_id: int, now: datetime) -> Minutes:
    """Put the minutes together from agenda, roll, speeches, answers, votes and conclusions.

    Once the meeting is closed. Minutes that are there are put together anew as one more revision.
    """
    meeting, principal = _closed(actor, meeting_id, now)
    text = assembled_minutes(meeting, now=now)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        minutes = Minutes(meeting=meeting, revision=0)
    return _written(minutes, text, actor=actor, principal=principal, now=now)


@transaction.atomic
def edit_minutes(
    *, actor: User, meeting_id: int, text: str, revision: int, now: datetime
) -> Minutes:
    """Edit the minutes: `revision` is the one that was seen. Raises ChangedMeanwhile, and
    MinutesConfirmed once they are."""
    meeting, principal = _closed(actor, meeting_id, now)
    minutes = Minutes.objects.select_for_update(of=("self",)).get(meeting=meeting)
    if minutes.revision != revision:
        raise ChangedMeanwhile
    if text.strip() == minutes.text:
        return minutes
    return _written(minutes, text.strip(), actor=actor, principal=principal, now=now)


def _written(
    minutes: Minutes, text: str, *, actor: User, principal: User | None, now: datetime
) -> Minutes:
    if minutes.confirmed_at is not None:
        raise MinutesConfirmed
    minutes.text = text
    minutes.revision += 1
    minutes.save()
    Revision.objects.create(
        minutes=minutes, number=minutes.revision, text=text, written_by=actor, written_at=now
    )
    audit.record(
        actor=actor,
        verb="meetings.minutes-written",
        target=minutes.meeting,
        data={"revision": minutes.revision},
        now=now,
        on_behalf_of=principal,
    )
    return minutes


@transaction.atomic
def confirm_minutes(*, actor: User, meeting_id: int, in_id: int, now: datetime) -> Minutes:
    """Confirm the minutes at a later meeting of the series; from then on nothing of them changes.

    Raises ConfirmedInTheNext where that meeting is not a later one that is held.
    """
    meeting, principal = _closed(actor, meeting_id, now)
    minutes = Minutes.objects.select_for_update(of=("self",)).get(meeting=meeting)
    if minutes.confirmed_at is not None:
        raise MinutesConfirmed
    later = confirming_meetings(meeting).filter(pk=in_id).first()
    if later is None:
        raise ConfirmedInTheNext
    minutes.confirmed_in, minutes.confirmed_at, minutes.confirmed_by = later, now, actor
    minutes.save(update_fields=["confirmed_in", "confirmed_at", "confirmed_by"])
    audit.record(
        actor=actor,
        verb="meetings.minutes-confirmed",
        target=meeting,
        data={"revision": minutes.revision, "title": later.title},
        now=now,
        on_behalf_of=principal,
    )
    return minutes


@transaction.atomic
def issue_notice(
    *,
    actor: User,
    meeting_id: int,
    signer_authority: tuple[str, ...],
    signer_name: str,
    now: datetime,
) -> Notice:
    """Give the notice of conclusions its number of the general register, and tell all units.

    It is entered into the register of documents and does not change any more. Raises NotClosed,
    NoticeIssued, NothingConcluded, PermissionDenied.
    """
    on = timezone.localdate(now)
    verdict = policies.may_issue(actor, on=on)
    if not verdict:
        raise PermissionDenied
    meeting = locked(meeting_id)
    if meeting.state != MeetingState.CLOSED:
        raise NotClosed
    if Notice.objects.filter(meeting=meeting).exists():
        raise NoticeIssued
    words = notice_paper(meeting, on=on, signer_authority=signer_authority, signer_name=signer_name)
    if not words.conclusions:
        raise NothingConcluded
    notice = Notice(
        meeting=meeting,
        number=register.take_number(register=Invitation.REGISTER, year=on.year),
        year=on.year,
        symbol=words.symbol,
        on=on,
        at=now,
        words={name: getattr(words, name) for name in _WORDS},
        issued_by=actor,
    )
    notice.document = _registered(notice, words, actor=actor, now=now)
    notice.save()
    audit.record(
        actor=actor,
        verb="meetings.notice-issued",
        target=meeting,
        data={"number": str(notice), "count": len(words.conclusions)},
        now=now,
        on_behalf_of=verdict.principal,
    )
    tell_units(meeting, "meetings.notice-issued", actor=actor, now=now)
    return notice


def _registered(notice: Notice, words: ConclusionNotice, *, actor: User, now: datetime) -> Document:
    lines = (f"Số: {notice}", "THÔNG BÁO", words.subject, *words.opening, *words.conclusions)
    try:
        return register.register_document(
            actor=actor,
            now=now,
            text="\n".join((*lines, words.closing)),
            subject=words.subject,
            symbol=str(notice),
            kind="Thông báo",
            issuer=words.agency,
            issued_on=notice.on,
            signer=words.signer_name,
        )
    except DocumentAlreadyRegistered as there:
        return Document.objects.get(pk=there.document_id)


def _closed(actor: User, meeting_id: int, now: datetime) -> tuple[Meeting, User | None]:
    """The closed meeting, held, for whoever writes minutes."""
    verdict = policies.may_prepare(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    meeting = locked(meeting_id)
    if meeting.state != MeetingState.CLOSED:
        raise NotClosed
    return meeting, verdict.principal
