"""The return held for a change, once it is sure that the actor may and that it can be changed."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from giaoban.cycle.reporting import policies, selectors
from giaoban.cycle.reporting.models import Obligation, Return
from giaoban.cycle.reporting.types import WRITABLE, AlreadySent, IsExempt, TooLateToEnter
from giaoban.ground.accounts.models import User


def held(obligation_id: int) -> Obligation:
    """The obligation, with its row locked until the transaction ends."""
    rows = Obligation.objects.select_for_update(of=("self",))
    return rows.select_related("period__version").get(pk=obligation_id)


def demand_writer(actor: User, obligation: Obligation, now: datetime) -> User | None:
    """For whom the actor writes. Raises PermissionDenied, IsExempt and TooLateToEnter."""
    on = timezone.localdate(now)
    verdict = policies.may_write(actor, obligation, on=on)
    if not verdict:
        raise PermissionDenied
    if obligation.exempt_from or obligation.passed_on:
        raise IsExempt
    if selectors.is_closed(obligation, on=on):
        raise TooLateToEnter
    return verdict.principal


def writable(obligation: Obligation) -> Return:
    """Its return, which has been begun. Raises AlreadySent."""
    written = Return.objects.select_for_update().get(obligation=obligation)
    if written.state not in WRITABLE:
        raise AlreadySent
    return written
