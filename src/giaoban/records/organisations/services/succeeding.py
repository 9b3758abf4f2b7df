"""Successions: units take the place of others from a day on, and what hangs on those goes along."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.organisations import policies
from giaoban.records.organisations.models import (
    Descent,
    FieldInCharge,
    Succession,
    Unit,
    UnitVersion,
)
from giaoban.records.organisations.services.fields import put_in_charge
from giaoban.records.organisations.services.permission import demand
from giaoban.records.organisations.services.units import (
    UnitChanges,
    add_alias,
    change_unit,
    close_unit,
    establish_unit,
)
from giaoban.records.organisations.successions.types import (
    AbsorbNeedsOneThatStays,
    Founding,
    FoundingDocumentMissing,
    MergeNeedsSeveral,
    NothingRenamed,
    SplitNeedsSeveral,
    SuccessionKind,
    SuccessorEnds,
    UnitTwice,
)
from giaoban.records.organisations.types import UnitNotInForce, UnitVersionsOverlap


@transaction.atomic
def succeed(
    *,
    actor: User | None,
    kind: SuccessionKind,
    on: date,
    document: str,
    predecessors: Sequence[Unit],
    successors: Sequence[Unit | Founding],
    now: datetime,
    fields: Mapping[int, int] | None = None,
) -> Succession:
    """Let units take the place of others from the day `on`; the first successor is the main one.

    The units that end are closed; those below them stand under the main successor from then on;
    their fields in charge pass to it, or to the successor whose place in the list `fields` names
    for the field; texts may go on writing it as they wrote them. A unit that is split and stands
    among its own successors goes on. People stay appointed where they are until somebody ends it:
    they sign the handover. Raises SuccessionRefusal for an act of the wrong shape, UnitNotInForce,
    UnitVersionsOverlap where the register tells something later, KeyTaken and ValidationError.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    _demand_shape(kind, predecessors, successors)
    if not document.strip():
        raise FoundingDocumentMissing
    ending = [unit for unit in predecessors if unit not in successors]
    for unit in predecessors:
        _demand_open(unit, on)
    for founded in (each for each in successors if isinstance(each, Founding)):
        if founded.parent_id in {unit.pk for unit in ending}:
            raise SuccessorEnds
    heirs = [_heir(each, actor=actor, on=on, now=now) for each in successors]
    for unit in ending:
        _pass_below(unit, heirs[0], actor=actor, on=on, now=now)
        _pass_words(unit, heirs[0], actor=actor, now=now)
    for unit in predecessors:
        _pass_fields(unit, heirs, fields or {}, actor=actor, on=on, now=now)
    for unit in ending:
        close_unit(actor=actor, unit=unit, valid_to=on, now=now)
    succession, data = _stored(kind, on, document, predecessors, heirs)
    audit.record(
        actor=actor,
        verb="organisations.succeeded",
        target=succession,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return succession


@transaction.atomic
def rename_unit(
    *,
    actor: User | None,
    unit: Unit,
    name: str,
    on: date,
    document: str,
    now: datetime,
    short_name: str | None = None,
) -> Succession:
    """Let a unit be called otherwise from a day on; it stays the same unit, with all it has.

    Raises NothingRenamed, FoundingDocumentMissing, and what change_unit raises.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    if not document.strip():
        raise FoundingDocumentMissing
    before = _demand_open(unit, on)
    changes = UnitChanges(name=name)
    if short_name is not None:
        changes["short_name"] = short_name
    if all(getattr(before, what) == new for what, new in changes.items()):
        raise NothingRenamed
    add_alias(actor=actor, unit=unit, text=before.name, now=now)
    change_unit(actor=actor, unit=unit, valid_from=on, now=now, **changes)
    succession, data = _stored(SuccessionKind.RENAME, on, document, [unit], [unit])
    audit.record(
        actor=actor,
        verb="organisations.succeeded",
        target=succession,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return succession


def _demand_shape(
    kind: SuccessionKind, predecessors: Sequence[Unit], successors: Sequence[Unit | Founding]
) -> None:
    known = [each.pk for each in successors if isinstance(each, Unit)]
    old = [unit.pk for unit in predecessors]
    if len(set(known)) < len(known) or len(set(old)) < len(old):
        raise UnitTwice
    _SHAPES[kind](set(old), set(known), len(successors))


def _demand_merge(old: set[int], known: set[int], count: int) -> None:
    if len(old) < 2 or count != 1:
        raise MergeNeedsSeveral
    if old & known:
        raise SuccessorEnds


def _demand_absorption(old: set[int], known: set[int], count: int) -> None:
    if not old or count != 1 or not known:
        raise AbsorbNeedsOneThatStays
    if old & known:
        raise SuccessorEnds


def _demand_split(old: set[int], known: set[int], count: int) -> None:
    if len(old) != 1 or count < 2:
        raise SplitNeedsSeveral


def _demand_rename(old: set[int], known: set[int], count: int) -> None:
    if old != known or count != 1:
        raise UnitTwice


_SHAPES = {
    SuccessionKind.MERGE: _demand_merge,
    SuccessionKind.ABSORB: _demand_absorption,
    SuccessionKind.SPLIT: _demand_split,
    SuccessionKind.RENAME: _demand_rename,
}


def _demand_open(unit: Unit, on: date) -> UnitVersion:
    """The version in force the day before, which nothing later has replaced."""
    version = UnitVersion.objects.filter(unit=unit, valid_to=None).first()
    if version is None:
        raise UnitNotInForce
    if on <= version.valid_from:
        raise UnitVersionsOverlap
    return version


def _heir(each: Unit | Founding, *, actor: User | None, on: date, now: datetime) -> Unit:
    if isinstance(each, Unit):
        if not UnitVersion.objects.filter(unit=each, valid_from__lte=on, valid_to=None).exists():
            raise UnitNotInForce
        return each
    return establish_unit(
        actor=actor,
        key=each.key,
        name=each.name,
        kind=each.kind,
        short_name=each.short_name,
        code=each.code,
        parent=Unit.objects.get(pk=each.parent_id) if each.parent_id else None,
        position=each.position,
        valid_from=on,
        now=now,
    )


def _pass_below(unit: Unit, heir: Unit, *, actor: User | None, on: date, now: datetime) -> None:
    below = Unit.objects.filter(versions__parent=unit, versions__valid_to=None).exclude(pk=heir.pk)
    for child in below.distinct():
        change_unit(actor=actor, unit=child, valid_from=on, now=now, parent=heir)


def _pass_words(unit: Unit, heir: Unit, *, actor: User | None, now: datetime) -> None:
    """A text of next year may still name the old unit; one of last year is read as of its day."""
    version = UnitVersion.objects.get(unit=unit, valid_to=None)
    words = [version.name, version.short_name, *unit.aliases.values_list("text", flat=True)]
    for text in words:
        if text:
            add_alias(actor=actor, unit=heir, text=text, now=now)


def _pass_fields(
    unit: Unit,
    heirs: list[Unit],
    places: Mapping[int, int],
    *,
    actor: User | None,
    on: date,
    now: datetime,
) -> None:
    """Charges end and go on with the heir. Of a unit that stays only what is named goes away."""
    open_then = Q(valid_to=None) | Q(valid_to__gt=on)
    for charge in FieldInCharge.objects.select_related("field").filter(open_then, unit=unit):
        heir = heirs[places.get(charge.field_id, 0)]
        if heir == unit or (unit in heirs and charge.field_id not in places):
            continue
        if charge.valid_from >= on:
            raise UnitVersionsOverlap
        end, charge.valid_to = charge.valid_to, on
        charge.save(update_fields=["valid_to"])
        if FieldInCharge.objects.filter(open_then, unit=heir, field=charge.field_id).exists():
            continue
        put_in_charge(
            actor=actor, unit=heir, field=charge.field, valid_from=on, valid_to=end, now=now
        )


def _stored(
    kind: SuccessionKind,
    on: date,
    document: str,
    predecessors: Sequence[Unit],
    heirs: list[Unit],
) -> tuple[Succession, dict[str, object]]:
    """The act, and what the trail tells of it."""
    succession = Succession(kind=kind, on=on, document=document.strip())
    succession.full_clean()
    succession.save()
    Descent.objects.bulk_create(
        Descent(
            succession=succession,
            predecessor=unit,
            successor=heir,
            # A unit that goes on stands for itself.
            is_main=heir == unit if unit in heirs else place == 0,
        )
        for unit in predecessors
        for place, heir in enumerate(heirs)
    )
    return succession, {
        "kind": kind.value,
        "valid_from": on,
        "document": succession.document,
        "predecessors": [unit.key for unit in predecessors],
        "successors": [unit.key for unit in heirs],
    }
