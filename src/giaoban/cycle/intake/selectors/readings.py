"""Finding readings and their proposals. They are the Office's: to everybody else there are none."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.types import Decision
from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.documents.types import Line, Mark, lay_out
from giaoban.records.organisations import selectors as organisations

CONFIDENT = 0.8
DOUBTFUL = 0.5


@dataclass(frozen=True)
class Counts:
    """How many proposals of a reading wait, were accepted and were rejected."""

    waiting: int
    accepted: int
    rejected: int

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected

    @property
    def total(self) -> int:
        return self.waiting + self.decided


@dataclass(frozen=True)
class Sureness:
    """How sure a proposal is, from 1 to 3, and what of it should be looked at."""

    level: int
    words: str | Promise

    @property
    def bars(self) -> tuple[bool, ...]:
        return tuple(number < self.level for number in range(3))


@dataclass(frozen=True)
class Entry:
    """A proposal as a line of the desk: what it would come to, and how sure that is."""

    proposal: Proposal
    lead: str
    sureness: Sureness
    at_hand: bool


@dataclass(frozen=True)
class Desk:
    """All that the desk shows of a reading, with one proposal at hand, or none where none is."""

    reading: StoredReading
    entries: list[Entry]
    at_hand: Proposal | None
    names: dict[int, str]
    units: list[tuple[int, str]]
    fields: list[tuple[int, str]]
    counts: Counts
    day: date

    def beside(self, step: int) -> Proposal | None:
        """The proposal so many places after the one at hand, or before it."""
        places = [entry.proposal for entry in self.entries]
        if self.at_hand is None:
            return places[0] if places else None
        place = places.index(self.at_hand) + step
        return places[place] if 0 <= place < len(places) else None

    @property
    def lines(self) -> list[Line]:
        return lay_out(self.reading.document.text, marks_of(self))

    @property
    def by_key(self) -> dict[str, Entry]:
        return {str(entry.proposal.pk): entry for entry in self.entries}


def visible_readings(*, actor: User, on: date) -> QuerySet[StoredReading]:
    if organisations.scope_of(actor=actor, on=on).runs_the_briefing:
        return StoredReading.objects.all()
    return StoredReading.objects.none()


def queue(*, actor: User, on: date) -> QuerySet[StoredReading]:
    """The readings with their counts (`waiting`, `accepted`, `rejected`): first what waits."""
    return (
        visible_readings(actor=actor, on=on)
        .select_related("document", "read_by")
        .defer("facts", "document__text", "document__folded", "document__lowered")
        .annotate(
            waiting=_number_of(Decision.WAITING),
            accepted=_number_of(Decision.ACCEPTED),
            rejected=_number_of(Decision.REJECTED),
        )
        .order_by("-read_at", "-pk")
    )


def waiting_count(*, actor: User, on: date) -> tuple[int, int]:
    """How many proposals wait to be confirmed, and in how many readings."""
    waiting = Proposal.objects.filter(
        reading__in=visible_readings(actor=actor, on=on), decision=Decision.WAITING
    )
    counts = waiting.aggregate(proposals=Count("pk"), readings=Count("reading", distinct=True))
    return counts["proposals"], counts["readings"]


def reading_of(*, document: Document) -> StoredReading | None:
    return StoredReading.objects.filter(document=document).first()


def proposals_of(*, reading: StoredReading) -> QuerySet[Proposal]:
    return (
        Proposal.objects.filter(reading=reading)
        .select_related("task", "decided_by")
        .prefetch_related("coordinating")
        .order_by("position")
    )


def desk(*, reading: StoredReading, at: int | None) -> Desk:
    """The desk of a reading that the actor may see, with the proposal numbered `at` at hand.

    Without `at`, or where the reading has no such proposal, the first that waits is at hand, or
    the first of all where none waits.
    """
    proposals = list(proposals_of(reading=reading))
    waiting = [each for each in proposals if each.decision == Decision.WAITING]
    at_hand = next(
        (each for each in proposals if each.pk == at), next(iter(waiting or proposals), None)
    )
    day = day_of(reading)
    names = organisations.unit_names(on=day)
    return Desk(
        reading=reading,
        entries=[
            Entry(each, names.get(each.lead_id or 0, ""), sureness_of(each), each == at_hand)
            for each in proposals
        ],
        at_hand=at_hand,
        names=names,
        units=[(version.unit_id, version.name) for version in organisations.units_on(on=day)],
        fields=[(field.pk, field.name) for field in organisations.fields()],
        counts=_counts(proposals),
        day=day,
    )


def next_waiting(*, reading_id: int, after: int) -> int | None:
    """The next proposal that waits after a position; at the end, from the top again."""
    waiting = Proposal.objects.filter(reading=reading_id, decision=Decision.WAITING)
    ordered = waiting.order_by("position").values_list("position", "pk")
    places = list(ordered)
    later = [pk for position, pk in places if position > after]
    return next(iter(later or [pk for _, pk in places]), None)


def day_of(reading: StoredReading) -> date:
    """The day on which the text speaks of units: its own date, the meeting's, or of the reading."""
    meeting = reading.facts.get("meeting") or {}
    held_on = meeting.get("held_on")
    return (
        reading.document.issued_on
        or (date.fromisoformat(held_on) if held_on else None)
        or timezone.localdate(reading.read_at)
    )


def sureness_of(proposal: Proposal) -> Sureness:
    """How sure the reader is, in words that send the eye to what a person should check."""
    if proposal.lead_id is None:
        return _sureness_without_unit(proposal)
    if proposal.due_text and proposal.due_on is None:
        return Sureness(2, _("check the deadline"))
    if proposal.confidence >= CONFIDENT:
        return Sureness(3, _("sure"))
    if proposal.confidence >= DOUBTFUL:
        return Sureness(2, _("fairly sure"))
    return Sureness(1, _("needs a look"))


def _sureness_without_unit(proposal: Proposal) -> Sureness:
    if not proposal.lead_text:
        return Sureness(1, _("no lead unit stated"))
    if proposal.candidates:
        return Sureness(2, _("check the unit"))
    return Sureness(1, _("unit not known"))


def marks_of(shown: Desk) -> list[Mark]:
    """Every proposal's passage; of the one at hand also who leads, who coordinates, by when.

    What was read as work but is not proposed, such as results, is marked without a number.
    """
    marks = [_passage(entry.proposal) for entry in shown.entries]
    if shown.at_hand:
        marks += _words_of(shown.at_hand)
    proposed = {(each.proposal.start, each.proposal.end) for each in shown.entries}
    for number, item in enumerate(shown.reading.facts.get("items", [])):
        if (item["start"], item["end"]) not in proposed:
            marks.append(Mark(item["start"], item["end"], key=f"{item['kind']}-{number}"))
    return marks


def _passage(proposal: Proposal) -> Mark:
    start, end = proposal.spans.get("mark") or (proposal.start, proposal.end)
    return Mark(start, end, key=str(proposal.pk))


def _words_of(proposal: Proposal) -> list[Mark]:
    spans: dict[str, Any] = proposal.spans
    found = [("lead", spans.get("lead")), ("due", spans.get("due"))]
    found += [("co", span) for span in spans.get("coordinating") or []]
    return [Mark(span[0], span[1], kinds=frozenset({kind})) for kind, span in found if span]


def _number_of(decision: Decision) -> Count:
    return Count("proposals", filter=Q(proposals__decision=decision))


def _counts(proposals: list[Proposal]) -> Counts:
    decisions = [proposal.decision for proposal in proposals]
    return Counts(
        waiting=decisions.count(Decision.WAITING),
        accepted=decisions.count(Decision.ACCEPTED),
        rejected=decisions.count(Decision.REJECTED),
    )


def counts_of(reading: StoredReading) -> Counts:
    """The counts of one reading."""
    counts = Proposal.objects.filter(reading=reading).values_list("decision", flat=True)
    decisions = list(counts.order_by())
    return Counts(
        waiting=decisions.count(Decision.WAITING),
        accepted=decisions.count(Decision.ACCEPTED),
        rejected=decisions.count(Decision.REJECTED),
    )
