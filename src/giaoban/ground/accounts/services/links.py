"""Letting somebody in anew who lost the password or the second factor."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from giaoban.ground.accounts import policies, selectors
from giaoban.ground.accounts.models import OneTimeLink, User
from giaoban.ground.accounts.services.sessions import end_sessions
from giaoban.ground.accounts.types import LinkIsSpent
from giaoban.ground.audit import services as audit
from giaoban.ground.platform.jobs.services import enqueue

FROM_AN_ADMINISTRATOR = timedelta(hours=24)
BY_MAIL = timedelta(hours=1)


@dataclass(frozen=True)
class IssuedLink:
    """A new link with its secret, which is known now and never again."""

    link: OneTimeLink
    secret: str


@transaction.atomic
def issue_link(*, actor: User | None, account: User, now: datetime) -> IssuedLink:
    """Make a link by which somebody chooses a new password, for an administrator to hand over.

    Earlier links of the account become useless. No actor is the installation itself: a command.
    """
    if actor is not None and not policies.may_help(actor, account, on=timezone.localdate(now)):
        raise PermissionDenied
    issued = _issue(account, FROM_AN_ADMINISTRATOR, now)
    audit.record(actor=actor, verb="accounts.link-issued", target=account, data={}, now=now)
    return issued


def ask_for_link(*, email: str) -> None:
    """Let a job send a link to the address, if an account has it."""
    enqueue("accounts.mail-link", email=email)


@transaction.atomic
def issue_link_by_mail(*, account: User, now: datetime) -> IssuedLink:
    """Make a link that goes to the account's own address, whoever asked for it."""
    issued = _issue(account, BY_MAIL, now)
    audit.record(actor=None, verb="accounts.link-mailed", target=account, data={}, now=now)
    return issued


@transaction.atomic
def choose_password(*, secret: str, password: str, now: datetime) -> User:
    """Use a link: its owner has this password from now on, and no session that was open before.

    A second factor stays in force: the link does not replace it. Raises LinkIsSpent, and
    ValidationError for a password that is too easy to guess.
    """
    digest = selectors.digest_of(secret)
    links = OneTimeLink.objects.select_for_update(of=("self",)).select_related("owner")
    link = links.filter(digest=digest, used_at=None, expires_at__gt=now).first()
    if link is None or not link.owner.is_active:
        raise LinkIsSpent
    validate_password(password, link.owner)
    link.used_at = now
    link.save(update_fields=["used_at"])
    owner = link.owner
    owner.set_password(password)
    owner.save(update_fields=["password"])
    end_sessions(actor=owner, account=owner, but=None, now=now)
    audit.record(actor=owner, verb="accounts.password-changed", target=owner, data={}, now=now)
    return owner


@transaction.atomic
def remove_second_factors(*, actor: User | None, account: User, now: datetime) -> int:
    """Help somebody who lost the phone: app, passkeys and recovery codes go, sessions end.

    Whose post requires a second factor sets one up when they sign in next. No actor is the
    installation itself.
    """
    if actor is not None and not policies.may_help(actor, account, on=timezone.localdate(now)):
        raise PermissionDenied
    count: int = Authenticator.objects.filter(user=account).delete()[0]
    end_sessions(actor=actor, account=account, but=None, now=now)
    audit.record(
        actor=actor,
        verb="accounts.factors-removed",
        target=account,
        data={"count": count},
        now=now,
    )
    return count


def forget_old_links(*, now: datetime) -> int:
    return OneTimeLink.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()[0]


def _issue(account: User, lives: timedelta, now: datetime) -> IssuedLink:
    OneTimeLink.objects.filter(owner=account, used_at=None).delete()
    secret = secrets.token_urlsafe(32)
    link = OneTimeLink(
        owner=account,
        digest=selectors.digest_of(secret),
        issued_at=now,
        expires_at=now + lives,
    )
    link.save()
    return IssuedLink(link, secret)
