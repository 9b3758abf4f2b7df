"""What posts demand of signing in: accounts asks, and does not know posts."""

from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import policies, selectors


def confirms_or_administers(user: User, on: date) -> bool:
    """Whoever confirms for the agency, or administers, also where they act for somebody else."""
    return selectors.scope_of(actor=user, on=on).runs_the_briefing


def administers(user: User, on: date) -> bool:
    return bool(policies.may_keep_register(selectors.scope_of(actor=user, on=on)))
