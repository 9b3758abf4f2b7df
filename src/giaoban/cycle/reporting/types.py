"""The words about reports that other apps may use, and the rule that tells how a unit stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken


class RegimeKind(TextChoices):
    """The three kinds of reports of Decree 09/2019/NĐ-CP, Art. 4."""

    PERIODIC = "periodic", _("Periodic")
    THEMATIC = "thematic", _("Thematic")
    AD_HOC = "ad_hoc", _("Ad hoc")


class Frequency(TextChoices):
    """How often; the values are those of the kit."""

    WEEK = "week", _("Weekly")
    MONTH = "month", _("Monthly")
    QUARTER = "quarter", _("Quarterly")
    HALF = "half", _("Half-yearly")
    NINE_MONTHS = "nine_months", _("Nine months")
    YEAR = "year", _("Yearly")
    ONCE = "once", _("When asked for")


class DueKind(TextChoices):
    DAY = "day", _("on a day of a month")
    WORKING_DAYS = "working_days", _("working days after the cut-off")
    DAYS = "days", _("days after the cut-off")


class Roll(TextChoices):
    STAYS = "stays", _("it stays")
    NEXT = "next", _("the next working day")
    BEFORE = "before", _("the working day before")


class Prefill(TextChoices):
    """What of the register of tasks is proposed for a section."""

    NONE = "", _("Nothing")
    DONE = "done", _("Tasks completed in the period")
    OVERDUE = "overdue", _("Tasks overdue")
    PLANNED = "planned", _("Tasks due in the next period")


class Counted(TextChoices):
    """With what of the register a figure has to agree."""

    NONE = "", _("Nothing")
    ASSIGNED = "assigned", _("Tasks of the period")
    DONE_ON_TIME = "done_on_time", _("Completed on time")
    DONE_LATE = "done_late", _("Completed late")
    OPEN_IN_TIME = "open_in_time", _("Open, in time")
    OPEN_OVERDUE = "open_overdue", _("Open, overdue")


class Standing(TextChoices):
    """How a unit stands with a return, in the order in which it is shown, and what is beside."""

    ON_TIME = "on_time", _("Sent on time")
    LATE = "late", _("Sent late")
    RETURNED = "returned", _("Returned for completion")
    MISSING = "missing", _("Missing")
    NOT_YET = "not_yet", _("Not yet due")
    EXEMPT = "exempt", _("Exempt")
    PASSED = "passed", _("Passed to a successor")


FIVE_STANDINGS = (
    Standing.ON_TIME,
    Standing.LATE,
    Standing.RETURNED,
    Standing.MISSING,
    Standing.NOT_YET,
)
SENT = (Standing.ON_TIME, Standing.LATE)


@dataclass(frozen=True)
class Sending:
    """One time a return was sent: `returned_on` if it came back, `again_by` the day then set."""

    on: date
    returned_on: date | None = None
    again_by: date | None = None


@dataclass(frozen=True)
class OwedDates:
    """All that the standing of a unit depends on."""

    due_on: date
    sendings: tuple[Sending, ...] = ()
    exempt_from: date | None = None
    passed_on: date | None = None


def standing_of(owed: OwedDates, *, as_of: date) -> Standing:
    """How a unit stands at the end of the day `as_of`: the only place that turns dates into it.

    What counts is the day of the sending that stands. Whoever sends again by the day that was set
    when the return came back keeps the day of the sending before.
    """
    if owed.passed_on and owed.passed_on <= as_of:
        return Standing.PASSED
    if owed.exempt_from and owed.exempt_from <= as_of:
        return Standing.EXEMPT
    sent_on, came_back = _last_sending(owed.sendings, as_of)
    if came_back:
        return Standing.RETURNED
    if sent_on is not None:
        return Standing.ON_TIME if sent_on <= owed.due_on else Standing.LATE
    return Standing.MISSING if owed.due_on < as_of else Standing.NOT_YET


def _last_sending(sendings: Sequence[Sending], as_of: date) -> tuple[date | None, bool]:
    """The day that counts for the last sending by then, and whether it had come back."""
    day: date | None = None
    before: Sending | None = None
    for each in sendings:
        if each.on > as_of:
            break
        kept = before is not None and before.again_by is not None and each.on <= before.again_by
        day = day if kept else each.on
        before = each
    came_back = before is not None and before.returned_on is not None
    return day, came_back and before is not None and (before.returned_on or as_of) <= as_of


@dataclass(frozen=True)
class Tally:
    """How many units stand how. Those exempt and those passed on are beside it."""

    counts: Mapping[Standing, int]

    def __getitem__(self, standing: Standing) -> int:
        # What is no standing raises, so that a template goes on to look for a property.
        return self.counts.get(Standing(standing), 0)

    @property
    def owed(self) -> int:
        """All whose return is expected."""
        return sum(self[each] for each in FIVE_STANDINGS)

    @property
    def sent(self) -> int:
        return sum(self[each] for each in SENT)

    @property
    def beside(self) -> int:
        return self[Standing.EXEMPT] + self[Standing.PASSED]

    @property
    def shares(self) -> dict[Standing, Decimal]:
        return shares({each: self[each] for each in FIVE_STANDINGS})


def shares(counts: Mapping[Standing, int]) -> dict[Standing, Decimal]:
    """Percentages to two decimals that add up to exactly 100, by the largest remainders.

    Nothing where nothing is counted.
    """
    total = sum(counts.values())
    if not total:
        return {}
    cent = Decimal("0.01")
    exact = {key: Decimal(count * 100) / total for key, count in counts.items()}
    cut = {key: share.quantize(cent, ROUND_DOWN) for key, share in exact.items()}
    lacking = int((100 - sum(cut.values())) / cent)
    for key in sorted(exact, key=lambda key: exact[key] - cut[key], reverse=True)[:lacking]:
        cut[key] += cent
    return cut


class ReturnState(TextChoices):
    """Who has the return in hand."""

    WRITING = "writing", _("Being written")
    WITH_HEAD = "with_head", _("Waiting for the head to sign")
    SENT = "sent", _("Sent")
    RETURNED = "returned", _("Returned for completion")
    ACCEPTED = "accepted", _("Accepted")


WRITABLE = (ReturnState.WRITING, ReturnState.WITH_HEAD, ReturnState.RETURNED)


class Source(TextChoices):
    """Where a proposal for a section comes from."""

    TASK = "task", _("From the register of tasks")
    WORD = "word", _("From the file brought in")


class Decision(TextChoices):
    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Taken")
    REMOVED = "removed", _("Removed")


class FindingKind(TextChoices):
    """What the checks before sending find. None forbids to send; each asks for a reason."""

    MISSING_SECTION = "missing_section", _("A section is empty")
    MISSING_FIGURE = "missing_figure", _("A figure is missing")
    UNREADABLE_FIGURE = "unreadable_figure", _("A figure cannot be read")
    JUMP = "jump", _("A figure jumps")
    SUM = "sum", _("A sum differs from its parts")
    REGISTER = "register", _("A figure differs from the register")
    WAITING = "waiting", _("Proposals were not looked at")


@dataclass(frozen=True)
class Finding:
    """Something the checks found, told in a sentence; `about` is the section or figure."""

    kind: FindingKind
    about: str
    words: str


class ReportingRefusal(RuleBroken):
    """A rule of reporting forbids this."""


class VersionExists(ReportingRefusal):
    message = _("A version of this regime already begins on that day.")


class VersionIsUsed(ReportingRefusal):
    message = _("Periods were opened by a later version; a new one begins after them.")


class NobodyReports(ReportingRefusal):
    message = _("Please say who reports: at least one kind of unit, or one unit.")


class OutlineEmpty(ReportingRefusal):
    message = _("An outline has at least one section.")


class KeyTwice(ReportingRefusal):
    message = _("Two sections, or two figures, have the same key.")


class PartUnknown(ReportingRefusal):
    message = _("The parts of a sum are keys of other figures.")


class UnknownPack(ReportingRefusal):
    message = _("There is no such pack.")


class NoSuchPeriod(ReportingRefusal):
    message = _("The regime has no such period.")


class PeriodExists(ReportingRefusal):
    message = _("This period is already open.")


class PeriodEndsFirst(ReportingRefusal):
    message = _("The first day comes after the last day, or the last day to send before the end.")


class RegimeClosed(ReportingRefusal):
    message = _("This regime is closed, or does not hold yet on that day.")


class ReasonMissing(ReportingRefusal):
    message = _("Please give the reason.")


class AlreadySent(ReportingRefusal):
    message = _("The return has already been sent.")


class NotSent(ReportingRefusal):
    message = _("No return has been sent that could be accepted or returned.")


class TooLateToEnter(ReportingRefusal):
    message = _(
        "The time for entering this return is over. The Office can open it again, with a reason."
    )


class IsExempt(ReportingRefusal):
    message = _("The unit owes no return for this period.")


class AgainByInThePast(ReportingRefusal):
    message = _("The day by which to send again lies in the past.")


class NotWithHead(ReportingRefusal):
    message = _("The return is not with the head.")


class ChecksNeedReason(ReportingRefusal):
    message = _("The checks found something: say why the return is sent as it is.")


class ChangedMeanwhile(ReportingRefusal):
    """Both wrote in the same lines. Nothing was stored: `stored` is what another has written."""

    message = _(
        "Somebody has changed the same lines meanwhile. Nothing is lost: both versions are shown."
    )

    def __init__(self, stored: str) -> None:
        super().__init__(stored)
        self.stored = stored


class TextTooLong(ReportingRefusal):
    message = _("A section takes 100,000 characters at most.")


class TextIsSecret(ReportingRefusal):
    message = _("The text bears a secrecy marking. Nothing of it was kept.")


class FileRefused(ReportingRefusal):
    """The file cannot be read; `problem` says why, in words of the reader."""

    message = _("The file cannot be read.")

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return self.problem
