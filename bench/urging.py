"""Urging over 100,000 open tasks: 93 units, two in five overdue, by the rules one starts from."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from time import perf_counter

from django.db import transaction
from django.utils.timezone import make_aware

from bench.harness import Bench, Row
from giaoban.ground.accounts.models import User
from giaoban.ground.notices.models import Notice
from giaoban.kit.vntext.folding import fold as fold_text
from giaoban.records.organisations.models import Appointment, Unit, UnitVersion
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.folding import fold
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.types import DutyRole, EventKind
from giaoban.records.tasks.urging import selectors, services

TASKS = 100_000
CHUNK = 5_000
UNITS = 93
RUN_S = 60
TODAY = date(2025, 8, 18)  # a Monday
SEVEN = make_aware(datetime.combine(TODAY, time(7)))


def run(bench: Bench) -> Iterable[Row]:
    random = Random(93)  # noqa: S311 (nobody is to be kept from guessing it)
    units = an_agency()
    clerk = User.objects.get(username="urging-office")
    bench.say(f"storing {TASKS:,} open tasks")
    for _ in range(0, TASKS, CHUNK):
        store_tasks(units, clerk, CHUNK, random)
    began = perf_counter()
    plan = selectors.plan_of(on=TODAY)
    yield seconds(bench, "urging, the preview of the first day", began)
    began = perf_counter()
    outcome = services.urge_by_rules(now=SEVEN)
    bench.say(f"{outcome.messages} messages, {outcome.urges:,} urges")
    yield seconds(bench, "urging, the run of the first day", began, bar=RUN_S)
    if outcome.urges != plan.lines:
        raise RuntimeError(f"{plan.lines} were planned and {outcome.urges} sent")
    began = perf_counter()
    services.urge_by_rules(now=SEVEN + timedelta(days=1))
    yield seconds(bench, "urging, the run of the day after", began, bar=RUN_S)
    told = Notice.objects.filter(kind="tasks.urged", sent_at=SEVEN).count()
    yield bench.count("urging, notices of the first day", told, unit="notices", rows=TASKS)


def seconds(bench: Bench, name: str, began: float, *, bar: float | None = None) -> Row:
    taken = [perf_counter() - began]
    return bench.row(name, taken, unit="s", better="lower", bar=bar, rows=TASKS)


@transaction.atomic
def an_agency() -> list[Unit]:
    """A ministry whose units have an officer and a head each, three clerks and five leaders."""
    ministry = Unit.objects.create(key="urging-ministry")
    name_unit(ministry, "Bộ Nhắc việc", None)
    units = []
    for number in range(UNITS):
        unit = Unit.objects.create(key=f"urging-{number}")
        name_unit(unit, f"Cục Nhắc việc số {number}", ministry)
        serve(unit, f"urging-officer-{number}", Post.OFFICER)
        serve(unit, f"urging-head-{number}", Post.HEAD)
        units.append(unit)
    for name in ("urging-office", "urging-office-2", "urging-office-3"):
        serve(ministry, name, Post.OFFICE_CLERK)
    for number in range(5):
        serve(ministry, f"urging-leader-{number}", Post.LEADER)
    return units


def name_unit(unit: Unit, name: str, parent: Unit | None) -> None:
    kind = UnitKind.AUTHORITY if parent else UnitKind.MINISTRY
    UnitVersion.objects.create(
        unit=unit, name=name, kind=kind, parent=parent, valid_from=date(2015, 1, 1)
    )


def serve(unit: Unit, name: str, post: Post) -> None:
    user = User.objects.create(username=name, full_name=f"Người {name}")
    Appointment.objects.create(user=user, unit=unit, post=post, valid_from=date(2015, 1, 1))


@transaction.atomic
def store_tasks(units: list[Unit], clerk: User, number: int, random: Random) -> None:
    made = Task.objects.bulk_create(new_tasks(clerk, number, random))
    told = [assigned(task, clerk, random.choice(units), random) for task in made]
    folded = [fold([event]) for event in told]
    duties = Duty.objects.bulk_create(
        Duty(task=task, role=DutyRole.LEAD, stage=each.stage)
        for task, each in zip(made, folded, strict=True)
    )
    for duty, event in zip(duties, told, strict=True):
        event.duty = duty
    Event.objects.bulk_create(told)
    Span.objects.bulk_create(
        span
        for duty, each in zip(duties, folded, strict=True)
        for span in tasks.spans_of(duty, each)
    )


def new_tasks(clerk: User, number: int, random: Random) -> Iterator[Task]:
    for _ in range(number):
        title = f"Rà soát việc nhắc số {random.randrange(10_000)}"
        yield Task(
            title=title,
            folded=fold_text(title),
            leader=f"Người urging-leader-{random.randrange(5)}",
            assigned_on=TODAY - timedelta(days=400),
            created_by=clerk,
            created_at=SEVEN - timedelta(days=300),
        )


def assigned(task: Task, clerk: User, unit: Unit, random: Random) -> Event:
    days = random.randrange(1, 366) if random.random() < 0.4 else -random.randrange(0, 90)
    return Event(
        kind=EventKind.ASSIGNED,
        on=task.assigned_on,
        at=task.created_at,
        actor=clerk,
        unit=unit,
        due_on=TODAY - timedelta(days=days),
    )
