"""Having a document read: registered, read, and its work proposed."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.intake import policies, selectors
from giaoban.cycle.intake.head import Head, read_head
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.proposing import LANGUAGES, Proposer
from giaoban.cycle.intake.words import own_words
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.reader import Reading, read
from giaoban.kit.reader.opening import Opened, Progress, open_file
from giaoban.records.documents import selectors as documents
from giaoban.records.documents import services as register
from giaoban.records.documents.models import Document
from giaoban.records.documents.types import (
    CitedDocument,
    DocumentAlreadyRegistered,
    registered_form,
)
from giaoban.records.organisations import selectors as organisations


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
    progress: Progress | None = None,
    recognises: bool = True,
) -> StoredReading:
    """Register a document, given as a file or as pasted text, read it and propose its tasks.

    A text that was read before is not read again: its reading comes back, `already_there`. What
    is said of symbol, subject and date goes before what the text says. Raises kit's Unreadable for
    a file that cannot be read, SecretDocument for a secret one; nothing of it is kept. Pages that
    are pictures are recognised, of which `progress` hears; where `recognises` is false, a file with
    such pages raises kit's PicturesInside.
    """
    if not policies.may_read(actor, timezone.localdate(now)):
        raise PermissionDenied
    # A pasted text passes the same door as a file: the same limits, encodings and refusals.
    opened = open_file(
        (text or "").encode() if data is None else data,
        name=file_name,
        progress=progress,
        recognises=recognises,
    )
    body = registered_form(opened.text)
    register.refuse_secrets(body, file_name, subject)
    if there := documents.with_text(text=body):
        known = selectors.reading_of(document=there)
        if known is not None:
            return _already_there(known)
    # Reading takes the longest, so it is done before the transaction that keeps what was read.
    reading = read(body, anchor=issued_on, vocabulary=own_words())
    head = read_head(body)
    head = replace(head, symbol=symbol or head.symbol, subject=subject or head.subject)
    return _keep(
        Received(actor, now, head, issued_on or reading.issued_on, opened, file_name, data),
        reading,
    )


@dataclass(frozen=True)
class Received:
    """A document on its way from the door to the register."""

    actor: User
    now: datetime
    head: Head
    issued_on: date | None
    opened: Opened
    file_name: str
    data: bytes | None

    @property
    def has_places(self) -> bool:
        """Whether offsets of the kept text are those of the opened file."""
        text = self.opened.text
        return self.data is not None and len(registered_form(text)) == len(text)

    def place_of(self, offset: int) -> dict[str, str]:
        """Where in the file a character stands, in words of each language."""
        if not self.has_places:
            return {}
        place = self.opened.place_of(offset)
        return {language: place.text(language) for language in LANGUAGES}

    @property
    def opening(self) -> dict[str, Any]:
        """What whoever reads the text should know of how it was opened."""
        notes = [{each: note.text(each) for each in LANGUAGES} for note in self.opened.notes]
        doubts = self.opened.doubts if self.has_places else ()
        return {"notes": notes, "doubts": [[each.start, each.end] for each in doubts]}


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
            media_type=received.opened.media_type,
        )
    except DocumentAlreadyRegistered as there:
        # Registered by another door; locked, so that two people do not read it at once.
        document = Document.objects.select_for_update(of=("self",)).get(pk=there.document_id)
        if known := selectors.reading_of(document=document):
            return _already_there(known)
    return _propose(received, document, reading)


def _propose(received: Received, document: Document, reading: Reading) -> StoredReading:
    actor, now = received.actor, received.now
    stored = StoredReading.objects.create(
        document=document,
        facts=reading.to_json(),
        opening=received.opening,
        read_by=actor,
        read_at=now,
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
        draft.proposal.place = received.place_of(draft.proposal.start)
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
        on_behalf_of=policies.for_whom(actor, timezone.localdate(now)),
    )
    return stored


def _already_there(reading: StoredReading) -> StoredReading:
    reading.already_there = True
    return reading
