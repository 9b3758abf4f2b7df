"""Who may import tasks."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Rule, Verdict


def _decides(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing


IMPORT = declare_rule(
    Rule(
        "importing.import",
        _("Import tasks from a table, and undo that"),
        _("The Office and administrators do."),
        _decides,
    )
)


def may_import(actor: User, *, on: date) -> Verdict:
    return IMPORT.verdict(organisations.scope_of(actor=actor, on=on))
