"""Deciding on one proposal, and taking decisions back."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Unpack

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.intake import policies, selectors
from giaoban.cycle.intake.dues import why_due
from giaoban.cycle.intake.models import Proposal
from giaoban.cycle.intake.types import (
    Decision,
    Edits,
    LeadMissing,
    NothingToUndo,
    PartsDecided,
    ProposalAlreadyAccepted,
    ProposalAlreadyRejected,
    ProposalSettled,
    ProposalStillWaits,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.platform.requests import remembering
from giaoban.records.documents import services as register
from giaoban.records.tasks import selectors as task_selectors
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.types import Share

_WORDS = 300  # of a deadline that a duty keeps


@transaction.atomic
def edit_proposal(
    *, actor: User, proposal_id: int, now: datetime, **edits: Unpack[Edits]
) -> Proposal:
    """Keep what a clerk changed in a proposal that is still to be decided."""
    proposal = locked(actor, proposal_id, now)
    refuse_decided(proposal)
    _apply(proposal, edits)
    return proposal


@transaction.atomic
def accept_proposal(
    *,
    actor: User,
    proposal_id: int,
    now: datetime,
    batch: str = "",
    due_of_coordinating: Mapping[int, date] = MappingProxyType({}),
    **edits: Unpack[Edits],
) -> Task:
    """Make the proposal a task with its duties, its excerpt and its source, as last changed.

    Units that coordinate have the deadline of the lead, or their own in `due_of_coordinating`.
    """
    proposal = locked(actor, proposal_id, now)
    refuse_decided(proposal)
    _apply(proposal, edits)
    if proposal.lead_id is None:
        raise LeadMissing

    document = proposal.reading.document
    start, end = proposal.spans.get("mark") or (proposal.start, proposal.end)
    excerpt = register.take_excerpt(document=document, start=start, end=end, rule=proposal.rule)
    meeting = proposal.reading.facts.get("meeting") or {}
    # What the deadline was reckoned from stays with it, so that a changed calendar finds it.
    words, anchor = proposal.due_text[:_WORDS], document.issued_on
    units = proposal.coordinating.order_by("pk").values_list("pk", flat=True)
    task = tasks.assign_task(
        actor=actor,
        now=now,
        title=proposal.title,
        lead_id=proposal.lead_id,
        due_on=proposal.due_on,
        due_words=words,
        due_anchor=anchor,
        coordinating=[
            Share(unit, due_of_coordinating[unit])
            if unit in due_of_coordinating
            else Share(unit, proposal.due_on, words=words, anchor=anchor)
            for unit in units
            if unit != proposal.lead_id
        ],
        field_id=proposal.field_id,
        document=document,
        excerpt=excerpt,
        leader=(meeting.get("chair") or "")[:150],
        note=proposal.due_explanation.get("vi", "") if proposal.due_on else "",
    )
    decide(proposal, Decision.ACCEPTED, actor, now, task=task, batch=batch)
    data = {"task": task.pk, "batch": batch} if batch else {"task": task.pk}
    audit.record(
        actor=actor,
        verb="intake.accepted",
        target=proposal,
        data=data,
        now=now,
        on_behalf_of=policies.for_whom(actor, timezone.localdate(now)),
    )
    return task


@transaction.atomic
def attach_proposal(*, actor: User, proposal_id: int, task_id: int, now: datetime) -> Proposal:
    """Say that a proposal is a task that exists already, so that none is made of it.

    Raises Task.DoesNotExist for a task that the person may not see.
    """
    proposal = locked(actor, proposal_id, now)
    refuse_decided(proposal)
    visible = task_selectors.visible_tasks(actor=actor, on=timezone.localdate(now))
    task = visible.get(pk=task_id)
    decide(proposal, Decision.SAME, actor, now, task=task)
    audit.record(
        actor=actor,
        verb="intake.attached",
        target=proposal,
        data={"task": task.pk},
        now=now,
        on_behalf_of=policies.for_whom(actor, timezone.localdate(now)),
    )
    return proposal


@transaction.atomic
def reject_proposal(*, actor: User, proposal_id: int, now: datetime, reason: str = "") -> Proposal:
    """Let a proposal be no task; why is optional."""
    proposal = locked(actor, proposal_id, now)
    refuse_decided(proposal)
    decide(proposal, Decision.REJECTED, actor, now, reason=reason.strip()[:500])
    audit.record(
        actor=actor,
        verb="intake.rejected",
        target=proposal,
        data={"reason": proposal.reason},
        now=now,
        on_behalf_of=policies.for_whom(actor, timezone.localdate(now)),
    )
    return proposal


@transaction.atomic
def reopen_proposal(*, actor: User, proposal_id: int, now: datetime) -> Proposal:
    """Take a decision back. A task made of it goes, unless something has happened to it since;
    what a proposal was split or merged into goes, unless some of that is decided."""
    proposal = locked(actor, proposal_id, now)
    if proposal.decision == Decision.WAITING:
        raise ProposalStillWaits
    if proposal.decision == Decision.REPLACED:
        return _put_back(proposal, actor, now)
    decision, task = proposal.decision, proposal.task
    data = {"decision": decision, "task": task.pk if task else None}
    decide(proposal, Decision.WAITING, None, None)
    if task is not None and decision == Decision.ACCEPTED:
        excerpt = task.excerpt
        tasks.withdraw_task(
            actor=actor, task_id=task.pk, reason="undone at the reading desk", now=now
        )
        if excerpt is not None:
            register.drop_excerpt(excerpt=excerpt)
    audit.record(
        actor=actor,
        verb="intake.reopened",
        target=proposal,
        data=data,
        now=now,
        on_behalf_of=policies.for_whom(actor, timezone.localdate(now)),
    )
    return proposal


@transaction.atomic
def undo_last_decision(*, actor: User, reading_id: int, now: datetime) -> list[Proposal]:
    """Take back what the actor decided last in a reading, and not what others did meanwhile.

    What was accepted at one press comes back at one press. The proposals are in their order.
    """
    own = Proposal.objects.filter(reading=reading_id, decided_by=actor)
    decided = own.exclude(decision=Decision.WAITING)
    last = decided.order_by("-decided_at", "-pk").first()
    if last is None:
        raise NothingToUndo
    undone = list(decided.filter(batch=last.batch).order_by("position")) if last.batch else [last]
    with remembering():
        return [reopen_proposal(actor=actor, proposal_id=each.pk, now=now) for each in undone]


def _put_back(proposal: Proposal, actor: User, now: datetime) -> Proposal:
    """Undo a split or a merger: what came of it goes, and all that it was made of waits again."""
    made = list(Proposal.objects.select_for_update().filter(replaces=proposal))
    if any(each.decision != Decision.WAITING for each in made):
        raise PartsDecided
    before = list(Proposal.objects.filter(replaced_by__in=made).distinct().order_by("start"))
    for each in made:
        each.delete()
    for each in before:
        decide(each, Decision.WAITING, None, None)
        data = {"decision": Decision.REPLACED.value, "dropped": len(made)}
        audit.record(
            actor=actor,
            verb="intake.reopened",
            target=each,
            data=data,
            now=now,
            on_behalf_of=policies.for_whom(actor, timezone.localdate(now)),
        )
    number_anew(proposal.reading_id)
    proposal.refresh_from_db()
    return proposal


def locked(actor: User, proposal_id: int, now: datetime) -> Proposal:
    """The proposal, held until the transaction ends: two people decide it one after the other."""
    if not policies.may_read(actor, timezone.localdate(now)):
        raise PermissionDenied
    waiting = Proposal.objects.select_for_update(of=("self",))
    return waiting.select_related("reading__document").get(pk=proposal_id)


def refuse_decided(proposal: Proposal) -> None:
    if proposal.decision == Decision.ACCEPTED:
        raise ProposalAlreadyAccepted
    if proposal.decision == Decision.REJECTED:
        raise ProposalAlreadyRejected
    if proposal.decision != Decision.WAITING:
        raise ProposalSettled


_REPLACED_FROM = 100_000  # those that were replaced are numbered apart, after all that is shown


def number_anew(reading_id: int) -> None:
    """Number what stands on the desk in the order of the text."""
    everything = list(Proposal.objects.filter(reading=reading_id).order_by("start", "end", "pk"))
    shown = [each for each in everything if each.decision != Decision.REPLACED]
    hidden = [each for each in everything if each.decision == Decision.REPLACED]
    places = {each.pk: number for number, each in enumerate(shown, 1)}
    places |= {each.pk: number for number, each in enumerate(hidden, _REPLACED_FROM)}
    moved = [each for each in everything if each.position != places[each.pk]]
    # Twice, since a number that is still taken cannot be given.
    for shift in (2 * _REPLACED_FROM, 0):
        for each in moved:
            each.position = places[each.pk] + shift
        Proposal.objects.bulk_update(moved, ["position"], batch_size=200)


def _apply(proposal: Proposal, edits: Edits) -> None:
    """Write the changes that there are; a page that is left saves often and changes little."""
    coordinating = edits.pop("coordinating_ids", None)
    typed = edits.pop("due_typed", "")
    changed = [name for name, value in edits.items() if getattr(proposal, name) != value]
    for name in changed:
        setattr(proposal, name, edits[name])  # type: ignore[literal-required]  # a name that the loop took from edits itself
    if "due_on" in changed:
        proposal.due_explanation = _why_due(proposal, typed)
    if changed:
        names = [name.removesuffix("_id") for name in changed]
        others = {field.name for field in Proposal._meta.concrete_fields}.difference(names)
        proposal.clean_fields(exclude=others)
        proposal.save(update_fields=[*names, "due_explanation"])
    if coordinating is not None:
        proposal.coordinating.set(coordinating)


def _why_due(proposal: Proposal, typed: str) -> dict[str, str]:
    """The explanation of a deadline that somebody set; none where it was taken away."""
    if proposal.due_on is None:
        return {}
    return why_due(
        due_on=proposal.due_on,
        typed=typed,
        written=proposal.due_text,
        anchor=selectors.day_of(proposal.reading),
    )


def decide(
    proposal: Proposal,
    decision: Decision,
    actor: User | None,
    now: datetime | None,
    *,
    task: Task | None = None,
    reason: str = "",
    batch: str = "",
) -> None:
    """Write down what became of a locked proposal, and who said so."""
    proposal.decision = decision
    proposal.decided_by, proposal.decided_at = actor, now
    proposal.task, proposal.reason, proposal.batch = task, reason, batch
    proposal.save(update_fields=["decision", "decided_by", "decided_at", "task", "reason", "batch"])
