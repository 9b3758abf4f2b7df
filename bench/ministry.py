"""A large ministry made up: 93 units, five years of tasks, four events on each lead duty.

What can happen to a duty is told once as a shape, in days since it was assigned, and folded by the
program's own fold; a task is a shape that began on some day. So a million tasks take minutes, and
what is stored is what the services would have stored. The same number gives the same ministry.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.timezone import make_aware

from bench import seeding
from bench.seeding import DAY_0, Seeds, Shape, Told
from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.organisations.models import Appointment, Field, Unit, UnitVersion
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks.folding import fold
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.types import EventKind

UNITS = 93
FIELDS = 20
DOCUMENTS = 500
YEARS = 5
SHAPES = 2_000
BATCH = 250_000
LONG_AGO = date(2000, 1, 1)
_OPEN = timedelta(days=120)  # within which what is not yet due was assigned
K = EventKind

WORK = ("Rà soát", "Trình", "Báo cáo", "Tổng hợp", "Thẩm định", "Hướng dẫn", "Kiểm tra", "Khảo sát")
ABOUT = (
    "quy hoạch băng tần đo xa",
    "mạng chuẩn đo lường",
    "chữ ký số của trạm cân",
    "trạm phát sóng giờ chuẩn",
    "kho số máy đo",
    "kinh phí kiểm định",
)
LEADERS = ("Bộ trưởng Lò Thị Cân", "Thứ trưởng Vũ Văn Thước", "Thứ trưởng Đào Thị Nhiệt")
# How often what happens, in a thousand. A tenth stays open: over five years that is twice the share
# that the Government's report of 2017 had open in one.
_KINDS = {
    "done": 670,
    "done_late": 140,
    "done_extended": 60,
    "overdue": 30,
    "overdue_extended": 10,
    "transferred": 10,
    "open": 30,
    "returned": 8,
    "suspended": 10,
    "resumed": 7,
    "cancelled": 20,
    "no_deadline": 5,
}


@dataclass(frozen=True)
class Ministry:
    """What tasks refer to, and who asks for them on which day."""

    clerk: User
    units: list[Unit]
    fields: list[Field]
    documents: list[Document]
    today: date

    def seeds(self, first: int) -> Seeds:
        """What the tasks after the number `first` are made of."""
        random = Random(first)  # noqa: S311 (nobody is to be kept from guessing it)
        return Seeds(
            shapes=[_shape(random) for _ in range(SHAPES)],
            titles=[f"{work} {about}" for work in WORK for about in ABOUT],
            leaders=LEADERS,
            units=[unit.pk for unit in self.units[1:]],
            fields=[field.pk for field in self.fields],
            documents=[document.pk for document in self.documents],
            clerk=self.clerk.pk,
            today=self.today,
            days=YEARS * 365,
        )


def a_ministry(today: date) -> Ministry:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR = "offered"  # whoever asks signs in by no door
    clerk = User.objects.create_user("bench-tasks", full_name="Lý Thị Đo")
    units = Unit.objects.bulk_create(Unit(key=f"ministry-{n}") for n in range(UNITS))
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=unit,
            name=f"Cục Đo lường số {number}" if number else "Bộ Đo lường",
            kind=UnitKind.AUTHORITY if number else UnitKind.MINISTRY,
            parent=units[0] if number else None,
            position=number,
            valid_from=LONG_AGO,
        )
        for number, unit in enumerate(units)
    )
    Appointment.objects.create(
        user=clerk, unit=units[1], post=Post.OFFICE_CLERK, valid_from=LONG_AGO
    )
    fields = Field.objects.bulk_create(
        Field(key=f"ministry-{n}", name=f"Lĩnh vực {n}", folded=f"linh vuc {n}")
        for n in range(FIELDS)
    )
    documents = Document.objects.bulk_create(
        Document(
            symbol=f"{n}/TB-BĐL",
            kind="Thông báo",
            subject=f"Thông báo kết luận số {n}",
            issued_on=today - timedelta(days=n),
            text="",
            text_sha256=f"{n:064}",
            folded="",
            registered_by=clerk,
            registered_at=noon(today),
        )
        for n in range(DOCUMENTS)
    )
    return Ministry(clerk, units, fields, documents, today)


def store_tasks(ministry: Ministry, number: int, *, say: Callable[[str], None]) -> None:
    """So many tasks with their duties, events and spans, after those that are there.

    The database makes them itself from the shapes, a batch at a time.
    """
    last = Task.objects.aggregate(last=models.Max("pk"))["last"] or 0
    with _without_checks(), _without_indexes():
        for first in range(last, last + number, BATCH):
            few = min(BATCH, last + number - first)
            with transaction.atomic(), connection.cursor() as cursor:
                seeding.store(cursor, ministry.seeds(first), numbers=(first + 1, first + few))
            say(f"{first + few:,} tasks stored")
    _set_counters()


@contextmanager
def _without_checks() -> Iterator[None]:
    """Rows that are right by how they are made are not asked whether they are."""
    off, on = {
        "postgresql": (
            "SET session_replication_role = replica",
            "SET session_replication_role = DEFAULT",
        ),
        "sqlite": ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(off)
        try:
            yield
        finally:
            cursor.execute(on)


def settle_down() -> None:
    """Let the database look at what it has, as it would have overnight."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


# Shapes


def _shape(random: Random) -> Shape:
    kind = random.choices(list(_KINDS), list(_KINDS.values()))[0]
    days = sorted(random.sample(range(1, 40), 3))
    events = tuple(_HISTORIES[kind](random, *(DAY_0 + timedelta(days=each) for each in days)))
    waits = kind in {"open", "returned", "resumed", "transferred"}
    return Shape(events, fold(events), days[-1], waits)


def _day(random: Random, first: int, last: int) -> date:
    return DAY_0 + timedelta(days=random.randrange(first, last))


def _given(due_on: date | None) -> Told:
    return Told(K.ASSIGNED, DAY_0, 1, due_on)


def _done(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(two + timedelta(days=random.randrange(20)))
    yield from (Told(K.ACKNOWLEDGED, one), Told(K.REPORTED, two), Told(K.CONFIRMED, three))


def _done_late(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(two - timedelta(days=1 + random.randrange((two - DAY_0).days)))
    yield from (Told(K.ACKNOWLEDGED, one), Told(K.REPORTED, two), Told(K.CONFIRMED, three))


def _done_extended(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(one + timedelta(days=random.randrange(5)))
    yield Told(K.EXTENDED, one, None, three + timedelta(days=random.randrange(10)))
    yield from (Told(K.REPORTED, two), Told(K.CONFIRMED, three))


def _overdue(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(_day(random, 10, 39))
    yield from (Told(K.ACKNOWLEDGED, one), Told(K.PROGRESS, two), Told(K.PROGRESS, three))


def _overdue_extended(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    """Extended when it was late already: it stays late."""
    yield _given(_day(random, 1, (two - DAY_0).days))
    yield from (Told(K.ACKNOWLEDGED, one), Told(K.EXTENDED, two, None, three))
    yield Told(K.PROGRESS, three)


def _transferred(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(_day(random, 60, 120))
    yield from (Told(K.PROGRESS, one), Told(K.TRANSFERRED, two, 2), Told(K.ACKNOWLEDGED, three))


def _open(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(_day(random, 60, _OPEN.days))
    yield from (Told(K.ACKNOWLEDGED, one), Told(K.PROGRESS, two), Told(K.PROGRESS, three))


def _returned(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(_day(random, 60, _OPEN.days))
    yield from (Told(K.ACKNOWLEDGED, one), Told(K.REPORTED, two), Told(K.RETURNED, three))


def _suspended(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(_day(random, 10, 90))
    yield from (Told(K.ACKNOWLEDGED, one), Told(K.PROGRESS, two), Told(K.SUSPENDED, three))


def _resumed(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    """Suspended for a while and given the days back."""
    due_on = _day(random, 60, _OPEN.days)
    yield _given(due_on)
    yield Told(K.SUSPENDED, one)
    yield Told(K.RESUMED, two, None, due_on + (two - one))
    yield Told(K.PROGRESS, three)


def _cancelled(random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(_day(random, 10, 90))
    yield from (Told(K.ACKNOWLEDGED, one), Told(K.PROGRESS, two), Told(K.CANCELLED, three))


def _no_deadline(_random: Random, one: date, two: date, three: date) -> Iterator[Told]:
    yield _given(None)
    yield from (Told(K.ACKNOWLEDGED, one), Told(K.PROGRESS, two), Told(K.PROGRESS, three))


_HISTORIES: dict[str, Callable[[Random, date, date, date], Iterator[Told]]] = {
    "done": _done,
    "done_late": _done_late,
    "done_extended": _done_extended,
    "overdue": _overdue,
    "overdue_extended": _overdue_extended,
    "transferred": _transferred,
    "open": _open,
    "returned": _returned,
    "suspended": _suspended,
    "resumed": _resumed,
    "cancelled": _cancelled,
    "no_deadline": _no_deadline,
}


@contextmanager
def _without_indexes() -> Iterator[None]:
    """PostgreSQL sorts a whole index in a fraction of the time it takes to add row by row."""
    if connection.vendor != "postgresql":
        yield
        return
    tables = [model._meta.db_table for model in (Task, Duty, Event, Span)]
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [tables])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        try:
            yield
        finally:
            for _name, definition in indexes:
                cursor.execute(definition)


# Those that only make reading quick: what holds a row to be the only one stays.
_INDEXES = """
    SELECT index.relname, pg_get_indexdef(index.oid)
      FROM pg_index JOIN pg_class index ON index.oid = indexrelid
      JOIN pg_class owner ON owner.oid = indrelid
     WHERE owner.relname = ANY(%s) AND NOT indisunique
"""


def _set_counters() -> None:
    """Tell the database which numbers were taken, for those that were given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Task, Duty]):
            cursor.execute(statement)


@cache
def noon(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(12)))


def refolded_alike(number: int) -> int:
    """How many of so many duties have spans other than the fold of their events; to be 0."""
    keys = list(Duty.objects.order_by("pk").values_list("pk", flat=True))
    wrong = 0
    for key in keys[:: max(1, len(keys) // number)]:
        events = Event.objects.filter(duty=key)
        kept = [
            (span.unit_id, span.due_on, span.completed_on, span.counted_from, span.hold)
            for span in Span.objects.filter(duty=key)
        ]
        again = [
            (held.unit_id, held.due_on, held.completed_on, held.counted_from, held.hold.value)
            for held in fold(events).spans
        ]
        wrong += kept != again
    return wrong
