"""Who may open accounts, issue tokens and help others to sign in.

Roles in an agency are known only above, to organisations, which says through a hook who
administers. What an administrator's rights allow is allowed while they are raised.
"""

from datetime import date

from giaoban.ground.accounts import hooks
from giaoban.ground.accounts.models import Token, User


def may_keep_accounts(actor: User, *, on: date) -> bool:
    """To open accounts, correct what they say, close them and open them again."""
    return actor.administers_all or (may_raise(actor, on=on) and not actor.holds_back)


def may_issue_for_service(actor: User) -> bool:
    return actor.administers_all


def may_revoke(actor: User, token: Token) -> bool:
    return actor.is_active and (token.owner_id == actor.pk or actor.administers_all)


def may_raise(actor: User, *, on: date) -> bool:
    """Whether there are rights to be raised."""
    return actor.is_active and (actor.is_superuser or hooks.administers(actor, on=on))


def may_help(actor: User, account: User, *, on: date) -> bool:
    """To let a person in anew who lost password or phone; of a superuser only another may."""
    if actor.administers_all:
        return True
    return may_raise(actor, on=on) and not actor.holds_back and not account.is_superuser
