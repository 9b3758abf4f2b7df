"""Loading a reference pack: what is missing is added, and what is told otherwise is left alone."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import policies
from giaoban.records.organisations.models import (
    Field,
    FieldInCharge,
    Unit,
    UnitAlias,
    UnitVersion,
)
from giaoban.records.organisations.reference_packs import (
    Pack,
    PackMerger,
    PackRename,
    PackUnit,
    parse_pack,
)
from giaoban.records.organisations.services.fields import add_field, put_in_charge
from giaoban.records.organisations.services.permission import demand
from giaoban.records.organisations.services.succeeding import rename_unit, succeed
from giaoban.records.organisations.services.units import add_alias, establish_unit
from giaoban.records.organisations.spelling import spelled
from giaoban.records.organisations.successions.types import Founding, SuccessionKind
from giaoban.records.organisations.types import Difference, PackInvalid, PackReport


@transaction.atomic
def load_pack(*, actor: User | None, pack: Mapping[str, Any], now: datetime) -> PackReport:
    """Add the fields, units, aliases and charges of a pack that the register does not have.

    Nothing that is registered is overwritten: where the pack tells it otherwise, the report says
    so, and people decide. A second load therefore changes nothing. All or nothing is loaded: raises
    PackInvalid for a pack that is wrong in itself or does not fit the register.
    """
    demand(policies.may_keep_register, actor=actor, now=now)
    loading = _Loading(parse_pack(pack), actor=actor, now=now)
    try:
        return loading.done()
    except ValidationError as error:
        raise PackInvalid("; ".join(error.messages)) from error


def preview_pack(*, actor: User | None, pack: Mapping[str, Any], now: datetime) -> PackReport:
    """What loading the pack now would do; nothing of it is kept. Raises as load_pack does."""
    with transaction.atomic():
        report = load_pack(actor=actor, pack=pack, now=now)
        transaction.set_rollback(True)
    return report


class _Loading:
    """One load. What is registered is read once at its start."""

    def __init__(self, pack: Pack, *, actor: User | None, now: datetime) -> None:
        self._pack = pack
        self._actor = actor
        self._now = now
        self._created: list[str] = []
        self._changed: list[Difference] = []
        self._unchanged: list[str] = []
        self._fields = {field.key: field for field in Field.objects.all()}
        self._units = {unit.key: unit for unit in Unit.objects.all()}
        self._versions = {
            version.unit_id: version
            for version in UnitVersion.objects.on(pack.valid_from).select_related("parent")
        }
        self._open = {
            version.unit_id: version for version in UnitVersion.objects.filter(valid_to=None)
        }
        self._charges = set(FieldInCharge.objects.values_list("unit_id", "field_id"))
        self._aliases: defaultdict[int, set[str]] = defaultdict(set)
        for unit_id, folded in UnitAlias.objects.values_list("unit_id", "folded"):
            self._aliases[unit_id].add(folded)

    def done(self) -> PackReport:
        for position, field in enumerate(self._pack.fields, start=1):
            self._take_field(field.key, field.name, position)
        for position, unit in enumerate(self._pack.units, start=1):
            self._take_unit(unit, position)
            self._take_aliases(unit)
            self._take_charges(unit)
        for rename in self._pack.renames:
            self._take_rename(rename)
        for merger in self._pack.mergers:
            self._take_merger(merger)
        return PackReport(
            created=tuple(self._created),
            changed=tuple(self._changed),
            unchanged=tuple(self._unchanged),
        )

    def _take_field(self, key: str, name: str, position: int) -> None:
        known = self._fields.get(key)
        if known is None:
            self._fields[key] = add_field(
                actor=self._actor, key=key, name=name, position=position, now=self._now
            )
            self._created.append(f"field/{key}")
        elif known.name != name:
            self._changed.append(Difference(f"field/{key}", "name", known.name, name))
        else:
            self._unchanged.append(f"field/{key}")

    def _take_unit(self, told: PackUnit, position: int) -> None:
        if told.parent and told.parent not in self._units:
            raise PackInvalid(f'"{told.key}": no unit "{told.parent}" stands before it.')
        if told.key in self._units:
            self._compare(told)
            return
        self._units[told.key] = establish_unit(
            actor=self._actor,
            key=told.key,
            name=told.name,
            short_name=told.short_name,
            kind=told.kind,
            code=told.code,
            parent=self._units[told.parent] if told.parent else None,
            position=position,
            valid_from=self._pack.valid_from,
            now=self._now,
        )
        self._created.append(f"unit/{told.key}")

    def _compare(self, told: PackUnit) -> None:
        name = f"unit/{told.key}"
        version = self._versions.get(self._units[told.key].pk)
        if version is None:
            day = self._pack.valid_from.isoformat()
            self._changed.append(Difference(name, "valid_from", "", day))
            return
        registered = {
            "name": version.name,
            "short_name": version.short_name,
            "kind": version.kind,
            "code": version.code,
            "parent": version.parent.key if version.parent else "",
        }
        differences = [
            Difference(name, what, words, str(getattr(told, what)))
            for what, words in registered.items()
            if words != getattr(told, what)
        ]
        self._changed.extend(differences)
        if not differences:
            self._unchanged.append(name)

    def _take_aliases(self, told: PackUnit) -> None:
        unit = self._units[told.key]
        for text in told.aliases:
            name = f"alias/{told.key}/{text}"
            if spelled(text) in self._aliases[unit.pk]:
                self._unchanged.append(name)
                continue
            add_alias(actor=self._actor, unit=unit, text=text, now=self._now)
            self._aliases[unit.pk].add(spelled(text))
            self._created.append(name)

    def _take_charges(self, told: PackUnit) -> None:
        unit = self._units[told.key]
        for key in told.fields:
            name = f"charge/{told.key}/{key}"
            if key not in self._fields:
                raise PackInvalid(f'"{told.key}": there is no field "{key}".')
            field = self._fields[key]
            # A charge that has ended stays ended: what people decided is not undone by a pack.
            if (unit.pk, field.pk) in self._charges:
                self._unchanged.append(name)
                continue
            put_in_charge(
                actor=self._actor,
                unit=unit,
                field=field,
                valid_from=self._pack.valid_from,
                now=self._now,
            )
            self._charges.add((unit.pk, field.pk))
            self._created.append(name)

    def _take_rename(self, told: PackRename) -> None:
        name = f"succession/{told.key}"
        unit = self._units.get(told.key)
        version = self._open.get(unit.pk) if unit else None
        if unit is None or version is None:
            self._changed.append(Difference(name, "key", "", told.key))
        elif version.valid_from >= told.on:
            self._unchanged.append(name)  # since then the register tells it, so or otherwise
        else:
            rename_unit(
                actor=self._actor,
                unit=unit,
                name=told.name,
                short_name=told.short_name or None,
                on=told.on,
                document=told.document,
                now=self._now,
            )
            self._created.append(name)

    def _take_merger(self, told: PackMerger) -> None:
        """Units that the register never had, or that ended already, have nothing to pass on."""
        founded = told.founded
        name = f"succession/{founded.key}"
        if founded.key in self._units:
            self._unchanged.append(name)
            return
        old = [self._units[key] for key in told.predecessors if key in self._units]
        there = [unit for unit in old if unit.pk in self._open]
        if len(there) < len(told.predecessors):
            missing = set(told.predecessors) - {unit.key for unit in there}
            self._changed.append(Difference(name, "from", "", ", ".join(sorted(missing))))
            return
        if founded.parent not in self._units:
            raise PackInvalid(f'"{founded.key}": there is no unit "{founded.parent}".')
        succeed(
            actor=self._actor,
            kind=SuccessionKind.MERGE,
            on=self._pack.valid_from,
            document=told.document,
            predecessors=there,
            successors=[
                Founding(
                    key=founded.key,
                    name=founded.name,
                    kind=founded.kind,
                    short_name=founded.short_name,
                    code=founded.code,
                    parent_id=self._units[founded.parent].pk,
                    position=min(self._open[unit.pk].position for unit in there),
                )
            ],
            now=self._now,
        )
        self._units[founded.key] = Unit.objects.get(key=founded.key)
        self._take_aliases(founded)
        self._created.append(name)
