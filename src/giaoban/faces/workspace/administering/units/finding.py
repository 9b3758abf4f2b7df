"""What the pages about units show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import (
    Appointment,
    FieldInCharge,
    Unit,
    UnitAlias,
    UnitVersion,
)

Dated = TypeVar("Dated", FieldInCharge, Appointment)


@dataclass(frozen=True)
class TreeLine:
    """A unit in the tree: how it is that day, and how many people and fields it has."""

    version: UnitVersion
    depth: int
    people: int
    fields: int

    @property
    def indent(self) -> str:
        return "\N{EM SPACE}" * self.depth


@dataclass(frozen=True)
class Otherwhen:
    """A unit that is not in force that day: what it is called, and from when to when it is."""

    unit_id: int
    name: str
    first: date
    last: date | None


@dataclass(frozen=True)
class VersionLine:
    """A version, and what the unit above it is called."""

    version: UnitVersion
    parent: str


@dataclass(frozen=True)
class UnitStory:
    """All that the register knows of a unit. `version` holds on the day asked, if one does."""

    unit: Unit
    version: UnitVersion | None
    versions: tuple[UnitVersion, ...]
    aliases: tuple[UnitAlias, ...]
    charges: tuple[FieldInCharge, ...]
    appointments: tuple[Appointment, ...]
    below: tuple[UnitVersion, ...]
    names: dict[int, str]

    @property
    def name(self) -> str:
        return self.names[self.unit.pk]

    @property
    def key_text(self) -> str:
        """For the address of its history."""
        return str(self.unit.pk)

    @property
    def parent(self) -> str:
        """What the unit above it is called that day."""
        above = self.version.parent_id if self.version else None
        return self.names[above] if above else ""

    @property
    def lines(self) -> list[VersionLine]:
        return [
            VersionLine(each, self.names[each.parent_id] if each.parent_id else "")
            for each in self.versions
        ]

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed or closed: its last version has no end."""
        return any(version.valid_to is None for version in self.versions)


def tree_lines(*, on: date, words: str = "") -> list[TreeLine]:
    """The tree of a day; with words, only the units that hold them, where they stand."""
    versions = {version.unit_id: version for version in organisations.units_on(on=on)}
    people = Counter(Appointment.objects.on(on).order_by().values_list("unit_id", flat=True))
    fields = Counter(FieldInCharge.objects.on(on).order_by().values_list("unit_id", flat=True))
    wanted = fold(words).split()
    return [
        TreeLine(versions[node.unit_id], node.depth, people[node.unit_id], fields[node.unit_id])
        for node in organisations.tree_on(on=on)
        if _holds(versions[node.unit_id], wanted)
    ]


def _holds(version: UnitVersion, wanted: Iterable[str]) -> bool:
    words = fold(f"{version.name} {version.short_name} {version.code}")
    return all(word in words for word in wanted)


def otherwhen(*, on: date) -> list[Otherwhen]:
    """The units that are not in force that day: closed before, or founded after."""
    there = UnitVersion.objects.on(on).order_by().values("unit")
    found: dict[int, Otherwhen] = {}
    versions = UnitVersion.objects.exclude(unit__in=there).order_by("unit_id", "valid_from")
    for version in versions:
        first = found[version.unit_id].first if version.unit_id in found else version.valid_from
        found[version.unit_id] = Otherwhen(version.unit_id, version.name, first, version.valid_to)
    return sorted(found.values(), key=lambda each: (each.first, fold(each.name)))


def story_of(unit: Unit, *, on: date) -> UnitStory:
    versions = tuple(unit.versions.order_by("-valid_from"))
    holds = (
        each
        for each in versions
        if each.valid_from <= on and (each.valid_to is None or on < each.valid_to)
    )
    charges = unit.fields.select_related("field").order_by("valid_to", "field__position")
    appointments = Appointment.objects.filter(unit=unit).select_related("user")
    return UnitStory(
        unit=unit,
        version=next(holds, None),
        versions=versions,
        aliases=tuple(unit.aliases.all()),
        charges=tuple(_running_first(charges, on)),
        appointments=tuple(_running_first(appointments.order_by("-valid_from"), on)),
        below=tuple(organisations.units_on(on=on).filter(parent=unit)),
        names=organisations.unit_names(on=on),
    )


def _running_first(rows: Iterable[Dated], on: date) -> list[Dated]:
    return sorted(rows, key=lambda each: each.valid_to is not None and each.valid_to <= on)


def units_without_head(*, on: date) -> list[UnitVersion]:
    """The units of the day in which nobody serves as head or leader."""
    headed = Appointment.objects.on(on).filter(post__in=["head", "leader"], user__is_active=True)
    return list(
        organisations.units_on(on=on)
        .filter(~Q(unit__in=headed.order_by().values("unit")))
        .order_by("position", "name")
    )
