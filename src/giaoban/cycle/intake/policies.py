"""Who may do what at the reading desk."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Rule, Verdict


def _runs_the_briefing(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


READ = declare_rule(
    Rule(
        "intake.read",
        _("Have documents read and decide on what was read"),
        _("The Office and administrators do."),
        _runs_the_briefing,
    )
)


def may_read(actor: User, on: date) -> Verdict:
    """Whether the person may have documents read and decide on what was read: the Office may."""
    return READ.verdict(organisations.scope_of(actor=actor, on=on))


def for_whom(actor: User, on: date) -> User | None:
    """For whom the person works at the desk, where only a delegation lets them."""
    return may_read(actor, on).principal
