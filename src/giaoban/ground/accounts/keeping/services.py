"""Accounts of others, kept by whoever administers: corrected, closed, opened again.

Closing an account ends nothing but the sign-in: appointments and duties stay as they are, and
whoever closes it is told of them before.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts import policies
from giaoban.ground.accounts.keeping.types import AccountClosed, AccountOfOneself, AccountOpen
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit


@transaction.atomic
def correct_account(
    *, actor: User | None, user: User, full_name: str, email: str, now: datetime
) -> User:
    """Write a person's name or address otherwise. Raises ValidationError."""
    held = _held(user, actor, now)
    before = {"full_name": held.full_name, "email": held.email}
    held.full_name = " ".join(full_name.split())
    held.email = User.objects.normalize_email(email)
    after = {"full_name": held.full_name, "email": held.email}
    if before == after:
        return held
    held.full_clean()
    held.save(update_fields=["full_name", "email"])
    differing = {what for what in before if before[what] != after[what]}
    audit.record(
        actor=actor,
        verb="accounts.corrected",
        target=held,
        before={what: before[what] for what in differing},
        after={what: after[what] for what in differing},
        now=now,
    )
    return held


@transaction.atomic
def close_account(*, actor: User | None, user: User, now: datetime, reason: str = "") -> User:
    """Let nobody sign in with an account, from now on; what is open in it ends with the next click.

    Raises AccountOfOneself and AccountClosed.
    """
    held = _held(user, actor, now)
    if actor is not None and held.pk == actor.pk:
        raise AccountOfOneself
    if not held.is_active:
        raise AccountClosed
    held.is_active = False
    held.save(update_fields=["is_active"])
    audit.record(actor=actor, verb="accounts.closed", target=held, reason=reason, now=now)
    return held


@transaction.atomic
def reopen_account(*, actor: User | None, user: User, now: datetime) -> User:
    """Let a person sign in again, as before. Raises AccountOpen."""
    held = _held(user, actor, now)
    if held.is_active:
        raise AccountOpen
    held.is_active = True
    held.save(update_fields=["is_active"])
    audit.record(actor=actor, verb="accounts.reopened", target=held, now=now)
    return held


def _held(user: User, actor: User | None, now: datetime) -> User:
    """The account as it is now, kept from others until the end of the transaction."""
    if actor is not None and not policies.may_keep_accounts(actor, on=timezone.localdate(now)):
        raise PermissionDenied
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)
