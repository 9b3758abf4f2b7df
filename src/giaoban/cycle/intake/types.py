"""The words about readings that other apps may use."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken


class Decision(TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("To be confirmed")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")


class Edits(TypedDict, total=False):
    """What a clerk changes in a proposal; what is not named stays as it is."""

    title: str
    lead_id: int | None
    coordinating_ids: Sequence[int]
    due_on: date | None
    field_id: int | None


class IntakeRefusal(RuleBroken):
    """A rule of the reading desk forbids this."""


class ProposalAlreadyAccepted(IntakeRefusal):
    message = _("This proposal has been accepted already, so its task exists.")


class ProposalAlreadyRejected(IntakeRefusal):
    message = _("This proposal has been rejected already.")


class ProposalStillWaits(IntakeRefusal):
    message = _("This proposal has not been decided yet.")


class LeadMissing(IntakeRefusal):
    message = _("Choose the lead unit.")


class NothingToUndo(IntakeRefusal):
    message = _("You have decided nothing here that could be undone.")
