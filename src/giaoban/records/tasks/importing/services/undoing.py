"""Taking an import back, all of it, while nothing has happened to its tasks."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, ProtectedError

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.audit.models import Entry
from giaoban.ground.platform.jobs.services import enqueue
from giaoban.records.tasks.importing.models import Batch, Row
from giaoban.records.tasks.importing.services.checking import AT_ONCE
from giaoban.records.tasks.importing.services.permission import demand
from giaoban.records.tasks.importing.types import BatchState, NotNow, RowState, SomethingHappened
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.types import ReasonMissing

_AT_A_TIME = 500


@transaction.atomic
def start_undo(*, actor: User, batch_id: int, reason: str, now: datetime) -> Batch:
    """Take back what was imported: at once where it is little, else as a job.

    Raises ReasonMissing, NotNow and SomethingHappened.
    """
    principal = demand(actor, now=now)
    if not reason.strip():
        raise ReasonMissing
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state not in {BatchState.DONE, BatchState.STOPPED}:
        raise NotNow
    _refuse_if_something_happened(batch)
    batch.state = BatchState.UNDOING
    batch.undone_by, batch.undone_at = actor, now
    batch.undone_because = reason.strip()[:500]
    batch.done_count = 0
    batch.save()
    count = Row.objects.filter(batch=batch, task__isnull=False).count()
    audit.record(
        actor=actor,
        verb="importing.undone",
        target=batch,
        data={"file_name": batch.name, "tasks": count},
        reason=batch.undone_because,
        now=now,
        on_behalf_of=principal,
    )
    if count > AT_ONCE:
        enqueue("importing.undo", batch_id=batch.pk)
    else:
        undo_import(batch_id=batch.pk)
        batch.refresh_from_db()
    return batch


def undo_import(*, batch_id: int) -> int:
    """Do what `start_undo` asked for, in one transaction; how many tasks went.

    Where something has happened in the meantime nothing goes, and the batch says so.
    """
    try:
        return _undo(batch_id)
    except (SomethingHappened, ProtectedError):
        _leave(batch_id)
        return 0


@transaction.atomic
def _undo(batch_id: int) -> int:
    batch = (
        Batch.objects.select_for_update(of=("self",)).select_related("undone_by").get(pk=batch_id)
    )
    if batch.state != BatchState.UNDOING:
        return 0
    numbers = list(
        Row.objects.filter(batch=batch, task__isnull=False).values_list("task", flat=True)
    )
    # Whoever is about to do something to a duty holds it; behind them one sees what it was.
    list(Duty.objects.select_for_update(of=("self",)).filter(task__in=numbers).values_list("pk"))
    _refuse_if_something_happened(batch)
    for some in _portions(numbers):
        audit.record_many(_entries(batch, some))
    Row.objects.filter(batch=batch, task__isnull=False).update(task=None, state=RowState.NEW)
    for some in _portions(numbers):
        Event.objects.filter(duty__task__in=some).delete()
        Span.objects.filter(task__in=some).delete()
        Duty.objects.filter(task__in=some).delete()
        Task.objects.filter(pk__in=some).delete()
    batch.state = BatchState.UNDONE
    batch.save(update_fields=["state"])
    return len(numbers)


def _portions(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[at : at + _AT_A_TIME] for at in range(0, len(numbers), _AT_A_TIME))


def _refuse_if_something_happened(batch: Batch) -> None:
    """What the import itself wrote bears the moment of the task; anything else came later."""
    tasks = Row.objects.filter(batch=batch, task__isnull=False).values("task")
    later = Event.objects.filter(duty__task__in=tasks).exclude(at=F("duty__task__created_at"))
    parted = Duty.objects.filter(task__in=tasks, parent__isnull=False)
    if later.exists() or parted.exists():
        raise SomethingHappened


def _entries(batch: Batch, numbers: list[int]) -> Iterator[Entry]:
    if batch.undone_at is None:
        raise NotNow
    for task in Task.objects.filter(pk__in=numbers).order_by("pk"):
        data = {
            "title": task.title,
            "reason": batch.undone_because,
            "assigned_on": task.assigned_on.isoformat(),
            "document": str(task.document_id or ""),
        }
        yield audit.new_entry(
            actor=batch.undone_by,
            verb="tasks.withdrawn",
            target=task,
            now=batch.undone_at,
            told={"data": data},
        )


@transaction.atomic
def _leave(batch_id: int) -> None:
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    batch.state = BatchState.DONE
    batch.undone_by = batch.undone_at = None
    batch.stopped_by = str(SomethingHappened())
    batch.save()
