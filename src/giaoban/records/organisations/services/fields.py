"""Fields of work, and which units are in charge of them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import policies
from giaoban.records.organisations.models import Field, FieldInCharge, Unit, UnitVersion
from giaoban.records.organisations.services.permission import demand
from giaoban.records.organisations.types import AlreadyInCharge, KeyTaken, UnitNotInForce


@transaction.atomic
def add_field(
    *, actor: User | None, key: str, name: str, now: datetime, position: int = 0
) -> Field:
    """Add a field of work. Raises KeyTaken, and ValidationError for words that do not fit."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    if Field.objects.filter(key=key).exists():
        raise KeyTaken
    field = Field(key=key, name=name, folded=fold(name), position=position)
    field.full_clean()
    field.save()
    data = {"key": key, "name": name}
    audit.record(
        actor=actor,
        verb="organisations.field-added",
        target=field,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return field


@transaction.atomic
def put_in_charge(
    *,
    actor: User | None,
    unit: Unit,
    field: Field,
    valid_from: date,
    now: datetime,
    valid_to: date | None = None,
) -> FieldInCharge:
    """Put a unit in charge of a field. Several units may share one.

    Raises UnitNotInForce, AlreadyInCharge where the times meet, and ValidationError.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    Unit.objects.select_for_update().get(pk=unit.pk)
    if not UnitVersion.objects.on(valid_from).filter(unit=unit).exists():
        raise UnitNotInForce
    meets = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    if valid_to is not None:
        meets &= Q(valid_from__lt=valid_to)
    if FieldInCharge.objects.filter(meets, unit=unit, field=field).exists():
        raise AlreadyInCharge
    charge = FieldInCharge(unit=unit, field=field, valid_from=valid_from, valid_to=valid_to)
    charge.full_clean()
    charge.save()
    data = {"unit": unit.key, "field": field.key, "valid_from": valid_from}
    audit.record(
        actor=actor,
        verb="organisations.put-in-charge",
        target=charge,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return charge
