"""How anything happens on the floor: the floor held, the right asked, one more event added."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.models import Floor, FloorEvent, Meeting
from giaoban.cycle.meetings.types import EventKind, FloorMoved, MeetingState, NotInSession
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit


def held_floor(meeting_id: int) -> tuple[Meeting, Floor]:
    """The meeting and its floor, held for this transaction: who comes second sees the first."""
    floor = Floor.objects.select_for_update().get(meeting=meeting_id)
    return Meeting.objects.select_related("chair").get(pk=meeting_id), floor


def steered_floor(
    actor: User, meeting_id: int, *, seen: int | None, now: datetime
) -> tuple[Meeting, Floor, User | None]:
    """The floor for whoever moves the meeting on, and for whom they act.

    `seen` is the act of steering that their page showed last; raises FloorMoved where another came
    between, NotInSession and PermissionDenied. Hands going up do not come between.
    """
    meeting, floor = held_floor(meeting_id)
    leave = policies.may_run(actor, meeting, on=timezone.localdate(now))
    if not leave:
        raise PermissionDenied
    if meeting.state != MeetingState.OPEN:
        raise NotInSession
    if seen is not None and seen != floor.steered:
        raise FloorMoved
    return meeting, floor, leave.principal


def touch(meeting_id: int) -> None:
    """Let the pages of the floor look again: something beside its events has changed."""
    _meeting, floor = held_floor(meeting_id)
    floor.version += 1
    floor.save(update_fields=["version"])


def add_event(
    meeting: Meeting,
    floor: Floor,
    kind: EventKind,
    *,
    actor: User,
    now: datetime,
    principal: User | None = None,
    steers: bool = True,
    **what: Any,
) -> FloorEvent:
    """Add an event to a held floor, and to the trail."""
    floor.version += 1
    if steers:
        floor.steered = floor.version
    floor.save(update_fields=["version", "steered"])
    event = FloorEvent.objects.create(
        meeting=meeting,
        number=floor.version,
        kind=kind,
        at=now,
        actor=actor,
        on_behalf_of=principal,
        **what,
    )
    told = {
        "item": str(event.item or ""),
        "speaker": event.speaker,
        "question": str(event.question or ""),
        "vote": str(event.vote or ""),
    }
    audit.record(
        actor=actor,
        verb=f"meetings.floor-{kind.value}",
        target=meeting,
        data={key: value for key, value in told.items() if value},
        now=now,
        on_behalf_of=principal,
    )
    return event
