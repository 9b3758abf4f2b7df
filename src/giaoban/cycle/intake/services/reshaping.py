"""Proposals of another cut: one split in parts, two made one, one added from the text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from giaoban.cycle.intake import policies, selectors
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.proposing import PROPOSED, Draft, Proposer
from giaoban.cycle.intake.services.deciding import (
    decide,
    locked,
    number_anew,
    refuse_decided,
)
from giaoban.cycle.intake.types import (
    Decision,
    NoNeighbour,
    NothingToSplit,
    NotInTheText,
    Origin,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.reader import read
from giaoban.kit.reader.reading import Item, ItemKind, Span
from giaoban.records.organisations import selectors as organisations

ADDED = "by-hand"
_PARTS = 20
_LONGEST = 5000  # characters of a part; more is no task


@transaction.atomic
def split_proposal(
    *, actor: User, proposal_id: int, parts: Sequence[str], now: datetime
) -> list[Proposal]:
    """Make a proposal of each part, given in words of the proposal's passage and in their order.

    A part keeps the unit, field and deadline of the whole unless it says its own. Raises
    NothingToSplit where fewer than two parts are found.
    """
    whole = locked(actor, proposal_id, now)
    refuse_decided(whole)
    text = whole.reading.document.text
    first, last = whole.spans.get("mark") or (whole.start, whole.end)
    spans: list[Span] = []
    for part in parts:
        if words := part.strip(" \t\r\n.;,"):
            span = place_of(words, text, spans[-1][1] if spans else first, last)
            if span is None:
                raise NothingToSplit
            spans.append(span)
    if not 2 <= len(spans) <= _PARTS:
        raise NothingToSplit
    drafts = [_part_of(whole, span) for span in spans]
    return _put_in_place([whole], drafts, actor, now)


@transaction.atomic
def merge_with_next(*, actor: User, proposal_id: int, now: datetime) -> Proposal:
    """Make one proposal of this and of the next one that waits. Raises NoNeighbour.

    It has the unit and deadline of the first, or of the second where the first says none.
    """
    first = locked(actor, proposal_id, now)
    refuse_decided(first)
    second = (
        Proposal.objects.select_for_update(of=("self",))
        .filter(reading=first.reading_id, position__gt=first.position, decision=Decision.WAITING)
        .order_by("position")
        .first()
    )
    if second is None:
        raise NoNeighbour
    return _put_in_place([first, second], [_together(first, second)], actor, now)[0]


@transaction.atomic
def add_proposal(
    *, actor: User, reading_id: int, words: str, now: datetime, near: int = 0
) -> Proposal:
    """Propose what stands in these words of the text, of several places the one nearest `near`.

    Raises NotInTheText, and StoredReading.DoesNotExist for a reading one may not see.
    """
    if not policies.may_read(actor, timezone.localdate(now)):
        raise PermissionDenied
    visible = selectors.visible_readings(actor=actor, on=timezone.localdate(now))
    reading = visible.select_for_update(of=("self",)).select_related("document").get(pk=reading_id)
    span = _nearest(words.strip(" \t\r\n;,"), reading.document.text, near)
    if span is None:
        raise NotInTheText
    made = _save([_drafted(reading, span, Origin.ADDED)], after=reading.pk)[0]
    number_anew(reading.pk)
    made.refresh_from_db()
    audit.record(
        actor=actor,
        verb="intake.added",
        target=made,
        now=now,
        on_behalf_of=policies.for_whom(actor, timezone.localdate(now)),
    )
    return made


def place_of(words: str, text: str, start: int, end: int) -> Span | None:
    """Where the words stand in the text between two places, whatever blanks lie between them."""
    if len(words) > _LONGEST:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.compile(pattern).search(text, start, end) if pattern else None
    return found.span() if found else None


def _nearest(words: str, text: str, near: int) -> Span | None:
    best, start = None, 0
    while (span := place_of(words, text, start, len(text))) is not None:
        if best is None or abs(span[0] - near) < abs(best[0] - near):
            best = span
        start = span[1]
    return best


def _drafted(reading: StoredReading, span: Span, origin: Origin) -> Draft:
    """A proposal of a passage, as the reader reads it when it stands alone."""
    start, end = span
    words = reading.document.text[start:end]
    # A line that ends in no full stop is read as a heading.
    alone = read(f"{words}.", anchor=selectors.day_of(reading))
    found = next((item for item in alone.items if item.kind in PROPOSED), None)
    item = _moved(found, start) if found else _plain(words, span)
    draft = Proposer(organisations.unit_index(on=selectors.day_of(reading))).draft(item, 0)
    draft.proposal.reading, draft.proposal.origin = reading, origin
    draft.proposal.spans["mark"] = [start, end]
    if origin == Origin.ADDED:
        draft.proposal.rule, draft.proposal.section = ADDED, _section_at(reading, start)
    return draft


def _part_of(whole: Proposal, span: Span) -> Draft:
    """A part of a proposal: what it does not say itself is as in the whole."""
    draft = _drafted(whole.reading, span, Origin.SPLIT)
    part = draft.proposal
    if not part.lead_text:
        part.lead_id, part.lead_text = whole.lead_id, whole.lead_text
        part.candidates, part.coordinating_text = whole.candidates, whole.coordinating_text
        draft.coordinating[:] = [unit.pk for unit in whole.coordinating.all()]
    if not part.due_text:
        part.due_on, part.due_text = whole.due_on, whole.due_text
        part.due_explanation = whole.due_explanation
    if part.field_id is None:
        part.field_id, part.field_text = whole.field_id, whole.field_text
    part.section, part.rule, part.confidence = whole.section, whole.rule, whole.confidence
    return draft


def _together(first: Proposal, second: Proposal) -> Draft:
    """One proposal of two, as the first where both say something."""
    begun = second if first.lead_id is None else first
    due = first if first.due_on else second
    marks = [each.spans.get("mark") or (each.start, each.end) for each in (first, second)]
    title = f"{first.title.rstrip(' .;')}; {second.title[:1].lower()}{second.title[1:]}"
    units = {unit.pk for each in (first, second) for unit in each.coordinating.all()}
    made = Proposal(
        reading=first.reading,
        position=0,
        origin=Origin.MERGED,
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        kind=first.kind,
        title=title[:1000],
        lead_text=begun.lead_text,
        lead_id=begun.lead_id,
        candidates=begun.candidates,
        coordinating_text=[*first.coordinating_text, *second.coordinating_text],
        due_text=due.due_text,
        due_on=due.due_on,
        due_explanation=due.due_explanation,
        field_text=first.field_text or second.field_text,
        field_id=first.field_id or second.field_id,
        section=first.section,
        rule=first.rule,
        confidence=min(first.confidence, second.confidence),
        spans={**first.spans, "mark": [min(m[0] for m in marks), max(m[1] for m in marks)]},
    )
    return Draft(made, sorted(units - {made.lead_id}))


def _put_in_place(
    replaced: Sequence[Proposal], drafts: Sequence[Draft], actor: User, now: datetime
) -> list[Proposal]:
    """Let the drafts stand on the desk where these proposals stood."""
    made = _save(drafts, after=replaced[0].reading_id)
    for each in replaced:
        decide(each, Decision.REPLACED, actor, now)
        for new in made:
            new.replaces.add(each)
        data = {"proposals": len(made)}
        audit.record(
            actor=actor,
            verb="intake.replaced",
            target=each,
            data=data,
            now=now,
            on_behalf_of=policies.for_whom(actor, timezone.localdate(now)),
        )
    number_anew(replaced[0].reading_id)
    for each in made:
        each.refresh_from_db()
    return made


def _save(drafts: Iterable[Draft], *, after: int) -> list[Proposal]:
    last: int = Proposal.objects.filter(reading=after).aggregate(last=Max("position"))["last"] or 0
    made = []
    for number, draft in enumerate(drafts, last + 1):
        draft.proposal.position = number
        draft.proposal.save()
        draft.proposal.coordinating.set(draft.coordinating)
        made.append(draft.proposal)
    return made


def _moved(item: Item, by: int) -> Item:
    """An item that was read in a passage, with its places counted in the whole text."""

    def moved(span: Span | None) -> Span | None:
        return (span[0] + by, span[1] + by) if span else None

    return replace(
        item,
        start=item.start + by,
        end=item.end + by,
        lead_span=moved(item.lead_span),
        coordinating_spans=tuple((start + by, end + by) for start, end in item.coordinating_spans),
        due_span=moved(item.due_span),
    )


def _plain(words: str, span: Span) -> Item:
    """A passage in which the reader sees no work: its words alone."""
    return Item(
        kind=ItemKind.TASK,
        text=words,
        start=span[0],
        end=span[1],
        lead=None,
        coordinating=(),
        due=None,
        field=None,
        rule=ADDED,
        confidence=1.0,
    )


def _section_at(reading: StoredReading, start: int) -> str:
    """The section of the last proposal that stands before this place."""
    before = Proposal.objects.filter(reading=reading, start__lte=start).order_by("start").last()
    return before.section if before else ""
