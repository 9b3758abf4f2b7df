"""Taking tasks of before as the pattern of new ones, with all days moved on."""

import calendar
import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.importing.columns import OFFERED
from giaoban.records.tasks.importing.models import Batch
from giaoban.records.tasks.importing.services.bringing import keep_rows
from giaoban.records.tasks.importing.services.checking import look_at
from giaoban.records.tasks.importing.services.permission import demand
from giaoban.records.tasks.importing.types import NothingToCopy, Origin
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import DutyRole

MOST = 2_000
# What a copy says of a task; what came of the old one it does not.
_COPIED = tuple(
    column
    for column in OFFERED
    if column.name
    in {
        *("title", "lead", "coordinating", "due", "leader", "product", "field", "programme"),
        *("responsibility", "authority", "followed_by", "assigned_on"),
    }
)


@transaction.atomic
def copy_tasks(
    *,
    actor: User,
    now: datetime,
    task_ids: Iterable[int],
    months: int,
    assigned_on: date | None = None,
    name: str,
) -> Batch:
    """A batch of tasks like these, each deadline moved on by so many months, to be looked at.

    Units that are no more give way to those that stand in their place. Raises NothingToCopy.
    """
    principal = demand(actor, now=now)
    today = timezone.localdate(now)
    day = assigned_on or today
    wanted = tasks.visible_tasks(actor=actor, on=today).filter(pk__in=list(task_ids)[:MOST])
    spans = list(
        Span.objects.filter(task__in=wanted.values("pk"), valid_to=None)
        .exclude(role=DutyRole.PART)
        .select_related("task", "task__field", "task__followed_by")
        .order_by("task", "duty")
    )
    if not spans:
        raise NothingToCopy
    names = _Names(today)
    cells = [
        _cells(list(group), names, months=months, day=day)
        for _task_id, group in groupby(spans, key=lambda span: span.task_id)
    ]
    batch = Batch(
        origin=Origin.COPY,
        name=name[:300],
        sha256=hashlib.sha256(f"{now.isoformat()} {actor.pk} {name}".encode()).hexdigest(),
        heads=[column.heading for column in _COPIED],
        columns={column.name: place for place, column in enumerate(_COPIED)},
        named=names.chosen,
        assigned_on=day,
        registers_documents=False,
        brought_by=actor,
        brought_at=now,
    )
    batch.save()
    batch.row_count = keep_rows(batch, enumerate(cells, start=1))
    batch.save(update_fields=["row_count"])
    audit.record(
        actor=actor,
        verb="importing.copied",
        target=batch,
        data={"file_name": batch.name, "rows": batch.row_count},
        now=now,
        on_behalf_of=principal,
    )
    look_at(actor=actor, batch_id=batch.pk, now=now)
    batch.refresh_from_db()
    return batch


class _Names:
    """What units are called in the rows, and which are meant by that: the ones of today."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._names = organisations.unit_names(on=today)
        self._now = successions.units_now(on=today).successor_of
        self.chosen: dict[str, int] = {}

    def of(self, unit_id: int) -> str:
        today_id = self._now.get(unit_id, unit_id)
        name = self._names[today_id]
        self.chosen[name] = today_id
        return name


def _cells(spans: Sequence[Span], names: _Names, *, months: int, day: date) -> list[str]:
    lead = next((span for span in spans if span.role == DutyRole.LEAD), spans[0])
    task = lead.task
    due_on = lead.due_on and moved(lead.due_on, months)
    others = (names.of(span.unit_id) for span in spans if span is not lead)
    told = {
        "title": task.title,
        "lead": names.of(lead.unit_id),
        "coordinating": "\n".join(dict.fromkeys(others)),
        "due": due_on.isoformat() if due_on else "",
        "leader": task.leader,
        "product": task.product,
        "field": task.field.name if task.field else "",
        "programme": task.programme,
        "responsibility": task.responsibility,
        "authority": task.authority,
        "followed_by": task.followed_by.full_name if task.followed_by else "",
        "assigned_on": day.isoformat(),
    }
    return [told[column.name] for column in _COPIED]


def moved(day: date, months: int) -> date:
    """The day so many months later; the last of a month stays the last of a month."""
    month = day.year * 12 + day.month - 1 + months
    year, number = month // 12, month % 12 + 1
    last = calendar.monthrange(year, number)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, number, last if was_last else min(day.day, last))
