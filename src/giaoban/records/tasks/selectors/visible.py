"""What a person may see: the tasks of their units and of those below, or all of the agency."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Case, Exists, Max, OuterRef, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.requests import remembered
from giaoban.kit.vntext.folding import fold
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Capacity, Scope
from giaoban.records.tasks.models import Duty, Event, Span, SpanQuerySet, Task
from giaoban.records.tasks.types import DutyRole


def visible_tasks(*, actor: User, on: date) -> QuerySet[Task]:
    """Tasks in which a unit of theirs has, or once had, a duty, and those they assigned or follow;
    for a leader with fields in charge what these bring, and what names them."""
    seen = _seen(actor, on)
    return Task.objects.all() if seen is None else Task.objects.filter(pk__in=seen)


def visible_duties(*, actor: User, on: date) -> QuerySet[Duty]:
    """All duties of the tasks they see: who works on one knows who else does."""
    seen = _seen(actor, on)
    duties = Duty.objects.select_related("task")
    return duties if seen is None else duties.filter(task__in=seen)


def visible_spans(*, actor: User, on: date) -> SpanQuerySet:
    """What held when for the duties they see."""
    seen = _seen(actor, on)
    return Span.objects.all() if seen is None else Span.objects.filter(task__in=seen)


def visible_in_order(*, actor: User, on: date) -> SpanQuerySet:
    """The same spans for a list that is read in the order of an index and cut after a page.

    A CASE is no join to a database: it looks up each span as it comes, and stops with the page. As
    a join PostgreSQL would find and sort all of them first: five times as long for 14,000 spans.
    """
    seen = _seen(actor, on)
    if seen is None:
        return Span.objects.all()
    is_seen = Case(When(task__in=seen, then=Value(True)), default=Value(False))  # noqa: FBT003 - SQL
    return Span.objects.filter(is_seen)


def happened_until(*, day: date) -> bool:
    """Whether nothing is known of after that day, so that what holds last is what held on it."""
    last = remembered("tasks.last-event", _last_event)
    return last is None or last <= day


def _last_event() -> date | None:
    last: date | None = Event.objects.aggregate(last=Max("on"))["last"]
    return last


# The numbers of tasks, as a question to the database.
Numbers = QuerySet[Any, int]


@dataclass(frozen=True)
class Reason:
    """Why one sees tasks: `numbers` tells which, without any it is all of them.

    `by` is the capacity that brings them; without one it is what the person did.
    """

    words: Promise
    numbers: Numbers | None
    by: Capacity | None = None


def reasons_for(actor: User, scope: Scope) -> Iterator[Reason]:
    """Why the person sees tasks. What they see is what any of these tells, and nothing else."""
    yield Reason(_("assigned it"), _tasks(created_by=actor))
    yield Reason(_("follows it since a handover"), _tasks(followed_by=actor))
    for capacity in scope.capacities:
        yield from _reasons_of(capacity)


def _reasons_of(capacity: Capacity) -> Iterator[Reason]:
    if capacity.sees_everything:
        yield Reason(_("sees all of the agency"), None, capacity)
    elif capacity.goes_by_fields:
        field, unit = _tasks(field__in=capacity.field_ids), capacity.charged
        yield Reason(_("it is of a field in charge"), field, capacity)
        led = _had(unit__in=unit, role=DutyRole.LEAD)
        yield Reason(_("a unit in charge of such a field leads or led it"), led, capacity)
        named = _tasks(leader__in=words_that_name(capacity.holder))
        yield Reason(_("the leader is named in it"), named, capacity)
    else:
        # A unit that passed a duty on keeps seeing what it had: figures of that time count it.
        had = _had(unit__in=capacity.below)
        yield Reason(_("the unit or one below it has or had a duty in it"), had, capacity)


def _tasks(**asked: Any) -> Numbers:
    return Task.objects.filter(**asked).order_by().values_list("pk", flat=True)


def _had(**asked: Any) -> Numbers:
    return Span.objects.filter(**asked).order_by().values_list("task", flat=True)


def words_that_name(leader: User) -> list[str]:
    """The words in which tasks name the person, such as `Thứ trưởng Đào Thị Nga`."""
    name = fold(leader.full_name)
    if not name:
        return []
    return [words for words in _leaders() if name in fold(words)]


def leaders_named(*, actor: User, on: date) -> list[str]:
    """The words in which the tasks that one sees name who assigned them."""
    found = _words(actor, on, "leader")
    return _leaders() if found is None else found


def programmes_named(*, actor: User, on: date) -> list[str]:
    """The programmes to which the tasks belong that one sees."""
    found = _words(actor, on, "programme")
    if found is None:
        found = remembered("tasks.programmes", partial(_each_once, _EACH_PROGRAMME_ONCE))
    return found


def followers(*, actor: User, on: date) -> list[tuple[int, str]]:
    """The officers who follow the tasks that one sees, by their names; without one named it is
    whoever assigned the task."""
    tasks = visible_tasks(actor=actor, on=on).order_by()
    follows = Exists(tasks.filter(followed_by=OuterRef("pk")))
    assigned = Exists(tasks.filter(followed_by=None, created_by=OuterRef("pk")))
    people = User.objects.filter(follows | assigned).order_by("full_name", "pk")
    return [(person.pk, str(person)) for person in people]


def _words(actor: User, on: date, column: str) -> list[str] | None:
    """What stands in a column of the tasks that one sees; None for whoever sees all of them."""
    seen = _seen(actor, on)
    if seen is None:
        return None
    tasks = Task.objects.filter(pk__in=seen).exclude(**{column: ""})
    return list(tasks.order_by(column).values_list(column, flat=True).distinct())


def _leaders() -> list[str]:
    return remembered("tasks.leaders", partial(_each_once, _EACH_LEADER_ONCE))


def _each_once(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [words for (words,) in cursor.fetchall()]


# Few words stand in many tasks. The index is asked for the next one after each, where DISTINCT
# reads all of it: on 100,000 tasks a matter of one millisecond instead of fifty.
_EACH_LEADER_ONCE = """
    WITH RECURSIVE told (words) AS (
        SELECT MIN(leader) FROM tasks_task WHERE leader > ''
        UNION ALL
        SELECT (SELECT MIN(leader) FROM tasks_task AS task WHERE task.leader > told.words)
        FROM told WHERE told.words IS NOT NULL
    )
    SELECT words FROM told WHERE words IS NOT NULL
"""
_EACH_PROGRAMME_ONCE = """
    WITH RECURSIVE told (words) AS (
        SELECT MIN(programme) FROM tasks_task WHERE programme > ''
        UNION ALL
        SELECT (SELECT MIN(programme) FROM tasks_task AS task WHERE task.programme > told.words)
        FROM told WHERE told.words IS NOT NULL
    )
    SELECT words FROM told WHERE words IS NOT NULL
"""


def _seen(actor: User, on: date) -> Numbers | None:
    """The numbers of the tasks that the actor sees; None where these are all.

    A union, since each reason has its index and a database that is asked for all of them at once
    looks at every task.
    """
    scope = organisations.scope_of(actor=actor, on=on)
    if scope.everything:
        return None
    first, *others = _numbers(reasons_for(actor, scope))
    return first.union(*others, all=True)


def _numbers(reasons: Iterable[Reason]) -> list[Numbers]:
    # Compared with None: the truth of a question would ask it.
    return [each.numbers for each in reasons if each.numbers is not None]
