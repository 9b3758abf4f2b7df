"""Who may share a list: whoever runs the briefing. Anybody keeps lists of their own."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Rule, Verdict


def _runs_the_briefing(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


SHARE_LISTS = declare_rule(
    Rule(
        "saved.share",
        _("Share a saved list with the Office, and read those that are shared"),
        _("The Office and administrators do."),
        _runs_the_briefing,
    )
)


def may_share(actor: User, *, on: date) -> Verdict:
    return SHARE_LISTS.verdict(organisations.scope_of(actor=actor, on=on))
