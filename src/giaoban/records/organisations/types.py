"""The words about units that other apps may use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
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


StrOrPromise = str | Promise

# Their work spans the agency; so does that of a leader with no fields of their own in charge.
_SEE_EVERYTHING = frozenset({Post.OFFICE_CLERK, Post.ADMINISTRATOR, Post.AUDITOR})
_RUN_THE_BRIEFING = frozenset({Post.OFFICE_CLERK, Post.ADMINISTRATOR})
_SPEAK_FOR_ALL_BELOW = frozenset({Post.HEAD, Post.DEPUTY})
_SPEAK_FOR_THEIR_UNIT = frozenset({Post.OFFICER, Post.REPORTER})


@dataclass(frozen=True)
class Capacity:
    """As what a person may act on a day: an appointment of theirs, or one delegated to them.

    `below` are the unit and all under it. `field_ids` are a leader's fields in charge, `charged`
    the units in charge of these and all under them. `principal` is whose appointment it is where
    it was delegated, `until` the first day on which it is so no more.
    """

    appointment_id: int
    post: Post
    unit_id: int
    holder: User
    below: frozenset[int]
    field_ids: frozenset[int] = frozenset()
    charged: frozenset[int] = frozenset()
    delegation_id: int | None = None
    until: date | None = None

    @property
    def principal(self) -> User | None:
        return self.holder if self.delegation_id else None

    @property
    def runs_the_briefing(self) -> bool:
        return self.post in _RUN_THE_BRIEFING

    @property
    def goes_by_fields(self) -> bool:
        """Whether it sees what its fields bring with them, and not by the tree of units."""
        return self.post == Post.LEADER and bool(self.field_ids)

    @property
    def sees_everything(self) -> bool:
        if self.post == Post.LEADER:
            return not self.field_ids
        return self.post in _SEE_EVERYTHING

    @property
    def sees_units(self) -> frozenset[int]:
        """Whose affairs it sees."""
        return self.charged if self.goes_by_fields else self.below

    @property
    def speaks_for(self) -> frozenset[int]:
        """For which units it acts: heads for theirs and all below, officers for theirs alone."""
        if self.post in _SPEAK_FOR_ALL_BELOW:
            return self.below
        return frozenset({self.unit_id} if self.post in _SPEAK_FOR_THEIR_UNIT else ())


@dataclass(frozen=True)
class Scope:
    """All that a person may act as on a day, their own appointments before delegated ones.

    Everything that it answers is the union of what its capacities answer.
    """

    capacities: tuple[Capacity, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether the person sees all of the agency."""
        return any(each.sees_everything for each in self.capacities)

    @property
    def unit_ids(self) -> frozenset[int]:
        """Whose affairs the person sees."""
        return frozenset[int]().union(*(each.sees_units for each in self.capacities))

    @property
    def speaks_for(self) -> frozenset[int]:
        """For which units the person acts."""
        return frozenset[int]().union(*(each.speaks_for for each in self.capacities))

    @property
    def posts(self) -> frozenset[Post]:
        return frozenset(each.post for each in self.capacities)

    @property
    def runs_the_briefing(self) -> bool:
        """Whether the person assigns, confirms and synthesises: the Office and administrators."""
        return any(each.runs_the_briefing for each in self.capacities)


# Whether a capacity gives a right. The unit is the one that the act is done to, if it is to one.
Gives = Callable[[Capacity, int | None], bool]


@dataclass(frozen=True)
class Rule:
    """Something that may be done and who may do it: told in a sentence, and decided by `gives`.

    The page that explains rights shows `what` and `who`, and asks the same `gives` as the service.
    `of_record` are those that are decided for each record anew.
    """

    name: str
    what: StrOrPromise
    who: StrOrPromise
    gives: Gives
    of_record: bool = False

    def verdict(self, scope: Scope, *, unit_id: int | None = None) -> "Verdict":
        """Yes by the first capacity that gives it, so that an own right goes before another's."""
        giving = (each for each in scope.capacities if self.gives(each, unit_id))
        return Verdict(self, next(giving, None))


@dataclass(frozen=True)
class Verdict:
    """A yes, with the capacity that gives it, or a no. It is as true as its answer.

    `not_now` says why a right cannot be used on the record as it stands, `of` which part of the
    record is meant where it has several.
    """

    rule: Rule
    by: Capacity | None
    not_now: str = ""
    of: str = ""

    def __bool__(self) -> bool:
        return self.by is not None

    @property
    def principal(self) -> User | None:
        """For whom one acts by it; nobody where the right is one's own."""
        return self.by.principal if self.by else None


@dataclass(frozen=True)
class SeenBecause:
    """A reason for which a person sees a record; `by` is missing where it is of their own doing."""

    words: StrOrPromise
    by: Capacity | None = None


@dataclass(frozen=True)
class Explanation:
    """What a person may do with a record on a day: why they see it, if they do, and each act."""

    seen: tuple[SeenBecause, ...]
    verdicts: tuple[Verdict, ...]


class RightIn(Protocol):
    """Explains the rights of a person in a record, whether or not they see it."""

    def __call__(self, *, person: User, on: date, key: int) -> Explanation: ...


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


class ChargeEnded(RuleBroken):
    message = _("This charge has already ended, or would end before it began.")


class AliasKnown(RuleBroken):
    message = _("The unit is already known by these words.")


class AlreadyAppointed(RuleBroken):
    message = _("The person already serves in this unit in that post in that time.")


class AppointmentEnded(RuleBroken):
    message = _("This appointment has already ended, or would end before it began.")


class FieldsAreForLeaders(RuleBroken):
    message = _("Only leaders have fields in charge.")


class DelegationToOneself(RuleBroken):
    message = _("Nobody acts for themselves by delegation.")


class DelegationToNobody(RuleBroken):
    message = _("Whoever is to act must have an open account and serve in the agency that day.")


class DelegationBeforeToday(RuleBroken):
    message = _("A delegation begins today or later: it changes nothing that was done before.")


class DelegationEndsBeforeItBegins(RuleBroken):
    message = _("The last day comes before the first one.")


class DelegationLongerThanAppointment(RuleBroken):
    message = _("The appointment does not last so long; a delegation ends with it at the latest.")


class DelegationsOverlap(RuleBroken):
    message = _("Somebody already acts by this appointment in that time.")


class DelegationOver(RuleBroken):
    message = _("This delegation is already over.")


class PackInvalid(RuleBroken):
    """Nothing of the pack was loaded. `problem` says where it is wrong, for whoever edits it."""

    message = _("This reference pack cannot be loaded.")

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.message} {self.problem}"
