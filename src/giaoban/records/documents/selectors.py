"""Finding documents. Whoever asks is part of the question, and gets only what they may see."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.folding import fold
from giaoban.records.documents.models import Citation, Document, Excerpt
from giaoban.records.documents.types import VISIBILITY_RULES, registered_form
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Appointment
from giaoban.records.organisations.types import Capacity, Post, Scope

LATEST_FIRST = (F("issued_on").desc(nulls_last=True), "-pk")
WORDS_SEARCHED = 12  # of a question; more only cost time


@dataclass(frozen=True)
class Cited:
    """A mention of another document, and that document where the register shows it to the asker."""

    citation: Citation
    document: Document | None


# They see of documents what the Office sees.
_SEE_THE_REGISTER = frozenset({Post.MEETING_SECRETARY})


@dataclass(frozen=True)
class Reason:
    """Which documents one sees for a reason; `by` is the capacity that brings them, if one does."""

    words: Promise
    documents: Q
    by: Capacity | None = None


def reasons_for(actor: User, scope: Scope, on: date) -> list[Reason]:
    """Why the person sees documents. What they see is what any of these tells, not more."""
    reasons = [Reason(_("registered it"), Q(registered_by=actor))]
    for capacity in scope.capacities:
        if capacity.sees_everything:
            reasons.append(Reason(_("sees all of the agency"), Q(), capacity))
        elif capacity.post in _SEE_THE_REGISTER:
            reasons.append(Reason(_("sees the whole register"), Q(), capacity))
        elif capacity.post == Post.DOCUMENTS_CLERK:
            there = Appointment.objects.on(on).filter(unit__in=capacity.below).order_by()
            theirs = Q(registered_by__in=there.values("user"))
            words = _("somebody of the unit or of one below it registered it")
            reasons.append(Reason(words, theirs, capacity))
    words = _("something that they see, such as a task, came from it or rests on it")
    return reasons + [Reason(words, rule(actor, on)) for rule in VISIBILITY_RULES]


def visible_documents(*, actor: User, on: date) -> QuerySet[Document]:
    """All of the register for whoever sees the agency or writes down its meetings; for others what
    they registered, what their tasks rest on, and for clerks of documents what their unit or one
    below it registered."""
    scope = organisations.scope_of(actor=actor, on=on)
    seen = [each.documents for each in reasons_for(actor, scope, on)]
    if Q() in seen:
        return Document.objects.all()
    # The rules may join tables and meet a document twice.
    found = Document.objects.filter(reduce(or_, seen)).order_by()
    return Document.objects.filter(pk__in=found.values("pk"))


def seen_for(*, actor: User, document: Document, on: date) -> User | None:
    """For whom somebody sees a document: for the one by whose delegation alone, else for none."""
    scope = organisations.scope_of(actor=actor, on=on)
    bringing = [
        reason
        for reason in reasons_for(actor, scope, on)
        if Document.objects.filter(reason.documents, pk=document.pk).exists()
    ]
    principals = [reason.by.principal if reason.by else None for reason in bringing]
    return principals[0] if principals and None not in principals else None


def search(*, actor: User, on: date, words: str) -> QuerySet[Document]:
    """The documents that hold all the words, accents optional: the phrase as typed first, then
    those with every word's accents as typed, then the others."""
    found = visible_documents(actor=actor, on=on)
    typed = unicodedata.normalize("NFC", words).lower().split()[:WORDS_SEARCHED]
    for word in typed:
        found = found.filter(folded__contains=fold(word))
    if not typed:
        return found.order_by(*LATEST_FIRST)
    every_word = Q()
    for word in typed:
        every_word &= Q(lowered__contains=word)
    rank = Case(
        When(lowered__contains=" ".join(typed), then=Value(0)),
        When(every_word, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.order_by(rank, *LATEST_FIRST)


def register_page(
    *, actor: User, on: date, words: str = "", kind: str = "", year: int | None = None
) -> QuerySet[Document]:
    """What the register's list shows, without the texts, which are long."""
    found = search(actor=actor, on=on, words=words)
    if kind:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(year=year)
    return found.defer("text", "folded", "lowered").annotate(excerpt_count=Count("excerpts"))


def kinds_and_years(*, actor: User, on: date) -> tuple[list[str], list[int]]:
    """The kinds and years that occur in what the actor may see: what a list can be narrowed to."""
    visible = visible_documents(actor=actor, on=on).order_by()
    kinds = visible.exclude(kind="").values_list("kind", flat=True).distinct()
    years = visible.filter(year__isnull=False).values_list("year", flat=True).distinct()
    return sorted(kinds), sorted((year for year in years if year), reverse=True)


def with_text(*, text: str) -> Document | None:
    """The registered document with this text, whatever its blanks and line ends."""
    return Document.objects.filter(text_sha256=fingerprint(text)).first()


def excerpts_of(*, document: Document) -> QuerySet[Excerpt]:
    return document.excerpts.order_by("start", "end")


def citations_of(*, actor: User, on: date, document: Document) -> list[Cited]:
    """What the document cites, in the order of the text, with what the register has of it."""
    citations = list(document.citations.all())
    visible = visible_documents(actor=actor, on=on).defer("text", "folded", "lowered")
    known = {
        other.symbol: other
        for other in visible.filter(symbol__in={c.symbol for c in citations}).exclude(
            pk=document.pk
        )
    }
    return [Cited(citation, known.get(citation.symbol)) for citation in citations]


def citing(*, actor: User, on: date, document: Document) -> QuerySet[Document]:
    """The documents that cite this one by its symbol."""
    visible = visible_documents(actor=actor, on=on).defer("text", "folded", "lowered")
    if not document.symbol:
        return visible.none()
    citing_ids = Citation.objects.filter(symbol=document.symbol).values("document")
    return visible.filter(pk__in=citing_ids).exclude(pk=document.pk)


def fingerprint(text: str) -> str:
    """What two copies of a text share even if one was pasted with other blanks and line ends."""
    return hashlib.sha256(" ".join(registered_form(text).split()).encode()).hexdigest()
