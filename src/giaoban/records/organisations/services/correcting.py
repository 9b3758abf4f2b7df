"""Correcting what was written into the register by mistake, or has come to its end."""

from datetime import date, datetime

from django.db import transaction

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import policies
from giaoban.records.organisations.models import Field, FieldInCharge, UnitAlias
from giaoban.records.organisations.services.permission import demand
from giaoban.records.organisations.spelling import spelled
from giaoban.records.organisations.types import AliasKnown, ChargeEnded


@transaction.atomic
def correct_alias(*, actor: User | None, alias_id: int, text: str, now: datetime) -> UnitAlias:
    """Let a way of writing a unit be written otherwise. Raises AliasKnown, and ValidationError."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    alias = (
        UnitAlias.objects.select_for_update(of=("self",)).select_related("unit").get(pk=alias_id)
    )
    before, folded = alias.text, spelled(text)
    if UnitAlias.objects.filter(unit=alias.unit, folded=folded).exclude(pk=alias.pk).exists():
        raise AliasKnown
    alias.text, alias.folded = text.strip(), folded
    alias.full_clean()
    alias.save()
    audit.record(
        actor=actor,
        verb="organisations.alias-corrected",
        target=alias.unit,
        before={"text": before},
        after={"text": alias.text},
        now=now,
        on_behalf_of=principal,
    )
    return alias


@transaction.atomic
def remove_alias(*, actor: User | None, alias_id: int, now: datetime) -> None:
    """Let texts that write so mean the unit no longer. One that is gone stays gone."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    alias = UnitAlias.objects.select_related("unit").filter(pk=alias_id).first()
    if alias is None:
        return
    data = {"text": alias.text}
    audit.record(
        actor=actor,
        verb="organisations.alias-removed",
        target=alias.unit,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    alias.delete()


@transaction.atomic
def rename_field(*, actor: User | None, field_id: int, name: str, now: datetime) -> Field:
    """Call a field of work otherwise; what refers to it stays. Raises ValidationError."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    field = Field.objects.select_for_update().get(pk=field_id)
    before = field.name
    field.name, field.folded = name, fold(name)
    field.full_clean()
    field.save()
    audit.record(
        actor=actor,
        verb="organisations.field-renamed",
        target=field,
        before={"name": before},
        after={"name": name},
        now=now,
        on_behalf_of=principal,
    )
    return field


@transaction.atomic
def end_charge(
    *, actor: User | None, charge_id: int, valid_to: date, now: datetime
) -> FieldInCharge:
    """Let a unit's charge of a field end; `valid_to` is the first day on which it has it no more.

    An end that was foreseen may come earlier, never later. Raises ChargeEnded.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    charge = (
        FieldInCharge.objects.select_for_update(of=("self",))
        .select_related("unit", "field")
        .get(pk=charge_id)
    )
    foreseen = charge.valid_to
    if valid_to <= charge.valid_from or (foreseen is not None and foreseen <= valid_to):
        raise ChargeEnded
    charge.valid_to = valid_to
    charge.save(update_fields=["valid_to"])
    data = {"unit": charge.unit.key, "field": charge.field.key, "valid_to": valid_to}
    audit.record(
        actor=actor,
        verb="organisations.charge-ended",
        target=charge,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return charge
