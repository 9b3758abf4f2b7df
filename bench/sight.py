"""What a person with three appointments sees of 100,000 tasks of a ministry of 100 units.

Head of one unit, officer of another, and a leader with two of twenty fields in charge: 12 in 100
tasks. The first page of the list is measured as the page asks for it when nobody says otherwise.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial
from random import Random

from django.db import transaction

from bench import urging
from bench.harness import Bench, Row
from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import (
    Appointment,
    Field,
    FieldInCharge,
    FieldOfLeader,
    Unit,
)
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import selectors
from giaoban.records.tasks.models import SpanQuerySet, Task
from giaoban.records.tasks.types import OPEN

UNITS = 100
FIELDS = 20
LIST_MS = 150
SHOWN = 50
SINCE = date(2015, 1, 1)


def run(bench: Bench) -> Iterable[Row]:
    """Uses the agency of the urging if it is there, else makes it."""
    if not Task.objects.exists():
        store(bench)
    person = somebody()
    rows = selectors.visible_tasks(actor=person, on=urging.TODAY).count()
    bench.say(f"{rows:,} of {Task.objects.count():,} tasks are seen")
    listed = bench.time("visible tasks, the list", partial(first_page, person), rows=rows)
    yield listed
    name = "visible tasks, the list, 95 in 100 within"
    yield bench.count(name, listed.p95, unit="ms", bar=LIST_MS, rows=rows)
    yield bench.time("visible tasks, their number", partial(total, person), rows=rows)
    clerk = User.objects.get(username="urging-office")
    yield bench.time("the list for the Office", partial(first_page, clerk), rows=urging.TASKS)


def store(bench: Bench) -> None:
    random = Random(93)  # noqa: S311 (nobody is to be kept from guessing it)
    units = urging.an_agency()
    clerk = User.objects.get(username="urging-office")
    bench.say(f"storing {urging.TASKS:,} open tasks")
    for _ in range(0, urging.TASKS, urging.CHUNK):
        urging.store_tasks(units, clerk, urging.CHUNK, random)


@transaction.atomic
def somebody() -> User:
    ministry = Unit.objects.get(key="urging-ministry")
    for number in range(Unit.objects.count(), UNITS + 1):
        unit = Unit.objects.create(key=f"sight-{number}")
        urging.name_unit(unit, f"Vụ Nhìn thấy số {number}", ministry)
    units = list(Unit.objects.exclude(pk=ministry.pk).order_by("pk"))
    fields = [
        Field.objects.create(key=f"sight-{number}", name=f"Lĩnh vực {number}")
        for number in range(FIELDS)
    ]
    for number, field in enumerate(fields):
        Task.objects.filter(pk__in=every(FIELDS, number)).update(field=field)
        FieldInCharge.objects.create(unit=units[number + 2], field=field, valid_from=SINCE)
    person = User.objects.create(username="sight", full_name="Trịnh Thị Nhìn")
    leading = appoint(person, ministry, Post.LEADER)
    FieldOfLeader.objects.bulk_create(
        FieldOfLeader(appointment=leading, field=field, valid_from=SINCE) for field in fields[:2]
    )
    appoint(person, units[0], Post.HEAD)
    appoint(person, units[1], Post.OFFICER)
    return person


def every(step: int, start: int) -> list[int]:
    return list(Task.objects.order_by("pk").values_list("pk", flat=True)[start::step])


def appoint(person: User, unit: Unit, post: Post) -> Appointment:
    return Appointment.objects.create(user=person, unit=unit, post=post, valid_from=SINCE)


def first_page(person: User) -> int:
    return len(open_tasks(person)[:SHOWN])


def total(person: User) -> int:
    return open_tasks(person).count()


def open_tasks(person: User) -> SpanQuerySet:
    """What the page lists where nobody asks otherwise."""
    return selectors.task_list(actor=person, on=urging.TODAY, statuses=OPEN)
