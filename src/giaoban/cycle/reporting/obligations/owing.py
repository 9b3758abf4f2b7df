"""Which units owe a return: those of a day, and those that stand for units that ended."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.cycle.reporting.models import Level, RegimeVersion
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import UnitVersion
from giaoban.records.organisations.successions import selectors as successions


@dataclass(frozen=True)
class Ended:
    """A unit that reported no more by the end of the period, and its last day."""

    unit_id: int
    until: date


@dataclass(frozen=True)
class Owing:
    """A unit that owes a return, at which level and to whom; `covers` are those it stands for."""

    level: Level
    unit_id: int
    recipient_id: int | None
    covers: tuple[Ended, ...] = ()


def owing_units(version: RegimeVersion, *, start: date, as_of: date) -> list[Owing]:
    """The units in force on `as_of` that report by the version, each once, at its first level.

    A unit that ended since `start` is covered by the main one that stands for it, which then owes
    a return even if it is of no kind that reports. Who neither is nor is stood for owes nothing.
    """
    levels = list(version.levels.prefetch_related("units"))
    there = {each.unit_id: each for each in organisations.units_on(on=as_of)}
    ended = list(_ended(start, as_of, there))
    now = successions.units_now(on=as_of)
    found: dict[int, Level] = {}
    covers: defaultdict[int, list[Ended]] = defaultdict(list)
    for level in levels:
        for unit in _of_level(level, there.values()):
            found.setdefault(unit, level)
        for gone in _of_level(level, ended):
            successor = now.of(gone)
            if successor in there and successor not in _left_out(level):
                found.setdefault(successor, level)
                covers[successor].append(Ended(gone, _until(gone, ended)))
    return [
        Owing(level, unit, level.recipient_id or there[unit].parent_id, _once(covers[unit]))
        for unit, level in found.items()
    ]


def _of_level(level: Level, units: Iterable[UnitVersion]) -> Iterator[int]:
    """Those of the kinds of a level without those left out, and those it lists."""
    listed = {each.unit_id: each.is_included for each in level.units.all()}
    for unit in units:
        if listed.get(unit.unit_id, unit.kind in level.kinds):
            yield unit.unit_id


def _left_out(level: Level) -> set[int]:
    return {each.unit_id for each in level.units.all() if not each.is_included}


def _ended(start: date, as_of: date, there: dict[int, UnitVersion]) -> Iterator[UnitVersion]:
    """The last versions of units that were in force on a day of the period and no longer are."""
    rows = UnitVersion.objects.filter(
        valid_from__lte=as_of, valid_to__gt=start, valid_to__lte=as_of
    ).order_by("unit_id", "-valid_from")
    seen: set[int] = set(there)
    for row in rows:
        if row.unit_id not in seen:
            seen.add(row.unit_id)
            yield row


def _until(unit_id: int, ended: Iterable[UnitVersion]) -> date:
    ends = (each.valid_to for each in ended if each.unit_id == unit_id and each.valid_to)
    return next(ends) - timedelta(days=1)


def _once(covers: Iterable[Ended]) -> tuple[Ended, ...]:
    return tuple(dict.fromkeys(covers))
