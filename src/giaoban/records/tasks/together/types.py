"""The words about acts on many duties at once."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken

MOST = 500  # duties in one act: more is neither looked through nor carried out at once


class Act(TextChoices):
    """What can be done with chosen duties. The last two change nothing by themselves."""

    CONFIRM = "confirm", _("Confirm the results")
    EXTEND = "extend", _("Grant the extensions asked for")
    DEADLINE = "deadline", _("Change the deadline")
    TRANSFER = "transfer", _("Transfer to another unit")
    OFFICER = "officer", _("Let another officer follow")
    URGE = "urge", _("Urge by a letter")
    EXPORT = "export", _("Take along as Excel")


@dataclass(frozen=True)
class Asked:
    """What is to happen to each of the duties; what an act does not need is left empty."""

    act: Act
    duty_ids: tuple[int, ...]
    note: str = ""
    due_on: date | None = None
    days: int | None = None
    unit_id: int | None = None
    officer_id: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one duty, or would: why it was refused, or nothing where it was not."""

    duty_id: int
    refusal: str = ""


class NothingChosen(RuleBroken):
    message = _("No task is chosen.")


class TooMany(RuleBroken):
    message = _("That is more than can be looked through at once; narrow the list.")


class NoDeadlineToMove(RuleBroken):
    message = _("It has no deadline from which days could be counted.")
