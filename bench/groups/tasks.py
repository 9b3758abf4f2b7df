"""Tasks at the size of a ministry: a million of them, by the bars of its speed table.

PostgreSQL has 1,000,000 tasks, SQLite 100,000, for which it may take twice as long. Both are
measured on the way, at a tenth, for how the figures grow. GIAOBAN_BENCH_TASKS is another number for
PostgreSQL, of which SQLite has a tenth. The bars are of what 95 in 100 stay within.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from random import Random
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from bench import ministry
from bench.harness import Bench, Row
from bench.ministry import Ministry
from giaoban.kit.periods.period import Kind, Period
from giaoban.records.tasks import selectors
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.pages.lists import Line, ListPage, lines_of
from giaoban.records.tasks.types import Axis

DATABASES = ("sqlite", "postgresql")

TASKS = 1_000_000
SQLITE_SHARE = 10
GROWTH = 10
SQLITE_TIMES = 2  # as long as PostgreSQL may take for ten times as many
ROWS = 25
FAR = 2_000
CHECKED = 500
PAST_DAYS = 40
REPEATS = 40
# Milliseconds within which 95 in 100 stay.
CARD_MS, TREND_MS, PAST_MS, LIST_MS, WORDS_MS = 100, 300, 150, 150, 200
TIMES_BARE_SQL = 3
TIMES_GROWN = 2


@dataclass(frozen=True)
class Asked:
    """Something that is asked, and the milliseconds it may take; none where only told."""

    name: str
    ask: Callable[[], object]
    within: float | None = None
    grows: bool = False


def run(bench: Bench) -> Iterable[Row]:
    number = int(os.environ.get("GIAOBAN_BENCH_TASKS", TASKS))
    if bench.database == "sqlite":
        number //= SQLITE_SHARE
    agency = ministry.a_ministry(localdate())
    ministry.store_tasks(agency, number // GROWTH, say=bench.say)
    ministry.settle_down()
    few = {asked.name: _median(bench, asked) for asked in questions(agency) if asked.grows}
    queries_of_few = {asked.name: queries(asked.ask) for asked in questions(agency)}
    began = perf_counter()
    ministry.store_tasks(agency, number - number // GROWTH, say=bench.say)
    ministry.settle_down()
    _check(bench, perf_counter() - began)
    slack = SQLITE_TIMES if bench.database == "sqlite" else 1
    for asked in questions(agency):
        row = bench.time(asked.name, asked.ask, rows=number, repeats=REPEATS)
        yield from _held(bench, row, asked, slack)
        if asked.name in few:
            yield bench.count(
                f"{asked.name}, times as long as with a tenth",
                round(row.median / few[asked.name], 2),
                unit="times",
                bar=TIMES_GROWN,
                rows=number,
            )
        if asked.name == "score-card by unit, a month, today":
            yield from _beside_bare_sql(bench, row, agency)
        # Equal numbers whatever the rows: the bar is what it took with few.
        yield bench.count(
            f"queries: {asked.name}",
            queries(asked.ask),
            unit="queries",
            bar=queries_of_few[asked.name],
            rows=number,
        )


def questions(agency: Ministry) -> list[Asked]:
    """What the speed table asks, of the selectors and of the pages that people see."""
    on, clerk = agency.today, agency.clerk
    month = Period(Kind.MONTH, on.year, on.month)
    card = partial(selectors.score_card, actor=clerk, on=on, by=Axis.UNIT)
    past = cycle(_past_days(on))
    client = Client(headers={"host": "localhost"})
    client.force_login(clerk)
    page = partial(_get, client)
    lines = partial(_lines_of, agency)
    wide = _six_filters(agency)
    wide_page = f"/tasks/?{urlencode(wide)}"
    task = Task.objects.order_by("pk").values_list("pk", flat=True)[7]
    return [
        Asked(
            "score-card by unit, a month, today",
            partial(card, as_of=on, days=month.days()),
            CARD_MS,
            grows=True,
        ),
        Asked(
            "score-card by unit, 12 months",
            partial(selectors.trend, actor=clerk, on=on, until=on, months=12, by=Axis.UNIT),
            TREND_MS,
        ),
        Asked("score-card by unit, any past day", lambda: _card_of(card, next(past)), PAST_MS),
        Asked("list, 6 filters, page 1", partial(lines, wide, 1), LIST_MS, grows=True),
        Asked("list, 6 filters, page 2,000", partial(lines, wide, FAR), LIST_MS),
        Asked(
            "list, 6 narrow filters, page 1", partial(lines, _narrow_filters(agency), 1), LIST_MS
        ),
        Asked("list by words", partial(lines, _words("kho so phieu"), 1), WORDS_MS),
        Asked("list by rare words", partial(lines, _words("tram can phieu 4711"), 1), WORDS_MS),
        Asked("score-card, the page", partial(page, f"/tasks/score-card/?period={month.key}")),
        Asked(
            "list of overdue, the page", partial(page, "/tasks/?status=open_overdue"), grows=True
        ),
        Asked("list, 6 filters, page 1, the page", partial(page, wide_page)),
        Asked("list, 6 filters, page 2,000, the page", partial(page, f"{wide_page}&page={FAR}")),
        Asked("list by words, the page", partial(page, f"/tasks/?{urlencode(_words('kho so'))}")),
        Asked("a task, the page", partial(page, f"/tasks/{task}/")),
        Asked("papers, the page", partial(page, "/papers/")),
    ]


def _six_filters(agency: Ministry) -> dict[str, str]:
    """Role, status, period, due from, due to and who assigned: wide enough for 2,000 pages."""
    on = agency.today
    return {
        "role": "lead",
        "status": "done",
        "period": str(on.year - 1),
        "as_of": on.isoformat(),
        "due_from": (on - timedelta(days=ministry.YEARS * 365)).isoformat(),
        "due_to": on.isoformat(),
        "leader": ministry.LEADERS[0],
        "rows": str(ROWS),
    }


def _narrow_filters(agency: Ministry) -> dict[str, str]:
    """Role, status, unit, field, due from and who assigned: what leaves some tens of rows."""
    on = agency.today
    return {
        "role": "lead",
        "status": "due",
        "unit": str(agency.units[7].pk),
        "field": str(agency.fields[3].pk),
        "due_from": (on - timedelta(days=2 * 365)).isoformat(),
        "leader": ministry.LEADERS[1],
        "rows": str(ROWS),
    }


def _words(words: str) -> dict[str, str]:
    return {"status": "all", "words": words, "rows": str(ROWS)}


def _lines_of(agency: Ministry, given: dict[str, str], number: int) -> list[Line]:
    """The lines of a page, or of the last there is where there are fewer, and how many in all."""
    asked = ListPage(actor=agency.clerk, on=agency.today, data=given)
    page = asked.leaves.get_page(number)
    return list(lines_of(list(page), names=asked.names, day=asked.as_of))


def _card_of(card: Callable[..., object], day: date) -> object:
    month = Period(Kind.MONTH, day.year, day.month)
    return card(as_of=day, days=month.days())


def _past_days(on: date) -> list[date]:
    random = Random(12)  # noqa: S311 (nobody is to be kept from guessing it)
    return [on - timedelta(days=random.randrange(30, 4 * 365)) for _ in range(PAST_DAYS)]


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")


def queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def _median(bench: Bench, asked: Asked) -> float:
    name = f"{asked.name}, with a tenth"
    return bench.time(name, asked.ask, repeats=REPEATS).median


def _held(bench: Bench, row: Row, asked: Asked, slack: float) -> Iterator[Row]:
    """The row, and the same as what 95 in 100 stay within."""
    yield row
    if asked.within:
        yield bench.count(
            f"{row.name}, 95 in 100 within",
            row.p95,
            unit="ms",
            bar=asked.within * slack,
            rows=row.rows,
        )


def _check(bench: Bench, seconds: float) -> None:
    wrong = ministry.refolded_alike(CHECKED)
    if wrong:
        raise RuntimeError(f"{wrong} of {CHECKED} duties are stored otherwise than they fold")
    counted = ((Task, "tasks"), (Duty, "duties"), (Event, "events"), (Span, "spans"))
    bench.say(
        f"the machine does {os.getloadavg()[0]:.1f} things at once, with {os.cpu_count()} cores"
    )
    told = ", ".join(f"{model._default_manager.count():,} {name}" for model, name in counted)  # noqa: SLF001 - the name Django documents
    bench.say(f"{told}; the last nine tenths in {seconds:.0f} s")


# Beside bare SQL

_BARE = """
    SELECT unit_id,
           COUNT(*) FILTER (WHERE counted_from IS NOT NULL AND completed_on <= due_on),
           COUNT(*) FILTER (WHERE counted_from IS NOT NULL AND completed_on > due_on),
           COUNT(*) FILTER (WHERE counted_from IS NULL AND due_on >= %(day)s),
           COUNT(*) FILTER (WHERE counted_from IS NULL AND due_on < %(day)s)
      FROM tasks_span
     WHERE role = 'lead' AND hold = '' AND valid_to IS NULL AND assigned_on < %(end)s
       AND (counted_from IS NULL OR counted_from >= %(start)s)
  GROUP BY unit_id
"""


def _beside_bare_sql(bench: Bench, row: Row, agency: Ministry) -> Iterator[Row]:
    """The one statement that counts the same rows, and how often it would have run meanwhile."""
    days = Period(Kind.MONTH, agency.today.year, agency.today.month).days()
    given: dict[str, Any] = {"day": agency.today, "start": days.start, "end": days.end}
    if connection.vendor == "sqlite":
        given = {name: value.isoformat() for name, value in given.items()}
    bare = bench.time("the same by bare SQL", partial(_bare, given), rows=row.rows, repeats=REPEATS)
    yield bare
    yield bench.count(
        "score-card by unit, a month, today, times bare SQL",
        round(row.median / bare.median, 2),
        unit="times",
        bar=TIMES_BARE_SQL,
        rows=row.rows,
    )


def _bare(given: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(_BARE, given)
        return list(cursor.fetchall())
