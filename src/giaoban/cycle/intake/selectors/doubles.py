"""Tasks that a proposal may be already: the same unit owes work in similar words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from giaoban.cycle.intake.models import Proposal
from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.likeness import likeness
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.models import Span

ALIKE = 0.6
# Where the same document says so, fewer words in common are telling.
ALIKE_IN_ONE_DOCUMENT = 0.45
_SHOWN = 3
_LOOKED_AT = 2000  # of each unit the tasks assigned last


@dataclass(frozen=True)
class Double:
    """A task that a proposal may be. `alike` is 0 to 1, the likeness of the words."""

    task_id: int
    number: str
    title: str
    alike: float
    assigned_on: date
    due_on: date | None
    same_document: bool

    @property
    def percent(self) -> int:
        return round(100 * self.alike)


def doubles_of(proposals: Iterable[Proposal], *, actor: User, on: date) -> dict[int, list[Double]]:
    """By proposal, the tasks of its lead unit that it may be, the most alike first. One query.

    Only tasks that the person sees are told. What was made of the same proposal is none.
    """
    asked = [each for each in proposals if each.lead_id]
    if not asked:
        return {}
    of_unit = _tasks_of({each.lead_id for each in asked if each.lead_id}, actor, on)
    found: dict[int, list[Double]] = {}
    for each in asked:
        near = [
            _double(each, span, alike)
            for span in of_unit[each.lead_id or 0]
            if span.task_id != each.task_id
            and (alike := likeness(each.title, span.task.title)) >= _wanted(each, span)
        ]
        if near:
            near.sort(key=lambda double: (-double.alike, double.task_id))
            found[each.pk] = near[:_SHOWN]
    return found


def _tasks_of(unit_ids: set[int], actor: User, on: date) -> dict[int, list[Span]]:
    spans = tasks.task_list(actor=actor, on=on, unit_ids=unit_ids)
    newest = spans.order_by("-assigned_on", "-task").select_related(None).select_related("task")
    of_unit: defaultdict[int, list[Span]] = defaultdict(list)
    for span in newest[: _LOOKED_AT * len(unit_ids)]:
        of_unit[span.unit_id].append(span)
    return of_unit


def _wanted(proposal: Proposal, span: Span) -> float:
    return ALIKE_IN_ONE_DOCUMENT if _same_document(proposal, span) else ALIKE


def _same_document(proposal: Proposal, span: Span) -> bool:
    return span.task.document_id == proposal.reading.document_id


def _double(proposal: Proposal, span: Span, alike: float) -> Double:
    return Double(
        task_id=span.task_id,
        number=span.task.number,
        title=span.task.title,
        alike=alike,
        assigned_on=span.assigned_on,
        due_on=span.due_on,
        same_document=_same_document(proposal, span),
    )
