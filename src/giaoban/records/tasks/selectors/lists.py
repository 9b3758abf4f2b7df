"""Lists of duties as they stood on a day, narrowed the way people ask for them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, F, Q

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Days
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.models import DUE_BY, Extension, OfficeNote, SpanQuerySet
from giaoban.records.tasks.selectors.visible import happened_until, visible_in_order
from giaoban.records.tasks.types import (
    FOUR_CLASSES,
    Awaiting,
    DutyRole,
    Measure,
    Stage,
    StatusClass,
    Tally,
    TaskOrder,
)

NONE = 0  # in place of a number: those that have no such thing
NO_WORDS = "0"  # in place of words: those that have none
_LONG_TEXTS = [f"task__document__{name}" for name in ("text", "folded", "lowered")]
_WORDS = 12  # of a question; more only cost time
_NOTES = 1000  # of the Office that hold the words; more are too common a word


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
    programme: str | None = None,
    leader: str | None = None,
    officer_id: int | None = None,
    due_from: date | None = None,
    due_to: date | None = None,
    late_from: int | None = None,
    late_to: int | None = None,
    awaiting: Awaiting | None = None,
    words: str = "",
    measure: Measure = Measure.CURRENT,
    order: TaskOrder = TaskOrder.DUE,
) -> SpanQuerySet:
    """The duties that stood so on `as_of` (else `on`), with task and document loaded and `status`.

    With `days` it lists what the score-card of that period counts, with `statuses` what one of
    its figures counts. `field_id` and `document_id` are NONE for tasks without, `programme` and
    `leader` NO_WORDS. Due days, and the days of lateness from `late_from` to `late_to`, go by the
    deadline of the `measure`. Stages, and what awaits a decision, are today's, whatever the day.
    """
    day = as_of or on
    latest = happened_until(day=day)
    spans = visible_in_order(actor=actor, on=on).on(day, latest=latest)
    if role:
        spans = spans.filter(role=role)
    if days:
        spans = in_period(spans, days, as_of=day)
    if statuses is not None:
        spans = spans.in_classes(statuses, day, latest=latest, measure=measure)
    if unit_ids is not None:
        spans = spans.filter(unit__in=unit_ids)
    spans = spans.filter(
        _of_duty(stages, awaiting),
        _of_task(field_id, document_id),
        _told_of(programme, leader),
        _followed(officer_id, role),
        _due(due_from, due_to, measure),
        _late(late_from, late_to, day, measure),
        _saying(words, beside=_noted(words, actor=actor, on=on)),
    )
    loaded = spans.with_class(day, measure=measure).select_related("task", "task__document", "duty")
    in_force = measure == Measure.CURRENT
    all_due = in_force and statuses is not None and set(statuses) <= set(FOUR_CLASSES)
    return _ordered(loaded, order, all_due=all_due).defer("task__folded", *_LONG_TEXTS)


def tally_of(found: SpanQuerySet) -> Tally:
    """The classes of the duties of a list, counted by the database."""
    counts: dict[str, int] = {}
    rows = found.order_by().values("status").annotate(count=Count("pk"))  # type: ignore[misc]  # annotated
    for row in rows:
        counts[row["status"]] = row["count"]
    return Tally.of(counts)


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


def _of_duty(stages: Collection[Stage] | None, awaiting: Awaiting | None) -> Q:
    wanted = Q()
    if stages is not None:
        wanted &= Q(duty__stage__in=stages)
    if awaiting is not None:
        asked = Q(duty__in=Extension.objects.filter(granted=None).order_by().values("duty"))
        declined = Q(duty__stage=Stage.DECLINED)
        wanted &= {
            Awaiting.EXTENSION: asked,
            Awaiting.DECLINED: declined,
            Awaiting.ANY: asked | declined,
        }[awaiting]
    return wanted


def _told_of(programme: str | None, leader: str | None) -> Q:
    wanted = Q()
    if programme:
        wanted &= Q(task__programme="" if programme == NO_WORDS else programme)
    if leader:
        wanted &= Q(task__leader="" if leader == NO_WORDS else leader)
    return wanted


def _followed(officer_id: int | None, role: DutyRole | None) -> Q:
    """By whom the task is followed: without an officer named, by whoever assigned it.

    A part is found by whoever does it as well.
    """
    if officer_id is None:
        return Q()
    wanted = Q(task__followed_by=officer_id)
    wanted |= Q(task__followed_by=None, task__created_by=officer_id)
    if role in {DutyRole.LEAD, DutyRole.COORDINATE}:
        return wanted
    return wanted | Q(duty__officer=officer_id)


def _late(first: int | None, last: int | None, day: date, measure: Measure) -> Q:
    """Past the deadline by so many days: due that many days before."""
    due, wanted = DUE_BY[measure], Q()
    if first is not None:
        wanted &= Q((f"{due}__lte", _days_before(day, first)))
    if last is not None:
        wanted &= Q((f"{due}__gte", _days_before(day, last)))
    return wanted


def _days_before(day: date, count: int) -> date:
    """Not before the first day there is."""
    return date.fromordinal(max(day.toordinal() - count, 1))


def _due(first: date | None, last: date | None, measure: Measure) -> Q:
    due, wanted = DUE_BY[measure], Q()
    if first:
        wanted &= Q((f"{due}__gte", first))
    if last:
        wanted &= Q((f"{due}__lte", last))
    return wanted


def _saying(words: str, *, beside: Collection[int]) -> Q:
    """Titles and products that hold all the words, accents optional; `NV-0655` and `655` are found
    as well, and the tasks `beside`."""
    wanted = Q()
    for word in fold(words).split()[:_WORDS]:
        number = word.removeprefix("nv-").lstrip("0")
        found = Q(task__folded__contains=word)
        if number.isascii() and number.isdigit() and len(number) < 10:
            found |= Q(task=int(number))
        wanted &= found
    return wanted | Q(task__in=beside) if wanted and beside else wanted


def _noted(words: str, *, actor: User, on: date) -> list[int]:
    """For the Office: tasks beside which one of its notes holds all the words, as they are typed.

    They are looked up first: with another question inside it no index would answer the list's.
    """
    typed = words.replace("\0", " ").split()[:_WORDS]
    if not typed or not organisations.scope_of(actor=actor, on=on).runs_the_briefing:
        return []
    notes = OfficeNote.objects.order_by()
    for word in typed:
        notes = notes.filter(text__icontains=word)
    return list(notes.values_list("task", flat=True)[:_NOTES])


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
