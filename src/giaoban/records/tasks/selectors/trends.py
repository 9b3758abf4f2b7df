"""How the four classes went over months: each month as it stood at its end, in two questions.

Not a score-card a month: every span is read once and says from which month to which it was open
and as what it was settled. A property test holds it together with the score-cards of the single
months.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Func
from django.db.models.functions import Coalesce

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Kind, Period
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.organisations.successions.types import UnitsNow
from giaoban.records.tasks.models import SpanQuerySet
from giaoban.records.tasks.selectors.score_cards import COLUMNS, Key, spans_of
from giaoban.records.tasks.types import (
    BY_UNITS,
    Axis,
    DutyRole,
    Hold,
    Measure,
    Tally,
    UnitsAs,
)

MONTHS = 24
# Spans told by their places among the months.
Held = QuerySet[Any, Any]
_DUE = {Measure.CURRENT: "due_on", Measure.ORIGINAL: "original_due_on"}


@dataclass(frozen=True)
class Trend:
    """For each row, and for all, the tallies of these months, the oldest first.

    The last month is counted up to the day `until`.
    """

    months: tuple[Period, ...]
    until: date
    rows: Mapping[Key, tuple[Tally, ...]]

    @cached_property
    def total(self) -> tuple[Tally, ...]:
        columns = zip(*self.rows.values(), strict=True)
        totals = tuple(sum(column, Tally()) for column in columns)
        return totals or (Tally(),) * len(self.months)

    def last_days(self) -> list[date]:
        return [min(month.days().last, self.until) for month in self.months]


def trend(
    *,
    actor: User,
    on: date,
    until: date,
    months: int = MONTHS,
    by: Axis = Axis.UNIT,
    units: UnitsAs = UnitsAs.THEN,
    measure: Measure = Measure.CURRENT,
) -> Trend:
    """The lead duties of each of the months up to that of `until`, as they stood at its end."""
    told = _months_until(until, months)
    days = [min(month.days().last, until) for month in told]
    spans = spans_of(actor=actor, on=on, by=by, day=until).filter(role=DutyRole.LEAD)
    now = None
    if units == UnitsAs.NOW and by in BY_UNITS:
        now = successions.units_now(on=on)
    counts: dict[Key, list[list[int]]] = defaultdict(lambda: [[0] * 7 for _ in days])
    for held in _halves(spans, days, told[0].days().start, by, measure):
        for key, place, *classes in _counted(held, len(days)):
            there = counts[_key(key, now)]
            there[place] = [a + int(b) for a, b in zip(there[place], classes, strict=True)]
    rows = {key: tuple(Tally(*each) for each in found) for key, found in counts.items()}
    return Trend(tuple(told), until, rows)


def _months_until(until: date, count: int) -> list[Period]:
    last = until.year * 12 + until.month - 1
    numbers = range(last - count + 1, last + 1)
    return [Period(Kind.MONTH, number // 12, number % 12 + 1) for number in numbers]


def _key(key: Key, now: UnitsNow | None) -> Key:
    if now is not None and isinstance(key, int):
        return now.of(key)
    return None if key == "" else key


def _halves(
    spans: SpanQuerySet, days: Sequence[date], since: date, by: Axis, measure: Measure
) -> Iterator[Held]:
    """From which month to which each span was open, since which it was late, as what it settled.

    Two questions, as for a score-card: each has its own stretch of an index.
    """
    held = spans.filter(
        Q(valid_to=None) | Q(valid_to__gt=days[0]), valid_from__lte=days[-1]
    ).order_by()
    due = _DUE[measure]
    kind = Case(
        When(hold=Hold.SUSPENDED, then=Value(_SUSPENDED)),
        When(Q((due, None)), then=Value(_NO_DEADLINE)),
        default=Value(_DATED),
    )
    settled_as = Case(
        When(hold=Hold.CANCELLED, then=Value(_AS_CANCELLED)),
        When(Q((due, None)), then=Value(_AS_NO_DEADLINE)),
        When(Q(completed_on__lte=F(due)), then=Value(_AS_ON_TIME)),
        default=Value(_AS_LATE),
    )
    never = Value(len(days))
    columns: dict[str, Any] = {
        "row_key": COLUMNS[by],
        "kind": kind,
        "starts": _Place("valid_from", days=days),
        "ends": Coalesce(_Place("valid_to", days=days), never),
        "passed": Coalesce(_Place(due, days=days, after=True), never),
    }
    yield held.filter(counted_from=None).values(
        **columns, settled=never, settled_as=Value(_AS_NOTHING)
    )
    yield held.filter(counted_from__gte=since).values(
        **columns, settled=_Place("counted_from", days=days), settled_as=settled_as
    )


def _counted(held: Held, months: int) -> list[tuple[Any, ...]]:
    """Row by row and month by month how many stood in which class, as Tally has them."""
    try:
        spans, given = held.query.sql_with_params()
    except EmptyResultSet:
        return []
    sqlite = connection.vendor == "sqlite"
    words = {
        "spans": spans,
        # Without it PostgreSQL would reckon each place anew wherever it is named.
        "apart": "LIMIT -1 OFFSET 0" if sqlite else "OFFSET 0",
        "least": "MIN" if sqlite else "LEAST",
        "most": "MAX" if sqlite else "GREATEST",
        "months": months,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS % words, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


# Spans that go alike through the months are counted together, and then month by month: a span is
# open from `starts` up to `till`, late from `late` on, and counts as settled in the month `till`.
_MONTHS = """
    WITH RECURSIVE months (place) AS (
        SELECT 0 UNION ALL SELECT place + 1 FROM months WHERE place + 1 < %(months)s
    ),
    courses AS (
        SELECT row_key, kind, starts, till, %(most)s(starts, %(least)s(passed, till)) AS late,
            CASE WHEN settled < ends THEN settled_as ELSE 0 END AS settled_as, COUNT(*) AS number
        FROM (
            SELECT held.*, %(least)s(ends, settled) AS till FROM (%(spans)s %(apart)s) AS held
            %(apart)s
        ) AS bounded
        GROUP BY 1, 2, 3, 4, 5, 6
    )
    SELECT row_key, place,
        SUM(CASE WHEN place = till AND settled_as = 1 THEN number ELSE 0 END),
        SUM(CASE WHEN place = till AND settled_as = 2 THEN number ELSE 0 END),
        SUM(CASE WHEN place < till AND kind = 0 AND place < late THEN number ELSE 0 END),
        SUM(CASE WHEN place < till AND kind = 0 AND place >= late THEN number ELSE 0 END),
        SUM(CASE WHEN (place < till AND kind = 1) OR (place = till AND settled_as = 4)
            THEN number ELSE 0 END),
        SUM(CASE WHEN place < till AND kind = 2 THEN number ELSE 0 END),
        SUM(CASE WHEN place = till AND settled_as = 3 THEN number ELSE 0 END)
    FROM courses
    JOIN months ON place >= starts AND (place < till OR (place = till AND settled_as > 0))
    GROUP BY row_key, place
"""
# How a span is open, and as what it is settled: the numbers that stand in the statement.
_DATED, _NO_DEADLINE, _SUSPENDED = 0, 1, 2
_AS_NOTHING, _AS_ON_TIME, _AS_LATE, _AS_CANCELLED, _AS_NO_DEADLINE = 0, 1, 2, 3, 4


class _Place(Func):
    """Which is the first of some last days of months that is on or after a date; `after`: after it.

    Their number where none is; nothing without a date. Told so that neither database asks a
    function of another language for every row.
    """

    output_field = IntegerField()

    def __init__(self, column: Any, *, days: Sequence[date] = (), after: bool = False) -> None:
        super().__init__(column)
        self._days = tuple(days)
        self._after = after

    def as_postgresql(
        self, compiler: Any, connection: Any, **_more: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        shift = timedelta(days=0 if self._after else 1)
        bounds = ",".join(str(day + shift) for day in self._days)
        return self.as_sql(
            compiler, connection, template=f"WIDTH_BUCKET(%(expressions)s, '{{{bounds}}}'::date[])"
        )

    def as_sqlite(
        self, compiler: Any, connection: Any, **_more: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        base = self._days[0].year * 12 + self._days[0].month
        date_of = "DATE(%(expressions)s, '+1 day')" if self._after else "%(expressions)s"
        month = (
            f"MAX(0, CAST(SUBSTR({date_of}, 1, 4) AS INTEGER) * 12"
            f" + CAST(SUBSTR({date_of}, 6, 2) AS INTEGER) - {base})"
        )
        template = (
            f"CASE WHEN {date_of} > '{self._days[-1]}' THEN {len(self._days)} ELSE {month} END"
        )
        return self.as_sql(compiler, connection, template=template)
