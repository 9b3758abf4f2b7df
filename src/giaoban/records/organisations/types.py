"""The words about units that other apps may use."""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken


class UnitKind(TextChoices):
    """What a unit is in its agency."""

    MINISTRY = "ministry", _("Ministry")
    DEPARTMENT = "department", _("Department of the ministry")
    AUTHORITY = "authority", _("Authority under the ministry")
    OFFICE = "office", _("Office")
    INSPECTORATE = "inspectorate", _("Inspectorate")
    SERVICE = "service", _("Public service unit")
    PROVINCIAL = "provincial", _("Provincial department")
    DIVISION = "division", _("Division")
    OTHER = "other", _("Other")


class Post(TextChoices):
    """As what a person serves in a unit. One person may hold several at once."""

    LEADER = "leader", _("Leader")
    HEAD = "head", _("Unit head")
    DEPUTY = "deputy", _("Deputy head")
    OFFICER = "officer", _("Unit officer")
    OFFICE_CLERK = "office-clerk", _("Office clerk")
    DOCUMENTS_CLERK = "documents-clerk", _("Clerk of documents")
    MEETING_SECRETARY = "meeting-secretary", _("Secretary of a meeting")
    REPORTER = "reporter", _("Reporter of a provincial department")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


@dataclass(frozen=True)
class Scope:
    """Whose affairs a person sees on a day: everything of the agency, or those of some units."""

    everything: bool
    unit_ids: frozenset[int]
    posts: frozenset[Post]

    @property
    def runs_the_briefing(self) -> bool:
        """Whether the person assigns, confirms and synthesises: the Office and administrators."""
        return bool(self.posts & {Post.OFFICE_CLERK, Post.ADMINISTRATOR})


class MatchRule(TextChoices):
    """Why a unit was taken for the one that a text means; the surest first."""

    EXACT = "exact", _("As it is called")
    TRIMMED = "trimmed", _("As it is called, among other words")
    ABBREVIATION = "abbreviation", _("By its abbreviation")
    SPELLING = "spelling", _("Spelt a little differently")
    WITHOUT_KIND = "without-kind", _("Without the word for its kind")
    PLACE = "place", _("By its province alone")
    OTHER_KIND = "other-kind", _("Called another kind of unit")
    PARTIAL = "partial", _("By part of its name")
    KIND_ALONE = "kind-alone", _("By the word for its kind alone")


@dataclass(frozen=True)
class Candidate:
    """A unit that a text may mean. `score` is 0 to 1; `why` is the MatchRule that found it."""

    unit_id: int
    name: str
    score: float
    why: MatchRule


class UnitIndex(Protocol):
    """The names of the units of one day, read once, to match any number of texts against."""

    def match(self, text: str, *, limit: int = 5) -> list[Candidate]:
        """The units that the text may mean, best first; none where nothing fits."""


@dataclass(frozen=True)
class Node:
    """A unit in the tree of a day. The topmost have depth 0."""

    unit_id: int
    name: str
    kind: UnitKind
    parent_id: int | None
    depth: int


@dataclass(frozen=True)
class Difference:
    """A word in a reference pack that the register tells otherwise, and which was left alone."""

    key: str
    what: str
    registered: str
    in_pack: str


@dataclass(frozen=True)
class PackReport:
    """What loading a pack did: the keys it made, what it found told otherwise, what was there."""

    created: tuple[str, ...]
    changed: tuple[Difference, ...]
    unchanged: tuple[str, ...]


class KeyTaken(RuleBroken):
    message = _("This key already belongs to another record.")


class UnitVersionsOverlap(RuleBroken):
    message = _("The register already tells something of this unit from that day on.")


class UnitNotInForce(RuleBroken):
    message = _("This unit is not in force on that day.")


class UnitUnderItself(RuleBroken):
    message = _("A unit cannot stand under itself or under one of its own units.")


class UnitHasUnitsBelow(RuleBroken):
    message = _("Other units still stand under this one on that day.")


class AlreadyInCharge(RuleBroken):
    message = _("The unit is already in charge of this field in that time.")


class AlreadyAppointed(RuleBroken):
    message = _("The person already serves in this unit in that post in that time.")


class AppointmentEnded(RuleBroken):
    message = _("This appointment has already ended, or would end before it began.")


class PackInvalid(RuleBroken):
    """Nothing of the pack was loaded. `problem` says where it is wrong, for whoever edits it."""

    message = _("This reference pack cannot be loaded.")

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.message} {self.problem}"
