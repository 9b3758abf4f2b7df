"""What is overdue: for how long, and what became of what was overdue before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Days
from giaoban.records.tasks.models import SpanQuerySet, in_class
from giaoban.records.tasks.selectors.score_cards import spans_of
from giaoban.records.tasks.selectors.visible import happened_until
from giaoban.records.tasks.types import Axis, DutyRole, Measure, StatusClass

_AGES = ((1, 7), (8, 30), (31, 90), (91, None))
_COMPARED = 500  # tasks at most are compared one by one
NAMED = 20  # of each kind of move
_DUE = {Measure.CURRENT: "due_on", Measure.ORIGINAL: "original_due_on"}


@dataclass(frozen=True)
class Age:
    """How many are overdue by `first` to `last` days; without `last`, by more.

    They were due from `due_from` on, if that is not left open, up to and with `due_to`.
    """

    first: int
    last: int | None
    count: int
    due_from: date | None
    due_to: date


@dataclass(frozen=True)
class Move:
    """So many tasks, of which units, and in which class they are now.

    `task_ids` are the first of them, at most NAMED.
    """

    count: int
    units: tuple[tuple[str, int], ...]
    classes: tuple[tuple[StatusClass, int], ...] = ()
    task_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Moves:
    """What was overdue and is not, what still is, and what is now and was not."""

    no_longer: Move
    still: Move
    new: Move


def ages_of(overdue: SpanQuerySet, *, as_of: date, measure: Measure = Measure.CURRENT) -> list[Age]:
    """How long those of a list have been overdue; ages that none has are left out."""
    counts = {
        f"age{first}": Count("task", filter=_overdue_by(first, last, as_of, measure))
        for first, last in _AGES
    }
    found = overdue.order_by().aggregate(**counts)
    ages = [_age(first, last, found[f"age{first}"], as_of) for first, last in _AGES]
    return [age for age in ages if age.count]


def _age(first: int, last: int | None, count: int, as_of: date) -> Age:
    due_from = as_of - timedelta(days=last) if last else None
    return Age(first, last, count, due_from, as_of - timedelta(days=first))


def _overdue_by(first: int, last: int | None, as_of: date, measure: Measure) -> Q:
    """Overdue by `days` means due that many days before."""
    due = _DUE[measure]
    at_least = Q((f"{due}__lte", as_of - timedelta(days=first)))
    return at_least & Q((f"{due}__gte", as_of - timedelta(days=last))) if last else at_least


def overdue_moves(
    *,
    actor: User,
    on: date,
    asked: Sequence[tuple[date, Days | None]],
    names: Mapping[int, str],
    measure: Measure = Measure.CURRENT,
    by: Axis = Axis.UNIT,
) -> Moves | None:
    """How what is overdue differs between two days; None where it is too much to tell.

    Units that `names` calls the same are told as one.
    """
    seen = spans_of(actor=actor, on=on, by=by, day=asked[0][0]).filter(role=DutyRole.LEAD)
    overdue = [_overdue(seen, as_of, days, measure) for as_of, days in asked]
    if max(map(len, overdue)) > _COMPARED:
        return None
    now, then = overdue
    gone = {task: unit for task, unit in then.items() if task not in now}
    still = {task: unit for task, unit in now.items() if task in then}
    new = {task: unit for task, unit in now.items() if task not in then}
    became = _classes_of(seen, gone, asked[0][0], measure)
    return Moves(_move(gone, names, became), _move(still, names), _move(new, names))


def _overdue(
    seen: SpanQuerySet, as_of: date, days: Days | None, measure: Measure
) -> dict[int, int]:
    """Which tasks were overdue that day, and with which unit."""
    latest = happened_until(day=as_of)
    late = in_class(StatusClass.OPEN_OVERDUE, as_of, latest=latest, measure=measure)
    spans = seen.on(as_of, latest=latest).filter(late)
    if days:
        spans = spans.filter(assigned_on__lt=days.end)
    return dict(spans.order_by().values_list("task_id", "unit_id")[: _COMPARED + 1])


def _classes_of(
    seen: SpanQuerySet, tasks: Mapping[int, int], as_of: date, measure: Measure
) -> list[str]:
    """As what they count now; what was withdrawn is told nowhere."""
    if not tasks:
        return []
    held: Any = seen.filter(task__in=list(tasks)).on(as_of).with_class(as_of, measure=measure)
    return list(held.order_by().values_list("status", flat=True))


def _move(tasks: Mapping[int, int], names: Mapping[int, str], classes: Iterable[str] = ()) -> Move:
    counted = Counter(names[unit] for unit in tasks.values())
    told = sorted(counted.items(), key=lambda unit: -unit[1])
    became = Counter(classes)
    return Move(
        counted.total(),
        tuple(told),
        tuple((status, became[status]) for status in StatusClass if became[status]),
        tuple(sorted(tasks)[:NAMED]),
    )
