"""What those who sit in the room or at a bridge do: ask to speak, and not any more."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.meetings import policies, selectors
from giaoban.cycle.meetings.floor.folding import fold
from giaoban.cycle.meetings.floor.services.moving import add_event, held_floor, steered_floor
from giaoban.cycle.meetings.models import Bridge, FloorEvent
from giaoban.cycle.meetings.types import (
    EventKind,
    HandUpAlready,
    MeetingState,
    NothingThere,
    NotInSession,
    NotWaiting,
    TooManyHands,
)
from giaoban.ground.accounts.models import User

MOST_HANDS = 50  # of one person in one meeting; more is no person

_RAISED = (EventKind.HAND_RAISED, EventKind.ORDER_RAISED)


@transaction.atomic
def raise_hand(
    *,
    actor: User,
    meeting_id: int,
    now: datetime,
    bridge_id: int | None = None,
    of_order: bool = False,
) -> FloorEvent:
    """Ask to speak, from a bridge; a point of order goes before those who wait.

    Raises PermissionDenied for whoever does not see the meeting, NotInSession, HandUpAlready, and
    TooManyHands for a script.
    """
    on = timezone.localdate(now)
    if not selectors.visible_meetings(actor=actor, on=on).filter(pk=meeting_id).exists():
        raise PermissionDenied
    meeting, floor = held_floor(meeting_id)
    if meeting.state != MeetingState.OPEN:
        raise NotInSession
    queue = fold(meeting.events.all()).queue
    if any(each.person_id == actor.pk and each.speaker == str(actor) for each in queue):
        raise HandUpAlready
    if meeting.events.filter(actor=actor, kind__in=_RAISED).count() >= MOST_HANDS:
        raise TooManyHands
    return add_event(
        meeting,
        floor,
        EventKind.ORDER_RAISED if of_order else EventKind.HAND_RAISED,
        actor=actor,
        now=now,
        steers=False,
        speaker=str(actor),
        bridge=meeting.bridges.filter(pk=bridge_id).first() if bridge_id else None,
    )


@transaction.atomic
def raise_hand_for(
    *, actor: User, meeting_id: int, speaker: str, bridge_id: int | None, now: datetime
) -> FloorEvent:
    """Put somebody who has no account into the queue, by name: their bridge, or the secretary."""
    meeting, floor = held_floor(meeting_id)
    on = timezone.localdate(now)
    bridge = meeting.bridges.filter(pk=bridge_id).first() if bridge_id else None
    leave = _leave(actor, bridge, meeting_id, now)
    if not leave:
        raise PermissionDenied
    if meeting.state != MeetingState.OPEN:
        raise NotInSession
    name = " ".join(speaker.split())[:300]
    if not name:
        raise NothingThere
    queue = fold(meeting.events.all()).queue
    if any(hand.speaker == name and hand.bridge_id == bridge_id for hand in queue):
        raise HandUpAlready
    told = meeting.events.filter(actor=actor, kind__in=_RAISED)
    if not policies.may_run(actor, meeting, on=on) and told.count() >= MOST_HANDS:
        raise TooManyHands
    return add_event(
        meeting,
        floor,
        EventKind.HAND_RAISED,
        actor=actor,
        now=now,
        principal=leave.principal,
        steers=False,
        speaker=name,
        bridge=bridge,
    )


def _leave(actor: User, bridge: Bridge | None, meeting_id: int, now: datetime) -> policies.Leave:
    on = timezone.localdate(now)
    if bridge is not None:
        return policies.may_keep_bridge(actor, bridge, on=on)
    meeting = selectors.visible_meetings(actor=actor, on=on).filter(pk=meeting_id).first()
    return policies.may_run(actor, meeting, on=on) if meeting else policies.Leave(given=False)


@transaction.atomic
def lower_hand(*, actor: User, meeting_id: int, hand_id: int, now: datetime) -> FloorEvent:
    """Ask to speak no more: whoever raised the hand does, or the secretary for them."""
    meeting, floor = held_floor(meeting_id)
    hand = next((h for h in fold(meeting.events.all()).queue if h.event_id == hand_id), None)
    if hand is None:
        raise NotWaiting
    principal = None
    if hand.person_id != actor.pk:
        meeting, floor, principal = steered_floor(actor, meeting_id, seen=None, now=now)
    return add_event(
        meeting,
        floor,
        EventKind.HAND_LOWERED,
        actor=actor,
        now=now,
        principal=principal,
        steers=False,
        hand_id=hand_id,
        speaker=hand.speaker,
        bridge_id=hand.bridge_id,
    )
