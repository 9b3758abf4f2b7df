"""Having documents read, and deciding on what was read. One sentence, one transaction."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Unpack

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.intake import policies, selectors
from giaoban.cycle.intake.head import Head, read_head
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.proposing import Proposer
from giaoban.cycle.intake.types import (
    Decision,
    Edits,
    LeadMissing,
    NothingToUndo,
    ProposalAlreadyAccepted,
    ProposalAlreadyRejected,
    ProposalStillWaits,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.reader import Reading, read
from giaoban.kit.reader.opening import open_file
from giaoban.records.documents import selectors as documents
from giaoban.records.documents import services as register
from giaoban.records.documents.models import Document
from giaoban.records.documents.types import (
    CitedDocument,
    DocumentAlreadyRegistered,
    registered_form,
)
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.types import Share


def read_document(
    *,
    actor: User,
    now: datetime,
    data: bytes | None = None,
    text: str | None = None,
    file_name: str = "",
    symbol: str = "",
    subject: str = "",
    issued_on: date | None = None,
) -> StoredReading:
    """Register a document, given as a file or as pasted text, read it and propose its tasks.

    A text that was read before is not read again: its reading comes back, `already_there`. What
    is said of symbol, subject and date goes before what the text says. Raises kit's Unreadable for
    a file that cannot be read, SecretDocument for a secret one; nothing of it is kept.
    """
    if not policies.may_read(actor, timezone.localdate(now)):
        raise PermissionDenied
    # A pasted text passes the same door as a file: the same limits, encodings and refusals.
    opened = open_file((text or "").encode() if data is None else data, name=file_name)
    body = registered_form(opened.text)
    register.refuse_secrets(body, file_name, subject)
    if there := documents.with_text(text=body):
        known = selectors.reading_of(document=there)
        if known is not None:
            return _already_there(known)
    # Reading takes the longest, so it is done before the transaction that keeps what was read.
    reading = read(body, anchor=issued_on)
    head = read_head(body)
    head = replace(head, symbol=symbol or head.symbol, subject=subject or head.subject)
    return _keep(
        Received(
            actor, now, head, issued_on or reading.issued_on, opened.media_type, file_name, data
        ),
        reading,
    )


@dataclass(frozen=True)
class Received:
    """A document on its way from the door to the register."""

    actor: User
    now: datetime
    head: Head
    issued_on: date | None
    media_type: str
    file_name: str
    data: bytes | None


@transaction.atomic
def _keep(received: Received, reading: Reading) -> StoredReading:
    head, data = received.head, received.data
    try:
        document = register.register_document(
            actor=received.actor,
            now=received.now,
            text=reading.text,
            subject=head.subject,
            symbol=head.symbol,
            kind=head.kind,
            issued_on=received.issued_on,
            signer=head.signer,
            data=data,
            file_name=received.file_name if data is not None else "",
            media_type=received.media_type,
        )
    except DocumentAlreadyRegistered as there:
        # Registered by another door; locked, so that two people do not read it at once.
        document = Document.objects.select_for_update(of=("self",)).get(pk=there.document_id)
        if known := selectors.reading_of(document=document):
            return _already_there(known)
    return _propose(received.actor, received.now, document, reading)


def _propose(actor: User, now: datetime, document: Document, reading: Reading) -> StoredReading:
    stored = StoredReading.objects.create(
        document=document, facts=reading.to_json(), read_by=actor, read_at=now
    )
    register.note_citations(
        document=document,
        citations=[
            CitedDocument(each.symbol, each.start, each.end, each.kind or "", each.issued_on)
            for each in reading.citations
        ],
    )
    index = organisations.unit_index(on=selectors.day_of(stored))
    drafts = Proposer(index).drafts(reading)
    for draft in drafts:
        draft.proposal.reading = stored
    Proposal.objects.bulk_create([draft.proposal for draft in drafts])
    Coordinating = Proposal.coordinating.through  # noqa: N806 - a class
    Coordinating.objects.bulk_create(
        Coordinating(proposal_id=draft.proposal.pk, unit_id=unit)
        for draft in drafts
        for unit in draft.coordinating
    )
    audit.record(
        actor=actor,
        verb="intake.read",
        target=stored,
        data={"document": document.pk, "proposals": len(drafts)},
        now=now,
    )
    return stored


def _already_there(reading: StoredReading) -> StoredReading:
    reading.already_there = True
    return reading


@transaction.atomic
def edit_proposal(
    *, actor: User, proposal_id: int, now: datetime, **edits: Unpack[Edits]
) -> Proposal:
    """Keep what a clerk changed in a proposal that is still to be decided."""
    proposal = _locked(actor, proposal_id, now)
    _refuse_decided(proposal)
    _apply(proposal, edits)
    return proposal


@transaction.atomic
def accept_proposal(
    *, actor: User, proposal_id: int, now: datetime, **edits: Unpack[Edits]
) -> Task:
    """Make the proposal a task with its duties, its excerpt and its source, as last changed."""
    proposal = _locked(actor, proposal_id, now)
    _refuse_decided(proposal)
    _apply(proposal, edits)
    if proposal.lead_id is None:
        raise LeadMissing

    document = proposal.reading.document
    start, end = proposal.spans.get("mark") or (proposal.start, proposal.end)
    excerpt = register.take_excerpt(document=document, start=start, end=end, rule=proposal.rule)
    meeting = proposal.reading.facts.get("meeting") or {}
    units = proposal.coordinating.order_by("pk").values_list("pk", flat=True)
    task = tasks.assign_task(
        actor=actor,
        now=now,
        title=proposal.title,
        lead_id=proposal.lead_id,
        due_on=proposal.due_on,
        coordinating=[Share(unit, proposal.due_on) for unit in units if unit != proposal.lead_id],
        field_id=proposal.field_id,
        document=document,
        excerpt=excerpt,
        leader=(meeting.get("chair") or "")[:150],
        note=proposal.due_explanation.get("vi", "") if proposal.due_on else "",
    )
    _decide(proposal, Decision.ACCEPTED, actor, now, task=task)
    audit.record(
        actor=actor, verb="intake.accepted", target=proposal, data={"task": task.pk}, now=now
    )
    return task


@transaction.atomic
def reject_proposal(*, actor: User, proposal_id: int, now: datetime, reason: str = "") -> Proposal:
    """Let a proposal be no task; why is optional."""
    proposal = _locked(actor, proposal_id, now)
    _refuse_decided(proposal)
    _decide(proposal, Decision.REJECTED, actor, now, reason=reason.strip()[:500])
    audit.record(
        actor=actor,
        verb="intake.rejected",
        target=proposal,
        data={"reason": proposal.reason},
        now=now,
    )
    return proposal


@transaction.atomic
def reopen_proposal(*, actor: User, proposal_id: int, now: datetime) -> Proposal:
    """Take a decision back. A task made of it goes, unless something has happened to it since."""
    proposal = _locked(actor, proposal_id, now)
    if proposal.decision == Decision.WAITING:
        raise ProposalStillWaits
    task = proposal.task
    data = {"decision": proposal.decision, "task": task.pk if task else None}
    _decide(proposal, Decision.WAITING, None, None)
    if task is not None:
        excerpt = task.excerpt
        tasks.withdraw_task(
            actor=actor, task_id=task.pk, reason="undone at the reading desk", now=now
        )
        if excerpt is not None:
            register.drop_excerpt(excerpt=excerpt)
    audit.record(actor=actor, verb="intake.reopened", target=proposal, data=data, now=now)
    return proposal


@transaction.atomic
def undo_last_decision(*, actor: User, reading_id: int, now: datetime) -> Proposal:
    """Take back what the actor decided last in a reading, and not what others did meanwhile."""
    own = Proposal.objects.filter(reading=reading_id, decided_by=actor)
    last = own.exclude(decision=Decision.WAITING).order_by("-decided_at", "-pk").first()
    if last is None:
        raise NothingToUndo
    return reopen_proposal(actor=actor, proposal_id=last.pk, now=now)


def _locked(actor: User, proposal_id: int, now: datetime) -> Proposal:
    """The proposal, held until the transaction ends: two people decide it one after the other."""
    if not policies.may_read(actor, timezone.localdate(now)):
        raise PermissionDenied
    waiting = Proposal.objects.select_for_update(of=("self",))
    return waiting.select_related("reading__document").get(pk=proposal_id)


def _refuse_decided(proposal: Proposal) -> None:
    if proposal.decision == Decision.ACCEPTED:
        raise ProposalAlreadyAccepted
    if proposal.decision == Decision.REJECTED:
        raise ProposalAlreadyRejected


def _apply(proposal: Proposal, edits: Edits) -> None:
    """Write the changes that there are; a page that is left saves often and changes little."""
    coordinating = edits.pop("coordinating_ids", None)
    changed = [name for name, value in edits.items() if getattr(proposal, name) != value]
    for name in changed:
        setattr(proposal, name, edits[name])  # type: ignore[literal-required]  # a name that the loop took from edits itself
    if changed:
        names = [name.removesuffix("_id") for name in changed]
        others = {field.name for field in Proposal._meta.concrete_fields}.difference(names)
        proposal.clean_fields(exclude=others)
        proposal.save(update_fields=names)
    if coordinating is not None:
        proposal.coordinating.set(coordinating)


def _decide(
    proposal: Proposal,
    decision: Decision,
    actor: User | None,
    now: datetime | None,
    *,
    task: Task | None = None,
    reason: str = "",
) -> None:
    proposal.decision = decision
    proposal.decided_by, proposal.decided_at = actor, now
    proposal.task, proposal.reason = task, reason
    proposal.save(update_fields=["decision", "decided_by", "decided_at", "task", "reason"])
