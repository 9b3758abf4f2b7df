"""Asking the policies on behalf of a service."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors
from giaoban.records.organisations.types import Scope, Verdict


def demand(may: Callable[[Scope], Verdict], *, actor: User | None, now: datetime) -> User | None:
    """For whom the person does it: somebody where only a delegation gives the right.

    Raises PermissionDenied unless the policy lets the person do it today. No actor is the
    installation itself: only commands on its machine call services so.
    """
    if actor is None:
        return None
    verdict = may(selectors.scope_of(actor=actor, on=timezone.localdate(now)))
    if not verdict:
        raise PermissionDenied
    return verdict.principal
