"""Finding what was brought to be reconciled. Whoever may reconcile sees all of it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, QuerySet

from giaoban.ground.accounts.models import User
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.reconciling import policies
from giaoban.records.tasks.reconciling.models import Line, Session
from giaoban.records.tasks.reconciling.types import Found, Ours
from giaoban.records.tasks.types import DutyRole, Hold

_AT_A_TIME = 2_000


def visible_sessions(*, actor: User, on: date) -> QuerySet[Session]:
    """All for whoever may reconcile, none for others. The latest first."""
    sessions = Session.objects.select_related("brought_by")
    return sessions if policies.may_reconcile(actor, on=on) else sessions.none()


def lines_of(
    *, session: Session, found: Found | None = None, decided: bool | None = None
) -> QuerySet[Line]:
    """Its rows in the order of the export; those that were found so, decided or not."""
    lines = Line.objects.filter(session=session).select_related("task", "decided_by")
    if found is not None:
        lines = lines.filter(found=found)
    if decided is not None:
        lines = lines.exclude(choice="") if decided else lines.filter(choice="")
    return lines.order_by("number")


def counts_of(*, session: Session) -> dict[Found, tuple[int, int]]:
    """For each finding how many rows there are, and how many of them are decided."""
    counted = Line.objects.filter(session=session).order_by().values_list("found")
    whole = dict(counted.annotate(count=Count("pk")))
    done = dict(counted.exclude(choice="").annotate(count=Count("pk")))
    return {found: (whole.get(found.value, 0), done.get(found.value, 0)) for found in Found}


def only_here(*, actor: User, session: Session, on: date) -> QuerySet[Span]:
    """Our open lead duties with a deadline until the day of the export that no row means."""
    meant = Line.objects.filter(session=session, task__isnull=False).values("task")
    spans = tasks.visible_spans(actor=actor, on=on).filter(
        valid_to=None, role=DutyRole.LEAD, hold=Hold.NONE, counted_from=None
    )
    there = spans.filter(assigned_on__lte=session.as_of).exclude(task__in=meant)
    return there.select_related("task", "task__document").order_by("due_on", "task")


def our_tasks(*, actor: User, on: date) -> Iterator[Ours]:
    """Every task that the actor sees, with its lead duty as it stands."""
    spans = tasks.visible_spans(actor=actor, on=on).filter(valid_to=None, role=DutyRole.LEAD)
    rows = spans.order_by("task").values_list(
        *("task", "task__title", "task__document__symbol", "unit_id", "due_on")
    )
    for task_id, title, symbol, unit_id, due_on in rows.iterator(chunk_size=_AT_A_TIME):
        yield Ours(task_id, title, symbol or "", unit_id, due_on)


def with_content(*, sha256: str) -> Session | None:
    """The session that the same file is being reconciled in already."""
    return Session.objects.filter(sha256=sha256, closed_at=None).order_by("pk").first()
