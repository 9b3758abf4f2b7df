"""What was sent: the messages of a day, what one is about, and how often a task was urged."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from giaoban.ground.accounts.models import User
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.selectors import visible_duties
from giaoban.records.tasks.urging.models import LetterLine, Message, Urge
from giaoban.records.tasks.urging.types import Audience, Way


@dataclass(frozen=True)
class UrgeOfTask:
    """One time a duty of the task was urged. By a letter it was not by a rule: `letter` is its
    number and `letter_id` its key, and `offset` the days since the deadline."""

    at: datetime
    audience: Audience
    unit_id: int | None
    due_on: date
    offset: int
    way: Way
    letter: str = ""
    letter_id: int | None = None


def visible_messages(*, actor: User, on: date) -> QuerySet[Message]:
    """Those about a duty that the person sees."""
    seen = Urge.objects.filter(duty__in=visible_duties(actor=actor, on=on))
    return Message.objects.filter(pk__in=seen.values("message"))


def messages_of_day(*, on: date) -> QuerySet[Message]:
    """With `urged` and `overdue`; for those who may see all of the agency."""
    return (
        Message.objects.filter(on=on)
        .annotate(urged=Count("urges"), overdue=Count("urges", filter=Q(urges__offset__gt=0)))
        .order_by("pk")
    )


def urges_of_message(*, actor: User, message_id: int, on: date) -> QuerySet[Urge]:
    """Those of the message that the person sees, the earliest due first, with their tasks."""
    return Urge.objects.filter(
        message=message_id, duty__in=visible_duties(actor=actor, on=on)
    ).select_related("duty__task")


def urges_of_task(*, task: Task) -> list[UrgeOfTask]:
    """How a task that the caller has found visible was urged, the latest first."""
    urges = Urge.objects.filter(duty__task=task).select_related("message")
    reminders = [
        UrgeOfTask(
            at=urge.message.at,
            audience=Audience(urge.audience),
            unit_id=urge.message.unit_id,
            due_on=urge.due_on,
            offset=urge.offset,
            way=Way(urge.message.way),
        )
        for urge in urges.order_by("-message__at", "-pk")
    ]
    lines = LetterLine.objects.filter(duty__task=task).select_related("letter")
    letters = [
        UrgeOfTask(
            at=line.letter.at,
            audience=Audience.HEAD,
            unit_id=line.unit_id,
            due_on=line.due_on,
            offset=line.days_late,
            way=Way.LETTER,
            letter=str(line.letter),
            letter_id=line.letter_id,
        )
        for line in lines.order_by("-letter__at", "-pk")
    ]
    return sorted([*letters, *reminders], key=lambda urge: urge.at, reverse=True)
