"""As what a person may act: appointments, own and delegated, with how far each reaches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import (
    Appointment,
    Delegation,
    FieldInCharge,
    FieldOfLeader,
)
from giaoban.records.organisations.types import Capacity, Post, Scope

Children = Mapping[int, Sequence[int]]


def scope_from(
    actor: User,
    own: Iterable[Appointment],
    acting: Iterable[Delegation],
    *,
    on: date,
    children: Children,
) -> Scope:
    """The scope that these give: two queries more where one of them is a leader's with fields."""
    by: list[tuple[Appointment, Delegation | None]] = [(each, None) for each in own]
    by += [(each.appointment, each) for each in acting]
    fields = _fields_of_leaders([appointment for appointment, _ in by], on)
    charges = _units_in_charge({pk for found in fields.values() for pk in found}, on)
    capacities = []
    for appointment, delegation in by:
        field_ids = fields.get(appointment.pk, frozenset())
        charged = {unit_id for field_id in field_ids for unit_id in charges.get(field_id, ())}
        capacities.append(
            Capacity(
                appointment_id=appointment.pk,
                post=Post(appointment.post),
                unit_id=appointment.unit_id,
                holder=appointment.user if delegation else actor,
                below=all_below([appointment.unit_id], children),
                field_ids=field_ids,
                charged=all_below(charged, children),
                delegation_id=delegation.pk if delegation else None,
                until=delegation.valid_to if delegation else None,
            )
        )
    return Scope(tuple(capacities))


def all_below(unit_ids: Iterable[int], children: Children) -> frozenset[int]:
    """These units and all that stand below them, however deep."""
    reached = set(unit_ids)
    waiting = list(reached)
    while waiting:
        below = children.get(waiting.pop(), ())
        new = [unit_id for unit_id in below if unit_id not in reached]
        reached.update(new)
        waiting.extend(new)
    return frozenset(reached)


def _fields_of_leaders(appointments: list[Appointment], on: date) -> dict[int, frozenset[int]]:
    leaders = [each.pk for each in appointments if each.post == Post.LEADER]
    if not leaders:
        return {}
    fields: defaultdict[int, set[int]] = defaultdict(set)
    rows = FieldOfLeader.objects.on(on).filter(appointment__in=leaders).order_by()
    for appointment_id, field_id in rows.values_list("appointment_id", "field_id"):
        fields[appointment_id].add(field_id)
    return {pk: frozenset(found) for pk, found in fields.items()}


def _units_in_charge(field_ids: set[int], on: date) -> dict[int, set[int]]:
    if not field_ids:
        return {}
    units: defaultdict[int, set[int]] = defaultdict(set)
    rows = FieldInCharge.objects.on(on).filter(field__in=field_ids).order_by()
    for field_id, unit_id in rows.values_list("field_id", "unit_id"):
        units[field_id].add(unit_id)
    return units
