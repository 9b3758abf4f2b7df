"""Builders of tasks and of what happens to them, through the services as in real life."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.records.organisations.models import Appointment, Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import services
from giaoban.records.tasks.models import Duty, Span, Task
from giaoban.records.tasks.types import DutyRole


def at(day: date, hour: int = 9) -> datetime:
    """That day at that hour in Viet Nam."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def a_clerk(*, unit: Unit | None = None) -> User:
    """Someone of the Office, who assigns and confirms."""
    return an_appointment(unit=unit, post=Post.OFFICE_CLERK).user


def an_officer(unit: Unit) -> User:
    """Someone who acts for the unit."""
    return an_appointment(unit=unit, post=Post.OFFICER).user


def a_leader() -> User:
    return an_appointment(post=Post.LEADER).user


def a_stranger() -> User:
    """Someone who serves in a unit that has nothing to do with any task."""
    return an_officer(a_unit())


def a_task(
    *,
    title: str = "Trình đề án phát triển bưu chính nông thôn",
    lead: Unit | None = None,
    assigned_on: date = date(2025, 3, 3),
    due_on: date | None = date(2025, 3, 31),
    clerk: User | None = None,
    **more: Any,
) -> Task:
    """A task as a clerk assigns it on its day."""
    return services.assign_task(
        actor=clerk or a_clerk(),
        now=at(assigned_on),
        title=title,
        lead_id=(lead or a_unit()).pk,
        due_on=due_on,
        **more,
    )


def lead_duty(task: Task) -> Duty:
    return Duty.objects.get(task=task, role=DutyRole.LEAD)


def lead_unit(task: Task) -> Unit:
    return Span.objects.select_related("unit").get(duty=lead_duty(task), valid_to=None).unit


def someone_acting_for(task: Task) -> User:
    """An officer of the unit that leads the task; the same one each time."""
    unit = lead_unit(task)
    there = Appointment.objects.filter(unit=unit, post=Post.OFFICER).first()
    return there.user if there else an_officer(unit)


def reported(task: Task, *, on: date) -> Task:
    services.report_result(
        actor=someone_acting_for(task),
        duty_id=lead_duty(task).pk,
        note="Đã trình dự thảo",
        now=at(on),
    )
    return task


def confirmed(task: Task, *, on: date, reported_on: date | None = None) -> Task:
    """A task whose result was reported and confirmed, by default on the same day."""
    reported(task, on=reported_on or on)
    services.confirm_result(
        actor=task.created_by, duty_id=lead_duty(task).pk, now=at(on) + timedelta(hours=1)
    )
    return task


__all__ = [
    "a_clerk",
    "a_leader",
    "a_stranger",
    "a_task",
    "a_user",
    "an_officer",
    "at",
    "confirmed",
    "lead_duty",
    "lead_unit",
    "reported",
    "someone_acting_for",
]
