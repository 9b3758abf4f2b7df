"""Units: founded, changed from a day on, closed; and the ways in which texts write them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Q

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.organisations import policies
from giaoban.records.organisations.models import Unit, UnitAlias, UnitVersion
from giaoban.records.organisations.services.permission import demand
from giaoban.records.organisations.spelling import spelled
from giaoban.records.organisations.types import (
    KeyTaken,
    UnitHasUnitsBelow,
    UnitKind,
    UnitNotInForce,
    UnitUnderItself,
    UnitVersionsOverlap,
)


class UnitChanges(TypedDict, total=False):
    """What may change about a unit on a day. What is not named stays as it was."""

    name: str
    short_name: str
    kind: UnitKind
    code: str
    parent: Unit | None
    position: int


@transaction.atomic
def establish_unit(
    *,
    actor: User | None,
    key: str,
    name: str,
    kind: UnitKind,
    valid_from: date,
    now: datetime,
    short_name: str = "",
    code: str = "",
    parent: Unit | None = None,
    position: int = 0,
) -> Unit:
    """Found a unit, in force from a day on, under a parent that is in force then.

    Raises KeyTaken, UnitNotInForce (of the parent), and ValidationError for words that do not fit.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    if Unit.objects.filter(key=key).exists():
        raise KeyTaken
    if parent is not None:
        _lock_the_tree()
        _demand_in_force(parent, on=valid_from)
    unit = Unit(key=key)
    unit.full_clean()
    unit.save()
    version = UnitVersion(
        unit=unit,
        name=name,
        short_name=short_name,
        kind=kind,
        code=code,
        parent=parent,
        position=position,
        valid_from=valid_from,
    )
    version.full_clean()
    version.save()
    data = {"key": key, "valid_from": valid_from, **_facts_of(version)}
    audit.record(
        actor=actor,
        verb="organisations.established",
        target=unit,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return unit


@transaction.atomic
def change_unit(
    *,
    actor: User | None,
    unit: Unit,
    valid_from: date,
    now: datetime,
    **changes: Unpack[UnitChanges],
) -> UnitVersion:
    """Let a unit be called or placed otherwise from a day on; what was before that day stays.

    Returns the version then in force, which is the old one where nothing differs. Raises
    UnitNotInForce, UnitVersionsOverlap, UnitUnderItself, and ValidationError.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    _lock_the_tree()
    version = _open_version(unit)
    differing = {what: new for what, new in changes.items() if getattr(version, what) != new}
    if not differing:
        return version
    if valid_from <= version.valid_from:
        raise UnitVersionsOverlap
    if "parent" in differing and changes["parent"] is not None:
        _demand_in_force(changes["parent"], on=valid_from)
        _demand_no_circle(unit, changes["parent"], valid_from)

    following = UnitVersion.objects.get(pk=version.pk)
    version.valid_to = valid_from
    version.save(update_fields=["valid_to"])
    following.pk, following.valid_from = None, valid_from
    for what, new in differing.items():
        setattr(following, what, new)
    following.full_clean()
    following.save(force_insert=True)
    before, after = _facts_of(version), _facts_of(following)
    data = {
        "valid_from": valid_from,
        "before": {what: before[what] for what in before if before[what] != after[what]},
        "after": {what: after[what] for what in before if before[what] != after[what]},
    }
    audit.record(
        actor=actor,
        verb="organisations.changed",
        target=unit,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return following


@transaction.atomic
def close_unit(*, actor: User | None, unit: Unit, valid_to: date, now: datetime) -> UnitVersion:
    """Let a unit end; `valid_to` is the first day on which it is no more.

    Raises UnitNotInForce, UnitVersionsOverlap and UnitHasUnitsBelow.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    _lock_the_tree()
    version = _open_version(unit)
    if valid_to <= version.valid_from:
        raise UnitVersionsOverlap
    still_or_later = Q(valid_to=None) | Q(valid_to__gt=valid_to)
    if UnitVersion.objects.filter(still_or_later, parent=unit).exists():
        raise UnitHasUnitsBelow
    version.valid_to = valid_to
    version.save(update_fields=["valid_to"])
    data = {"name": version.name, "valid_to": valid_to}
    audit.record(
        actor=actor,
        verb="organisations.closed",
        target=unit,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return version


@transaction.atomic
def add_alias(*, actor: User | None, unit: Unit, text: str, now: datetime) -> UnitAlias:
    """Let texts write a unit so. One that differs in accents or signs alone is there already."""
    principal = demand(policies.may_add_alias, actor=actor, now=now)
    Unit.objects.select_for_update().get(pk=unit.pk)
    folded = spelled(text)
    known = UnitAlias.objects.filter(unit=unit, folded=folded).first()
    if known is not None:
        return known
    alias = UnitAlias(unit=unit, text=text.strip(), folded=folded)
    alias.full_clean()
    alias.save()
    data = {"text": alias.text}
    audit.record(
        actor=actor,
        verb="organisations.alias-added",
        target=unit,
        data=data,
        now=now,
        on_behalf_of=principal,
    )
    return alias


def _facts_of(version: UnitVersion) -> dict[str, object]:
    return {
        "name": version.name,
        "short_name": version.short_name,
        "kind": version.kind,
        "code": version.code,
        "parent_id": version.parent_id,
        "position": version.position,
    }


def _lock_the_tree() -> None:
    # Two moves at once may each be right and together a circle, or leave a unit under one that
    # closes: one at a time.
    roots = Unit.objects.filter(versions__parent=None).order_by("pk").values("pk")
    list(Unit.objects.select_for_update().filter(pk__in=roots[:1]))


def _open_version(unit: Unit) -> UnitVersion:
    version = (
        UnitVersion.objects.select_for_update(of=("self",)).filter(unit=unit, valid_to=None).first()
    )
    if version is None:
        raise UnitNotInForce
    return version


def _demand_in_force(unit: Unit, *, on: date) -> None:
    if not UnitVersion.objects.on(on).filter(unit=unit).exists():
        raise UnitNotInForce


def _demand_no_circle(unit: Unit, parent: Unit, valid_from: date) -> None:
    """Raise UnitUnderItself if the parent stands below the unit on that day or on any later."""
    still_or_later = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    versions = list(UnitVersion.objects.filter(still_or_later).order_by())
    days = {valid_from} | {version.valid_from for version in versions}
    for day in days:
        if day >= valid_from and unit.pk in _upwards(parent.pk, versions, day):
            raise UnitUnderItself


def _upwards(unit_id: int, versions: Iterable[UnitVersion], day: date) -> set[int]:
    """The unit and those above it on a day."""
    parents: defaultdict[int, int | None] = defaultdict(lambda: None)
    for version in versions:
        if version.valid_from <= day and (version.valid_to is None or version.valid_to > day):
            parents[version.unit_id] = version.parent_id
    seen: set[int] = set()
    step: int | None = unit_id
    while step is not None and step not in seen:
        seen.add(step)
        step = parents[step]
    return seen
