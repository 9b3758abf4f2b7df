"""The plan of a day: which duties are urged, in which messages, to whom. The run does just this."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.timezone import make_aware

from giaoban.ground.platform.working_days import calendar_around
from giaoban.records.tasks.models import Span, SpanQuerySet
from giaoban.records.tasks.types import Hold, Stage
from giaoban.records.tasks.urging.days import reaches
from giaoban.records.tasks.urging.models import Rule, Urge
from giaoban.records.tasks.urging.selectors.people import Addressees
from giaoban.records.tasks.urging.types import (
    OF_A_UNIT,
    Audience,
    Line,
    Plan,
    Planned,
    Reach,
)

# Whose turn it is not the unit's: the Office has yet to confirm, or the matter is closed.
_NOT_THE_UNITS_TURN = (Stage.REPORTED, Stage.CONFIRMED, Stage.CANCELLED, Stage.SUSPENDED)

# Unit, and leader in charge, of which a message is; none for those to all.
Group = tuple[int | None, int | None]


def plan_of(*, on: date) -> Plan:
    """What the rules in use say on that day, without what they have already said.

    For the run and for those who may see all of the agency; the caller asks.
    """
    calendar = calendar_around(on)
    if not calendar.is_working(on):
        return Plan(on, is_day_of_rest=True, messages=())
    offsets: defaultdict[Audience, list[int]] = defaultdict(list)
    for rule in Rule.objects.filter(is_active=True):
        offsets[Audience(rule.audience)].append(rule.offset)
    addressees = Addressees(on)
    messages: list[Planned] = []
    nobody = 0
    for audience in Audience:
        reached = reaches(offsets[audience], on, calendar=calendar)
        for (unit_id, leader_id), lines in _lines(audience, reached, on, addressees).items():
            people = addressees.of(audience, unit_id, leader_id)
            if people:
                told = tuple(sorted(lines, key=lambda line: (line.due_on, line.duty_id)))
                messages.append(Planned(audience, unit_id, leader_id, people, told))
            else:
                nobody += len(lines)
    return Plan(on, is_day_of_rest=False, messages=tuple(_once_each(messages)), nobody=nobody)


def _once_each(messages: Iterable[Planned]) -> Iterator[Planned]:
    """Who is told something as an officer is not told the same again as the head of the unit."""
    told: dict[tuple[int, int | None], set[Line]] = defaultdict(set)
    for message in messages:
        lines = {Line(line.duty_id, line.due_on, 0) for line in message.lines}
        others = tuple(
            person for person in message.people if not lines <= told[person.pk, message.unit_id]
        )
        for person in message.people:
            told[person.pk, message.unit_id] |= lines
        yield Planned(message.audience, message.unit_id, message.leader_id, others, message.lines)


def _lines(
    audience: Audience, reached: Iterable[Reach], on: date, addressees: Addressees
) -> dict[Group, list[Line]]:
    groups: defaultdict[Group, list[Line]] = defaultdict(list)
    by = "task__leader" if audience == Audience.LEADER else "unit"
    for reach in reached:
        rows = _due_in(reach, audience, on).values_list("duty", "due_on", by)
        for duty_id, due_on, whose in rows.iterator():
            group = _group(audience, whose, addressees)
            groups[group].append(Line(duty_id, due_on, reach.offset))
    return groups


def _group(audience: Audience, whose: Any, addressees: Addressees) -> Group:
    """`whose` is the unit of the duty, for leaders the words in which the task names one."""
    if audience == Audience.LEADER:
        return (None, addressees.leader_called(whose))
    return (whose if audience in OF_A_UNIT else None, None)


def _due_in(reach: Reach, audience: Audience, on: date) -> SpanQuerySet:
    """Open duties with such due days that this rule, or a later one, has not yet urged."""
    said = Urge.objects.filter(
        duty=OuterRef("duty"),
        due_on=OuterRef("due_on"),
        audience=audience,
        offset__gte=reach.offset,
    )
    spans = Span.objects.filter(
        ~Exists(said),
        hold=Hold.NONE,
        valid_to=None,
        counted_from=None,
        due_on__lte=reach.until,
        # What comes in today is told as assigned; if it is late, it is urged tomorrow.
        task__created_at__lt=make_aware(datetime.combine(on, time())),
    ).exclude(duty__stage__in=_NOT_THE_UNITS_TURN)
    if reach.after is not None:
        spans = spans.filter(due_on__gt=reach.after)
    return spans.order_by()
