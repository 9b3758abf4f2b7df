"""Giving tokens to programs. The secret of a token leaves this module once, to whoever asked."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest

from giaoban.ground.accounts import hooks, policies, selectors
from giaoban.ground.accounts.models import Token, User
from giaoban.ground.accounts.types import (
    AccountOfAPerson,
    TokenKind,
    TokenLivesTooLong,
    TokenRevoked,
    TokenWithoutName,
    TokenWithoutScope,
    TooManyTokens,
    UnknownScope,
)
from giaoban.ground.audit import services as audit

TOKENS_OF_ONE = 20
LONGEST_DAYS = 366
_MINUTE = 60_000_000  # microseconds


@dataclass(frozen=True)
class Issued:
    """A new token with its secret, which is known now and never again."""

    token: Token
    secret: str


def issue_token(
    *, actor: User, name: str, scopes: Collection[str], days: int, now: datetime
) -> Issued:
    """Give a program the right to act for oneself, in these rooms, for so many days."""
    with transaction.atomic():
        wanted = Wanted(actor, TokenKind.PERSONAL, name, scopes, days)
        return _issue(wanted, actor=actor, now=now)


def issue_service_token(
    *,
    actor: User | None,
    account: User,
    name: str,
    scopes: Collection[str],
    days: int,
    now: datetime,
) -> Issued:
    """Give a service that has an account of its own the right to act. No actor: the installation.

    What it sees and does follows from where its account serves, as with a person's.
    """
    if actor is not None and not policies.may_issue_for_service(actor):
        raise PermissionDenied
    if account.has_usable_password():
        raise AccountOfAPerson
    with transaction.atomic():
        wanted = Wanted(account, TokenKind.SERVICE, name, scopes, days)
        return _issue(wanted, actor=actor, now=now)


@transaction.atomic
def revoke_token(*, actor: User | None, token_id: int, now: datetime) -> Token:
    """Make a token useless from now on. No actor is the installation itself."""
    token = Token.objects.select_for_update(of=("self",)).select_related("owner").get(pk=token_id)
    if actor is not None and not policies.may_revoke(actor, token):
        raise PermissionDenied
    if token.revoked_at:
        raise TokenRevoked
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    data = {"token": token.name, "start": token.start}
    audit.record(actor=actor, verb="accounts.token-revoked", target=token.owner, data=data, now=now)
    return token


def count_request(*, token: Token, now: datetime, per_minute: int) -> float | None:
    """Count a request against the token; None where it may pass, else the seconds to wait.

    As many as a minute allows may come at once; then each waits for its share of the minute. One
    statement decides, so that any number of processes count together.
    """
    share = _MINUTE // per_minute
    at = int(now.timestamp() * 1_000_000)
    # Nothing pays so far ahead, so the clock was set back since: the count begins anew.
    clock_was_ahead = Q(paid_until__gt=at + 2 * _MINUTE)
    may_pass = Q(paid_until__lte=at + _MINUTE - share) | clock_was_ahead
    passed = Token.objects.filter(may_pass, pk=token.pk).update(
        paid_until=Case(
            When(clock_was_ahead, then=Value(at + share)),
            default=Greatest(F("paid_until"), Value(at)) + share,
        ),
        last_used_at=now,
    )
    if passed:
        return None
    paid_until = Token.objects.values_list("paid_until", flat=True).get(pk=token.pk)
    return max(paid_until - at - _MINUTE + share, 0) / 1_000_000


@dataclass(frozen=True)
class Wanted:
    """A token as it was asked for."""

    owner: User
    kind: TokenKind
    name: str
    scopes: Collection[str]
    days: int


def _issue(wanted: Wanted, *, actor: User | None, now: datetime) -> Issued:
    name = " ".join(wanted.name.split())
    _refuse(wanted, name)
    # The account is held, so that two requests at once do not both find one place left.
    owner = User.objects.select_for_update(of=("self",)).get(pk=wanted.owner.pk)
    if selectors.tokens_in_force(owner=owner, now=now).count() >= TOKENS_OF_ONE:
        raise TooManyTokens
    secret = f"{selectors.TOKEN_PREFIX}{secrets.token_urlsafe(32)}"
    token = Token(
        owner=owner,
        kind=wanted.kind,
        name=name,
        start=secret[:10],
        digest=selectors.digest_of(secret),
        scopes=sorted(set(wanted.scopes)),
        issued_at=now,
        expires_at=now + timedelta(days=wanted.days),
    )
    token.full_clean()
    token.save()
    data = {"token": name, "start": token.start, "scopes": token.scopes, "days": wanted.days}
    audit.record(actor=actor, verb="accounts.token-issued", target=owner, data=data, now=now)
    return Issued(token, secret)


def _refuse(wanted: Wanted, name: str) -> None:
    if not name:
        raise TokenWithoutName
    if not wanted.scopes:
        raise TokenWithoutScope
    if not set(wanted.scopes) <= {scope.name for scope in hooks.scopes()}:
        raise UnknownScope
    if not 1 <= wanted.days <= LONGEST_DAYS:
        raise TokenLivesTooLong
