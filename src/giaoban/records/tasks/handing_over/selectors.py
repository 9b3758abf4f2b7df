"""Reading handovers: what would pass, which there are, and what has changed since a preview."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Succession
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.tasks.handing_over.models import Handover, Line
from giaoban.records.tasks.handing_over.types import (
    Aspect,
    Change,
    HandoverKind,
    How,
    OpenDuty,
    Part,
    Parties,
    State,
)
from giaoban.records.tasks.models import Event, Span, SpanQuerySet, status_class
from giaoban.records.tasks.types import DutyRole, Hold, Stage, StatusClass


def visible_handovers(*, actor: User, on: date) -> QuerySet[Handover]:
    """Those of the units whose affairs the person sees, their own, and those they prepared."""
    loaded = Handover.objects.select_related("succession", "prepared_by")
    scope = organisations.scope_of(actor=actor, on=on)
    if scope.everything:
        return loaded
    seen = Q(sides__unit__in=scope.unit_ids) | Q(sides__person=actor) | Q(prepared_by=actor)
    return loaded.filter(pk__in=Handover.objects.filter(seen).order_by().values("pk"))


def waiting_for(*, actor: User, on: date) -> QuerySet[Handover]:
    """Those to be signed that the person sees."""
    return visible_handovers(actor=actor, on=on).filter(state=State.SIGNING)


# What would pass


def open_of(parties: Parties, *, on: date) -> list[OpenDuty]:
    """All that is open with who hands over, as it stands: by unit, the earliest due first."""
    if parties.kind == HandoverKind.UNITS:
        return _duties(_open().filter(unit__in=parties.givers), Aspect.DUTY, on)
    (giver,) = parties.givers
    follows = Q(task__followed_by=giver) | Q(task__followed_by=None, task__created_by=giver)
    followed = _open().filter(follows, role=DutyRole.LEAD)
    of_unit = _open().filter(unit=parties.unit_id) if parties.unit_id else Span.objects.none()
    return _duties(of_unit, Aspect.DUTY, on) + _duties(followed, Aspect.FOLLOWED, on)


def _open() -> SpanQuerySet:
    return Span.objects.filter(valid_to=None, counted_from=None).exclude(hold=Hold.CANCELLED)


def _duties(spans: SpanQuerySet, aspect: Aspect, on: date) -> list[OpenDuty]:
    rows = list(
        spans.with_class(on).select_related("task", "duty").order_by("unit", "due_on", "duty")
    )
    last = _last_events(span.duty_id for span in rows)
    return [
        OpenDuty(
            aspect=aspect,
            duty_id=span.duty_id,
            task_id=span.task_id,
            number=span.task.number,
            title=span.task.title,
            field_id=span.task.field_id,
            unit_id=span.unit_id,
            role=DutyRole(span.role),
            due_on=span.due_on,
            original_due_on=span.original_due_on,
            stage=Stage(span.duty.stage),
            status=StatusClass(span.status),  # type: ignore[attr-defined]  # annotated
            seen_event_id=last[span.duty_id],
        )
        for span in rows
    ]


def _last_events(duty_ids: Iterable[int]) -> dict[int, int]:
    events = Event.objects.filter(duty__in=list(duty_ids)).order_by().values("duty")
    return dict(events.annotate(last=Max("pk")).values_list("duty", "last"))


def receivers_of(
    duties: Collection[OpenDuty], *, receivers: tuple[int, ...], how: How, on: date
) -> dict[int, int]:
    """Which unit each duty goes to before anybody chooses: the first, or who has the field."""
    main = receivers[0]
    if how == How.ONE:
        return {duty.duty_id: main for duty in duties}
    fields = {duty.field_id for duty in duties if duty.field_id}
    charged = {
        field: next((unit for unit in receivers if unit in in_charge), main)
        for field in fields
        if (in_charge := organisations.units_in_charge(field_id=field, on=on))
    }
    return {duty.duty_id: charged.get(duty.field_id or 0, main) for duty in duties}


def successions_to_hand_over(*, on: date) -> list[tuple[Succession, int]]:
    """Successions by that day after which units that ended still have open duties; how many.

    Those for which a handover already waits for signatures are left out.
    """
    counts = dict(
        _open().order_by().values("unit").annotate(n=Count("pk")).values_list("unit", "n")
    )
    there = {version.unit_id for version in organisations.units_on(on=on)}
    signing = Handover.objects.filter(state=State.SIGNING).exclude(succession=None)
    prepared = set(signing.values_list("succession", flat=True))
    found = []
    for succession in successions.successions(on=on):
        if succession.pk in prepared:
            continue
        ended = {each.predecessor_id for each in succession.descents.all()} - there
        left = sum(counts.get(unit, 0) for unit in ended)
        if left:
            found.append((succession, left))
    return found


def parties_of_succession(succession: Succession, *, on: date) -> Parties:
    """The units that ended by it hand over to those that stand for them on the day."""
    there = {version.unit_id for version in organisations.units_on(on=on)}
    descents = sorted(succession.descents.all(), key=lambda each: (not each.is_main, each.pk))
    givers = dict.fromkeys(each.predecessor_id for each in descents)
    receivers: dict[int, None] = {}
    for each in descents:
        now = successions.successors_on(unit_id=each.successor_id, on=on) & there
        receivers |= dict.fromkeys(sorted(now))
    return Parties(
        HandoverKind.UNITS,
        tuple(unit for unit in givers if unit not in there),
        tuple(receivers),
    )


# What has changed since


def changes_since_preview(handover: Handover, *, on: date) -> list[Change]:
    """Each line that is not any more as it was previewed, and each that has come since."""
    there = {duty.key: duty for duty in open_of(parties_of(handover), on=on)}
    found = []
    for line in handover.lines.select_related("duty__task"):
        duty = there.pop((line.aspect, line.duty_id), None)
        if duty is None:
            what = _("not open there any more")
        elif duty.seen_event_id != line.seen_event_id or duty.unit_id != line.from_unit_id:
            what = _("changed")
        else:
            continue
        found.append(Change(line.duty.task.number, line.duty.task.title, what))
    found += [Change(duty.number, duty.title, _("new")) for duty in there.values()]
    return found


def parties_of(handover: Handover) -> Parties:
    sides = list(handover.sides.all())
    return Parties(
        HandoverKind(handover.kind),
        tuple(side.unit_id or side.person_id or 0 for side in sides if side.part == Part.GIVER),
        tuple(side.unit_id or side.person_id or 0 for side in sides if side.part == Part.RECEIVER),
        handover.unit_id,
    )


def changes_since_done(handover: Handover) -> list[Change]:
    """What happened later to what was handed over, and so keeps it from being undone."""
    lines = list(handover.lines.select_related("duty__task"))
    last = _last_events(line.duty_id for line in lines)
    passed = {line.duty_id: line.event_id for line in lines if line.event_id}
    follower = handover.sides.filter(part=Part.RECEIVER).values_list("person", flat=True).first()
    changed = [
        line
        for line in lines
        if last[line.duty_id] != passed.get(line.duty_id, line.seen_event_id)
        or (line.aspect == Aspect.FOLLOWED and line.duty.task.followed_by_id != follower)
    ]
    return [Change(each.duty.task.number, each.duty.task.title, _("changed")) for each in changed]


def lines_of(handover: Handover) -> QuerySet[Line]:
    return handover.lines.select_related("duty__task", "event")


def in_other_handovers(keys: Collection[tuple[str, int]]) -> bool:
    """Whether one of these already stands in a handover that waits for signatures."""
    duty_ids = {duty for _aspect, duty in keys}
    lines = Line.objects.filter(handover__state=State.SIGNING, duty__in=duty_ids)
    return any(key in keys for key in lines.values_list("aspect", "duty"))


def figures_of(unit_ids: Collection[int], *, on: date) -> dict[int, dict[str, int]]:
    """How many duties each unit has now, in any role, by class; zeros left out."""
    rows = (
        Span.objects.filter(valid_to=None, unit__in=unit_ids)
        .annotate(status=status_class(on))
        .order_by()
        .values("unit", "status")
        .annotate(n=Count("pk"))
        .values_list("unit", "status", "n")
    )
    figures: dict[int, dict[str, int]] = {unit: {} for unit in unit_ids}
    for unit, status, count in rows:
        figures[unit][status] = count
    return figures


def figures_after(
    before: Mapping[int, Mapping[str, int]],
    duties: Iterable[OpenDuty],
    to: Mapping[int, int],
) -> dict[int, dict[str, int]]:
    """What the figures will be once each duty has gone where it goes."""
    after = {unit: dict(counts) for unit, counts in before.items()}
    for duty in duties:
        receiver = to.get(duty.duty_id, duty.unit_id)
        if duty.aspect == Aspect.FOLLOWED or receiver == duty.unit_id:
            continue
        status = duty.status.value
        after[duty.unit_id][status] -= 1
        after[receiver][status] = after[receiver].get(status, 0) + 1
    return after
