"""Tasks made by the database itself: shapes that begin on some day, in statements for both.

All that depends on chance is drawn from the number of the task, so that the same number gives the
same task. Days are numbers until a table of days makes days of them, for the two databases reckon
with days in ways of their own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.utils.timezone import make_aware

from giaoban.kit.vntext.folding import fold as fold_text
from giaoban.records.tasks.folding import Folded
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.types import EventKind

DAY_0 = date(2000, 1, 1)  # of a shape
_AHEAD = 400  # days after today that a deadline may lie
_SLIPS = 10_000


class Told(NamedTuple):
    """As much of an event of a shape as differs. Unit 1 gets the duty, 2 takes it over."""

    kind: EventKind
    on: date
    unit_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Shape:
    """What happens to a duty, and what that comes to, as if it had been assigned on `DAY_0`.

    It lasts `days`; `waits` says that its deadline is still to come.
    """

    events: tuple[Told, ...]
    folded: Folded
    days: int
    waits: bool


@dataclass(frozen=True)
class Seeds:
    """What tasks are made of. They begin on one of the `days` up to `today`."""

    shapes: Sequence[Shape]
    titles: Sequence[str]
    leaders: Sequence[str]
    units: Sequence[int]
    fields: Sequence[int]
    documents: Sequence[int]
    clerk: int
    today: date
    days: int


def store(cursor: CursorWrapper, seeds: Seeds, *, numbers: tuple[int, int]) -> None:
    """The tasks with these numbers, from the first to the last of them."""
    _tables(cursor, seeds)
    _draw(cursor, seeds, numbers)
    _insert(cursor, Task, _TASKS, clerk=seeds.clerk)
    first = _highest(cursor, Duty)
    _insert(cursor, Duty, _LEADS, first=first)
    _insert(cursor, Duty, _HELPERS, first=first + numbers[1] - numbers[0] + 1)
    cursor.execute(
        "CREATE TEMP TABLE seed_duty AS SELECT duty.id AS duty, duty.role, seed.*, "
        "CASE duty.role WHEN 'lead' THEN seed.lead ELSE seed.then_unit END AS unit "
        "FROM tasks_duty duty JOIN seed ON seed.task = duty.task_id"
    )
    _insert(cursor, Event, _EVENTS, clerk=seeds.clerk)
    _insert(cursor, Span, _SPANS)
    for name in ("seed_duty", "seed", *_TABLES):
        cursor.execute(f"DROP TABLE {name}")


# What chance draws from

_TABLES = {
    "seed_day": "n integer PRIMARY KEY, day date, noon {moment}",
    "seed_shape": "n integer PRIMARY KEY, days integer, waits integer, due integer, "
    "stage varchar(12), opening varchar(12)",
    "seed_told": "shape integer, place integer, kind varchar(20), day integer, unit integer, "
    "due integer",
    "seed_held": "shape integer, place integer, unit integer, due integer, original integer, "
    "promised integer, completed integer, counted integer, hold varchar(10), since integer, "
    "until integer",
    "seed_title": "n integer PRIMARY KEY, title text, folded text",
    "seed_leader": "n integer PRIMARY KEY, leader text",
    "seed_unit": "n integer PRIMARY KEY, id bigint",
    "seed_field": "n integer PRIMARY KEY, id bigint",
    "seed_document": "n integer PRIMARY KEY, id bigint",
}


def _tables(cursor: CursorWrapper, seeds: Seeds) -> None:
    moment = "timestamptz" if connection.vendor == "postgresql" else "datetime"
    for name, columns in _TABLES.items():
        cursor.execute(f"CREATE TEMP TABLE {name} ({columns.format(moment=moment)})")
    for name, rows in _contents(seeds).items():
        kept = list(rows)
        places = ", ".join(["%s"] * len(kept[0]))
        cursor.executemany(f"INSERT INTO {name} VALUES ({places})", kept)  # noqa: S608 - our names


def _contents(seeds: Seeds) -> dict[str, Iterable[Sequence[Any]]]:
    shapes = list(enumerate(seeds.shapes))
    return {
        # The day before the first on which a task may begin is 0.
        "seed_day": (_day(n, seeds) for n in range(seeds.days + _AHEAD)),
        "seed_shape": (
            (
                n,
                shape.days,
                int(shape.waits),
                _number(shape.folded.last.due_on),
                shape.folded.stage.value,
                "assigned",
            )
            for n, shape in shapes
        ),
        "seed_told": (
            (n, place, told.kind.value, _number(told.on), told.unit_id, _number(told.due_on))
            for n, shape in shapes
            for place, told in enumerate(shape.events)
        ),
        "seed_held": (
            (
                n,
                place,
                held.unit_id,
                _number(held.due_on),
                _number(held.original_due_on),
                _number(held.promised_on),
                _number(held.completed_on),
                _number(held.counted_from),
                held.hold.value,
                _number(held.valid_from),
                _number(held.valid_to),
            )
            for n, shape in shapes
            for place, held in enumerate(shape.folded.spans)
        ),
        "seed_title": ((n, each, fold_text(each)) for n, each in enumerate(seeds.titles)),
        "seed_leader": enumerate(seeds.leaders),
        "seed_unit": enumerate(seeds.units),
        "seed_field": enumerate(seeds.fields),
        "seed_document": enumerate(seeds.documents),
    }


def _day(n: int, seeds: Seeds) -> tuple[int, str, str]:
    day = seeds.today - timedelta(days=seeds.days - n)
    noon = make_aware(datetime.combine(day, time(12))).astimezone(UTC)
    # As both databases read a moment, and as SQLite keeps it.
    ending = "+00" if connection.vendor == "postgresql" else ""
    return n, day.isoformat(), f"{noon:%Y-%m-%d %H:%M:%S}{ending}"


def _number(day: date | None) -> int | None:
    return (day - DAY_0).days if day else None


# Drawing

_PRIME = 2_147_483_647
_STEP = 48_271


def _chance(place: int, among: str | int) -> str:
    """An expression for one of the numbers below `among`, drawn from the number of the task."""
    drawn = f"((n * {7_919 + 2 * place} + {104_729 * (place + 1)}) % {_PRIME})"
    for _ in range(3):
        drawn = f"({drawn} * {_STEP} % {_PRIME})"
    return f"({drawn} / 97 % ({among}))"


def _draw(cursor: CursorWrapper, seeds: Seeds, numbers: tuple[int, int]) -> None:
    """A row for each task with all that is drawn for it; `began` is the number of its first day."""
    units = len(seeds.units)
    latest = f"{seeds.days} - shape.days"
    cursor.execute(
        f"""
        CREATE TEMP TABLE seed AS
        WITH RECURSIVE number (n) AS (
            SELECT CAST({numbers[0]} AS bigint)
            UNION ALL SELECT n + 1 FROM number WHERE n < {numbers[1]}
        ), drawn AS (
            SELECT n, {_chance(1, len(seeds.shapes))} AS shape,
                   {_chance(2, 1_000_000)} AS share,
                   {_chance(3, units)} AS lead,
                   1 + {_chance(4, units - 1)} AS later,
                   {_chance(5, len(seeds.titles))} AS title,
                   {_chance(6, _SLIPS)} AS slip,
                   {_chance(7, len(seeds.fields))} AS field,
                   {_chance(8, len(seeds.documents))} AS document,
                   {_chance(9, len(seeds.leaders))} AS leader,
                   {_chance(10, 100)} AS helped
              FROM number
        )
        SELECT drawn.n AS task, drawn.shape, drawn.lead,
               (drawn.lead + drawn.later) % {units} AS then_unit, drawn.title,
               drawn.slip, drawn.field, drawn.document, drawn.leader, drawn.helped,
               CASE WHEN shape.waits = 0
                    -- all of it has happened
                    THEN ({latest}) * drawn.share / 1000000
                    -- all of it has happened, and its deadline is still to come
                    WHEN shape.due - drawn.share % 40 > shape.days
                    THEN {seeds.days} - (shape.due - drawn.share % 40)
                    ELSE {latest} END AS began
          FROM drawn JOIN seed_shape shape ON shape.n = drawn.shape
        """  # noqa: S608 - numbers of ours
    )


# Inserting


def _insert(cursor: CursorWrapper, model: type[models.Model], select: str, **given: int) -> None:
    """What the statement selects by the names of columns; the rest is what the model says."""
    asked = _ASKED[select]
    rest = {
        field.column: field.get_default()
        for field in model._meta.concrete_fields
        if field.column not in asked and not field.primary_key and not field.null
    }
    columns = ", ".join(f'"{name}"' for name in (*asked, *rest))
    values = "".join(f", {_literal(value)}" for value in rest.values())
    statement = select.format(**given).replace("FROM", f"{values} FROM", 1)
    cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({columns}) {statement}')


def _literal(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _highest(cursor: CursorWrapper, model: type[models.Model]) -> int:
    cursor.execute(f'SELECT COALESCE(MAX(id), 0) FROM "{model._meta.db_table}"')  # noqa: S608
    highest: int = cursor.fetchone()[0]
    return highest


_TASKS = """
    SELECT seed.task, title.title || ', phiếu ' || seed.slip,
           title.folded || ', phieu ' || seed.slip, field.id, document.id, leader.leader, day.day,
           {clerk}, day.noon
    FROM seed
    JOIN seed_title title ON title.n = seed.title
    JOIN seed_field field ON field.n = seed.field
    JOIN seed_document document ON document.n = seed.document
    JOIN seed_leader leader ON leader.n = seed.leader
    JOIN seed_day day ON day.n = seed.began
"""
_LEADS = """
    SELECT {first} + row_number() OVER (ORDER BY seed.task), seed.task, 'lead', shape.stage
    FROM seed JOIN seed_shape shape ON shape.n = seed.shape
"""
# Thirty of a hundred tasks have a unit that coordinates. It is asked on the day of the lead, by the
# same deadline, and has done nothing yet.
_HELPERS = """
    SELECT {first} + row_number() OVER (ORDER BY seed.task), seed.task, 'coordinate', shape.opening
    FROM seed JOIN seed_shape shape ON shape.n = seed.shape WHERE seed.helped < 30
"""
_EVENTS = """
    SELECT seed.duty, told.kind, day.day, day.noon, {clerk},
           CASE told.unit WHEN 1 THEN unit.id WHEN 2 THEN other.id END, due.day
    FROM seed_duty seed
    JOIN seed_told told ON told.shape = seed.shape AND (seed.role = 'lead' OR told.place = 0)
    JOIN seed_unit unit ON unit.n = seed.unit
    JOIN seed_unit other ON other.n = seed.then_unit
    JOIN seed_day day ON day.n = seed.began + told.day
    LEFT JOIN seed_day due ON due.n = seed.began + told.due
    ORDER BY seed.duty, told.place
"""
_SPANS = """
    SELECT seed.duty, seed.task, seed.role, CASE held.unit WHEN 1 THEN unit.id ELSE other.id END,
           due.day, original.day, promised.day, began.day, completed.day, counted.day, held.hold,
           since.day, until.day
    FROM seed_duty seed
    JOIN (
        SELECT shape, 'lead' AS role, unit, due, original, promised, completed, counted, hold,
               since, until
          FROM seed_held
        UNION ALL
        SELECT shape, 'coordinate', 1, due, due, NULL, NULL, NULL, '', 0, NULL
          FROM seed_told WHERE place = 0
    ) held ON held.shape = seed.shape AND held.role = seed.role
    JOIN seed_unit unit ON unit.n = seed.unit
    JOIN seed_unit other ON other.n = seed.then_unit
    JOIN seed_day began ON began.n = seed.began
    JOIN seed_day since ON since.n = seed.began + held.since
    LEFT JOIN seed_day due ON due.n = seed.began + held.due
    LEFT JOIN seed_day original ON original.n = seed.began + held.original
    LEFT JOIN seed_day promised ON promised.n = seed.began + held.promised
    LEFT JOIN seed_day completed ON completed.n = seed.began + held.completed
    LEFT JOIN seed_day counted ON counted.n = seed.began + held.counted
    LEFT JOIN seed_day until ON until.n = seed.began + held.until
"""
_ASKED = {
    _TASKS: (
        *("id", "title", "folded", "field_id", "document_id", "leader", "assigned_on"),
        *("created_by_id", "created_at"),
    ),
    _LEADS: ("id", "task_id", "role", "stage"),
    _HELPERS: ("id", "task_id", "role", "stage"),
    _EVENTS: ("duty_id", "kind", "on", "at", "actor_id", "unit_id", "due_on"),
    _SPANS: (
        *("duty_id", "task_id", "role", "unit_id", "due_on", "original_due_on", "promised_on"),
        *("assigned_on", "completed_on", "counted_from", "hold", "valid_from", "valid_to"),
    ),
}
