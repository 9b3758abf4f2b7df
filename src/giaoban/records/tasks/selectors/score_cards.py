"""Counting: the four classes of a period on a day, by unit, field, leader and the other axes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Between, Days, Period
from giaoban.kit.vntext.folding import fold
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import UnitVersion
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.organisations.successions.types import Passage, UnitsNow
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks.models import SpanQuerySet, in_class
from giaoban.records.tasks.selectors.lists import settled_since
from giaoban.records.tasks.selectors.visible import happened_until, visible_spans
from giaoban.records.tasks.types import (
    BY_UNITS,
    Axis,
    DutyRole,
    Measure,
    ScoreCard,
    ScoreRow,
    StatusClass,
    Tally,
    UnitsAs,
)

Key = int | str | None
Tallies = dict[Key, Tally]

# Numbers are added to nought where they group what was settled: a sum has no index in order, and
# else SQLite walks through all units for it.
COLUMNS: dict[Axis, Any] = {
    Axis.UNIT: F("unit") + 0,
    Axis.FIELD: F("task__field") + 0,
    Axis.SOURCE: F("task__document") + 0,
    Axis.LEADER: F("task__leader"),
    Axis.PROGRAMME: F("task__programme"),
    Axis.OFFICER: Coalesce("task__followed_by", "task__created_by"),
    Axis.PROVINCE: F("unit") + 0,
}
_ORDERED = {**COLUMNS, Axis.UNIT: F("unit"), Axis.PROVINCE: F("unit")}
_UNSETTLED = (
    StatusClass.OPEN_IN_TIME,
    StatusClass.OPEN_OVERDUE,
    StatusClass.NO_DEADLINE,
    StatusClass.SUSPENDED,
)
_OTHER = "other_"


@dataclass(frozen=True)
class Counted:
    """What was counted for one card, before its rows have names."""

    tallies: Tallies
    other: Tallies
    coordinating: Tallies

    @property
    def keys(self) -> set[Key]:
        return {*self.tallies, *self.other, *self.coordinating}

    def folded(self, now: UnitsNow) -> "Counted":
        parts = (self.tallies, self.other, self.coordinating)
        return Counted(*(folded(each, now) for each in parts))


def score_card(
    *,
    actor: User,
    as_of: date,
    days: Days | None,
    by: Axis,
    on: date | None = None,
    units: UnitsAs = UnitsAs.THEN,
    measure: Measure = Measure.CURRENT,
    with_other: bool = False,
    with_coordinating: bool = False,
) -> ScoreCard:
    """The score-card of a period, or of all, as it stood at the end of the day `as_of`.

    It counts the lead duties that the actor sees (on the day `on`, else `as_of`): those assigned
    by then and before the period's end, without what was settled before the period's start.
    """
    [card] = score_cards(
        actor=actor,
        on=on or as_of,
        by=by,
        asked=[(as_of, days)],
        units=units,
        measure=measure,
        with_other=with_other,
        with_coordinating=with_coordinating,
    )
    return card


def score_cards(
    *,
    actor: User,
    on: date,
    by: Axis,
    asked: Iterable[tuple[date, Days | None]],
    units: UnitsAs = UnitsAs.THEN,
    measure: Measure = Measure.CURRENT,
    with_other: bool = False,
    with_coordinating: bool = False,
) -> list[ScoreCard]:
    """Several score-cards that are put side by side, all with the same rows, named as of the first.

    A row is there if any of them counts something in it. With units as they are now, on the day
    `on`, the row of a unit holds all that was counted for those it stands for: the totals are the
    same. What a unit finished that was split later stands with its main successor. `with_other`
    counts against the other deadline as well, at no further question; `with_coordinating` counts
    the coordinating duties beside, at two more.
    """
    asked = list(asked)
    spans = spans_of(actor=actor, on=on, by=by, day=asked[0][0])
    measures = (measure, measure.other) if with_other else (measure,)
    counted = [
        _counted(spans, as_of, days, by, measures, with_coordinating=with_coordinating)
        for as_of, days in asked
    ]
    passages: tuple[Passage, ...] = ()
    named_on = asked[0][0]
    if units == UnitsAs.NOW and by in BY_UNITS:
        now, named_on = successions.units_now(on=on), on
        then = {key for each in counted for key in each.keys}
        passages = tuple(each for each in now.passages if each.unit_id in then)
        counted = [each.folded(now) for each in counted]
    names = names_of(by, {key for each in counted for key in each.keys}, on=named_on)
    return [
        ScoreCard(
            by=by,
            as_of=as_of,
            start=days.start if days else None,
            end=days.end if days else None,
            rows=tuple(_row(key, name, each) for key, name in names.items()),
            units=units,
            passages=passages,
            measure=measure,
        )
        for (as_of, days), each in zip(asked, counted, strict=True)
    ]


def period_before(period: Period) -> Period:
    """The period of the same kind that ends where this one begins; for the first of a year the
    last of the year before, for nine months and years those of the year before."""
    if period.number > 1:
        return Period(period.kind, period.year, period.number - 1)
    return Period(period.kind, period.year - 1, period.kind.per_year)


def stretch_before(stretch: Period | Between) -> Period | Between:
    """The period before, or as many days right before the first of two days."""
    if isinstance(stretch, Period):
        return period_before(stretch)
    length = stretch.last - stretch.first
    last = stretch.first - timedelta(days=1)
    return Between(last - length, last)


def stretch_a_year_before(stretch: Period | Between) -> Period | Between:
    """The same of the year before; for 29 February the day before it."""
    if isinstance(stretch, Period):
        return Period(stretch.kind, stretch.year - 1, stretch.number)
    return Between(_year_before(stretch.first), _year_before(stretch.last))


def _year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def units_of_kind(*, kind: UnitKind, on: date) -> frozenset[int]:
    """The units that are of a kind that day, or were when they were last in force before it."""
    versions = UnitVersion.objects.filter(valid_from__lte=on).order_by("unit_id", "valid_from")
    last = dict(versions.values_list("unit_id", "kind"))
    return frozenset(unit for unit, its_kind in last.items() if its_kind == kind)


def spans_of(*, actor: User, on: date, by: Axis, day: date) -> SpanQuerySet:
    """What the actor sees, of any role and day, as far as this axis counts it."""
    spans = visible_spans(actor=actor, on=on)
    if by == Axis.PROVINCE:
        return spans.filter(unit__in=units_of_kind(kind=UnitKind.PROVINCIAL, on=day))
    return spans


def folded(tallies: Mapping[Key, Tally], now: UnitsNow) -> Tallies:
    """What was counted for units, with those that stand for them now."""
    found: Tallies = defaultdict(Tally)
    for key, tally in tallies.items():
        found[now.of(key) if isinstance(key, int) else key] += tally
    return dict(found)


def names_of(by: Axis, keys: set[Key], *, on: date) -> dict[Key, str]:
    """What the rows are called, in the order in which they stand; without a key comes last."""
    known = {key for key in keys if key is not None}
    named = _NAMES[by](known, on)
    return {**named, None: ""} if None in keys else named


def _row(key: Key, name: str, counted: Counted) -> ScoreRow:
    return ScoreRow(
        key=key,
        name=name,
        tally=counted.tallies.get(key, Tally()),
        coordinating=counted.coordinating.get(key, Tally()),
        other=counted.other.get(key, Tally()),
    )


def _counted(
    spans: SpanQuerySet,
    as_of: date,
    days: Days | None,
    by: Axis,
    measures: tuple[Measure, ...],
    *,
    with_coordinating: bool,
) -> Counted:
    lead, *other = _tallies(spans.filter(role=DutyRole.LEAD), as_of, days, by, measures)
    coordinating: Tallies = {}
    if with_coordinating:
        beside = spans.filter(role=DutyRole.COORDINATE)
        [coordinating] = _tallies(beside, as_of, days, by, measures[:1])
    return Counted(lead, other[0] if other else {}, coordinating)


def _tallies(
    spans: SpanQuerySet,
    as_of: date,
    days: Days | None,
    by: Axis,
    measures: tuple[Measure, ...],
) -> list[Tallies]:
    """Two questions, for each has its own stretch of an index: what is open, what was settled."""
    latest = happened_until(day=as_of)
    spans = spans.on(as_of, latest=latest).order_by()
    unsettled = spans.filter(counted_from=None)
    settled = spans.filter(counted_from__isnull=False)
    if days:
        unsettled = unsettled.filter(assigned_on__lt=days.end)
        since = settled_since(days, as_of)
        settled = settled.filter(assigned_on__lt=days.end, counted_from__gte=since)

    counts = _counts(_UNSETTLED, as_of, measures, latest=latest)
    rows = list(unsettled.values(key=_ORDERED[by]).annotate(**counts))
    counts = _counts(StatusClass, as_of, measures, latest=latest)
    rows += settled.values(key=COLUMNS[by]).annotate(**counts)
    return [_sums(rows, prefix) for prefix, _measure in zip(("", _OTHER), measures, strict=False)]


def _sums(rows: Iterable[Mapping[str, Any]], prefix: str) -> Tallies:
    """By key; a leader or a programme that was not named has none."""
    found: Tallies = defaultdict(Tally)
    for row in rows:
        counts = {status.value: row.get(prefix + status.value, 0) for status in StatusClass}
        key = None if row["key"] == "" else row["key"]
        found[key] += Tally.of(counts)
    return {key: tally for key, tally in found.items() if tally != Tally()}


def _counts(
    statuses: Iterable[StatusClass],
    as_of: date,
    measures: tuple[Measure, ...],
    *,
    latest: bool,
) -> dict[str, Count]:
    statuses = list(statuses)
    return {
        prefix + status.value: Count(
            "valid_from", filter=in_class(status, as_of, latest=latest, measure=measure)
        )
        for prefix, measure in zip(("", _OTHER), measures, strict=False)
        for status in statuses
    }


# What rows are called


def _unit_names(keys: set[Any], on: date) -> dict[Key, str]:
    names: dict[Key, str] = {
        node.unit_id: node.name for node in organisations.tree_on(on=on) if node.unit_id in keys
    }
    if len(names) < len(keys):
        gone = successions.names_told_apart(on=on)
        names.update((key, gone[key]) for key in sorted(keys - names.keys()))
    return names


def _field_names(keys: set[Any], _on: date) -> dict[Key, str]:
    return {field.pk: field.name for field in organisations.fields().filter(pk__in=keys)}


def _document_names(keys: set[Any], _on: date) -> dict[Key, str]:
    found = Document.objects.filter(pk__in=keys).order_by("-issued_on", "-pk")
    return {
        key: f"{symbol}, {subject}" if symbol else subject
        for key, symbol, subject in found.values_list("pk", "symbol", "subject")
    }


def _own_words(keys: set[Any], _on: date) -> dict[Key, str]:
    return {key: key for key in sorted(keys, key=fold)}


def _people(keys: set[Any], _on: date) -> dict[Key, str]:
    found = {person.pk: str(person) for person in User.objects.filter(pk__in=keys)}
    return {key: found[key] for key in sorted(found, key=lambda key: (fold(found[key]), key))}


_NAMES: dict[Axis, Callable[[set[Any], date], dict[Key, str]]] = {
    Axis.UNIT: _unit_names,
    Axis.FIELD: _field_names,
    Axis.SOURCE: _document_names,
    Axis.LEADER: _own_words,
    Axis.PROGRAMME: _own_words,
    Axis.OFFICER: _people,
    Axis.PROVINCE: _unit_names,
}
