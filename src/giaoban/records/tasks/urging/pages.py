"""What the pages about urging show."""

from dataclasses import dataclass
from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.models import Span, Task
from giaoban.records.tasks.types import StatusClass
from giaoban.records.tasks.urging import selectors, wording
from giaoban.records.tasks.urging.models import Urge
from giaoban.records.tasks.urging.types import Audience, Plan, Planned, whom

SHOWN = 5  # duties of a planned message that the page lists
_PEOPLE = 4


@dataclass(frozen=True)
class PlannedLine:
    task: Task
    due_on: date
    when: str


@dataclass(frozen=True)
class PlannedMessage:
    """A message that would go out: to whom, how many duties, and the first of them."""

    to: str
    people: str
    count: int
    overdue: int
    lines: tuple[PlannedLine, ...]

    @property
    def rest(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True)
class SentMessage:
    pk: int
    to: str
    count: int
    overdue: int


@dataclass(frozen=True)
class UrgedDuty:
    """A line of a message as it was sent, and how the duty stands today."""

    urge: Urge
    when: str
    unit: str
    status: StatusClass


def planned_messages(plan: Plan) -> list[PlannedMessage]:
    """Those of a plan that somebody would get."""
    told = [message for message in plan.messages if message.people]
    wanted = {line.duty_id for message in told for line in message.lines[:SHOWN]}
    tasks = {task.pk: task for task in Task.objects.filter(duties__in=wanted).distinct()}
    of_duty = dict(Span.objects.filter(duty__in=wanted, valid_to=None).values_list("duty", "task"))
    names = organisations.unit_names(on=plan.on)
    return [
        PlannedMessage(
            to=message.to_whom(names),
            people=_names(message),
            count=len(message.lines),
            overdue=message.overdue,
            lines=tuple(
                PlannedLine(tasks[of_duty[line.duty_id]], line.due_on, wording.when(line.offset))
                for line in message.lines[:SHOWN]
            ),
        )
        for message in told
    ]


def _names(message: Planned) -> str:
    shown = ", ".join(str(person) for person in message.people[:_PEOPLE])
    rest = len(message.people) - _PEOPLE
    return f"{shown}, +{rest}" if rest > 0 else shown


def sent_messages(*, on: date) -> list[SentMessage]:
    names = organisations.unit_names(on=on)
    return [
        SentMessage(
            pk=message.pk,
            to=whom(Audience(message.audience), names[message.unit_id] if message.unit_id else ""),
            count=message.urged,  # type: ignore[attr-defined]  # annotated
            overdue=message.overdue,  # type: ignore[attr-defined]  # annotated
        )
        for message in selectors.messages_of_day(on=on)
    ]


def urged_duties(urges: list[Urge], *, on: date) -> list[UrgedDuty]:
    spans = Span.objects.filter(duty__in=[urge.duty_id for urge in urges], valid_to=None)
    held = {span.duty_id: span for span in spans.with_class(on)}
    names = organisations.unit_names(on=on)
    return [
        UrgedDuty(
            urge,
            wording.when(urge.offset),
            names[held[urge.duty_id].unit_id],
            StatusClass(held[urge.duty_id].status),  # type: ignore[attr-defined]  # annotated
        )
        for urge in urges
    ]


def may_see_message(*, actor: User, message_id: int, on: date) -> bool:
    return selectors.visible_messages(actor=actor, on=on).filter(pk=message_id).exists()
