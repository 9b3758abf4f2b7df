"""The words about tasks that other apps may use, and the one rule that tells a status class."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken
from giaoban.records.organisations.successions.types import Passage


class DutyRole(TextChoices):
    """A part is what a unit asks onwards of those below it: it counts in no total of the agency."""

    LEAD = "lead", _("Lead")
    COORDINATE = "coordinate", _("Coordinating")
    PART = "part", _("Part of a duty")


class EventKind(TextChoices):
    """What can happen to a duty. Nothing else ever does, and nothing that did is taken back."""

    ASSIGNED = "assigned", _("Assigned")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    DECLINED = "declined", _("Returned as not ours")
    KEPT = "kept", _("Left with the unit")
    PROGRESS = "progress", _("Progress noted")
    DIFFICULTY = "difficulty", _("Difficulty raised")
    REPORTED = "reported", _("Result reported")
    CONFIRMED = "confirmed", _("Result confirmed")
    RETURNED = "returned", _("Result returned")
    DEADLINE_CHANGED = "deadline_changed", _("Deadline changed")
    EXTENSION_ASKED = "extension_asked", _("Extension asked for")
    EXTENDED = "extended", _("Extended")
    EXTENSION_REFUSED = "extension_refused", _("Extension refused")
    SUSPENDED = "suspended", _("Suspended")
    RESUMED = "resumed", _("Resumed")
    CANCELLED = "cancelled", _("Cancelled")
    TRANSFERRED = "transferred", _("Transferred")
    HANDED_OVER = "handed_over", _("Handed over")
    REOPENED = "reopened", _("Reopened")


# With these a duty is with `unit` from that day on; elsewhere a unit is only named.
PLACING = frozenset({EventKind.ASSIGNED, EventKind.TRANSFERRED, EventKind.HANDED_OVER})


class Stage(TextChoices):
    """How far a duty is. Unlike its status class it does not depend on the day."""

    ASSIGNED = "assigned", _("To be acknowledged")
    DECLINED = "declined", _("Returned as not ours")
    UNDERWAY = "underway", _("Under way")
    REPORTED = "reported", _("Awaiting confirmation")
    RETURNED = "returned", _("Returned for completion")
    CONFIRMED = "confirmed", _("Completed")
    SUSPENDED = "suspended", _("Suspended")
    CANCELLED = "cancelled", _("Cancelled")


class Hold(TextChoices):
    """Why a duty counts in no status class for a while, or for good."""

    NONE = "", _("None")
    SUSPENDED = "suspended", _("Suspended")
    CANCELLED = "cancelled", _("Cancelled")


class StatusClass(TextChoices):
    """The four status classes, in the order in which they are always shown, and what is beside."""

    DONE_ON_TIME = "done_on_time", _("Completed on time")
    DONE_LATE = "done_late", _("Completed late")
    OPEN_IN_TIME = "open_in_time", _("Open, in time")
    OPEN_OVERDUE = "open_overdue", _("Open, overdue")
    NO_DEADLINE = "no_deadline", _("No deadline")
    SUSPENDED = "suspended", _("Suspended")
    CANCELLED = "cancelled", _("Cancelled")


# Published beside every score-card. It changes when `classify` does, or what a period counts.
RULE_EDITION = "1.1"

FOUR_CLASSES = (
    StatusClass.DONE_ON_TIME,
    StatusClass.DONE_LATE,
    StatusClass.OPEN_IN_TIME,
    StatusClass.OPEN_OVERDUE,
)
DONE = (StatusClass.DONE_ON_TIME, StatusClass.DONE_LATE)
OPEN = (StatusClass.OPEN_IN_TIME, StatusClass.OPEN_OVERDUE)
DUE = (StatusClass.DONE_ON_TIME, StatusClass.DONE_LATE, StatusClass.OPEN_OVERDUE)


class Axis(TextChoices):
    """By what a score-card is cut. Every lead duty stands in exactly one row of each.

    But for PROVINCE, which has the provincial departments alone. OFFICER is who follows a task;
    where nobody was named, who assigned it.
    """

    UNIT = "unit", _("Lead unit")
    FIELD = "field", _("Field")
    SOURCE = "source", _("Document")
    LEADER = "leader", _("Leader who assigned it")
    PROGRAMME = "programme", _("Programme")
    OFFICER = "officer", _("Officer who follows it")
    PROVINCE = "province", _("Province")


BY_UNITS = frozenset({Axis.UNIT, Axis.PROVINCE})


class ResultDay(TextChoices):
    """By which day a result is held against its deadline; the agency says which (settings)."""

    REPORT = "report", _("The day of the report that was accepted")
    CONFIRMATION = "confirmation", _("The day of the confirmation")


class Measure(TextChoices):
    """Against which deadline a duty is held: the one in force, or the first it had."""

    CURRENT = "current", _("The deadline in force")
    ORIGINAL = "original", _("The original deadline")

    @property
    def other(self) -> "Measure":
        return Measure.ORIGINAL if self == Measure.CURRENT else Measure.CURRENT


@dataclass(frozen=True)
class DutyDates:
    """All that the class of a duty depends on.

    `completed_on` is the day of the accepted result and is what the deadline is held against;
    `counted_from` is the day of its confirmation, from which on the duty counts as done. A
    cancellation has such a day as well, but no result. An extension that was granted to a duty
    already late leaves `due_on` as it was.
    """

    due_on: date | None
    completed_on: date | None = None
    counted_from: date | None = None
    hold: Hold = Hold.NONE
    original_due_on: date | None = None

    def due_by(self, measure: Measure) -> date | None:
        return self.due_on if measure == Measure.CURRENT else self.original_due_on


def classify(duty: DutyDates, *, as_of: date, measure: Measure = Measure.CURRENT) -> StatusClass:
    """The status class of a duty at the end of the day `as_of`.

    The only place that turns dates into a class; `status_class` in models is its twin in SQL.
    A deadline holds to the end of its last day (Civil Code 2015, Art. 148).
    """
    due_on = duty.due_by(measure)
    if duty.hold == Hold.CANCELLED:
        return StatusClass.CANCELLED
    if duty.hold == Hold.SUSPENDED:
        return StatusClass.SUSPENDED
    if due_on is None:
        return StatusClass.NO_DEADLINE
    if duty.completed_on and duty.counted_from and duty.counted_from <= as_of:
        in_time = duty.completed_on <= due_on
        return StatusClass.DONE_ON_TIME if in_time else StatusClass.DONE_LATE
    return StatusClass.OPEN_OVERDUE if due_on < as_of else StatusClass.OPEN_IN_TIME


class Versus(TextChoices):
    """With what a score-card is compared."""

    BEFORE = "before", _("The period before")
    YEAR = "year", _("The year before")


class UnitsAs(TextChoices):
    """Whether a table names units as they were that day, or those that stand for them now."""

    THEN = "then", _("As they were")
    NOW = "now", _("As they are now")


class TaskOrder(TextChoices):
    """In which order a list stands."""

    DUE = "due", _("Earliest deadline first")
    LATEST_DUE = "-due", _("Latest deadline first")
    NEWEST = "new", _("Newest first")


class Awaiting(TextChoices):
    """What of a duty waits for whoever assigned it."""

    ANY = "any", _("Extensions asked for, and what was returned as not ours")
    EXTENSION = "extension", _("Extensions asked for")
    DECLINED = "declined", _("Returned as not ours")


@dataclass(frozen=True)
class Share:
    """The part of a task that a unit is asked for, and by when.

    `words` are those the deadline was reckoned from, counted from `anchor`; without a day they say
    what it waits for.
    """

    unit_id: int
    due_on: date | None = None
    part: str = ""
    words: str = ""
    anchor: date | None = None


@dataclass(frozen=True)
class Rate:
    """A percentage that never loses its parts."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """To two decimals, as it is printed; None where there is nothing to divide by."""
        if not self.whole:
            return None
        share = Decimal(self.part * 100) / self.whole
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)

    def points_above(self, before: "Rate") -> Decimal | None:
        """The difference of the printed figures, so that a reader with a pencil gets the same."""
        if self.percent is None or before.percent is None:
            return None
        return self.percent - before.percent


_CLASS_NAMES = tuple(status.value for status in StatusClass)


@dataclass(frozen=True)
class Tally:
    """How many duties are in each status class. Total and rates know the four classes alone."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    no_deadline: int = 0
    suspended: int = 0
    cancelled: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Tally":
        return cls(*(counts.get(name, 0) for name in _CLASS_NAMES))

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(mine + theirs for mine, theirs in zip(self._all, other._all, strict=True)))

    @property
    def _all(self) -> tuple[int, ...]:
        """All the counts in the order of the classes; a trend adds thousands of tallies."""
        return tuple([getattr(self, name) for name in _CLASS_NAMES])

    def __getitem__(self, status: StatusClass) -> int:
        count: int = getattr(self, status.value)
        return count

    @cached_property
    def total(self) -> int:
        return sum(self[status] for status in FOUR_CLASSES)

    @property
    def done(self) -> int:
        return sum(self[status] for status in DONE)

    @cached_property
    def due(self) -> int:
        """Those whose day has come: done, or overdue. What is open and in time is not yet due."""
        return sum(self[status] for status in DUE)

    @property
    def beside(self) -> int:
        return self.no_deadline + self.suspended + self.cancelled

    @cached_property
    def on_time_of_due(self) -> Rate:
        return Rate(self.done_on_time, self.due)

    @property
    def done_of_all(self) -> Rate:
        return Rate(self.done, self.total)

    @property
    def done_of_due(self) -> Rate:
        """As the Government's report 1270/BC-TCTTTg of 2017 reckons what is carried out."""
        return Rate(self.done, self.due)

    @property
    def overdue_of_due(self) -> Rate:
        return Rate(self.open_overdue, self.due)

    def share(self, status: StatusClass) -> Rate:
        return Rate(self[status], self.total)


@dataclass(frozen=True)
class ScoreRow:
    """One row of a score-card. Without `key`: what has no field, no document, and so on.

    A unit, field, document or officer has its number as key, a leader or a programme its words.
    `coordinating` counts the coordinating duties apart, `other` the lead duties against the other
    deadline; both are empty where they were not asked for.
    """

    key: int | str | None
    name: str
    tally: Tally
    coordinating: Tally = field(default_factory=Tally)
    other: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class ScoreCard:
    """The lead duties of a period as they stood at the end of the day `as_of`.

    `start` and `end` are the period's, half-open; None where all periods count. With units as they
    are now `passages` are those units that counted something and are no more.
    """

    by: Axis
    as_of: date
    start: date | None
    end: date | None
    rows: tuple[ScoreRow, ...]
    units: UnitsAs = UnitsAs.THEN
    passages: tuple[Passage, ...] = ()
    measure: Measure = Measure.CURRENT

    @cached_property
    def total(self) -> Tally:
        """Each task once."""
        return sum((row.tally for row in self.rows), Tally())

    @cached_property
    def coordinating(self) -> Tally:
        """Each task once for every unit that coordinates in it."""
        return sum((row.coordinating for row in self.rows), Tally())

    @cached_property
    def other(self) -> Tally:
        """Each task once, against the other deadline."""
        return sum((row.other for row in self.rows), Tally())


class TaskRefusal(RuleBroken):
    """A rule of tasks forbids this."""


class TaskWithoutTitle(TaskRefusal):
    message = _("A task needs a title.")


class UnitNamedTwice(TaskRefusal):
    message = _("A unit can have one part in a task only.")


class UnitNotInForce(TaskRefusal):
    message = _("This unit does not exist on that day.")


class AssignedInTheFuture(TaskRefusal):
    message = _("The day of assignment lies in the future.")


class DeadlineBeforeAssignment(TaskRefusal):
    message = _("The deadline lies before the day of assignment.")


class DeadlineUnchanged(TaskRefusal):
    message = _("This is already the deadline.")


class UnitUnchanged(TaskRefusal):
    message = _("This unit already has the duty.")


class ReasonMissing(TaskRefusal):
    message = _("Please give the reason.")


class ResultMissing(TaskRefusal):
    message = _("Please say what the result is.")


class EventBeforeTheLast(TaskRefusal):
    message = _("Something later has already happened to this duty, and the past does not change.")


class DutyClosed(TaskRefusal):
    message = _("This duty is closed.")


class AlreadyAcknowledged(TaskRefusal):
    message = _("This duty has already been acknowledged.")


class ResultAwaitsConfirmation(TaskRefusal):
    message = _("A result has been reported and awaits confirmation.")


class NoResultReported(TaskRefusal):
    message = _("No result has been reported.")


class DutySuspended(TaskRefusal):
    message = _("This duty is suspended.")


class DutyNotSuspended(TaskRefusal):
    message = _("This duty is not suspended.")


class AwaitsTheOffice(TaskRefusal):
    message = _("The unit has returned this duty as not its own; the Office decides whose it is.")


class NothingDeclined(TaskRefusal):
    message = _("The unit has not returned this duty as not its own.")


class DutyNotClosed(TaskRefusal):
    message = _("This duty is not closed.")


class WorkHasBegun(TaskRefusal):
    message = _("Something has happened to this task since it was assigned, so it stays.")


class NoDeadlineToExtend(TaskRefusal):
    message = _("This duty has no deadline that could be extended.")


class ExtensionNotForThisRole(TaskRefusal):
    message = _("Only the unit that leads, or whoever has a part, asks for an extension.")


class ExtensionTooLate(TaskRefusal):
    """Asked for after the due day, which the sentence names."""

    message = _("No extension any more: it had to be asked for by the due day, %(day)s.")

    def __init__(self, due_on: date) -> None:
        super().__init__()
        self.due_on = due_on

    def __str__(self) -> str:
        return str(self.message) % {"day": f"{self.due_on:%d/%m/%Y}"}


class ExtensionAlreadyAsked(TaskRefusal):
    message = _("An extension has been asked for already; it is decided first.")


class NoExtensionAsked(TaskRefusal):
    message = _("No extension has been asked for.")


class DeadlineNotLater(TaskRefusal):
    message = _("The new deadline must lie after the one in force.")


class DeadlineBroughtForward(TaskRefusal):
    message = _("A duty that goes on is not due earlier than before.")


class PartWithoutWords(TaskRefusal):
    message = _("Please say what the part of the work is.")


class PartOutsideTheUnit(TaskRefusal):
    message = _("A part goes to the unit itself or to a unit below it.")


class OfficerMissing(TaskRefusal):
    message = _("For a part that stays in the unit, please name the officer who does it.")


class OfficerOfAnotherUnit(TaskRefusal):
    message = _("This person does not serve in that unit.")


class PartDueAfterTheWhole(TaskRefusal):
    message = _("The part would be due after the whole; please give the reason.")


class NotAPart(TaskRefusal):
    message = _("A task is called off as a whole; only a part is called off by itself.")


class FollowerNotServing(TaskRefusal):
    message = _("Only somebody who serves in the agency can follow a task.")


class NothingChanged(TaskRefusal):
    message = _("Nothing has been changed.")


class NoteEmpty(TaskRefusal):
    message = _("The note is empty.")


class NoSuchDocument(TaskRefusal):
    message = _("No document with this number is in the register, or you may not see it.")
