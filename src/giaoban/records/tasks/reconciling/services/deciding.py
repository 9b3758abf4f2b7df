"""Deciding what becomes of a row that differs: one choice, one recorded act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import selectors as task_selectors
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Span, Task
from giaoban.records.tasks.reconciling.models import Line, Session
from giaoban.records.tasks.reconciling.services.comparing import look_for_differences
from giaoban.records.tasks.reconciling.services.permission import demand
from giaoban.records.tasks.reconciling.types import (
    Choice,
    DecidedAlready,
    Found,
    NotPossible,
    SessionClosed,
    SessionState,
)
from giaoban.records.tasks.types import DutyRole


@dataclass(frozen=True)
class _Act:
    """Who decides which row when, and the reason that the act on the task bears."""

    actor: User
    line: Line
    now: datetime
    reason: str

    @property
    def span(self) -> Span:
        if self.line.task_id is None:
            raise NotPossible
        return Span.objects.get(task=self.line.task_id, role=DutyRole.LEAD, valid_to=None)


@transaction.atomic
def decide(*, actor: User, line_id: int, choice: Choice, now: datetime, reason: str = "") -> Line:
    """Do with a row what was chosen. Raises DecidedAlready, SessionClosed, NotPossible, and what
    the act on the task raises."""
    principal = demand(actor, now=now)
    line = _held(line_id)
    if line.choice:
        raise DecidedAlready
    told = {"file": line.session.name, "row": line.number}
    said = reason.strip() or _("As the e-office has it (%(file)s, row %(row)s).") % told
    _ACTS[choice](_Act(actor, line, now, said))
    line.choice, line.decided_by, line.decided_at = choice, actor, now
    line.save()
    audit.record(
        actor=actor,
        verb="reconciling.decided",
        target=line.session,
        data={
            "row": line.number,
            "choice": choice.value,
            "task": line.task.number if line.task else "",
        },
        reason=reason.strip(),
        now=now,
        on_behalf_of=principal,
    )
    return line


def _held(line_id: int) -> Line:
    line = (
        Line.objects.select_for_update(of=("self",))
        .select_related("session", "task")
        .get(pk=line_id)
    )
    if line.session.state == SessionState.CLOSED:
        raise SessionClosed
    return line


@transaction.atomic
def say_which_task(*, actor: User, line_id: int, task_id: int, now: datetime) -> Line:
    """Say which task a row means; what differs is then looked for anew."""
    demand(actor, now=now)
    line = _held(line_id)
    if line.choice:
        raise DecidedAlready
    visible = task_selectors.visible_tasks(actor=actor, on=timezone.localdate(now))
    if not visible.filter(pk=task_id).exists():
        raise NotPossible
    line.task_id, line.score = task_id, 100
    look_for_differences(line.session, [line], now=now)
    line.save()
    return line


@transaction.atomic
def close_session(*, actor: User, session_id: int, now: datetime) -> Session:
    """End a reconciling; what was not decided stays so."""
    principal = demand(actor, now=now)
    session = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
    if session.state == SessionState.CLOSED:
        raise SessionClosed
    session.state, session.closed_at = SessionState.CLOSED, now
    session.save(update_fields=["state", "closed_at"])
    audit.record(
        actor=actor,
        verb="reconciling.closed",
        target=session,
        data={"file_name": session.name},
        now=now,
        on_behalf_of=principal,
    )
    return session


def _nothing(_act: _Act) -> None:
    """Keeping ours, or leaving a row aside, changes no task."""


def _take_due(act: _Act) -> None:
    due_on = act.line.told["due_on"]
    if not due_on:
        raise NotPossible
    tasks.change_deadline(
        actor=act.actor,
        duty_id=act.span.duty_id,
        due_on=date.fromisoformat(due_on),
        now=act.now,
        note=act.reason,
    )


def _take_unit(act: _Act) -> None:
    unit_id = act.line.told["lead_id"]
    if not unit_id:
        raise NotPossible
    tasks.transfer_duty(
        actor=act.actor,
        duty_id=act.span.duty_id,
        unit_id=unit_id,
        now=act.now,
        note=act.reason,
    )


def _ask(act: _Act) -> None:
    """A result is for the unit to report: whoever serves there is asked to."""
    day = timezone.localdate(act.now)
    people = organisations.people_serving_in(unit_ids=[act.span.unit_id], on=day)
    others = people.exclude(pk=act.actor.pk)
    notices.notify(kind="reconciling.asked", recipients=others, about=_task(act), now=act.now)


def _task(act: _Act) -> Task:
    if act.line.task is None:
        raise NotPossible
    return act.line.task


def _assign(act: _Act) -> None:
    told = act.line.told
    if act.line.task_id or not told["lead_id"] or not told["title"]:
        raise NotPossible
    due_on = told["due_on"]
    assigned = told.get("assigned_on")
    act.line.task = tasks.assign_task(
        actor=act.actor,
        now=act.now,
        title=told["title"],
        lead_id=told["lead_id"],
        due_on=date.fromisoformat(due_on) if due_on else None,
        assigned_on=date.fromisoformat(assigned) if assigned else None,
        leader=told.get("leader", ""),
        product=told.get("product", ""),
        note=act.reason,
    )
    act.line.found = Found.SAME
    act.line.score = 100


_ACTS: Mapping[Choice, Callable[[_Act], None]] = {
    Choice.KEEP: _nothing,
    Choice.IGNORE: _nothing,
    Choice.TAKE_DUE: _take_due,
    Choice.TAKE_UNIT: _take_unit,
    Choice.ASK: _ask,
    Choice.NEW: _assign,
}
