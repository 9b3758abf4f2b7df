"""Who is invited, the numbered invitation, and what they answer."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.models import Invitation, Invitee
from giaoban.cycle.meetings.preparing.papers import invitation_paper
from giaoban.cycle.meetings.preparing.services.agenda import prepared_by
from giaoban.cycle.meetings.preparing.services.meetings import locked
from giaoban.cycle.meetings.preparing.services.telling import tell_units
from giaoban.cycle.meetings.types import (
    AlreadyHeld,
    Answer,
    InvitedAlready,
    MeetingState,
    NoAgenda,
    NobodyInvited,
    NotInvited,
    ReasonMissing,
    Role,
    SubstituteMissing,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.kit.paper.meeting_papers import MeetingInvitation
from giaoban.records.documents import services as register
from giaoban.records.organisations.types import Post

_WORDS = tuple(
    each.name for each in fields(MeetingInvitation) if each.name not in {"symbol", "number", "on"}
)


@transaction.atomic
def invite_units(
    *,
    actor: User,
    meeting_id: int,
    unit_ids: Collection[int],
    post: Post,
    now: datetime,
    role: Role = Role.MEMBER,
) -> list[Invitee]:
    """Put units in a post on the list; those that are there stay. After the invitation went out
    they hear of it at once. Raises InvitedAlready where all were there.
    """
    meeting, principal = prepared_by(actor, meeting_id, now)
    there = set(meeting.invitees.filter(post=post).values_list("unit", flat=True))
    new = [unit for unit in dict.fromkeys(unit_ids) if unit not in there]
    if not new:
        raise InvitedAlready
    late = meeting.state != MeetingState.PREPARING
    invitees = Invitee.objects.bulk_create(
        Invitee(
            meeting=meeting,
            unit_id=unit,
            post=post,
            role=role,
            first_sent_at=now if late else None,
        )
        for unit in new
    )
    audit.record(
        actor=actor,
        verb="meetings.invitee-added",
        target=meeting,
        data={"unit": ", ".join(str(unit) for unit in new), "post": post},
        now=now,
        on_behalf_of=principal,
    )
    if late:
        tell_units(meeting, "meetings.invited", actor=actor, now=now, unit_ids=new)
    return invitees


@transaction.atomic
def uninvite(*, actor: User, invitee_id: int, now: datetime) -> None:
    """Take a place from the list, as long as the invitation has not gone out."""
    invitee = Invitee.objects.get(pk=invitee_id)
    meeting, principal = prepared_by(actor, invitee.meeting_id, now)
    if meeting.state != MeetingState.PREPARING:
        raise AlreadyHeld
    data = {"unit": str(invitee.unit_id), "post": invitee.post}
    invitee.delete()
    audit.record(
        actor=actor,
        verb="meetings.invitee-removed",
        target=meeting,
        data=data,
        now=now,
        on_behalf_of=principal,
    )


@transaction.atomic
def issue_invitation(
    *,
    actor: User,
    meeting_id: int,
    signer_authority: tuple[str, ...],
    signer_name: str,
    now: datetime,
) -> Invitation:
    """Give the invitation its number of the general register and tell everybody on the list.

    Nothing of it changes any more; a second one replaces the first. Raises NobodyInvited, NoAgenda.
    """
    on = timezone.localdate(now)
    meeting, _principal = prepared_by(actor, meeting_id, now)
    verdict = policies.may_issue(actor, on=on)
    if not verdict:
        raise PermissionDenied
    if not meeting.invitees.exists():
        raise NobodyInvited
    if not meeting.items.exists():
        raise NoAgenda
    words = invitation_paper(
        meeting, on=on, signer_authority=signer_authority, signer_name=signer_name
    )
    invitation = Invitation.objects.create(
        meeting=meeting,
        number=register.take_number(register=Invitation.REGISTER, year=on.year),
        year=on.year,
        symbol=words.symbol,
        on=on,
        at=now,
        words={name: getattr(words, name) for name in _WORDS},
        issued_by=actor,
    )
    meeting.invitees.filter(first_sent_at=None).update(first_sent_at=now)
    if meeting.state == MeetingState.PREPARING:
        meeting.state = MeetingState.INVITED
        meeting.save(update_fields=["state"])
    audit.record(
        actor=actor,
        verb="meetings.invited",
        target=meeting,
        data={"number": str(invitation), "count": meeting.invitees.count()},
        now=now,
        on_behalf_of=verdict.principal,
    )
    tell_units(meeting, "meetings.invited", actor=actor, now=now)
    return invitation


@transaction.atomic
def answer_invitation(
    *,
    actor: User,
    invitee_id: int,
    answer: Answer,
    now: datetime,
    reason: str = "",
    substitute: str = "",
) -> Invitee:
    """Confirm, decline with the reason, or send a substitute with the reason; as often as needed.

    Raises PermissionDenied, NotInvited, AlreadyHeld, ReasonMissing and SubstituteMissing.
    """
    invitee = Invitee.objects.get(pk=invitee_id)
    meeting = locked(invitee.meeting_id)
    verdict = policies.may_answer(actor, invitee.unit_id, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    if meeting.state == MeetingState.PREPARING:
        raise NotInvited
    if meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        raise AlreadyHeld
    if answer in {Answer.DECLINED, Answer.SUBSTITUTE} and not reason.strip():
        raise ReasonMissing
    if answer == Answer.SUBSTITUTE and not substitute.strip():
        raise SubstituteMissing
    invitee.answer, invitee.reason = answer, reason.strip()
    invitee.substitute = substitute.strip() if answer == Answer.SUBSTITUTE else ""
    invitee.answered_by, invitee.answered_at = actor, now
    invitee.save()
    audit.record(
        actor=actor,
        verb="meetings.answered",
        target=meeting,
        data={
            "unit": str(invitee.unit_id),
            "answer": answer,
        },
        now=now,
        reason=invitee.reason,
        on_behalf_of=verdict.principal,
    )
    preparer = [meeting.prepared_by] if meeting.prepared_by_id != actor.pk else []
    notices.notify(kind="meetings.answered", recipients=preparer, about=meeting, now=now)
    return invitee
