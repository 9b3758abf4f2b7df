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
    SAME = "same", _("Already assigned")
    REPLACED = "replaced", _("Replaced")


class Origin(TextChoices):
    """How a proposal came to the desk."""

    READ = "read", _("Read in the text")
    SPLIT = "split", _("Part of a proposal")
    MERGED = "merged", _("Several proposals in one")
    ADDED = "added", _("Added by hand")


class Edits(TypedDict, total=False):
    """What a clerk changes in a proposal; what is not named stays as it is.

    `due_typed` are the words in which `due_on` was typed, which then explain it.
    """

    title: str
    lead_id: int | None
    coordinating_ids: Sequence[int]
    due_on: date | None
    due_typed: str
    field_id: int | None


class IntakeRefusal(RuleBroken):
    """A rule of the reading desk forbids this."""


class ProposalAlreadyAccepted(IntakeRefusal):
    message = _("This proposal has been accepted already, so its task exists.")


class ProposalAlreadyRejected(IntakeRefusal):
    message = _("This proposal has been rejected already.")


class ProposalStillWaits(IntakeRefusal):
    message = _("This proposal has not been decided yet.")


class ProposalSettled(IntakeRefusal):
    message = _("This proposal has been decided already.")


class PartsDecided(IntakeRefusal):
    message = _("What came of it has been decided already. Take that decision back first.")


class NothingToSplit(IntakeRefusal):
    message = _("Name at least two parts, in the words of the text and in their order.")


class NoNeighbour(IntakeRefusal):
    message = _("There is no proposal beside this one that still waits.")


class NotInTheText(IntakeRefusal):
    message = _("These words do not stand in the text. Copy them from it as they are.")


class NothingChosen(IntakeRefusal):
    message = _("Nothing was chosen that can be accepted.")


class WordsBroken(IntakeRefusal):
    """`problem` says what is wrong with the file, for whoever runs the installation."""

    message = _("The agency's own words for the reader cannot be used; tell whoever runs this.")

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.message} {self.problem}"


class AlreadyRecognising(IntakeRefusal):
    message = _("Somebody is at work on this file, or it has been read already.")


class NoSuchDoubt(IntakeRefusal):
    message = _("At this place no word was recognised with doubt.")


class LeadMissing(IntakeRefusal):
    message = _("Choose the lead unit.")


class NothingToUndo(IntakeRefusal):
    message = _("You have decided nothing here that could be undone.")
