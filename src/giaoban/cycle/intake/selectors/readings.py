"""Readings, and how many of their proposals wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from giaoban.cycle.intake.models import Proposal, StoredReading
from giaoban.cycle.intake.types import Decision
from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.organisations import selectors as organisations

# A proposal that is a task already has its task, as one that was accepted has.
HAVE_A_TASK = (Decision.ACCEPTED, Decision.SAME)


@dataclass(frozen=True)
class Counts:
    """How many proposals of a reading wait, have their task, and were rejected."""

    waiting: int
    accepted: int
    rejected: int

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected

    @property
    def total(self) -> int:
        return self.waiting + self.decided


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
            accepted=_number_of(*HAVE_A_TASK),
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


def day_of(reading: StoredReading) -> date:
    """The day on which the text speaks of units: its own date, the meeting's, or of the reading."""
    meeting = reading.facts.get("meeting") or {}
    held_on = meeting.get("held_on")
    return (
        reading.document.issued_on
        or (date.fromisoformat(held_on) if held_on else None)
        or timezone.localdate(reading.read_at)
    )


def counts_of(reading: StoredReading) -> Counts:
    """The counts of one reading."""
    decisions = Proposal.objects.filter(reading=reading).values_list("decision", flat=True)
    return counted(decisions.order_by())


def counted(decisions: Iterable[str]) -> Counts:
    """What was replaced counts by what came of it."""
    made = list(decisions)
    return Counts(
        waiting=made.count(Decision.WAITING),
        accepted=sum(made.count(each) for each in HAVE_A_TASK),
        rejected=made.count(Decision.REJECTED),
    )


def _number_of(*decisions: Decision) -> Count:
    return Count("proposals", filter=Q(proposals__decision__in=decisions))
