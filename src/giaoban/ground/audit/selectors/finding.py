"""Finding entries."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from giaoban.ground.audit.models import Entry, Verification

_LATEST_FIRST = ("-at", "-pk")


def entries_about(*, reference: str) -> QuerySet[Entry]:
    """What happened to an object, the latest first."""
    return Entry.objects.filter(target=reference).order_by(*_LATEST_FIRST)


def entries_like(
    *,
    people: Collection[int] | None = None,
    verb: str = "",
    target: str = "",
    since: date | None = None,
    until: date | None = None,
    request: str = "",
) -> QuerySet[Entry]:
    """What any of the people did, or had done for them; which verb or, ending in a dot, which room;
    of which object or, ending in a colon, which kind; on which days, both included. Latest first.
    """
    found = Entry.objects.order_by(*_LATEST_FIRST)
    if people is not None:
        found = found.filter(Q(actor__in=people) | Q(on_behalf_of__in=people))
    if verb:
        found = (
            found.filter(verb__startswith=verb) if verb.endswith(".") else found.filter(verb=verb)
        )
    if target.endswith(":"):
        found = found.filter(target__startswith=target)
    elif target:
        found = found.filter(target=target)
    if since:
        found = found.filter(at__gte=_start_of(since))
    if until:
        found = found.filter(at__lt=_start_of(until + timedelta(days=1)))
    return found.filter(request=request) if request else found


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def last_verification() -> Verification | None:
    """What the last nightly walk along the chain found; nothing where there was none yet."""
    return Verification.objects.first()
