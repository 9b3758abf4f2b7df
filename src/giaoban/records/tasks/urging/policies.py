"""Who may see whom the agency urges, by which rules and letters: the Office and administrators."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Rule, Verdict


def _runs_the_briefing(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


KEEP_RULES = declare_rule(
    Rule(
        "urging.keep-rules",
        _("See whom the agency urges, and change by which rules"),
        _("The Office and administrators do."),
        _runs_the_briefing,
    )
)


ISSUE_LETTERS = declare_rule(
    Rule(
        "urging.issue-letters",
        _("Urge units by a numbered letter"),
        _("The Office and administrators do."),
        _runs_the_briefing,
    )
)


def may_issue_letters(actor: User, *, on: date) -> Verdict:
    return ISSUE_LETTERS.verdict(organisations.scope_of(actor=actor, on=on))


def may_keep_rules(actor: User, *, on: date) -> Verdict:
    return KEEP_RULES.verdict(organisations.scope_of(actor=actor, on=on))
