"""Writing down what the fold says."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from giaoban.records.tasks.folding import Folded, Happening, Held, fold
from giaoban.records.tasks.models import Duty, Event, Span
from giaoban.records.tasks.types import Hold, ResultDay

_CHUNK = 500  # duties whose events are in memory at a time


def folded(events: Iterable[Happening]) -> Folded:
    """What events come to by the agency's rule of the day that a result is held to."""
    return fold(events, by=ResultDay(settings.RESULT_DAY))


def spans_of(duty: Duty, told: Folded) -> list[Span]:
    """The rows, not yet stored, for what was folded from the events of a duty."""
    return [
        Span(
            duty=duty,
            task_id=duty.task_id,
            role=duty.role,
            unit_id=held.unit_id,
            due_on=held.due_on,
            original_due_on=held.original_due_on,
            promised_on=held.promised_on,
            assigned_on=held.assigned_on,
            completed_on=held.completed_on,
            counted_from=held.counted_from,
            hold=held.hold,
            valid_from=held.valid_from,
            valid_to=held.valid_to,
        )
        for held in told.spans
    ]


def store_fold(duty: Duty, told: Folded) -> None:
    """Put the stage and the spans of a duty in the place of those it had."""
    duty.stage = told.stage
    duty.save(update_fields=["stage"])
    Span.objects.filter(duty=duty).delete()
    Span.objects.bulk_create(spans_of(duty, told))


@transaction.atomic
def rebuild_spans(*, task_ids: Iterable[int] | None = None) -> int:
    """Fold all events anew, of some tasks or of all: how many duties had something else stored.

    It is nothing but a proof, what the services store being what their events come to; but after
    the agency chose another day that results are held to, it puts that into force.
    """
    duties = Duty.objects.order_by("pk")
    if task_ids is not None:
        duties = duties.filter(task__in=list(task_ids))
    changed, after = 0, 0
    while chunk := list(duties.select_for_update(of=("self",)).filter(pk__gt=after)[:_CHUNK]):
        after = chunk[-1].pk
        changed += sum(map(_rebuild, chunk, *_stored(chunk)))
    return changed


def _stored(chunk: list[Duty]) -> tuple[list[list[Event]], list[list[Held]]]:
    """For each of these duties its events, and what is stored as their fold."""
    events: dict[int, list[Event]] = {duty.pk: [] for duty in chunk}
    spans: dict[int, list[Held]] = {duty.pk: [] for duty in chunk}
    for event in Event.objects.filter(duty__in=chunk):
        events[event.duty_id].append(event)
    for span in Span.objects.filter(duty__in=chunk):
        spans[span.duty_id].append(_held(span))
    return list(events.values()), list(spans.values())


def _rebuild(duty: Duty, events: list[Event], stored: list[Held]) -> bool:
    told = folded(events)
    if told.stage == duty.stage and list(told.spans) == stored:
        return False
    store_fold(duty, told)
    return True


def _held(span: Span) -> Held:
    return Held(
        unit_id=span.unit_id,
        due_on=span.due_on,
        original_due_on=span.original_due_on,
        promised_on=span.promised_on,
        assigned_on=span.assigned_on,
        valid_from=span.valid_from,
        valid_to=span.valid_to,
        hold=Hold(span.hold),
        completed_on=span.completed_on,
        counted_from=span.counted_from,
    )
