"""Raising an administrator's rights for a quarter of an hour, and lowering them again."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from giaoban.ground.accounts import policies
from giaoban.ground.accounts.models import Raise, User
from giaoban.ground.audit import services as audit

RAISED_FOR = timedelta(minutes=15)


@transaction.atomic
def raise_rights(*, actor: User, session_key: str, now: datetime) -> Raise:
    """Let a person use the rights given to them, from now on for RAISED_FOR, in this session.

    That it is they who ask has just been proved at the door, by a second factor or the password.
    """
    if not policies.may_raise(actor, on=timezone.localdate(now)):
        raise PermissionDenied
    _lower(Raise.objects.filter(user=actor, session_key=session_key, lowered_at=None), now)
    raised = Raise.objects.create(
        user=actor, session_key=session_key, began_at=now, ends_at=now + RAISED_FOR
    )
    data = {"until": raised.ends_at.isoformat()}
    audit.record(actor=actor, verb="accounts.rights-raised", target=actor, data=data, now=now)
    return raised


@transaction.atomic
def lower_rights(*, actor: User, session_key: str, now: datetime) -> int:
    """Do without the raised rights again. Says how many time-boxes ended by it."""
    return _lower(Raise.objects.filter(user=actor, session_key=session_key, lowered_at=None), now)


@transaction.atomic
def lower_expired_rights(*, now: datetime) -> int:
    """Write of each time-box that ran out, and was not ended before, that it ended."""
    return _lower(Raise.objects.filter(lowered_at=None, ends_at__lte=now), now)


def _lower(raised: QuerySet[Raise], now: datetime) -> int:
    """The entry tells when the rights ended, which may be before it is written."""
    count = 0
    for each in raised.select_for_update(of=("self",)).select_related("user"):
        each.lowered_at = min(now, each.ends_at)
        each.save(update_fields=["lowered_at"])
        data = {"ended": each.lowered_at.isoformat()}
        audit.record(
            actor=each.user, verb="accounts.rights-lowered", target=each.user, data=data, now=now
        )
        count += 1
    return count
