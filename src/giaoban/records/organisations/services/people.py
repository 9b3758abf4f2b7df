"""Who serves in which unit, as what, and until when."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.platform.requests import forget_what_is_remembered
from giaoban.records.organisations import policies
from giaoban.records.organisations.models import (
    Appointment,
    Field,
    FieldOfLeader,
    Unit,
    UnitVersion,
)
from giaoban.records.organisations.services.permission import demand
from giaoban.records.organisations.types import (
    AlreadyAppointed,
    AppointmentEnded,
    FieldsAreForLeaders,
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
    field_ids: Collection[int] = (),
) -> Appointment:
    """Let a person serve in a unit from a day on. `title` is the post as the unit calls it.

    `field_ids` are the fields that a leader has in charge; a leader without any sees everything.
    Raises UnitNotInForce, AlreadyAppointed where the times in that post meet, FieldsAreForLeaders,
    and ValidationError.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
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
        actor=actor,
        verb="organisations.appointed",
        target=appointment,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    if field_ids:
        set_fields_of_leader(
            actor=actor,
            appointment_id=appointment.pk,
            field_ids=field_ids,
            valid_from=valid_from,
            now=now,
        )
    forget_what_is_remembered()
    return appointment


@transaction.atomic
def set_fields_of_leader(
    *,
    actor: User | None,
    appointment_id: int,
    field_ids: Collection[int],
    valid_from: date,
    now: datetime,
) -> None:
    """Let these, and no others, be a leader's fields in charge from a day on.

    Without any the leader sees everything, as a minister does. What was told of later days is
    replaced. Raises FieldsAreForLeaders, and AppointmentEnded for a day outside the appointment.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment_id)
    if appointment.post != Post.LEADER:
        raise FieldsAreForLeaders
    if valid_from < appointment.valid_from or (
        appointment.valid_to is not None and appointment.valid_to <= valid_from
    ):
        raise AppointmentEnded
    told = FieldOfLeader.objects.filter(appointment=appointment)
    before = told.on(valid_from).order_by("field__key").values_list("field__key", flat=True)
    data = {"person": appointment.user.get_full_name(), "valid_from": valid_from}
    was = {"fields": list(before)}
    told.filter(valid_from__gte=valid_from).delete()
    still = told.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from))
    still.filter(field__in=field_ids).update(valid_to=None)
    still.exclude(field__in=field_ids).update(valid_to=valid_from)
    there = set(told.filter(valid_to=None).values_list("field_id", flat=True))
    fields = Field.objects.filter(pk__in=field_ids).order_by("key")
    FieldOfLeader.objects.bulk_create(
        FieldOfLeader(appointment=appointment, field=field, valid_from=valid_from)
        for field in fields
        if field.pk not in there
    )
    audit.record(
        actor=actor,
        verb="organisations.fields-of-leader-set",
        target=appointment,
        data=data,
        before=was,
        after={"fields": [field.key for field in fields]},
        now=now,
        on_behalf_of=principal,
    )
    forget_what_is_remembered()


@transaction.atomic
def end_appointment(
    *, actor: User | None, appointment_id: int, valid_to: date, now: datetime
) -> Appointment:
    """Let a person's time in a unit end; `valid_to` is the first day on which they serve no more.

    An end that was foreseen may come earlier, never later. Whoever acts by the appointment then
    acts so no more either. Raises AppointmentEnded.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment_id)
    foreseen = appointment.valid_to
    if valid_to <= appointment.valid_from or (foreseen is not None and foreseen <= valid_to):
        raise AppointmentEnded
    appointment.valid_to = valid_to
    appointment.save(update_fields=["valid_to"])
    data = {"person": appointment.user.get_full_name(), "valid_to": valid_to}
    audit.record(
        actor=actor,
        verb="organisations.appointment-ended",
        target=appointment,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    forget_what_is_remembered()
    return appointment
