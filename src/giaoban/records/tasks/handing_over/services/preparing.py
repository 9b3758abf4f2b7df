"""Preparing a handover: who, what, to whom. It waits for signatures and passes nothing yet."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Succession
from giaoban.records.tasks.handing_over import policies, selectors
from giaoban.records.tasks.handing_over.models import Handover, Line, Side
from giaoban.records.tasks.handing_over.services.telling import tell_who_signs
from giaoban.records.tasks.handing_over.types import (
    AlreadyBeingHandedOver,
    GiverReceives,
    HandoverKind,
    How,
    MinutesMissing,
    NothingToHandOver,
    NotToBeSigned,
    OpenDuty,
    Part,
    Parties,
    ReceiverNotInForce,
    ReceiverUnknown,
    State,
)

_NOT_TYPED = ["succession", "unit", "done_at", "undone_at", "undone_by", "figures"]


@transaction.atomic
def prepare_handover(
    *,
    actor: User,
    parties: Parties,
    minutes: str,
    day: date,
    now: datetime,
    how: How = How.ONE,
    chosen: Mapping[int, int] | None = None,
    reason: str = "",
    succession: Succession | None = None,
) -> Handover:
    """Prepare a handover of all that is open with who hands over, for both sides to sign.

    `chosen` names by duty the unit it goes to; the others go as `how` says. `day` is that of the
    minutes. Raises PermissionDenied and HandoverRefusal.
    """
    on = timezone.localdate(now)
    if not policies.may_prepare(actor, parties, on=on):
        raise PermissionDenied
    if not minutes.strip():
        raise MinutesMissing
    _demand_parties(parties, on=on)
    duties = selectors.open_of(parties, on=on)
    if not duties:
        raise NothingToHandOver
    if selectors.in_other_handovers({duty.key for duty in duties}):
        raise AlreadyBeingHandedOver
    handover = Handover(
        kind=parties.kind,
        minutes=minutes.strip(),
        day=day,
        reason=reason.strip(),
        succession=succession,
        unit_id=parties.unit_id,
        prepared_by=actor,
        prepared_at=now,
    )
    handover.clean_fields(exclude=_NOT_TYPED)
    handover.save()
    _add_sides(handover, parties)
    count = _add_lines(handover, parties, duties, _to(parties, duties, how, chosen or {}, on))
    data = {"minutes": handover.minutes, "day": day, "lines": count}
    audit.record(
        actor=actor,
        verb="handing_over.prepared",
        target=handover,
        data=data,
        now=now,
        on_behalf_of=policies.for_whom(actor, parties, on=on),
    )
    tell_who_signs(handover, now=now)
    return handover


@transaction.atomic
def renew_handover(*, actor: User, handover_id: int, now: datetime) -> Handover:
    """Preview anew after something has happened: the lines as they are now, to be signed again.

    What was chosen for a duty stays chosen. Raises PermissionDenied, NotToBeSigned and
    NothingToHandOver.
    """
    on = timezone.localdate(now)
    handover = locked(handover_id)
    parties = selectors.parties_of(handover)
    if not policies.may_prepare(actor, parties, on=on):
        raise PermissionDenied
    chosen = dict(handover.lines.filter(aspect="duty").values_list("duty", "to_unit"))
    duties = selectors.open_of(parties, on=on)
    if not duties:
        raise NothingToHandOver
    Line.objects.filter(handover=handover).delete()
    unsigned = {"signed_at": None, "signed_by": None, "on_behalf_of": None, "reason": ""}
    Side.objects.filter(handover=handover).update(**unsigned)
    count = _add_lines(handover, parties, duties, _to(parties, duties, How.ONE, chosen, on))
    data = {"minutes": handover.minutes, "lines": count}
    audit.record(
        actor=actor,
        verb="handing_over.renewed",
        target=handover,
        data=data,
        now=now,
        on_behalf_of=policies.for_whom(actor, parties, on=on),
    )
    tell_who_signs(handover, now=now)
    return handover


@transaction.atomic
def withdraw_handover(*, actor: User, handover_id: int, now: datetime) -> Handover:
    """Let a handover that has yet to be signed be none. Raises PermissionDenied, NotToBeSigned."""
    handover = locked(handover_id)
    if not policies.may_withdraw(actor, handover, on=timezone.localdate(now)):
        raise PermissionDenied
    handover.state = State.WITHDRAWN
    handover.save(update_fields=["state"])
    data = {"minutes": handover.minutes}
    parties = selectors.parties_of(handover)
    audit.record(
        actor=actor,
        verb="handing_over.withdrawn",
        target=handover,
        data=data,
        now=now,
        on_behalf_of=policies.for_whom(actor, parties, on=timezone.localdate(now)),
    )
    return handover


def locked(handover_id: int) -> Handover:
    """The handover that waits for signatures, held: of two who sign the second sees the first."""
    handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover_id)
    if handover.state != State.SIGNING:
        raise NotToBeSigned
    return handover


def _demand_parties(parties: Parties, *, on: date) -> None:
    if not parties.givers or not parties.receivers:
        raise NothingToHandOver
    if set(parties.givers) & set(parties.receivers):
        raise GiverReceives
    if parties.kind == HandoverKind.UNITS:
        there = {version.unit_id for version in organisations.units_on(on=on)}
    else:
        serving = organisations.people_serving(on=on)
        there = set(serving.filter(pk__in=parties.receivers).values_list("pk", flat=True))
    if not there.issuperset(parties.receivers):
        raise ReceiverNotInForce


def _to(
    parties: Parties,
    duties: Collection[OpenDuty],
    how: How,
    chosen: Mapping[int, int],
    on: date,
) -> dict[int, int]:
    """Where each duty goes. Between persons duties stay with their unit."""
    if parties.kind == HandoverKind.PERSONS:
        return {duty.duty_id: duty.unit_id for duty in duties}
    to = selectors.receivers_of(duties, receivers=parties.receivers, how=how, on=on)
    to |= {duty: unit for duty, unit in chosen.items() if duty in to}
    if not set(to.values()) <= set(parties.receivers):
        raise ReceiverUnknown
    return to


def _add_sides(handover: Handover, parties: Parties) -> None:
    what = "unit_id" if parties.kind == HandoverKind.UNITS else "person_id"
    named = [
        *((Part.GIVER, each) for each in parties.givers),
        *((Part.RECEIVER, each) for each in parties.receivers),
    ]
    Side.objects.bulk_create(
        Side(handover=handover, part=part, **{what: key}) for part, key in named
    )


def _add_lines(
    handover: Handover, parties: Parties, duties: Collection[OpenDuty], to: Mapping[int, int]
) -> int:
    lines = [
        Line(
            handover=handover,
            aspect=duty.aspect,
            duty_id=duty.duty_id,
            from_unit_id=duty.unit_id,
            to_unit_id=to[duty.duty_id],
            due_on=duty.due_on,
            status=duty.status,
            seen_event_id=duty.seen_event_id,
        )
        for duty in duties
    ]
    return len(Line.objects.bulk_create(lines))
