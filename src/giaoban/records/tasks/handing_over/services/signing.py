"""Signing: in turn, and the last signature carries the handover out in the same transaction."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.tasks.handing_over import policies, selectors
from giaoban.records.tasks.handing_over.models import Handover, Line, Side
from giaoban.records.tasks.handing_over.services.preparing import locked
from giaoban.records.tasks.handing_over.services.telling import tell_done, tell_who_signs
from giaoban.records.tasks.handing_over.types import (
    AlreadySigned,
    Aspect,
    Figures,
    GiverSignsFirst,
    Part,
    PreviewOutdated,
    ReasonMissing,
    State,
    TotalsDiffer,
)
from giaoban.records.tasks.models import Duty, Task
from giaoban.records.tasks.services.happening import hand_over


@transaction.atomic
def sign_handover(
    *, actor: User, handover_id: int, side_id: int, now: datetime, reason: str = ""
) -> Handover:
    """Sign for one side what is previewed; once the last side signs, everything passes.

    Raises PermissionDenied, NotToBeSigned, AlreadySigned, GiverSignsFirst, ReasonMissing where an
    administrator signs for a closed unit, PreviewOutdated with each line that has changed, and
    TotalsDiffer; with any of these nothing has passed and nothing is signed.
    """
    on = timezone.localdate(now)
    handover = locked(handover_id)
    duties = _locked_duties(handover)
    side = handover.sides.select_related("person").get(pk=side_id)
    principal = _demand_right(actor, side, on=on, reason=reason)
    if side.signed_at is not None:
        raise AlreadySigned
    waiting = handover.sides.filter(signed_at=None).exclude(pk=side.pk)
    if side.part == Part.RECEIVER and waiting.filter(part=Part.GIVER).exists():
        raise GiverSignsFirst
    if changes := selectors.changes_since_preview(handover, on=on):
        raise PreviewOutdated(changes)
    side.signed_at, side.signed_by, side.on_behalf_of = now, actor, principal
    side.reason = reason.strip()
    side.save(update_fields=["signed_at", "signed_by", "on_behalf_of", "reason"])
    data = {"minutes": handover.minutes, "part": side.part}
    if side.unit_id:
        data["unit"] = str(side.unit_id)
    audit.record(
        actor=actor,
        verb="handing_over.signed",
        target=handover,
        data=data,
        now=now,
        reason=side.reason,
        on_behalf_of=principal,
    )
    if waiting.exists():
        tell_who_signs(handover, now=now)
    else:
        _carry_out(handover, duties, actor=actor, principal=principal, now=now)
    return handover


def _demand_right(actor: User, side: Side, *, on: date, reason: str) -> User | None:
    """For whom the person signs besides the side: whoever delegated it to them."""
    verdict = policies.may_sign(actor, side, on=on)
    if verdict is None:
        return None
    if not verdict:
        raise PermissionDenied
    if verdict.rule is policies.SIGN_FOR_CLOSED and not reason.strip():
        raise ReasonMissing
    return verdict.principal


def _locked_duties(handover: Handover) -> dict[int, Duty]:
    """The duties, held in one order, so that what is checked is what passes."""
    held = Duty.objects.select_for_update(of=("self",)).select_related("task").order_by("pk")
    wanted = handover.lines.order_by().values("duty")
    return {duty.pk: duty for duty in held.filter(pk__in=wanted)}


def _carry_out(
    handover: Handover,
    duties: dict[int, Duty],
    *,
    actor: User,
    principal: User | None,
    now: datetime,
) -> None:
    on = timezone.localdate(now)
    lines = list(handover.lines.all())
    units = sorted({unit for line in lines for unit in (line.from_unit_id, line.to_unit_id)})
    before = selectors.figures_of(units, on=on)
    note = f"{handover.minutes}, {handover.day:%d/%m/%Y}"
    receiver = handover.sides.select_related("person").filter(part=Part.RECEIVER)[0].person
    for line in lines:
        duty = duties[line.duty_id]
        if line.aspect == Aspect.FOLLOWED:
            follow(duty.task, receiver, note=note, actor=actor, now=now, on_behalf_of=principal)
            continue
        line.event = hand_over(
            duty,
            actor=actor,
            unit_id=line.to_unit_id,
            now=now,
            note=note,
            on_behalf_of=principal,
        )
    Line.objects.bulk_update(lines, ["event"])
    figures = Figures(before, selectors.figures_of(units, on=on))
    if not figures.are_equal:
        raise TotalsDiffer
    handover.state, handover.done_at = State.DONE, now
    handover.figures = {"before": figures.before, "after": figures.after}
    handover.save(update_fields=["state", "done_at", "figures"])
    data = {"minutes": handover.minutes, "lines": len(lines)}
    audit.record(
        actor=actor,
        verb="handing_over.done",
        target=handover,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    tell_done(handover, actor=actor, now=now)


def follow(
    task: Task,
    person: User | None,
    *,
    note: str,
    actor: User,
    now: datetime,
    on_behalf_of: User | None = None,
) -> None:
    """Let the person follow the task from now on; the trail of the task tells it."""
    task.followed_by = person
    task.save(update_fields=["followed_by"])
    data = {"note": note}
    audit.record(
        actor=actor,
        verb="handing_over.followed",
        target=task,
        data=data,
        now=now,
        on_behalf_of=on_behalf_of,
    )
