"""Who sees which returns, and how each unit stands with them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from giaoban.cycle.reporting.models import Obligation, Period, Submission
from giaoban.cycle.reporting.types import OwedDates, Sending, Standing, Tally, standing_of
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations


def visible_obligations(*, actor: User, on: date) -> QuerySet[Obligation]:
    """The returns of units whose affairs the person sees, and those sent to a unit of theirs."""
    scope = organisations.scope_of(actor=actor, on=on)
    if scope.everything:
        return Obligation.objects.all()
    return Obligation.objects.filter(Q(unit__in=scope.unit_ids) | Q(recipient__in=scope.speaks_for))


def visible_periods(*, actor: User, on: date) -> QuerySet[Period]:
    """Those for which the person sees at least one return; for the Office all."""
    if organisations.scope_of(actor=actor, on=on).everything:
        return Period.objects.all()
    seen = visible_obligations(actor=actor, on=on).order_by().values("period")
    return Period.objects.filter(pk__in=seen)


def with_sendings(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Each with all that its standing depends on: two queries more, however many there are."""
    sendings = Submission.objects.order_by("number").defer("content", "findings")
    return obligations.select_related("given").prefetch_related(
        Prefetch("given__submissions", queryset=sendings)
    )


def standing(obligation: Obligation, *, as_of: date) -> Standing:
    """How its unit stands that day. For many, load them by `with_sendings`."""
    return standing_of(_dates(obligation), as_of=as_of)


def _dates(obligation: Obligation) -> OwedDates:
    given = getattr(obligation, "given", None)
    sent = given.submissions.all() if given is not None else ()
    return OwedDates(
        due_on=obligation.due_on,
        sendings=tuple(Sending(each.sent_on, each.returned_on, each.again_by) for each in sent),
        exempt_from=obligation.exempt_from,
        passed_on=obligation.passed_on,
    )


def tally(obligations: Iterable[Obligation], *, as_of: date) -> Tally:
    """How many of them stand how."""
    return Tally(Counter(standing(each, as_of=as_of) for each in obligations))


def is_closed(obligation: Obligation, *, on: date) -> bool:
    """Whether it is too late to enter the return, which is not the same as late."""
    if obligation.open_until is not None and on <= obligation.open_until:
        return False
    return obligation.closes_on is not None and on > obligation.closes_on
