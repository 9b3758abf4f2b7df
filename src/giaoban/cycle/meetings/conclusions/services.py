"""Conclusions: written, read, and landed: as a task, in a task, as information, or withdrawn."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from giaoban.cycle.meetings import policies, selectors
from giaoban.cycle.meetings.conclusions.proposing import Proposed, propose
from giaoban.cycle.meetings.floor.folding import fold
from giaoban.cycle.meetings.floor.services.moving import touch
from giaoban.cycle.meetings.models import Conclusion, Meeting
from giaoban.cycle.meetings.types import (
    ChangedMeanwhile,
    ConclusionEmpty,
    ConclusionLanded,
    Landing,
    LeadMissing,
    MeetingState,
    NothingThere,
    NotInSession,
    ReasonMissing,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import selectors as task_selectors
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.types import Share, Stage


def write_conclusion(*, actor: User, meeting_id: int, text: str, now: datetime) -> list[Conclusion]:
    """Write down what was concluded, typed or pasted; the reader proposes what is to be done.

    A text with several pieces of work becomes as many conclusions. They rest on the item that is
    on the floor. Raises PermissionDenied, ConclusionEmpty, NotInSession.
    """
    if not text.strip():
        raise ConclusionEmpty
    # Reading takes the longest, so it is done before the transaction that keeps what was read.
    read = propose(text, on=timezone.localdate(now))
    with transaction.atomic():
        meeting = _held(meeting_id)
        leave = policies.may_run(actor, meeting, on=timezone.localdate(now))
        if not leave:
            raise PermissionDenied
        if meeting.state != MeetingState.OPEN:
            raise NotInSession
        last = meeting.conclusions.aggregate(last=Max("position"))["last"] or 0
        item_id = fold(meeting.events.all()).item_id
        written = [
            _put_down(meeting, each, place, actor=actor, now=now, item_id=item_id)
            for place, each in enumerate(read, start=last + 1)
        ]
        for each in written:
            _record("meetings.concluded", each, actor, leave.principal, now)
        touch(meeting.pk)
        return written


def _put_down(
    meeting: Meeting,
    read: Proposed,
    position: int,
    *,
    actor: User,
    now: datetime,
    item_id: int | None,
) -> Conclusion:
    conclusion = Conclusion(
        meeting=meeting, item_id=item_id, position=position, said_at=now, written_by=actor
    )
    _take(conclusion, read)
    conclusion.save()
    conclusion.coordinating.set([unit for unit, _name in read.coordinating])
    return conclusion


def _take(conclusion: Conclusion, read: Proposed) -> None:
    conclusion.text, conclusion.title = read.text[:8000], read.title
    conclusion.lead_text, conclusion.lead_id = read.lead_text, read.lead_id
    conclusion.due_text, conclusion.due_on = read.due_text, read.due_on
    conclusion.due_explanation, conclusion.doubt = read.explanation, read.doubt


@transaction.atomic
def change_conclusion(
    *, actor: User, conclusion_id: int, text: str, revision: int, now: datetime
) -> Conclusion:
    """Say a conclusion otherwise before it lands; it is read anew. Raises ChangedMeanwhile."""
    conclusion, principal = _waiting(actor, conclusion_id, now, revision=revision)
    if not text.strip():
        raise ConclusionEmpty
    read = propose(text, on=timezone.localdate(now))[0]
    _take(conclusion, read)
    conclusion.text = " ".join(text.split())[:8000]
    conclusion.revision += 1
    conclusion.save()
    conclusion.coordinating.set([unit for unit, _name in read.coordinating])
    _record("meetings.conclusion-changed", conclusion, actor, principal, now)
    touch(conclusion.meeting_id)
    return conclusion


@transaction.atomic
def land_as_task(
    *,
    actor: User,
    conclusion_id: int,
    title: str,
    lead_id: int | None,
    coordinating_ids: Collection[int],
    due_on: date | None,
    revision: int,
    now: datetime,
) -> Conclusion:
    """Make it a task of the lead unit, which sees it at once. One key does it.

    Raises PermissionDenied, LeadMissing, ConclusionLanded, ChangedMeanwhile, and what the register
    of tasks refuses.
    """
    conclusion, _principal = _waiting(actor, conclusion_id, now, revision=revision)
    if lead_id is None:
        raise LeadMissing
    as_read = due_on is not None and due_on == conclusion.due_on
    meeting = conclusion.meeting
    task = tasks.assign_task(
        actor=actor,
        now=now,
        title=title,
        lead_id=lead_id,
        due_on=due_on,
        coordinating=[Share(unit, due_on) for unit in coordinating_ids if unit != lead_id],
        leader=(meeting.chaired_by or str(meeting.chair or ""))[:150],
        due_words=conclusion.due_text[:300] if as_read else "",
        due_anchor=timezone.localdate(conclusion.said_at) if as_read else None,
        note=conclusion.due_explanation.get("vi", "") if as_read else "",
        assigned_on=timezone.localdate(conclusion.said_at),
        point=f"{meeting.title}: KL {conclusion.position}"[-100:],
    )
    conclusion.title, conclusion.lead_id, conclusion.due_on = title, lead_id, due_on
    conclusion.coordinating.set(coordinating_ids)
    return _land(conclusion, Landing.TASK, actor=actor, now=now, task_id=task.pk)


@transaction.atomic
def merge_into_task(
    *, actor: User, conclusion_id: int, task_id: int, revision: int, now: datetime
) -> Conclusion:
    """Let it be part of a task that is there, whose deadline stays."""
    conclusion, _principal = _waiting(actor, conclusion_id, now, revision=revision)
    seen = task_selectors.visible_tasks(actor=actor, on=timezone.localdate(now))
    if not seen.filter(pk=task_id).exists():
        raise NothingThere
    return _land(conclusion, Landing.MERGED, actor=actor, now=now, task_id=task_id)


@transaction.atomic
def keep_as_information(
    *, actor: User, conclusion_id: int, revision: int, now: datetime
) -> Conclusion:
    conclusion, _principal = _waiting(actor, conclusion_id, now, revision=revision)
    return _land(conclusion, Landing.INFORMATION, actor=actor, now=now)


@transaction.atomic
def withdraw_conclusion(
    *, actor: User, conclusion_id: int, reason: str, revision: int, now: datetime
) -> Conclusion:
    conclusion, _principal = _waiting(actor, conclusion_id, now, revision=revision)
    if not reason.strip():
        raise ReasonMissing
    conclusion.reason = reason.strip()
    return _land(conclusion, Landing.WITHDRAWN, actor=actor, now=now)


@transaction.atomic
def take_back(*, actor: User, conclusion_id: int, now: datetime) -> Conclusion:
    """Let a conclusion wait again while the meeting is in session.

    A task that was made of it goes, as long as nothing has happened to it: raises WorkHasBegun.
    """
    conclusion, principal = _of_the_office(actor, conclusion_id, now)
    if conclusion.landing == Landing.WAITING:
        raise NothingThere
    task_id = conclusion.task_id if conclusion.landing == Landing.TASK else None
    conclusion.landing, conclusion.task, conclusion.reason = Landing.WAITING, None, ""
    conclusion.landed_by = conclusion.landed_at = None
    conclusion.revision += 1
    conclusion.save()
    if task_id is not None:
        tasks.withdraw_task(actor=actor, task_id=task_id, reason=str(conclusion), now=now)
    _record("meetings.landed", conclusion, actor, principal, now)
    touch(conclusion.meeting_id)
    return conclusion


@transaction.atomic
def acknowledge(*, actor: User, conclusion_id: int, now: datetime) -> Conclusion:
    """Take note of a conclusion in the room: every duty of it that waits for one's units."""
    on = timezone.localdate(now)
    conclusion = Conclusion.objects.get(pk=conclusion_id)
    meetings = selectors.visible_meetings(actor=actor, on=on)
    if not meetings.filter(pk=conclusion.meeting_id).exists():
        raise PermissionDenied
    speaks_for = organisations.scope_of(actor=actor, on=on).speaks_for
    spans = task_selectors.visible_spans(actor=actor, on=on).filter(
        task=conclusion.task_id or 0, valid_to=None, unit__in=speaks_for
    )
    waiting = [span for span in spans.select_related("duty") if span.duty.stage == Stage.ASSIGNED]
    if not waiting:
        raise NothingThere
    for span in waiting:
        tasks.acknowledge_duty(actor=actor, duty_id=span.duty_id, now=now)
    touch(conclusion.meeting_id)
    return conclusion


def _held(meeting_id: int) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("chair").get(pk=meeting_id)
    )


def _of_the_office(
    actor: User, conclusion_id: int, now: datetime
) -> tuple[Conclusion, User | None]:
    """The conclusion, held, for whoever may land it while the meeting is in session."""
    verdict = policies.may_issue(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    held = Conclusion.objects.select_for_update(of=("self",))
    conclusion = held.select_related("meeting__chair").get(pk=conclusion_id)
    if conclusion.meeting.state != MeetingState.OPEN:
        raise NotInSession
    return conclusion, verdict.principal


def _waiting(
    actor: User, conclusion_id: int, now: datetime, *, revision: int
) -> tuple[Conclusion, User | None]:
    conclusion, principal = _of_the_office(actor, conclusion_id, now)
    if conclusion.landing != Landing.WAITING:
        raise ConclusionLanded
    if conclusion.revision != revision:
        raise ChangedMeanwhile
    return conclusion, principal


def _land(
    conclusion: Conclusion,
    landing: Landing,
    *,
    actor: User,
    now: datetime,
    task_id: int | None = None,
) -> Conclusion:
    conclusion.landing, conclusion.task_id = landing, task_id
    conclusion.landed_by, conclusion.landed_at = actor, now
    conclusion.revision += 1
    conclusion.save()
    principal = policies.may_issue(actor, on=timezone.localdate(now)).principal
    _record("meetings.landed", conclusion, actor, principal, now)
    touch(conclusion.meeting_id)
    return conclusion


def _record(
    verb: str, conclusion: Conclusion, actor: User, principal: User | None, now: datetime
) -> None:
    told = {
        "conclusion": f"{conclusion.position}. {conclusion.text[:300]}",
        "landing": conclusion.landing,
        "task": str(conclusion.task_id or ""),
    }
    audit.record(
        actor=actor,
        verb=verb,
        target=conclusion.meeting,
        data={key: value for key, value in told.items() if value},
        now=now,
        reason=conclusion.reason,
        on_behalf_of=principal,
    )
