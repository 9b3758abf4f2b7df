"""Votes: put, cast by members, closed; absent members may vote later where it was said so."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.floor.services.moving import add_event, held_floor, steered_floor
from giaoban.cycle.meetings.models import Ballot, Cast, Invitee, Vote
from giaoban.cycle.meetings.types import (
    Choice,
    EventKind,
    NothingThere,
    NoTitle,
    NoVote,
    Role,
    VotedAlready,
    VoteOpenAlready,
    VoteOver,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit


@transaction.atomic
def open_vote(
    *,
    actor: User,
    meeting_id: int,
    text: str,
    secret: bool,
    now: datetime,
    item_id: int | None = None,
    late_until: datetime | None = None,
    seen: int | None = None,
) -> Vote:
    """Put something to the vote of the members, one at a time.

    With `late_until` members who are absent may vote until then, after it closed in the room.
    """
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    if meeting.votes.filter(closed_at=None).exists():
        raise VoteOpenAlready
    if not text.strip():
        raise NoTitle
    vote = Vote.objects.create(
        meeting=meeting,
        item=meeting.items.filter(pk=item_id).first() if item_id else None,
        text=" ".join(text.split())[:500],
        secret=secret,
        late_until=late_until,
        opened_at=now,
    )
    add_event(
        meeting, floor, EventKind.VOTE_OPENED, actor=actor, now=now, principal=principal, vote=vote
    )
    return vote


@transaction.atomic
def close_vote(*, actor: User, meeting_id: int, now: datetime, seen: int | None = None) -> Vote:
    """Close the open vote in the room."""
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    vote = meeting.votes.filter(closed_at=None).first()
    if vote is None:
        raise NothingThere
    vote.closed_at = now
    vote.save(update_fields=["closed_at"])
    add_event(
        meeting, floor, EventKind.VOTE_CLOSED, actor=actor, now=now, principal=principal, vote=vote
    )
    return vote


@transaction.atomic
def cast_ballot(
    *, actor: User, vote_id: int, invitee_id: int, choice: Choice, now: datetime
) -> Cast:
    """Vote for a member: whoever acts for the member's unit does. A ballot is not taken back.

    Of a secret vote it is kept who voted and, apart from that and without a time, what.
    Raises NoVote, VotedAlready, VoteOver, PermissionDenied.
    """
    vote = Vote.objects.get(pk=vote_id)
    _meeting, floor = held_floor(vote.meeting_id)
    vote.refresh_from_db()
    invitee = Invitee.objects.filter(pk=invitee_id, meeting=vote.meeting_id).first()
    if invitee is None or invitee.role != Role.MEMBER:
        raise NoVote
    verdict = policies.may_answer(actor, invitee.unit_id, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    late = vote.closed_at is not None
    if late and (vote.late_until is None or now >= vote.late_until):
        raise VoteOver
    if vote.casts.filter(invitee=invitee).exists():
        raise VotedAlready
    cast = Cast.objects.create(
        vote=vote,
        invitee=invitee,
        choice="" if vote.secret else choice,
        late=late,
        by=actor,
        at=now,
    )
    if vote.secret:
        Ballot.objects.create(vote=vote, choice=choice)
    floor.version += 1
    floor.save(update_fields=["version"])
    audit.record(
        actor=actor,
        verb="meetings.voted",
        target=vote.meeting,
        data={"vote": vote.text, "unit": str(invitee.unit_id)},
        now=now,
        on_behalf_of=verdict.principal,
    )
    return cast
