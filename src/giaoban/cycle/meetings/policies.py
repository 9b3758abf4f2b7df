"""Who prepares and runs meetings, answers for a unit, keeps a bridge, and lands conclusions."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings.models import Bridge, Meeting
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Post, Rule, Verdict


def _prepares(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing or capacity.post == Post.MEETING_SECRETARY


def _decides(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


def _speaks_for(capacity: Capacity, unit_id: int | None) -> bool:
    return unit_id in capacity.speaks_for


PREPARE = declare_rule(
    Rule(
        "meetings.prepare",
        _("Prepare meetings, run their floor and write their minutes"),
        _("The Office, administrators and secretaries of meetings do; the chair runs the floor."),
        _prepares,
    )
)
ISSUE = declare_rule(
    Rule(
        "meetings.issue",
        _("Issue invitations and notices of conclusions, and let conclusions land as tasks"),
        _("The Office and administrators do."),
        _decides,
    )
)
ANSWER = declare_rule(
    Rule(
        "meetings.answer",
        _("Answer an invitation, answer questions, vote and keep the bridge of a unit"),
        _("Whoever acts for the unit."),
        _speaks_for,
        of_record=True,
    )
)


@dataclass(frozen=True)
class Leave:
    """A yes or no; `principal` is for whom one acts, where only a delegation gives the right."""

    given: bool
    principal: User | None = None

    def __bool__(self) -> bool:
        return self.given


def may_prepare(actor: User, *, on: date) -> Verdict:
    return PREPARE.verdict(organisations.scope_of(actor=actor, on=on))


def may_issue(actor: User, *, on: date) -> Verdict:
    return ISSUE.verdict(organisations.scope_of(actor=actor, on=on))


def may_run(actor: User, meeting: Meeting, *, on: date) -> Leave:
    """Whether the person moves the meeting on: its chair, and whoever prepares meetings."""
    if meeting.chair_id == actor.pk:
        return Leave(given=True)
    verdict = may_prepare(actor, on=on)
    return Leave(bool(verdict), verdict.principal)


def may_answer(actor: User, unit_id: int | None, *, on: date) -> Verdict:
    return ANSWER.verdict(organisations.scope_of(actor=actor, on=on), unit_id=unit_id)


def may_keep_bridge(actor: User, bridge: Bridge, *, on: date) -> Leave:
    """Whether the person tests the line and takes the roll there: its unit, or who runs it all."""
    if bridge.unit_id is not None:
        verdict = may_answer(actor, bridge.unit_id, on=on)
        if verdict:
            return Leave(given=True, principal=verdict.principal)
    return may_run(actor, bridge.meeting, on=on)
