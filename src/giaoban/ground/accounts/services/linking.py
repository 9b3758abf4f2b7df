"""Taking an issuer's word for who somebody is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.services.opening import open_account
from giaoban.ground.accounts.types import StrangeAccount, UsernameTaken
from giaoban.ground.audit import services as audit


@transaction.atomic
def link_with_issuer(
    *, provider: str, subject: str, claims: Mapping[str, Any], now: datetime
) -> User:
    """Let whom the issuer knows as `subject` sign in with the account that the claim names.

    From then on the subject counts, not the claim. An address counts only if the issuer says that
    it is verified. Raises StrangeAccount where no account, or more than one, fits, and none may
    be opened.
    """
    user = _account_of(claims)
    if user is None:
        user = _opened_for(claims, now)
    if not user.is_active:
        raise StrangeAccount
    SocialAccount.objects.create(user=user, provider=provider, uid=subject)
    data = {"issuer": settings.OIDC.issuer}
    audit.record(actor=user, verb="accounts.issuer-linked", target=user, data=data, now=now)
    return user


def _account_of(claims: Mapping[str, Any]) -> User | None:
    value = _verified(claims)
    field = "email" if settings.OIDC.claim == "email" else "username"
    found = list(User.objects.filter(**{f"{field}__iexact": value})[:2])
    if len(found) > 1:
        raise StrangeAccount
    return found[0] if found else None


def _verified(claims: Mapping[str, Any]) -> str:
    value = claims.get(settings.OIDC.claim)
    if not isinstance(value, str) or not value.strip():
        raise StrangeAccount
    if settings.OIDC.claim == "email" and claims.get("email_verified") is not True:
        raise StrangeAccount
    return value.strip()


def _opened_for(claims: Mapping[str, Any], now: datetime) -> User:
    if not settings.OIDC.opens_accounts:
        raise StrangeAccount
    value = _verified(claims)
    verified = claims.get("email_verified") is True
    try:
        return open_account(
            actor=None,
            username=value[:150],
            full_name=str(claims.get("name") or value)[:150],
            email=str(claims.get("email") or "") if verified else "",
            password=None,
            now=now,
        )
    except (UsernameTaken, ValidationError) as wrong:
        raise StrangeAccount from wrong
