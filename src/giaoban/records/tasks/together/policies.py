"""Who may act on many duties at once: whoever decides about each of them."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Rule, Verdict


def _runs_the_briefing(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


ACT_TOGETHER = declare_rule(
    Rule(
        "together.act",
        _("Act on many tasks at once"),
        _("The Office and administrators do."),
        _runs_the_briefing,
    )
)


def may_act_together(actor: User, *, on: date) -> Verdict:
    return ACT_TOGETHER.verdict(organisations.scope_of(actor=actor, on=on))
