"""Reading conclusions: how each stands, what it may be already, and those of the meeting before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from giaoban.cycle.meetings.models import Conclusion, Meeting
from giaoban.cycle.meetings.types import Landing
from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.likeness import likeness
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import DutyRole, Stage, StatusClass

ALIKE = 0.5
_SHOWN = 3
_LOOKED_AT = 500  # tasks of the unit, those assigned last


@dataclass(frozen=True)
class Standing:
    """A conclusion, and the lead duty of its task as far as the person sees it."""

    conclusion: Conclusion
    lead: str
    coordinating: str
    span: Span | None
    status: StatusClass | None
    is_acknowledged: bool
    may_acknowledge: bool


def conclusions_of(meeting: Meeting, *, actor: User, on: date) -> list[Standing]:
    """The conclusions of a meeting in their order, with the state of their tasks on the day."""
    found = meeting.conclusions.select_related("task", "item", "lead")
    return _standing(list(found.prefetch_related("coordinating")), actor=actor, on=on)


def _standing(found: Sequence[Conclusion], *, actor: User, on: date) -> list[Standing]:
    names = organisations.unit_names(on=on)
    speaks_for = organisations.scope_of(actor=actor, on=on).speaks_for
    duties = _duties([each.task_id for each in found if each.task_id], actor, on)
    lines = []
    for each in found:
        spans = duties.get(each.task_id or 0, [])
        lead = next((span for span in spans if span.role == DutyRole.LEAD), None)
        waits = [
            span
            for span in spans
            if span.duty.stage == Stage.ASSIGNED and span.unit_id in speaks_for
        ]
        unit_id = lead.unit_id if lead else each.lead_id
        lines.append(
            Standing(
                conclusion=each,
                lead=names[unit_id] if unit_id else "",
                coordinating="; ".join(names[unit.pk] for unit in each.coordinating.all()),
                span=lead,
                status=StatusClass(lead.status) if lead else None,  # type: ignore[attr-defined]  # annotated
                is_acknowledged=lead is not None and lead.duty.stage != Stage.ASSIGNED,
                may_acknowledge=bool(waits),
            )
        )
    return lines


def _duties(task_ids: Iterable[int], actor: User, on: date) -> dict[int, list[Span]]:
    ids = set(task_ids)
    if not ids:
        return {}
    spans = tasks.visible_spans(actor=actor, on=on).filter(task__in=ids, valid_to=None)
    found: dict[int, list[Span]] = {}
    for span in spans.with_class(on).select_related("duty").order_by("task", "duty"):
        found.setdefault(span.task_id, []).append(span)
    return found


def of_the_last(meeting: Meeting, *, actor: User, on: date) -> list[Standing]:
    """What the meeting before it in the series concluded, and how each stands now."""
    if meeting.previous is None:
        return []
    return conclusions_of(meeting.previous, actor=actor, on=on)


def standing_of(meeting: Meeting, *, actor: User, on: date) -> list[tuple[StatusClass, int]]:
    """How many tasks of a meeting's conclusions are in each class on the day; none left out."""
    lines = conclusions_of(meeting, actor=actor, on=on)
    counted = Counter(line.status for line in lines if line.status)
    return [(status, counted[status]) for status in StatusClass if counted[status]]


def waiting_in(meeting: Meeting) -> int:
    """How many conclusions keep the meeting from closing."""
    return meeting.conclusions.filter(landing=Landing.WAITING).count()


@dataclass(frozen=True)
class Near:
    """A task that a conclusion may be already."""

    task_id: int
    number: str
    title: str
    due_on: date | None
    alike: float


def near_to(title: str, lead_id: int | None, *, actor: User, on: date) -> list[Near]:
    """The tasks of the lead unit in similar words, the most alike first."""
    if lead_id is None or not title:
        return []
    spans = tasks.task_list(actor=actor, on=on, unit_ids=[lead_id])
    newest = spans.order_by("-assigned_on", "-task").select_related(None).select_related("task")
    found = []
    for span in newest[:_LOOKED_AT]:
        alike = likeness(title, span.task.title)
        if alike >= ALIKE:
            task = span.task
            found.append(Near(task.pk, task.number, task.title, span.due_on, alike))
    return sorted(found, key=lambda each: (-each.alike, each.task_id))[:_SHOWN]
