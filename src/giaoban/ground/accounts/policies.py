"""Who may open accounts and issue tokens.

Roles in an agency are known only above, to organisations.
"""

from giaoban.ground.accounts.models import Token, User


def may_open_account(actor: User) -> bool:
    return actor.is_active and actor.is_superuser


def may_issue_for_service(actor: User) -> bool:
    return actor.is_active and actor.is_superuser


def may_revoke(actor: User, token: Token) -> bool:
    return actor.is_active and (token.owner_id == actor.pk or actor.is_superuser)
