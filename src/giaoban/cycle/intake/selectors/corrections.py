"""What people made of what was read: cases for whoever improves the rules."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.cycle.intake.models import Proposal
from giaoban.cycle.intake.selectors.readings import HAVE_A_TASK, visible_readings
from giaoban.cycle.intake.types import Decision, Origin
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations


@dataclass(frozen=True)
class Correction:
    """A decided proposal: what was read, what was decided, and which of its parts were changed."""

    proposal: Proposal
    proposed: dict[str, Any]
    decided: dict[str, Any]
    changed: tuple[str, ...]

    @property
    def as_it_was(self) -> bool:
        """Whether it was accepted just as the reader proposed it."""
        return (
            self.proposal.decision in HAVE_A_TASK
            and self.proposal.origin == Origin.READ
            and not self.changed
        )

    def to_json(self) -> dict[str, Any]:
        proposal = self.proposal
        return {
            "document": proposal.reading.document.symbol,
            "text": proposal.reading.document.text[proposal.start : proposal.end],
            "start": proposal.start,
            "end": proposal.end,
            "kind": proposal.kind,
            "rule": proposal.rule,
            "confidence": proposal.confidence,
            "origin": proposal.origin,
            "decision": proposal.decision,
            "proposed": self.proposed,
            "decided": self.decided,
            "changed": list(self.changed),
            "reason": proposal.reason,
        }


@dataclass
class RuleRecord:
    """How often a rule was right: by what became of what it read."""

    rule: str
    read: int = 0
    as_it_was: int = 0
    rejected: int = 0
    replaced: int = 0
    changed: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


def corrections(*, actor: User | None, on: date) -> Iterator[Correction]:
    """Every decided proposal in the order of reading; no actor is the machine's own command."""
    decided = Proposal.objects.exclude(decision=Decision.WAITING)
    if actor is not None:
        decided = decided.filter(reading__in=visible_readings(actor=actor, on=on))
    names = organisations.unit_names(on=on)
    fields = {each.pk: each.name for each in organisations.fields()}
    loaded = decided.select_related("reading__document").prefetch_related("coordinating")
    for proposal in loaded.order_by("reading", "start", "pk").iterator(chunk_size=500):
        yield _correction(proposal, names, fields)


def records_of_rules(*, actor: User, on: date) -> list[RuleRecord]:
    """By rule, the one that read most first."""
    records: dict[str, RuleRecord] = {}
    for each in corrections(actor=actor, on=on):
        proposal = each.proposal
        if proposal.origin != Origin.READ:
            continue
        record = records.setdefault(proposal.rule, RuleRecord(proposal.rule))
        record.read += 1
        record.as_it_was += each.as_it_was
        record.rejected += proposal.decision == Decision.REJECTED
        record.replaced += proposal.decision == Decision.REPLACED
        if proposal.decision in HAVE_A_TASK:
            for part in each.changed:
                record.changed[part] += 1
    return sorted(records.values(), key=lambda record: (-record.read, record.rule))


def _correction(proposal: Proposal, names: dict[int, str], fields: dict[int, str]) -> Correction:
    decided = {
        "title": proposal.title,
        "lead": proposal.lead_id,
        "coordinating": sorted(unit.pk for unit in proposal.coordinating.all()),
        "due_on": proposal.due_on.isoformat() if proposal.due_on else None,
        "field": proposal.field_id,
    }
    proposed = proposal.proposed or {}
    changed = tuple(part for part in decided if proposed and decided[part] != proposed.get(part))
    return Correction(
        proposal, _named(proposed, names, fields), _named(decided, names, fields), changed
    )


def _named(told: dict[str, Any], names: dict[int, str], fields: dict[int, str]) -> dict[str, Any]:
    """The same with units and fields by their names, which mean something elsewhere."""
    if not told:
        return {}
    return {
        **told,
        "lead": names.get(told["lead"] or 0),
        "coordinating": [names.get(unit, "") for unit in told["coordinating"]],
        "field": fields.get(told["field"] or 0),
    }
