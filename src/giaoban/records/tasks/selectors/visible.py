"""What a person may see: the tasks of their units and of those below, or all of the agency."""

from datetime import date

from django.db.models import Max, Q, QuerySet

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.models import Duty, Event, Span, SpanQuerySet, Task


def visible_tasks(*, actor: User, on: date) -> QuerySet[Task]:
    """Tasks in which a unit of theirs has, or once had, a duty, and those they assigned."""
    narrowed = _narrowed(actor, on, task="pk", creator="created_by")
    return Task.objects.filter(narrowed)


def visible_duties(*, actor: User, on: date) -> QuerySet[Duty]:
    """All duties of the tasks they see: who works on one knows who else does."""
    narrowed = _narrowed(actor, on, task="task", creator="task__created_by")
    return Duty.objects.filter(narrowed).select_related("task")


def visible_spans(*, actor: User, on: date) -> SpanQuerySet:
    """What held when for the duties they see."""
    return Span.objects.filter(_narrowed(actor, on, task="task", creator="task__created_by"))


def happened_until(*, day: date) -> bool:
    """Whether nothing is known of after that day, so that what holds last is what held on it."""
    last: date | None = Event.objects.aggregate(last=Max("on"))["last"]
    return last is None or last <= day


def _narrowed(actor: User, on: date, *, task: str, creator: str) -> Q:
    scope = organisations.scope_of(actor=actor, on=on)
    if scope.everything:
        return Q()
    # A unit that passed a duty on keeps seeing what it had: figures of that time count it.
    theirs = Span.objects.filter(unit__in=scope.unit_ids).values("task")
    return Q(**{f"{task}__in": theirs}) | Q(**{creator: actor})
