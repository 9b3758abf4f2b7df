"""What could be accepted at one press, and what is left for a person to look at."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.intake.models import Proposal
from giaoban.cycle.intake.selectors.desk import Desk
from giaoban.cycle.intake.selectors.doubles import Double
from giaoban.cycle.intake.selectors.sureness import what_keeps_back
from giaoban.cycle.intake.types import Decision


@dataclass(frozen=True)
class Acceptable:
    """A proposal as it would be accepted, or why it is left."""

    proposal: Proposal
    lead: str
    why_not: str | Promise = ""


@dataclass(frozen=True)
class Together:
    """The waiting proposals of a reading, parted by one measure of sureness."""

    at_least: float
    taken: list[Acceptable]
    left: list[Acceptable]


def acceptable_together(
    shown: Desk, *, at_least: float, doubles: dict[int, list[Double]]
) -> Together:
    """Those at least so sure, with a lead and nothing to check; and the others, each with why."""
    together = Together(at_least, [], [])
    for entry in shown.entries:
        proposal = entry.proposal
        if proposal.decision != Decision.WAITING:
            continue
        why_not = what_keeps_back(proposal, at_least=at_least)
        if not why_not and proposal.pk in doubles:
            why_not = _("may be assigned already")
        (together.left if why_not else together.taken).append(
            Acceptable(proposal, entry.lead, why_not)
        )
    return together
