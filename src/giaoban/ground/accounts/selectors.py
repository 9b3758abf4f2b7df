"""Finding accounts and the tokens that act for them."""

import hashlib
from datetime import datetime

from django.db.models import QuerySet

from giaoban.ground.accounts.models import Token, User

# A secret that lies about is recognised by it, by people and by scanners of code.
TOKEN_PREFIX = "gbn_"  # noqa: S105 (what all of them begin with is no secret)


def digest_of(secret: str) -> str:
    """What is kept of a token's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_with(*, secret: str, now: datetime) -> Token | None:
    """The token in force with this secret, its owner loaded; none where nobody may act by it."""
    if not secret.startswith(TOKEN_PREFIX) or not secret.isascii():
        return None
    found = Token.objects.filter(digest=digest_of(secret), revoked_at=None, expires_at__gt=now)
    return found.filter(owner__is_active=True).select_related("owner").first()


def tokens_of(*, owner: User) -> QuerySet[Token]:
    """All tokens that were ever issued for an account, the newest first."""
    return Token.objects.filter(owner=owner)


def tokens_in_force(*, owner: User, now: datetime) -> QuerySet[Token]:
    return tokens_of(owner=owner).filter(revoked_at=None, expires_at__gt=now)


def account_named(*, username: str) -> User | None:
    return User.objects.filter(username__iexact=username).first()
