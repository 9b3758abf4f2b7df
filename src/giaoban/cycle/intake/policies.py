"""Who may do what at the reading desk."""

from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations


def may_read(actor: User, on: date) -> bool:
    """Whether the person may have documents read and decide on what was read: the Office may."""
    return organisations.scope_of(actor=actor, on=on).runs_the_briefing
