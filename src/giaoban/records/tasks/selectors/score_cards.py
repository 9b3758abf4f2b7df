"""Counting: the four classes of a period on a day, by unit, by field or by document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Days, Period
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.organisations.successions.types import Passage, UnitsNow
from giaoban.records.tasks.models import SpanQuerySet, in_class
from giaoban.records.tasks.selectors.lists import settled_since
from giaoban.records.tasks.selectors.visible import happened_until, visible_spans
from giaoban.records.tasks.types import (
    Axis,
    DutyRole,
    ScoreCard,
    ScoreRow,
    StatusClass,
    Tally,
    UnitsAs,
)

_COLUMNS = {Axis.UNIT: "unit", Axis.FIELD: "task__field", Axis.SOURCE: "task__document"}
_UNSETTLED = (
    StatusClass.OPEN_IN_TIME,
    StatusClass.OPEN_OVERDUE,
    StatusClass.NO_DEADLINE,
    StatusClass.SUSPENDED,
)

Tallies = dict[int | None, Tally]


def score_card(
    *,
    actor: User,
    as_of: date,
    days: Days | None,
    by: Axis,
    on: date | None = None,
    units: UnitsAs = UnitsAs.THEN,
) -> ScoreCard:
    """The score-card of a period, or of all, as it stood at the end of the day `as_of`.

    It counts the lead duties that the actor sees (on the day `on`, else `as_of`): those assigned
    by then and before the period's end, without what was settled before the period's start.
    """
    [card] = score_cards(actor=actor, on=on or as_of, by=by, asked=[(as_of, days)], units=units)
    return card


def score_cards(
    *,
    actor: User,
    on: date,
    by: Axis,
    asked: Iterable[tuple[date, Days | None]],
    units: UnitsAs = UnitsAs.THEN,
) -> list[ScoreCard]:
    """Several score-cards that are put side by side, all with the same rows, named as of the first.

    A row is there if any of them counts something in it. With units as they are now, on the day
    `on`, the row of a unit holds all that was counted for those it stands for: the totals are the
    same. What a unit finished that was split later stands with its main successor.
    """
    spans = visible_spans(actor=actor, on=on).filter(role=DutyRole.LEAD)
    asked = list(asked)
    tallies = [_tallies(spans, as_of, days, _COLUMNS[by]) for as_of, days in asked]
    passages: tuple[Passage, ...] = ()
    named_on = asked[0][0]
    if units == UnitsAs.NOW and by == Axis.UNIT:
        now, named_on = successions.units_now(on=on), on
        counted_then = {key for each in tallies for key in each}
        passages = tuple(each for each in now.passages if each.unit_id in counted_then)
        tallies = [_folded(each, now) for each in tallies]
    keys = {key for each in tallies for key in each}
    names = _names(by, keys, on=named_on)
    return [
        ScoreCard(
            by=by,
            as_of=as_of,
            start=days.start if days else None,
            end=days.end if days else None,
            rows=tuple(
                ScoreRow(key, name, counted.get(key, Tally())) for key, name in names.items()
            ),
            units=units,
            passages=passages,
        )
        for (as_of, days), counted in zip(asked, tallies, strict=True)
    ]


def period_before(period: Period) -> Period:
    """The period of the same kind that ends where this one begins; for the first of a year the
    last of the year before, for nine months and years those of the year before."""
    if period.number > 1:
        return Period(period.kind, period.year, period.number - 1)
    return Period(period.kind, period.year - 1, period.kind.per_year)


def _tallies(spans: SpanQuerySet, as_of: date, days: Days | None, column: str) -> Tallies:
    """Two questions, for each has its own stretch of an index: what is open, what was settled."""
    latest = happened_until(day=as_of)
    spans = spans.on(as_of, latest=latest).order_by()
    unsettled = spans.filter(counted_from=None)
    settled = spans.filter(counted_from__isnull=False)
    if days:
        unsettled = unsettled.filter(assigned_on__lt=days.end)
        since = settled_since(days, as_of)
        settled = settled.filter(assigned_on__lt=days.end, counted_from__gte=since)

    tallies: Tallies = defaultdict(Tally)
    counts = _counts(_UNSETTLED, as_of, latest=latest)
    _add(tallies, unsettled.values(key=F(column)).annotate(**counts))
    counts = _counts(StatusClass, as_of, latest=latest)
    # Grouped by a sum, which no index has in order: else SQLite walks through all units for it.
    _add(tallies, settled.values(key=F(column) + 0).annotate(**counts))
    return {key: tally for key, tally in tallies.items() if tally != Tally()}


def _folded(tallies: Tallies, now: UnitsNow) -> Tallies:
    """What was counted for units, with those that stand for them now."""
    folded: Tallies = defaultdict(Tally)
    for key, tally in tallies.items():
        folded[key if key is None else now.of(key)] += tally
    return dict(folded)


def _add(tallies: Tallies, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        tallies[row["key"]] += Tally.of(row)


def _counts(statuses: Iterable[StatusClass], as_of: date, *, latest: bool) -> dict[str, Count]:
    return {
        status.value: Count("valid_from", filter=in_class(status, as_of, latest=latest))
        for status in statuses
    }


def _names(by: Axis, keys: set[int | None], *, on: date) -> dict[int | None, str]:
    """What the rows are called, in the order in which they stand; without a key comes last."""
    known = {key for key in keys if key is not None}
    named = _NAMES[by](known, on)
    return {**named, None: ""} if None in keys else named


def _unit_names(keys: set[int], on: date) -> dict[int | None, str]:
    names: dict[int | None, str] = {
        node.unit_id: node.name for node in organisations.tree_on(on=on) if node.unit_id in keys
    }
    if len(names) < len(keys):
        gone = successions.names_told_apart(on=on)
        names.update((key, gone[key]) for key in sorted(keys - names.keys()))
    return names


def _field_names(keys: set[int], _on: date) -> dict[int | None, str]:
    return {field.pk: field.name for field in organisations.fields().filter(pk__in=keys)}


def _document_names(keys: set[int], _on: date) -> dict[int | None, str]:
    found = Document.objects.filter(pk__in=keys).order_by("-issued_on", "-pk")
    return {
        key: f"{symbol}, {subject}" if symbol else subject
        for key, symbol, subject in found.values_list("pk", "symbol", "subject")
    }


_NAMES = {Axis.UNIT: _unit_names, Axis.FIELD: _field_names, Axis.SOURCE: _document_names}
