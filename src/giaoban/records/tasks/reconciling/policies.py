"""Who may reconcile our tasks with another system's."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Rule, Verdict


def _decides(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


RECONCILE = declare_rule(
    Rule(
        "reconciling.reconcile",
        _("Reconcile tasks with the e-office"),
        _("The Office and administrators do."),
        _decides,
    )
)


def may_reconcile(actor: User, *, on: date) -> Verdict:
    return RECONCILE.verdict(organisations.scope_of(actor=actor, on=on))
