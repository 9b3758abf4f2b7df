"""Finding accounts, what they sign in by and where, and the tokens that act for them."""

import hashlib
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from giaoban.ground.accounts.models import OneTimeLink, OpenSession, Raise, Token, User
from giaoban.ground.accounts.safekeeping import SecretUnreadable

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
    token = found.filter(owner__is_active=True).select_related("owner").first()
    if token is not None:
        # A program raises no rights: it acts as its owner does from day to day.
        token.owner.holds_back = True
    return token


def tokens_of(*, owner: User) -> QuerySet[Token]:
    """All tokens that were ever issued for an account, the newest first."""
    return Token.objects.filter(owner=owner)


def tokens_in_force(*, owner: User, now: datetime) -> QuerySet[Token]:
    return tokens_of(owner=owner).filter(revoked_at=None, expires_at__gt=now)


def account_named(*, username: str) -> User | None:
    return User.objects.filter(username__iexact=username).first()


# Second factors, sessions, rights


def second_factor_is_demanded() -> bool:
    """Whether posts that confirm or administer work with a second factor only, as is usual."""
    return bool(settings.SECOND_FACTOR == "required")


def second_factors_of(*, account: User) -> QuerySet[Authenticator]:
    """App and passkeys, the oldest first. Recovery codes stand in for these and are none."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=account)
    found = found.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return found.order_by("created_at", "pk")


def recovery_codes_left(*, account: User) -> int:
    """How many are still good; none where none were made, or the key of the installation is new."""
    kind = Authenticator.Type.RECOVERY_CODES
    found = Authenticator.objects.filter(user=account, type=kind).first()
    try:
        return len(found.wrap().get_unused_codes()) if found else 0
    except SecretUnreadable:
        return 0


def sessions_of(*, account: User) -> QuerySet[OpenSession]:
    """Where a person is signed in, what was in use last first."""
    there = Session.objects.values("session_key")
    return OpenSession.objects.filter(user=account, session_key__in=there)


def raised_rights(*, account: User, session_key: str, now: datetime) -> Raise | None:
    """The time-box that is open in a session, if one is."""
    found = Raise.objects.filter(user=account, session_key=session_key, lowered_at=None)
    return found.filter(began_at__lte=now, ends_at__gt=now).first()


def link_with(*, secret: str, now: datetime) -> OneTimeLink | None:
    found = OneTimeLink.objects.filter(digest=digest_of(secret), used_at=None, expires_at__gt=now)
    return found.filter(owner__is_active=True).select_related("owner").first()


def accounts_with_mail(*, email: str) -> list[User]:
    """Who may sign in and gets mail there: more than one where people share an address."""
    found = (
        User.objects.filter(email__iexact=email, is_active=True) if email else User.objects.none()
    )
    return list(found.order_by("pk")[:5])
