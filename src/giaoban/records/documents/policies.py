"""Who may do what with the register. A policy answers yes or no; what follows is the caller's."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.hooks import declare_rule
from giaoban.records.organisations.types import Capacity, Post, Rule, Verdict


def _registers(capacity: Capacity, _unit_id: int | None) -> bool:
    return capacity.runs_the_briefing or capacity.post == Post.DOCUMENTS_CLERK


REGISTER = declare_rule(
    Rule(
        "documents.register",
        _("Register a document"),
        _("The Office, administrators and clerks of documents do."),
        _registers,
    )
)


def may_register(actor: User, on: date) -> Verdict:
    return REGISTER.verdict(organisations.scope_of(actor=actor, on=on))
