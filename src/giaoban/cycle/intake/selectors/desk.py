"""The desk of one reading: its proposals by section, one of them at hand, and the marked text."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.selectors.readings import Counts, counted, day_of
from giaoban.cycle.intake.selectors.sureness import Sureness, sureness_of
from giaoban.cycle.intake.types import Decision
from giaoban.records.documents.types import Line, Mark, lay_out
from giaoban.records.organisations import selectors as organisations


@dataclass(frozen=True)
class Entry:
    """A proposal as a line of the desk: what it would come to, and how sure that is."""

    proposal: Proposal
    lead: str
    sureness: Sureness
    at_hand: bool


@dataclass(frozen=True)
class Section:
    """The proposals under one heading of the text; without a title where none stands above."""

    title: str
    entries: list[Entry]

    @property
    def waiting(self) -> int:
        return sum(entry.proposal.decision == Decision.WAITING for entry in self.entries)

    @property
    def at_hand(self) -> bool:
        return any(entry.at_hand for entry in self.entries)


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
    def next_that_waits(self) -> Proposal | None:
        """The one that a merger would take in."""
        at = self.at_hand
        if at is None or at.decision != Decision.WAITING:
            return None
        after = (each.proposal for each in self.entries if each.proposal.position > at.position)
        return next((each for each in after if each.decision == Decision.WAITING), None)

    @property
    def sections(self) -> list[Section]:
        by_title = groupby(self.entries, key=lambda entry: entry.proposal.section)
        return [Section(title, list(entries)) for title, entries in by_title]

    @property
    def lines(self) -> list[Line]:
        return lay_out(self.reading.document.text, marks_of(self))

    @property
    def by_key(self) -> dict[str, Entry]:
        return {str(entry.proposal.pk): entry for entry in self.entries}


def proposals_of(*, reading: StoredReading) -> QuerySet[Proposal]:
    """What stands on the desk, in the order of the text."""
    return (
        Proposal.objects.filter(reading=reading)
        .exclude(decision=Decision.REPLACED)
        .select_related("task", "decided_by")
        .order_by("position")
    )


def desk(*, reading: StoredReading, at: int | None, before: Desk | None = None) -> Desk:
    """The desk of a reading that the actor may see, with the proposal numbered `at` at hand.

    Without `at`, or where the reading has no such proposal, the first that waits is at hand, or
    the first of all where none waits. `before` is the same desk as it was before something was
    decided on it: its units and fields, which no decision changes, are not asked for again.
    """
    proposals = list(proposals_of(reading=reading))
    for each in proposals:
        each.reading = reading
    waiting = [each for each in proposals if each.decision == Decision.WAITING]
    at_hand = next(
        (each for each in proposals if each.pk == at), next(iter(waiting or proposals), None)
    )
    day = day_of(reading)
    names = before.names if before else organisations.unit_names(on=day)
    return Desk(
        reading=reading,
        entries=[
            Entry(each, names.get(each.lead_id or 0, ""), sureness_of(each), each == at_hand)
            for each in proposals
        ],
        at_hand=at_hand,
        names=names,
        units=before.units if before else _units(day),
        fields=before.fields
        if before
        else [(each.pk, each.name) for each in organisations.fields()],
        counts=counted(proposal.decision for proposal in proposals),
        day=day,
    )


def _units(day: date) -> list[tuple[int, str]]:
    versions = organisations.units_on(on=day).select_related(None)
    return list(versions.values_list("unit_id", "name"))


def next_waiting(*, reading_id: int, after: int) -> int | None:
    """The next proposal that waits after a position; at the end, from the top again."""
    waiting = Proposal.objects.filter(reading=reading_id, decision=Decision.WAITING)
    ordered = waiting.order_by("position").values_list("position", "pk")
    places = list(ordered)
    later = [pk for position, pk in places if position > after]
    return next(iter(later or [pk for _, pk in places]), None)


def marks_of(shown: Desk) -> list[Mark]:
    """Every proposal's passage; of the one at hand also who leads, who coordinates, by when.

    What was read as work but is not proposed, such as results, is marked without a number.
    """
    marks = [_passage(entry.proposal) for entry in shown.entries]
    if shown.at_hand:
        marks += _words_of(shown.at_hand)
    for start, end in shown.reading.opening.get("doubts", []):
        marks.append(Mark(start, end, kinds=frozenset({"doubt"})))
    proposed = [(each.proposal.start, each.proposal.end) for each in shown.entries]
    for number, item in enumerate(shown.reading.facts.get("items", [])):
        if not any(start < item["end"] and item["start"] < end for start, end in proposed):
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
