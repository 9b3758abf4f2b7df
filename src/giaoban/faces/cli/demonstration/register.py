"""The ministry's register of June 2020, played through the services day by day."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import resources
from zoneinfo import ZoneInfo

from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Field, Unit
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.types import DutyRole

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
REGISTER = resources.files("giaoban.faces.cli.demonstration") / "samples/nhiem-vu-thang-6-2020.tsv"


@dataclass(frozen=True)
class Line:
    """A task of the register and what happened to it."""

    unit: str
    field: str
    title: str
    assigned: date
    due: date
    reported: date | None
    confirmed: date | None


def lines() -> Iterator[Line]:
    rows = REGISTER.read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(rows, delimiter="\t"):
        yield Line(
            unit=row["unit"],
            field=row["field"],
            title=row["title"],
            assigned=date.fromisoformat(row["assigned"]),
            due=date.fromisoformat(row["due"]),
            reported=_day(row["reported"]),
            confirmed=_day(row["confirmed"]),
        )


def play(clerk: User, heads: dict[str, User]) -> list[Task]:
    units = dict(Unit.objects.values_list("key", "pk"))
    fields = dict(Field.objects.values_list("key", "pk"))
    played = []
    for line in lines():
        task = tasks.assign_task(
            actor=clerk,
            now=at(line.assigned, 9),
            title=line.title,
            lead_id=units[line.unit],
            field_id=fields[line.field],
            due_on=line.due,
        )
        duty = task.duties.get(role=DutyRole.LEAD)
        head = heads[line.unit]
        tasks.acknowledge_duty(actor=head, duty_id=duty.pk, now=at(line.assigned, 14))
        if line.reported:
            tasks.report_result(
                actor=head, duty_id=duty.pk, now=at(line.reported, 15), note="Đã hoàn thành."
            )
        if line.confirmed:
            tasks.confirm_result(actor=clerk, duty_id=duty.pk, now=at(line.confirmed, 16))
        played.append(task)
    return played


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=HANOI)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
