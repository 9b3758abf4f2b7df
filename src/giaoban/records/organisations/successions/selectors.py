"""Which units stand where others stood. Every reading names its day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from giaoban.records.organisations.models import Descent, Succession, UnitVersion
from giaoban.records.organisations.selectors import unit_names
from giaoban.records.organisations.successions.types import Passage, UnitsNow


def successions(*, on: date | None = None) -> QuerySet[Succession]:
    """All of them, the latest first, or those in effect by a day, with who descends from whom."""
    found = Succession.objects.prefetch_related("descents")
    return found if on is None else found.filter(on__lte=on)


def successors_on(*, unit_id: int, on: date) -> frozenset[int]:
    """The units that stand that day where this one stood, over any number of successions.

    The unit itself while it is in force; more than one where it, or one after it, was split.
    """
    heirs: defaultdict[int, set[int]] = defaultdict(set)
    stays: set[int] = set()
    for predecessor, successor, is_main in _descents(on):
        if predecessor == successor:
            stays.add(predecessor)
            continue
        heirs[predecessor].add(successor)
        if is_main:
            stays.discard(predecessor)  # it went on after an earlier act, and ended by this one
    reached, waiting = {unit_id}, [unit_id]
    while waiting:
        new = heirs[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    return frozenset(unit for unit in reached if not heirs[unit] or unit in stays)


def units_now(*, on: date) -> UnitsNow:
    """For each unit that a succession ended by that day, the main one that stands for it then."""
    heirs: dict[int, int] = {}
    split: set[int] = set()
    for predecessor, successor, is_main in _descents(on):
        if not is_main:
            split.add(predecessor)
        elif predecessor != successor:
            heirs[predecessor] = successor
            split.discard(predecessor)
    if not heirs:
        return UnitsNow({}, ())
    successor_of = {unit: _last(unit, heirs) for unit in heirs}
    names = unit_names(on=on)
    ends = _ends_of(heirs)
    passages = [
        Passage(
            unit_id=unit,
            name=names[unit],
            until=ends[unit] - timedelta(days=1),
            successor_id=successor,
            successor=names[successor],
            is_split=unit in split,
        )
        for unit, successor in successor_of.items()
        if unit in ends
    ]
    passages.sort(key=lambda told: (told.successor_id, told.until, told.unit_id))
    return UnitsNow(successor_of, tuple(passages))


def names_told_apart(*, on: date, now: UnitsNow | None = None) -> dict[int, str]:
    """The name of every unit on that day; with its last day where a succession ended it.

    A unit often has the very name of the one that stands for it.
    """
    names = unit_names(on=on)
    for each in (now or units_now(on=on)).passages:
        told = {"unit": names[each.unit_id], "day": f"{each.until:%d/%m/%Y}"}
        names[each.unit_id] = _("%(unit)s (until %(day)s)") % told
    return names


def _last(unit: int, heirs: dict[int, int]) -> int:
    """The end of the chain. A unit that ended never comes back, so there is one."""
    while unit in heirs:
        unit = heirs[unit]
    return unit


def _descents(on: date) -> QuerySet[Descent, tuple[int, int, bool]]:
    found = Descent.objects.filter(succession__on__lte=on).order_by("succession__on", "pk")
    return found.values_list("predecessor_id", "successor_id", "is_main")


def _ends_of(unit_ids: Iterable[int]) -> dict[int, date]:
    ended = UnitVersion.objects.filter(unit__in=list(unit_ids)).order_by().values("unit_id")
    rows = ended.annotate(end=Max("valid_to")).values_list("unit_id", "end")
    return {unit: end for unit, end in rows if end}
