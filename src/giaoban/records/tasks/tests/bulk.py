"""Many tasks at once, past the services: rows as they would have written them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from giaoban.ground.accounts.models import User
from giaoban.records.tasks.folding import fold
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.services.spans import store_fold
from giaoban.records.tasks.tests.build import at
from giaoban.records.tasks.tests.histories import Told
from giaoban.records.tasks.types import DutyRole


@dataclass(frozen=True)
class Lived:
    """A task of which every duty has its history, the lead first, and how it is classified."""

    histories: tuple[Sequence[Told], ...]
    about: tuple[tuple[str, Any], ...] = ()


def live_all(lived: Iterable[Lived], *, clerk: User, until: date | None = None) -> None:
    """Store the tasks with duties, events and spans, all of it or what happened by a day.

    Units are named by their numbers.
    """
    for each in lived:
        first = each.histories[0][0]
        task = Task.objects.create(
            title="Rà soát danh mục thủ tục",
            folded="ra soat danh muc thu tuc",
            assigned_on=first.on,
            created_by=clerk,
            created_at=at(first.on),
            **dict(each.about),
        )
        for place, history in enumerate(each.histories):
            told = [event for event in history if until is None or event.on <= until]
            role = DutyRole.COORDINATE if place else DutyRole.LEAD
            duty = Duty.objects.create(task=task, role=role, stage="assigned")
            _tell(duty, told, told, clerk)


def live_on(lived: Iterable[Lived], *, clerk: User) -> None:
    """What has not happened yet to these tasks, the only ones there are, happens."""
    duties = iter(Duty.objects.order_by("pk"))
    for each in lived:
        for history, duty in zip(each.histories, duties, strict=False):
            known = duty.events.count()
            _tell(duty, history, history[known:], clerk)


def _tell(duty: Duty, history: Sequence[Told], new: Sequence[Told], clerk: User) -> None:
    Event.objects.bulk_create(
        Event(
            duty=duty,
            kind=told.kind,
            on=told.on,
            at=at(told.on),
            actor=clerk,
            unit_id=told.unit_id,
            due_on=told.due_on,
        )
        for told in new
    )
    if history:
        store_fold(duty, fold(history))


@dataclass(frozen=True)
class Stock:
    """So many lead duties of one unit that stand alike on a day."""

    count: int
    unit_id: int
    due_on: date | None
    completed_on: date | None = None


def stock(many: Iterable[Stock], *, assigned_on: date, clerk: User) -> None:
    """Lead duties and their spans without events, some ten thousand in a second."""
    alike = [each for each in many for _ in range(each.count)]
    tasks = Task.objects.bulk_create(
        (
            Task(
                title="Thực hiện nhiệm vụ được giao",
                folded="thuc hien nhiem vu duoc giao",
                assigned_on=assigned_on,
                created_by=clerk,
                created_at=at(assigned_on),
            )
            for _ in alike
        ),
        batch_size=2000,
    )
    duties = Duty.objects.bulk_create(
        (Duty(task=task, role=DutyRole.LEAD, stage="underway") for task in tasks),
        batch_size=2000,
    )
    Span.objects.bulk_create(
        (
            Span(
                duty=duty,
                task_id=duty.task_id,
                role=DutyRole.LEAD,
                unit_id=each.unit_id,
                due_on=each.due_on,
                original_due_on=each.due_on,
                assigned_on=assigned_on,
                completed_on=each.completed_on,
                counted_from=each.completed_on,
                valid_from=assigned_on,
            )
            for duty, each in zip(duties, alike, strict=True)
        ),
        batch_size=2000,
    )
