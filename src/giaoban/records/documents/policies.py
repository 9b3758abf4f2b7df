"""Who may do what with the register. A policy answers yes or no; what follows is the caller's."""

from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations


def may_register(actor: User, on: date) -> bool:
    return organisations.scope_of(actor=actor, on=on).runs_the_briefing
