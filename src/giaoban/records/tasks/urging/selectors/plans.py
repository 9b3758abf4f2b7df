"""The plan of a day: which duties are urged, in which messages, to whom. The run does just this."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time

from django.db.models import Max
from django.utils.timezone import make_aware

from giaoban.ground.platform.working_days import calendar_around
from giaoban.records.tasks.models import Span, SpanQuerySet
from giaoban.records.tasks.types import DutyRole, Hold, Stage
from giaoban.records.tasks.urging.days import reaches
from giaoban.records.tasks.urging.models import Rule, Urge
from giaoban.records.tasks.urging.selectors.people import Addressees
from giaoban.records.tasks.urging.types import (
    EARLIEST,
    OF_A_UNIT,
    Audience,
    Line,
    Plan,
    Planned,
    Reach,
)

# Whose turn it is not the unit's: the Office has yet to confirm, or the matter is closed.
_NOT_THE_UNITS_TURN = (
    *(Stage.DECLINED, Stage.REPORTED),
    *(Stage.CONFIRMED, Stage.CANCELLED, Stage.SUSPENDED),
)

# To whom a message goes; of which unit, and to which leader, none where it is to all.
Group = tuple[Audience, int | None, int | None]
NEVER = EARLIEST - 1


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
    reached = {
        audience: reaches(offsets[audience], on, calendar=calendar)
        for audience in Audience
        if offsets[audience]
    }
    addressees = Addressees(on)
    messages: list[Planned] = []
    nobody = 0
    for (audience, unit_id, leader_id), lines in _groups(reached, on, addressees):
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


def _groups(
    reached: Mapping[Audience, list[Reach]], on: date, addressees: Addressees
) -> list[tuple[Group, list[Line]]]:
    """What there is to say, message by message: those to officers first, those to leaders last."""
    if not reached:
        return []
    until = max(reach.until for reaches_of in reached.values() for reach in reaches_of)
    said = _said_so_far()
    groups: defaultdict[Group, list[Line]] = defaultdict(list)
    rows = _open_until(until, on).values_list("duty", "due_on", "unit", "task__leader", "role")
    for duty_id, due_on, unit_id, leader, role in rows.iterator():
        if due_on is None:
            continue
        for audience, reaches_of in reached.items():
            if role == DutyRole.PART and audience not in OF_A_UNIT:
                continue  # a matter of the unit's own: whoever gave it sees to it
            offset = _offset_on(due_on, reaches_of)
            if offset is None or said.get((duty_id, due_on, audience.value), NEVER) >= offset:
                continue
            group = _group(audience, unit_id, leader, addressees)
            groups[group].append(Line(duty_id, due_on, offset))
    order = list(Audience)
    return sorted(groups.items(), key=lambda each: order.index(each[0][0]))


def _offset_on(due_on: date, reached: list[Reach]) -> int | None:
    """The rule that speaks for a due day. Few rules, and those for what is late come first."""
    for reach in reached:
        if due_on <= reach.until:
            return reach.offset
    return None


def _group(audience: Audience, unit_id: int, leader: str, addressees: Addressees) -> Group:
    if audience == Audience.LEADER:
        return (audience, None, addressees.leader_called(leader))
    return (audience, unit_id if audience in OF_A_UNIT else None, None)


def _open_until(until: date, on: date) -> SpanQuerySet:
    """Open duties that are due by then, and with whom it is the unit's turn."""
    return (
        Span.objects.filter(
            hold=Hold.NONE,
            valid_to=None,
            counted_from=None,
            due_on__lte=until,
            # What comes in today is told as assigned; if it is late, it is urged tomorrow.
            task__created_at__lt=make_aware(datetime.combine(on, time())),
        )
        .exclude(duty__stage__in=_NOT_THE_UNITS_TURN)
        .order_by()
    )


def _said_so_far() -> dict[tuple[int, date, str], int]:
    """The latest rule by which each duty that is still open was urged, for a due day and to whom.

    One question for all: asked duty by duty it takes minutes on the day after many were urged.
    """
    urges = Urge.objects.exclude(duty__stage__in=_NOT_THE_UNITS_TURN).order_by()
    latest = urges.values_list("duty", "due_on", "audience").annotate(latest=Max("offset"))
    return {(duty, due_on, whom): offset for duty, due_on, whom, offset in latest.iterator()}
