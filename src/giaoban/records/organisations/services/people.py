"""Who serves in which unit, as what, and until when."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.organisations import policies
from giaoban.records.organisations.models import Appointment, Unit, UnitVersion
from giaoban.records.organisations.services.permission import demand
from giaoban.records.organisations.types import (
    AlreadyAppointed,
    AppointmentEnded,
    Post,
    UnitNotInForce,
)


@transaction.atomic
def appoint(
    *,
    actor: User | None,
    user: User,
    unit: Unit,
    post: Post,
    valid_from: date,
    now: datetime,
    title: str = "",
    valid_to: date | None = None,
) -> Appointment:
    """Let a person serve in a unit from a day on. `title` is the post as the unit calls it.

    Raises UnitNotInForce, AlreadyAppointed where the times in that post meet, and ValidationError.
    """
    demand(policies.may_keep_register, actor=actor, now=now)
    User.objects.select_for_update().get(pk=user.pk)
    if not UnitVersion.objects.on(valid_from).filter(unit=unit).exists():
        raise UnitNotInForce
    meets = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    if valid_to is not None:
        meets &= Q(valid_from__lt=valid_to)
    if Appointment.objects.filter(meets, user=user, unit=unit, post=post).exists():
        raise AlreadyAppointed
    appointment = Appointment(
        user=user,
        unit=unit,
        post=post,
        title=title,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    appointment.full_clean()
    appointment.save()
    data = {
        "person": user.get_full_name(),
        "unit": unit.key,
        "post": post,
        "title": title,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    audit.record(
        actor=actor, verb="organisations.appointed", target=appointment, data=data, now=now
    )
    return appointment


@transaction.atomic
def end_appointment(
    *, actor: User | None, appointment_id: int, valid_to: date, now: datetime
) -> Appointment:
    """Let a person's time in a unit end; `valid_to` is the first day on which they serve no more.

    An end that was foreseen may come earlier, never later. Raises AppointmentEnded.
    """
    demand(policies.may_keep_register, actor=actor, now=now)
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment_id)
    foreseen = appointment.valid_to
    if valid_to <= appointment.valid_from or (foreseen is not None and foreseen <= valid_to):
        raise AppointmentEnded
    appointment.valid_to = valid_to
    appointment.save(update_fields=["valid_to"])
    data = {"person": appointment.user.get_full_name(), "valid_to": valid_to}
    audit.record(
        actor=actor, verb="organisations.appointment-ended", target=appointment, data=data, now=now
    )
    return appointment
