"""Words that were recognised in a picture with doubt, corrected by whoever compares."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.cycle.intake import policies, selectors
from giaoban.cycle.intake.corrected import Corrected, corrected, sentence_around
from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.proposing import Draft, Proposer
from giaoban.cycle.intake.types import Decision, NoSuchDoubt, Origin
from giaoban.cycle.intake.words import own_words
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.kit.reader import Reading, read
from giaoban.kit.reader.reading import Item
from giaoban.records.organisations import selectors as organisations

_LONGEST = 100
_READ_ANEW = (
    *("title", "lead_text", "lead_id", "coordinating_text", "candidates", "due_text", "due_on"),
    *("due_explanation", "field_text", "field_id", "spans", "start", "end", "rule", "confidence"),
    *("proposed", "section"),
)


@transaction.atomic
def correct_words(
    *, actor: User, reading_id: int, words: Mapping[int, str], now: datetime
) -> list[Proposal]:
    """Write the right words over doubtful ones, named by where they begin in the text.

    The register keeps the text as it was recognised; the desk shows it corrected, and each change
    stands in the trail. What waits in the sentences that changed is read again, unless somebody
    edited it; these proposals are given back. Raises NoSuchDoubt for a place without doubt.
    """
    today = timezone.localdate(now)
    if not policies.may_read(actor, today):
        raise PermissionDenied
    locked = StoredReading.objects.select_for_update(of=("self",)).select_related("document")
    reading = locked.get(pk=reading_id)
    changed = _written_down(reading, words)
    if not changed:
        return []
    reading.save(update_fields=["opening"])
    for each in changed:
        audit.record(
            actor=actor,
            verb="intake.word-corrected",
            target=reading,
            data={"was": each["was"], "is": each["is"]},
            now=now,
            on_behalf_of=policies.for_whom(actor, today),
        )
    return _read_again(reading, [(each["start"], each["end"]) for each in changed])


def _written_down(reading: StoredReading, words: Mapping[int, str]) -> list[dict[str, Any]]:
    """The corrections that say something new, kept with the reading beside those before."""
    doubts = dict(reading.opening.get("doubts", []))
    kept = {each["start"]: each for each in reading.opening.get("corrections", [])}
    changed = []
    for start, typed in words.items():
        right = " ".join(typed.split())[:_LONGEST]
        if start not in doubts:
            raise NoSuchDoubt
        was = reading.document.text[start : doubts[start]]
        if not right or right == kept.get(start, {}).get("is", was):
            continue
        kept[start] = {"start": start, "end": doubts[start], "was": was, "is": right}
        changed.append(kept[start])
    reading.opening["corrections"] = sorted(kept.values(), key=lambda each: int(each["start"]))
    return changed


def _read_again(reading: StoredReading, places: list[tuple[int, int]]) -> list[Proposal]:
    """Read the corrected text, and take over what it says of the sentences at these places."""
    text = reading.document.text
    sentences = [sentence_around(text, *place) for place in places]
    waiting = [
        each
        for each in reading.proposals.filter(
            decision=Decision.WAITING, origin=Origin.READ
        ).prefetch_related("coordinating")
        if any(start < each.end and each.start < end for start, end in sentences)
        and not _was_edited(each)
    ]
    if not waiting:
        return []
    fresh = corrected(text, reading.opening["corrections"])
    anew = read(fresh.text, anchor=reading.document.issued_on, vocabulary=own_words())
    proposer = Proposer(organisations.unit_index(on=selectors.day_of(reading)))
    return [each for each in waiting if _taken_over(each, anew, fresh, proposer)]


def _was_edited(proposal: Proposal) -> bool:
    """Whether somebody made something else of what was read; their words are not touched."""
    said = proposal.proposed
    now = {
        "title": proposal.title,
        "lead": proposal.lead_id,
        "coordinating": sorted(unit.pk for unit in proposal.coordinating.all()),
        "due_on": proposal.due_on.isoformat() if proposal.due_on else None,
        "field": proposal.field_id,
    }
    return any(said.get(part) != value for part, value in now.items())


def _taken_over(proposal: Proposal, anew: Reading, fresh: Corrected, proposer: Proposer) -> bool:
    """Give the proposal what was read anew at its place; whether anything was."""
    found = [item for item in anew.items if fresh.overlap(item, proposal.start, proposal.end) > 0]
    if not found:
        return False
    best: Item = max(found, key=lambda item: fresh.overlap(item, proposal.start, proposal.end))
    draft: Draft = proposer.draft(best, proposal.position)
    made = draft.proposal
    made.start, made.end = fresh.before(made.start), fresh.before(made.end)
    made.spans = fresh.spans_before(made.spans)
    for name in _READ_ANEW:
        setattr(proposal, name, getattr(made, name))
    proposal.save(update_fields=[name.removesuffix("_id") for name in _READ_ANEW])
    proposal.coordinating.set(draft.coordinating)
    return True
