"""Who may open accounts. Roles in an agency are known only above, to organisations."""

from giaoban.ground.accounts.models import User


def may_open_account(actor: User) -> bool:
    return actor.is_active and actor.is_superuser
