"""Undoing a handover, as long as nothing later rests on it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.tasks.handing_over import policies, selectors
from giaoban.records.tasks.handing_over.models import Handover
from giaoban.records.tasks.handing_over.services.signing import follow
from giaoban.records.tasks.handing_over.services.telling import tell_done
from giaoban.records.tasks.handing_over.types import (
    Aspect,
    NotDone,
    Part,
    ReasonMissing,
    SomethingHappenedSince,
    State,
)
from giaoban.records.tasks.models import Duty
from giaoban.records.tasks.services.happening import hand_over


@transaction.atomic
def undo_handover(*, actor: User, handover_id: int, reason: str, now: datetime) -> Handover:
    """Give everything back as it came, by events of today: what was is told, not wiped out.

    Raises PermissionDenied, NotDone, ReasonMissing, and SomethingHappenedSince with each line to
    which something happened later.
    """
    verdict = policies.may_undo(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover_id)
    if handover.state != State.DONE:
        raise NotDone
    if not reason.strip():
        raise ReasonMissing
    held = Duty.objects.select_for_update(of=("self",)).select_related("task").order_by("pk")
    duties = {duty.pk: duty for duty in held.filter(pk__in=handover.lines.values("duty"))}
    if changes := selectors.changes_since_done(handover):
        raise SomethingHappenedSince(changes)
    handover.state, handover.undone_at, handover.undone_by = State.UNDONE, now, actor
    handover.undone_because = reason.strip()
    handover.save(update_fields=["state", "undone_at", "undone_by", "undone_because"])
    note = f"{handover.minutes}: {handover.undone_because}"
    giver = handover.sides.select_related("person").filter(part=Part.GIVER)[0].person
    for line in handover.lines.all():
        duty = duties[line.duty_id]
        if line.aspect == Aspect.FOLLOWED:
            follow(duty.task, giver, note=note, actor=actor, now=now)
            continue
        hand_over(
            duty,
            actor=actor,
            unit_id=line.from_unit_id,
            now=now,
            note=note,
            on_behalf_of=verdict.principal,
        )
    audit.record(
        actor=actor,
        verb="handing_over.undone",
        target=handover,
        data={"minutes": handover.minutes, "lines": len(duties)},
        now=now,
        reason=handover.undone_because,
        on_behalf_of=verdict.principal,
    )
    tell_done(handover, actor=actor, now=now)
    return handover
