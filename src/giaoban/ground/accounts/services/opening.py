"""Opening accounts and changing passwords. No password, old or new, leaves this module."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts import policies
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.services.sessions import end_sessions
from giaoban.ground.accounts.types import UsernameTaken
from giaoban.ground.audit import services as audit


@transaction.atomic
def open_account(
    *,
    actor: User | None,
    username: str,
    full_name: str,
    email: str,
    password: str | None,
    now: datetime,
) -> User:
    """Give a person an account; without a password nobody can sign in with it yet.

    No actor is the installation itself. Raises UsernameTaken, whatever its capitals, and
    ValidationError for words that do not fit and for a password that is too easy to guess.
    """
    if actor is not None and not policies.may_keep_accounts(actor, on=timezone.localdate(now)):
        raise PermissionDenied
    username = User.normalize_username(username)
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken
    user = User(
        username=username,
        full_name=full_name.strip(),
        email=User.objects.normalize_email(email),
        date_joined=now,
    )
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    data = {"username": user.username, "full_name": user.full_name}
    audit.record(actor=actor, verb="accounts.opened", target=user, data=data, now=now)
    return user


@transaction.atomic
def change_password(
    *, actor: User, password: str, now: datetime, session_key: str | None = None
) -> User:
    """Let a person sign in with another password from now on; sessions but this one end.

    That they know the old one has been asked at the door. Raises ValidationError for a password
    that is too easy to guess.
    """
    validate_password(password, actor)
    actor.set_password(password)
    actor.save(update_fields=["password"])
    end_sessions(actor=actor, account=actor, but=session_key, now=now)
    audit.record(actor=actor, verb="accounts.password-changed", target=actor, data={}, now=now)
    return actor
