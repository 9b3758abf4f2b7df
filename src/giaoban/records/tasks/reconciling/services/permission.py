"""The right to reconcile, asked for once by every service of this room."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.records.tasks.reconciling import policies


def demand(actor: User, *, now: datetime) -> User | None:
    """For whom the actor acts, if not for themselves. Raises PermissionDenied."""
    verdict = policies.may_reconcile(actor, on=timezone.localdate(now))
    if not verdict:
        raise PermissionDenied
    return verdict.principal
