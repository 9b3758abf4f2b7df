"""What chair and secretary do: open and close, items, clocks, who speaks, what the screen shows."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.floor.folding import fold
from giaoban.cycle.meetings.floor.services.moving import add_event, held_floor, steered_floor
from giaoban.cycle.meetings.models import FloorEvent, Meeting
from giaoban.cycle.meetings.types import (
    ConclusionsWait,
    EventKind,
    InSessionAlready,
    Landing,
    MeetingState,
    NothingThere,
    NotInvited,
    NotWaiting,
    Screen,
    VoteOpenAlready,
)
from giaoban.ground.accounts.models import User

K = EventKind


@transaction.atomic
def open_meeting(*, actor: User, meeting_id: int, now: datetime) -> FloorEvent:
    """Bring a meeting that was invited to into session, with the first item on the floor.

    Raises PermissionDenied, NotInvited, InSessionAlready.
    """
    meeting, floor = held_floor(meeting_id)
    leave = policies.may_run(actor, meeting, on=timezone.localdate(now))
    if not leave:
        raise PermissionDenied
    if meeting.state == MeetingState.PREPARING:
        raise NotInvited
    if meeting.state != MeetingState.INVITED:
        raise InSessionAlready
    meeting.state, meeting.opened_at = MeetingState.OPEN, now
    meeting.save(update_fields=["state", "opened_at"])
    event = add_event(meeting, floor, K.OPENED, actor=actor, now=now, principal=leave.principal)
    first = meeting.items.filter(parent=None).first()
    if first is not None:
        event = add_event(meeting, floor, K.ITEM_OPENED, actor=actor, now=now, item=first)
    return event


@transaction.atomic
def open_item(
    *, actor: User, meeting_id: int, item_id: int, now: datetime, seen: int | None = None
) -> FloorEvent:
    """Go on to an item, or back to one; what ran before stops, whoever spoke has spoken."""
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    item = meeting.items.filter(pk=item_id).first()
    if item is None:
        raise NothingThere
    return add_event(
        meeting, floor, K.ITEM_OPENED, actor=actor, now=now, principal=principal, item=item
    )


@transaction.atomic
def call_speaker(
    *,
    actor: User,
    meeting_id: int,
    now: datetime,
    hand_id: int | None = None,
    seen: int | None = None,
) -> FloorEvent:
    """Call whoever waits: the one named by their hand, else the next in the queue.

    Points of order go before the others. Raises NotWaiting where nobody, or not that one, waits.
    """
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    queue = fold(meeting.events.all()).queue
    hand = next((each for each in queue if hand_id is None or each.event_id == hand_id), None)
    if hand is None:
        raise NotWaiting
    return add_event(
        meeting,
        floor,
        K.CALLED,
        actor=actor,
        now=now,
        principal=principal,
        hand_id=hand.event_id,
        speaker=hand.speaker,
        bridge_id=hand.bridge_id,
    )


@transaction.atomic
def add_minute(
    *, actor: User, meeting_id: int, now: datetime, seen: int | None = None
) -> FloorEvent:
    """Give whoever speaks one more minute."""
    return _of_speaker(K.MINUTE_ADDED, actor, meeting_id, now, seen)


@transaction.atomic
def end_speech(
    *, actor: User, meeting_id: int, now: datetime, seen: int | None = None
) -> FloorEvent:
    return _of_speaker(K.SPEECH_ENDED, actor, meeting_id, now, seen)


def _of_speaker(
    kind: EventKind, actor: User, meeting_id: int, now: datetime, seen: int | None
) -> FloorEvent:
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    speech = fold(meeting.events.all()).speech
    if speech is None:
        raise NothingThere
    return add_event(
        meeting,
        floor,
        kind,
        actor=actor,
        now=now,
        principal=principal,
        speaker=speech.speaker,
        bridge_id=speech.bridge_id,
    )


@transaction.atomic
def stop_clock(
    *, actor: User, meeting_id: int, now: datetime, seen: int | None = None
) -> FloorEvent:
    """Stop the clock of the item, as for an interruption that is nobody's time."""
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    if not fold(meeting.events.all()).is_running:
        raise NothingThere
    return add_event(meeting, floor, K.CLOCK_STOPPED, actor=actor, now=now, principal=principal)


@transaction.atomic
def start_clock(
    *, actor: User, meeting_id: int, now: datetime, seen: int | None = None
) -> FloorEvent:
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    state = fold(meeting.events.all())
    if state.is_running or state.item_id is None:
        raise NothingThere
    return add_event(meeting, floor, K.CLOCK_STARTED, actor=actor, now=now, principal=principal)


@transaction.atomic
def put_question(
    *, actor: User, meeting_id: int, question_id: int, now: datetime, seen: int | None = None
) -> FloorEvent:
    """Put a question that was collected to the room."""
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    question = meeting.questions.filter(pk=question_id).first()
    if question is None:
        raise NothingThere
    return add_event(
        meeting, floor, K.QUESTION_PUT, actor=actor, now=now, principal=principal, question=question
    )


@transaction.atomic
def question_answered(
    *, actor: User, meeting_id: int, now: datetime, seen: int | None = None
) -> FloorEvent:
    """Note that the question that was put has been answered in the room.

    It counts as answered and does not travel on to the next meeting.
    """
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    key = fold(meeting.events.all()).question_id
    question = meeting.questions.filter(pk=key).first() if key else None
    if question is None:
        raise NothingThere
    if question.answered_at is None:
        question.answered_at, question.answered_by = now, actor
        question.save(update_fields=["answered_at", "answered_by"])
    return add_event(
        meeting,
        floor,
        K.QUESTION_ANSWERED,
        actor=actor,
        now=now,
        principal=principal,
        question=question,
    )


@transaction.atomic
def show_on_screen(
    *, actor: User, meeting_id: int, screen: Screen, now: datetime, seen: int | None = None
) -> FloorEvent:
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    return add_event(
        meeting, floor, K.SCREEN, actor=actor, now=now, principal=principal, screen=screen.value
    )


@transaction.atomic
def pause_meeting(
    *, actor: User, meeting_id: int, now: datetime, seen: int | None = None
) -> FloorEvent:
    """A break: clocks stand still, whoever spoke has spoken."""
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    if fold(meeting.events.all()).is_paused:
        raise NothingThere
    return add_event(meeting, floor, K.PAUSED, actor=actor, now=now, principal=principal)


@transaction.atomic
def resume_meeting(
    *, actor: User, meeting_id: int, now: datetime, seen: int | None = None
) -> FloorEvent:
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    if not fold(meeting.events.all()).is_paused:
        raise NothingThere
    return add_event(meeting, floor, K.RESUMED, actor=actor, now=now, principal=principal)


@transaction.atomic
def close_meeting(
    *, actor: User, meeting_id: int, now: datetime, seen: int | None = None
) -> Meeting:
    """Close the meeting. It closes only when every conclusion has landed, and no vote is open.

    Raises ConclusionsWait, VoteOpenAlready, FloorMoved, NotInSession, PermissionDenied.
    """
    meeting, floor, principal = steered_floor(actor, meeting_id, seen=seen, now=now)
    if meeting.conclusions.filter(landing=Landing.WAITING).exists():
        raise ConclusionsWait
    if meeting.votes.filter(closed_at=None).exists():
        raise VoteOpenAlready
    add_event(meeting, floor, K.CLOSED, actor=actor, now=now, principal=principal)
    meeting.state, meeting.closed_at = MeetingState.CLOSED, now
    meeting.save(update_fields=["state", "closed_at"])
    return meeting
