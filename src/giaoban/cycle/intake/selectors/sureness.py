"""How sure a proposal is, and what of it a person should look at."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.intake.models import Proposal

CONFIDENT = 0.8
DOUBTFUL = 0.5


@dataclass(frozen=True)
class Sureness:
    """How sure a proposal is, from 1 to 3, and what of it should be looked at."""

    level: int
    words: str | Promise

    @property
    def bars(self) -> SafeString:
        """Three bars, of which `level` are full; the words stand beside them."""
        return _BARS[self.level]


_BARS = {
    level: mark_safe(  # noqa: S308 - no word of anybody in it
        '<span class="gb-sure" aria-hidden="true">'
        + "".join('<i class="x"></i>' if number < level else "<i></i>" for number in range(3))
        + "</span>"
    )
    for level in range(4)
}


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


def what_keeps_back(proposal: Proposal, *, at_least: float) -> str | Promise:
    """Why a proposal is not to be accepted unseen, among others; empty where nothing is."""
    if proposal.lead_id is None:
        return sureness_of(proposal).words
    if proposal.due_text and proposal.due_on is None:
        return _("check the deadline")
    if any(not each["unit"] for each in proposal.coordinating_text):
        return _("check the coordinating units")
    if proposal.confidence < at_least:
        return _("less sure than asked")
    return ""
