"""Bridges: put on the list, tested, faulty and well again, and the roll that each takes itself."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from giaoban.cycle.meetings import policies
from giaoban.cycle.meetings.floor.services.moving import touch
from giaoban.cycle.meetings.models import Bridge, Fault, LineTest
from giaoban.cycle.meetings.preparing.services.agenda import prepared_by
from giaoban.cycle.meetings.types import (
    AlreadyHeld,
    BridgeKnown,
    FaultKind,
    FaultOver,
    ItemInUse,
    MeetingState,
    NoTitle,
    RollConfirmed,
    RollMissing,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit


@transaction.atomic
def add_bridge(*, actor: User, meeting_id: int, name: str, now: datetime, **more: Any) -> Bridge:
    """Put a bridge on the list; `more` are place, unit_id, contact, technician and telephones."""
    meeting, principal = prepared_by(actor, meeting_id, now)
    name = " ".join(name.split())
    if not name:
        raise NoTitle
    if meeting.bridges.filter(name=name).exists():
        raise BridgeKnown
    last = meeting.bridges.aggregate(last=Max("position"))["last"]
    bridge = Bridge.objects.create(meeting=meeting, position=(last or 0) + 1, name=name, **more)
    _record(actor, "meetings.bridge-added", bridge, principal, now)
    touch(meeting.pk)
    return bridge


@transaction.atomic
def remove_bridge(*, actor: User, bridge_id: int, now: datetime) -> None:
    """Take a bridge from the list, as long as the meeting has not begun."""
    bridge = Bridge.objects.select_related("meeting").get(pk=bridge_id)
    meeting, principal = prepared_by(actor, bridge.meeting_id, now)
    if meeting.state == MeetingState.OPEN:
        raise ItemInUse
    _record(actor, "meetings.bridge-removed", bridge, principal, now)
    bridge.delete()
    touch(meeting.pk)


@transaction.atomic
def note_test(
    *,
    actor: User,
    bridge_id: int,
    picture: bool,
    sound: bool,
    now: datetime,
    delay_ms: int | None = None,
    loss_percent: Decimal | None = None,
    note: str = "",
) -> LineTest:
    """Note a test of the line as it was: whoever keeps the bridge does."""
    bridge, principal = _kept(actor, bridge_id, now)
    test = LineTest.objects.create(
        bridge=bridge,
        at=now,
        picture=picture,
        sound=sound,
        delay_ms=delay_ms,
        loss_percent=loss_percent,
        note=note.strip(),
        tested_by=actor,
    )
    _record(actor, "meetings.line-tested", bridge, principal, now)
    touch(bridge.meeting_id)
    return test


@transaction.atomic
def report_fault(
    *, actor: User, bridge_id: int, kind: FaultKind, now: datetime, note: str = ""
) -> Fault:
    """Report what is wrong with a bridge; the same fault a second time is the one that is known."""
    bridge, principal = _kept(actor, bridge_id, now)
    known = bridge.faults.filter(kind=kind, until=None).first()
    if known is not None:
        return known
    fault = Fault.objects.create(
        bridge=bridge, kind=kind, since=now, note=note.strip(), reported_by=actor
    )
    _record(actor, "meetings.fault-reported", bridge, principal, now)
    touch(bridge.meeting_id)
    return fault


@transaction.atomic
def end_fault(*, actor: User, fault_id: int, now: datetime) -> Fault:
    fault = Fault.objects.get(pk=fault_id)
    bridge, principal = _kept(actor, fault.bridge_id, now)
    fault.refresh_from_db()
    if fault.until is not None:
        raise FaultOver
    fault.until = now
    fault.save(update_fields=["until"])
    _record(actor, "meetings.fault-ended", bridge, principal, now)
    touch(bridge.meeting_id)
    return fault


@transaction.atomic
def take_roll(
    *, actor: User, bridge_id: int, attending: int | None, names: str, now: datetime
) -> Bridge:
    """Take the roll of a bridge by count or by names, a line each; names alone are counted.

    It can be taken anew until it is confirmed. Raises RollMissing where neither is given.
    """
    bridge, principal = _kept(actor, bridge_id, now)
    if bridge.confirmed_at is not None:
        raise RollConfirmed
    named = [" ".join(line.split()) for line in names.splitlines() if line.strip()]
    if attending is None and not named:
        raise RollMissing
    bridge.attending = max(attending or 0, len(named))
    bridge.names = "\n".join(named)
    bridge.roll_at, bridge.roll_by = now, actor
    bridge.save(update_fields=["attending", "names", "roll_at", "roll_by"])
    _record(actor, "meetings.roll-taken", bridge, principal, now)
    touch(bridge.meeting_id)
    return bridge


@transaction.atomic
def confirm_roll(*, actor: User, bridge_id: int, now: datetime) -> Bridge:
    """Confirm the roll that a bridge took: whoever runs the meeting does."""
    bridge = _locked(bridge_id)
    leave = policies.may_run(actor, bridge.meeting, on=timezone.localdate(now))
    if not leave:
        raise PermissionDenied
    if bridge.roll_at is None:
        raise RollMissing
    if bridge.confirmed_at is not None:
        raise RollConfirmed
    bridge.confirmed_at, bridge.confirmed_by = now, actor
    bridge.save(update_fields=["confirmed_at", "confirmed_by"])
    _record(actor, "meetings.roll-confirmed", bridge, leave.principal, now)
    touch(bridge.meeting_id)
    return bridge


def _locked(bridge_id: int) -> Bridge:
    held = Bridge.objects.select_for_update(of=("self",)).select_related("meeting")
    return held.get(pk=bridge_id)


def _kept(actor: User, bridge_id: int, now: datetime) -> tuple[Bridge, User | None]:
    """The bridge, held, for whoever keeps it, while the meeting is not over."""
    bridge = _locked(bridge_id)
    leave = policies.may_keep_bridge(actor, bridge, on=timezone.localdate(now))
    if not leave:
        raise PermissionDenied
    if bridge.meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        raise AlreadyHeld
    return bridge, leave.principal


def _record(actor: User, verb: str, bridge: Bridge, principal: User | None, now: datetime) -> None:
    told: dict[str, object] = {"bridge": bridge.name}
    if verb == "meetings.roll-taken":
        told["count"] = bridge.attending
    audit.record(
        actor=actor,
        verb=verb,
        target=bridge.meeting,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
