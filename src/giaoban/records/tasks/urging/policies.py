"""Who may see whom the agency urges, and change by which rules: the Office and administrators."""

from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.records.tasks.policies import standing_of


def may_keep_rules(actor: User, *, on: date) -> bool:
    return standing_of(actor, on=on).decides
