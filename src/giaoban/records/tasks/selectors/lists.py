"""Lists of duties as they stood on a day, narrowed the way people ask for them."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Days
from giaoban.kit.vntext.folding import fold
from giaoban.records.tasks.models import SpanQuerySet
from giaoban.records.tasks.selectors.visible import happened_until, visible_in_order
from giaoban.records.tasks.types import FOUR_CLASSES, DutyRole, Stage, StatusClass, TaskOrder

NONE = 0  # in place of a number: those that have no such thing
_LONG_TEXTS = [f"task__document__{name}" for name in ("text", "folded", "lowered")]
_WORDS = 12  # of a question; more only cost time


def task_list(
    *,
    actor: User,
    on: date,
    as_of: date | None = None,
    days: Days | None = None,
    role: DutyRole | None = DutyRole.LEAD,
    statuses: Collection[StatusClass] | None = None,
    stages: Collection[Stage] | None = None,
    unit_ids: Collection[int] | None = None,
    field_id: int | None = None,
    document_id: int | None = None,
    due_from: date | None = None,
    due_to: date | None = None,
    words: str = "",
    order: TaskOrder = TaskOrder.DUE,
) -> SpanQuerySet:
    """The duties that stood so on `as_of` (else `on`), with task and document loaded and `status`.

    With `days` it lists what the score-card of that period counts, with `statuses` what one of
    its figures counts. `field_id` and `document_id` are NONE for tasks without. Stages are
    today's, whatever the day.
    """
    day = as_of or on
    latest = happened_until(day=day)
    spans = visible_in_order(actor=actor, on=on).on(day, latest=latest)
    if role:
        spans = spans.filter(role=role)
    if days:
        spans = in_period(spans, days, as_of=day)
    if statuses is not None:
        spans = spans.in_classes(statuses, day, latest=latest)
    if stages is not None:
        spans = spans.filter(duty__stage__in=stages)
    if unit_ids is not None:
        spans = spans.filter(unit__in=unit_ids)
    spans = spans.filter(_of_task(field_id, document_id), _due(due_from, due_to), _saying(words))
    loaded = spans.with_class(day).select_related("task", "task__document", "duty")
    all_due = statuses is not None and set(statuses) <= set(FOUR_CLASSES)
    return _ordered(loaded, order, all_due=all_due).defer("task__folded", *_LONG_TEXTS)


def in_period(spans: SpanQuerySet, days: Days, *, as_of: date) -> SpanQuerySet:
    """Those of a period: assigned before its end, and not settled already before its start.

    What was settled after `as_of` was not settled then.
    """
    return spans.filter(
        Q(counted_from=None) | Q(counted_from__gte=settled_since(days, as_of)),
        assigned_on__lt=days.end,
    )


def settled_since(days: Days, as_of: date) -> date:
    """From which day on what was settled still counts for the period."""
    return days.start if days.start <= as_of else date.fromordinal(as_of.toordinal() + 1)


def _of_task(field_id: int | None, document_id: int | None) -> Q:
    wanted = Q()
    if field_id is not None:
        wanted &= Q(task__field=field_id or None)
    if document_id is not None:
        wanted &= Q(task__document=document_id or None)
    return wanted


def _due(first: date | None, last: date | None) -> Q:
    wanted = Q()
    if first:
        wanted &= Q(due_on__gte=first)
    if last:
        wanted &= Q(due_on__lte=last)
    return wanted


def _saying(words: str) -> Q:
    """Titles that hold all the words, accents optional; `NV-0655` and `655` are found as well."""
    wanted = Q()
    for word in fold(words).split()[:_WORDS]:
        number = word.removeprefix("nv-").lstrip("0")
        found = Q(task__folded__contains=word)
        if number.isascii() and number.isdigit() and len(number) < 10:
            found |= Q(task=int(number))
        wanted &= found
    return wanted


def _ordered(spans: SpanQuerySet, order: TaskOrder, *, all_due: bool) -> SpanQuerySet:
    if order == TaskOrder.NEWEST:
        return spans.order_by("-task_id")
    latest = order == TaskOrder.LATEST_DUE
    if all_due:  # an index has them in this order; those without a deadline it has elsewhere
        return spans.order_by(*(("-due_on", "-task_id") if latest else ("due_on", "task_id")))
    due = F("due_on")
    if latest:
        return spans.order_by(due.desc(nulls_last=True), "-task_id")
    return spans.order_by(due.asc(nulls_last=True), "task_id")
