"""Who may keep series of tasks: the Office and administrators, who assign tasks."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Rule, Verdict


def _runs_the_briefing(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


KEEP = declare_rule(
    Rule(
        "recurring.kept",
        _("Begin, change and stop series of tasks that come back"),
        _("The Office and administrators do."),
        _runs_the_briefing,
    )
)


def may_keep_series(actor: User, *, on: date) -> Verdict:
    return KEEP.verdict(organisations.scope_of(actor=actor, on=on))
