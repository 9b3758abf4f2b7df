"""Changing the register. A service is a sentence someone would say, carried out at once or not."""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.files import services as files
from giaoban.kit.vntext.folding import fold
from giaoban.kit.vntext.secrecy import secrecy_marking
from giaoban.kit.vntext.symbols import NotASymbol, Symbol, parse_symbol
from giaoban.records.documents import policies, selectors
from giaoban.records.documents.models import Citation, Document, Excerpt, NumberRegister
from giaoban.records.documents.types import (
    CitedDocument,
    DocumentAlreadyRegistered,
    DocumentEmpty,
    ExcerptOutsideText,
    NumberGivenAlready,
    Part,
    ReasonMissing,
    SecretDocument,
    registered_form,
)


@transaction.atomic
def register_document(
    *,
    actor: User,
    now: datetime,
    text: str,
    subject: str,
    symbol: str = "",
    kind: str = "",
    issuer: str = "",
    issued_on: date | None = None,
    signer: str = "",
    data: bytes | None = None,
    file_name: str = "",
    media_type: str = "",
) -> Document:
    """Enter a document into the register with its text, and with its file where there is one.

    What bears a secrecy marking is refused before anything of it is kept, the same text a second
    time as well. A symbol is taken apart; what it tells of kind and issuer fills what is not said.
    """
    verdict = policies.may_register(actor, timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    text = registered_form(text)
    refuse_secrets(text, subject)
    if not text.strip():
        raise DocumentEmpty
    if there := selectors.with_text(text=text):
        raise DocumentAlreadyRegistered(there.pk)

    parsed = _parsed(symbol)
    document = Document(
        symbol=parsed.text if parsed else symbol.strip(),
        number=int(parsed.number_value) if parsed else None,
        year=(parsed.year if parsed else None) or (issued_on.year if issued_on else None),
        kind=kind or (parsed and parsed.kind_name) or "",
        issuer=issuer or (parsed and parsed.issuer) or "",
        issued_on=issued_on,
        subject=subject.strip(),
        signer=signer,
        normative=bool(parsed and parsed.normative),
        file_name=file_name[-255:],
        text=text,
        text_sha256=selectors.fingerprint(text),
        registered_by=actor,
        registered_at=now,
    )
    document.folded, document.lowered = _searched(document)
    document.clean_fields(exclude=["file", "registered_by"])
    if data is not None:
        document.file = files.keep_file(data=data, media_type=media_type, now=now)
    _save_once(document)
    audit.record(
        actor=actor,
        verb="documents.registered",
        target=document,
        data={"symbol": document.symbol, "subject": document.subject, "file": document.file_name},
        now=now,
        on_behalf_of=verdict.principal,
    )
    return document


@transaction.atomic
def restrict_document(
    *, actor: User, document_id: int, restricted: bool, reason: str, now: datetime
) -> Document:
    """Mark a document as restricted, or lift that, with why. From then on who reads it is written
    down. Raises ReasonMissing, and Document.DoesNotExist for one that the person may not see."""
    visible = selectors.visible_documents(actor=actor, on=timezone.localdate(now))
    document = visible.select_for_update(of=("self",)).get(pk=document_id)
    verdict = policies.may_register(actor, timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    if document.restricted == restricted:
        return document
    document.restricted = restricted
    document.save(update_fields=["restricted"])
    audit.record(
        actor=actor,
        verb=f"documents.{'restricted' if restricted else 'released'}",
        target=document,
        data={"reason": reason.strip()[:500]},
        now=now,
        on_behalf_of=verdict.principal,
    )
    return document


@transaction.atomic
def note_reading(*, actor: User, document: Document, part: Part, now: datetime) -> None:
    """Write down that somebody read a restricted document; of any other nothing is kept."""
    if not document.restricted:
        return
    audit.record(
        actor=actor,
        verb="documents.read",
        target=document,
        data={"what": str(part)},
        now=now,
        on_behalf_of=selectors.seen_for(actor=actor, document=document, on=timezone.localdate(now)),
    )


def refuse_secrets(*texts: str) -> None:
    """Nothing where none of the texts bears a secrecy marking, else SecretDocument."""
    if any(secrecy_marking(text) for text in texts):
        raise SecretDocument


@transaction.atomic
def take_excerpt(*, document: Document, start: int, end: int, rule: str) -> Excerpt:
    """The passage from `start` to `end` as the source of a record; the same one is kept once."""
    if not 0 <= start < end <= len(document.text):
        raise ExcerptOutsideText
    excerpt, _ = Excerpt.objects.get_or_create(
        document=document,
        start=start,
        end=end,
        rule=rule,
        defaults={"text": document.text[start:end]},
    )
    return excerpt


@transaction.atomic
def drop_excerpt(*, excerpt: Excerpt) -> bool:
    """Let go of a passage whose record is gone; False where another record still rests on it."""
    try:
        with transaction.atomic():
            excerpt.delete()
    except ProtectedError:
        return False
    return True


@transaction.atomic
def note_citations(*, document: Document, citations: Iterable[CitedDocument]) -> None:
    """Write down which documents the text mentions, in the place of what was noted before."""
    document.citations.all().delete()
    Citation.objects.bulk_create(
        Citation(
            document=document,
            symbol=cited.symbol[:80],
            kind=cited.kind[:60],
            issued_on=cited.issued_on,
            start=cited.start,
            end=cited.end,
        )
        for cited in citations
    )


def take_number(*, register: str, year: int) -> int:
    """The next number of a register in a year, 1 at its beginning (Decree 30/2020/NĐ-CP, Art. 15).

    It belongs to the transaction of whoever takes it: rolled back with it, the number is given to
    the next, so that none is left out; who comes meanwhile waits, so that none is given twice.
    The caller asks whether it may be taken, and leaves the entry of the trail.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a number is taken in the transaction that uses it")
    NumberRegister.objects.get_or_create(register=register, year=year)
    row = NumberRegister.objects.select_for_update().get(register=register, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


@transaction.atomic
def continue_register(
    *, actor: User, register: str, year: int, last: int, now: datetime
) -> NumberRegister:
    """Let a register go on after `last`, where earlier numbers of the year were given elsewhere.

    Raises NumberGivenAlready where it has given out that number itself, or a higher one.
    """
    verdict = policies.may_register(actor, timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    NumberRegister.objects.get_or_create(register=register, year=year)
    row = NumberRegister.objects.select_for_update().get(register=register, year=year)
    if last < row.last:
        raise NumberGivenAlready
    row.last = last
    row.save(update_fields=["last"])
    data = {"register": register, "year": year, "last": last}
    audit.record(
        actor=actor,
        verb="documents.register-continued",
        target=row,
        data=data,
        now=now,
        on_behalf_of=verdict.principal,
    )
    return row


def _parsed(symbol: str) -> Symbol | None:
    """The symbol in its parts; agencies also use codes of their own, which stay as typed."""
    try:
        return parse_symbol(symbol)
    except NotASymbol:
        return None


def _searched(document: Document) -> tuple[str, str]:
    """What questions are held against: all words without accents, and with them in lower case."""
    words = "\n".join(
        (document.symbol, document.subject, document.signer, document.issuer, document.text)
    )
    return fold(words), unicodedata.normalize("NFC", words).lower()


def _save_once(document: Document) -> None:
    """Save; of two people registering the same text at the same moment the second is told."""
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        there = selectors.with_text(text=document.text)
        if there is None:
            raise
        raise DocumentAlreadyRegistered(there.pk) from None
