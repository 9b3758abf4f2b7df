"""The words about successions of units that other apps may use."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations.types import UnitKind


class SuccessionKind(TextChoices):
    """What became of units on a day."""

    MERGE = "merge", _("Merged")
    ABSORB = "absorb", _("Absorbed")
    SPLIT = "split", _("Split up")
    RENAME = "rename", _("Renamed")


@dataclass(frozen=True)
class Founding:
    """A unit that the succession founds. Without `parent_id` it stands at the top."""

    key: str
    name: str
    kind: UnitKind
    short_name: str = ""
    code: str = ""
    parent_id: int | None = None
    position: int = 0


@dataclass(frozen=True)
class Passage:
    """A unit that is no more, and which stands for it: one line of the explanation of a table.

    `until` is the last day of the old one; `is_split` says that others took a part as well.
    """

    unit_id: int
    name: str
    until: date
    successor_id: int
    successor: str
    is_split: bool


@dataclass(frozen=True)
class UnitsNow:
    """For the units that are no more on a day, the one that stands for each, with the reasons."""

    successor_of: dict[int, int]
    passages: tuple[Passage, ...]

    def of(self, unit_id: int) -> int:
        """The unit itself where it still is, else the one that stands for it."""
        return self.successor_of.get(unit_id, unit_id)

    def all_of(self, unit_id: int) -> frozenset[int]:
        """The unit and every unit for which it stands."""
        stood = (old for old, new in self.successor_of.items() if new == unit_id)
        return frozenset({unit_id, *stood})


class SuccessionRefusal(RuleBroken):
    """A rule of successions forbids this."""


class MergeNeedsSeveral(SuccessionRefusal):
    message = _("A merger needs at least two units that end, and one that takes their place.")


class AbsorbNeedsOneThatStays(SuccessionRefusal):
    message = _("To absorb units one other unit has to be there already and to stay.")


class SplitNeedsSeveral(SuccessionRefusal):
    message = _("A split needs one unit, and at least two that take its place.")


class SuccessorEnds(SuccessionRefusal):
    message = _("A unit that ends by this act cannot take the place of another, or stand above it.")


class UnitTwice(SuccessionRefusal):
    message = _("The same unit stands there twice.")


class FoundingDocumentMissing(SuccessionRefusal):
    message = _("Please name the document by which this was decided.")


class NothingRenamed(SuccessionRefusal):
    message = _("The unit is already called so.")
