"""The first line at the size of a large agency: 100,000 tasks with four events each, 93 units.

The bar of the list is what Redmine 5.0.4 from Debian took for its filtered overdue list of 50,000
issues on a machine of this kind: 138 ms at the median, 174 ms p95.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from random import Random
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, make_aware

from bench.harness import Bench, Row
from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Kind, Period
from giaoban.kit.vntext.folding import fold as fold_text
from giaoban.records.documents.models import Document
from giaoban.records.organisations.models import Appointment, Field, Unit, UnitVersion
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.folding import fold
from giaoban.records.tasks.models import Duty, Event, Span, SpanQuerySet, Task
from giaoban.records.tasks.types import Axis, DutyRole, EventKind, StatusClass

DATABASES = ("sqlite", "postgresql")

TASKS = 100_000
FEW = 1_000
CHUNK = 5_000
UNITS = 93
REDMINE_MS = 138
WORK = ("Rà soát", "Trình", "Báo cáo", "Tổng hợp", "Thẩm định", "Hướng dẫn", "Kiểm tra")
ABOUT = ("quy hoạch băng tần", "mạng bưu chính công cộng", "chữ ký số", "trạm phát sóng", "kho số")
K = EventKind


class Told(NamedTuple):
    """As much of an event as differs."""

    kind: EventKind
    on: date
    unit_id: int | None
    due_on: date | None


@dataclass(frozen=True)
class Register:
    """What tasks refer to, and who asks for them."""

    clerk: User
    units: list[Unit]
    fields: list[Field]
    documents: list[Document]
    today: date


def run(bench: Bench) -> Iterable[Row]:
    random = Random(93)  # noqa: S311 (nobody is to be kept from guessing it)
    register = a_register(localdate())
    bench.say(f"storing {TASKS:,} tasks")
    store_tasks(register, FEW, random)
    asked = questions(register)
    queries_of_few = {name: queries(ask) for name, ask in asked.items()}
    for _ in range(FEW, TASKS, CHUNK):
        store_tasks(register, min(CHUNK, TASKS - Task.objects.count()), random)
    settle_down()
    overdue = Task.objects.filter(pk__in=overdue_spans().values("task")).count()
    bench.say(
        f"{Event.objects.count():,} events, {Span.objects.count():,} spans, {overdue:,} overdue"
    )

    for name, ask in asked.items():
        bar = REDMINE_MS if "overdue" in name else None
        yield bench.time(name, ask, bar=bar, rows=TASKS)
    for name, ask in asked.items():
        # Equal numbers whatever the rows: the bar is what it took with few.
        yield bench.count(
            f"queries: {name}", queries(ask), unit="queries", bar=queries_of_few[name], rows=TASKS
        )


def questions(register: Register) -> dict[str, Callable[[], object]]:
    month = Period(Kind.MONTH, register.today.year, register.today.month)
    year_ago = Period(Kind.MONTH, register.today.year - 1, register.today.month)
    client = Client(headers={"host": "localhost"})
    client.force_login(register.clerk)
    card = partial(selectors.score_card, actor=register.clerk, by=Axis.UNIT, on=register.today)
    page = f"/tasks/score-card/?period={month.key}"
    unit = f"/tasks/?status=open_overdue&unit={register.units[7].pk}"
    return {
        "score-card by unit": partial(card, as_of=register.today, days=month.days()),
        "score-card by unit, a year ago": partial(
            card, as_of=year_ago.days().last, days=year_ago.days()
        ),
        "score-card, the page": partial(get, client, page),
        "list of overdue, 25": partial(first_of, register),
        "list of overdue, the page": partial(get, client, "/tasks/?status=open_overdue&rows=25"),
        "list of overdue of a unit, the page": partial(get, client, unit),
        "list by words, the page": partial(get, client, "/tasks/?status=all&words=kho+so+phieu"),
    }


def get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")


def first_of(register: Register) -> list[Span]:
    overdue = selectors.task_list(
        actor=register.clerk, on=register.today, statuses=[StatusClass.OPEN_OVERDUE]
    )
    overdue.count()
    return list(overdue[:25])


def overdue_spans() -> SpanQuerySet:
    return Span.objects.filter(valid_to=None).in_classes([StatusClass.OPEN_OVERDUE], localdate())


def queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def settle_down() -> None:
    """Let the database look at what it has, as it would have overnight."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def a_register(today: date) -> Register:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR = "offered"  # whoever asks signs in by no door
    clerk = User.objects.create_user("bench", full_name="Lý Thị Đo")
    units = Unit.objects.bulk_create(Unit(key=f"bench-{n}") for n in range(UNITS))
    long_ago = date(2000, 1, 1)
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=unit,
            name=f"Cục Đo lường số {number}" if number else "Bộ Đo lường",
            kind=UnitKind.AUTHORITY if number else UnitKind.MINISTRY,
            parent=units[0] if number else None,
            position=number,
            valid_from=long_ago,
        )
        for number, unit in enumerate(units)
    )
    Appointment.objects.create(
        user=clerk, unit=units[1], post=Post.OFFICE_CLERK, valid_from=long_ago
    )
    fields = Field.objects.bulk_create(
        Field(key=f"field-{n}", name=f"Lĩnh vực {n}", folded=f"linh vuc {n}") for n in range(20)
    )
    documents = Document.objects.bulk_create(
        Document(
            symbol=f"{n}/TB-BĐL",
            subject=f"Thông báo kết luận số {n}",
            text="",
            text_sha256=f"{n:064}",
            folded="",
            registered_by=clerk,
            registered_at=noon(today),
        )
        for n in range(500)
    )
    return Register(clerk, units, fields, documents, today)


@transaction.atomic
def store_tasks(register: Register, number: int, random: Random) -> None:
    """So many tasks more with all that happened to them, folded as the services fold it."""
    tasks = Task.objects.bulk_create(a_task(register, random) for _ in range(number))
    told = [list(a_history(task, register, random)) for task in tasks]
    folded = [fold(happenings) for happenings in told]
    duties = Duty.objects.bulk_create(
        Duty(task=task, role=DutyRole.LEAD, stage=each.stage)
        for task, each in zip(tasks, folded, strict=True)
    )
    Event.objects.bulk_create(
        Event(duty_id=duty.pk, actor_id=register.clerk.pk, at=noon(each.on), **each._asdict())
        for duty, happenings in zip(duties, told, strict=True)
        for each in happenings
    )
    Span.objects.bulk_create(
        span
        for duty, each in zip(duties, folded, strict=True)
        for span in services.spans_of(duty, each)
    )


def a_task(register: Register, random: Random) -> Task:
    title = f"{random.choice(WORK)} {random.choice(ABOUT)}, phiếu {random.randrange(10_000)}"
    return Task(
        title=title,
        folded=fold_text(title),
        field=random.choice(register.fields),
        document=random.choice(register.documents),
        assigned_on=register.today - timedelta(days=random.randrange(40, 5 * 365)),
        created_by=register.clerk,
        created_at=noon(register.today),
    )


def a_history(task: Task, register: Register, random: Random) -> Iterator[Told]:
    """Four events: seven in ten tasks are done, two are overdue, one is open in time."""
    first, today = task.assigned_on, register.today
    kind = random.choices(("done", "overdue", "open", "held"), (69, 20, 9, 2))[0]
    due_on = {
        "done": first + timedelta(days=random.randrange(10, 60)),
        "overdue": min(first + timedelta(days=random.randrange(10, 90)), today - timedelta(days=1)),
    }.get(kind, today + timedelta(days=random.randrange(90)))
    later = [first + timedelta(days=days) for days in sorted(random.sample(range(39), 3))]
    steps = {
        "done": (K.ACKNOWLEDGED, K.REPORTED, K.CONFIRMED),
        "held": (K.ACKNOWLEDGED, K.PROGRESS, random.choice((K.SUSPENDED, K.CANCELLED))),
    }.get(kind, (K.ACKNOWLEDGED, K.PROGRESS, random.choice((K.PROGRESS, K.DEADLINE_CHANGED))))
    changed = due_on if kind == "overdue" else due_on + timedelta(days=30)
    yield Told(K.ASSIGNED, first, random.choice(register.units).pk, due_on)
    for step, day in zip(steps, later, strict=True):
        yield Told(step, day, None, changed if step == K.DEADLINE_CHANGED else None)


@cache
def noon(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(12)))
