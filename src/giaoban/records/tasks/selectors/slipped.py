"""What is overdue: for how long, and what became of what was overdue before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Days
from giaoban.records.tasks.models import SpanQuerySet
from giaoban.records.tasks.selectors.lists import task_list
from giaoban.records.tasks.types import StatusClass

_AGES = ((1, 7), (8, 30), (31, 90), (91, None))
_COMPARED = 500  # tasks at most are compared one by one


@dataclass(frozen=True)
class Age:
    """How many are overdue by `first` to `last` days; without `last`, by more."""

    first: int
    last: int | None
    count: int


@dataclass(frozen=True)
class Move:
    """So many tasks, and of which units."""

    count: int
    units: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Moves:
    """What was overdue and is not, what still is, and what is now and was not."""

    no_longer: Move
    still: Move
    new: Move


def ages_of(overdue: SpanQuerySet, *, as_of: date) -> list[Age]:
    """How long those of a list have been overdue; ages that none has are left out."""
    counts = {
        f"age{first}": Count("task", filter=_overdue_by(first, last, as_of))
        for first, last in _AGES
    }
    found = overdue.order_by().aggregate(**counts)
    ages = [Age(first, last, found[f"age{first}"]) for first, last in _AGES]
    return [age for age in ages if age.count]


def _overdue_by(first: int, last: int | None, as_of: date) -> Q:
    """Overdue by `days` means due that many days before."""
    at_least = Q(due_on__lte=as_of - timedelta(days=first))
    return at_least & Q(due_on__gte=as_of - timedelta(days=last)) if last else at_least


def overdue_moves(
    *,
    actor: User,
    on: date,
    asked: Sequence[tuple[date, Days | None]],
    names: Mapping[int, str],
) -> Moves | None:
    """How what is overdue differs between two days; None where it is too much to tell.

    Units that `names` calls the same are told as one.
    """
    overdue = [
        dict(
            task_list(
                actor=actor, on=on, as_of=as_of, days=days, statuses=[StatusClass.OPEN_OVERDUE]
            )
            .order_by()
            .values_list("task_id", "unit_id")[: _COMPARED + 1]
        )
        for as_of, days in asked
    ]
    if max(map(len, overdue)) > _COMPARED:
        return None
    now, then = overdue
    return Moves(
        no_longer=_move((unit for task, unit in then.items() if task not in now), names),
        still=_move((unit for task, unit in now.items() if task in then), names),
        new=_move((unit for task, unit in now.items() if task not in then), names),
    )


def _move(units: Iterable[int], names: Mapping[int, str]) -> Move:
    counted = Counter(names[unit] for unit in units)
    told = sorted(counted.items(), key=lambda unit: -unit[1])
    return Move(counted.total(), tuple(told))
