"""What the pages about who owes what show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from giaoban.cycle.reporting import selectors
from giaoban.cycle.reporting.models import Obligation, Period
from giaoban.cycle.reporting.obligations.types import Wall
from giaoban.cycle.reporting.types import FIVE_STANDINGS, Standing, Tally
from giaoban.ground.accounts.models import User

_RECENT = timedelta(days=60)


@dataclass(frozen=True)
class OpenPeriod:
    """A period that is not long over, how it stands, and the last day of its first level."""

    period: Period
    tally: Tally
    due_on: date | None


@dataclass(frozen=True)
class RateLine:
    standing: Standing
    count: int
    share: Decimal


@dataclass(frozen=True)
class Column:
    """A period of the wall with the figures beneath it."""

    period: Period
    tally: Tally


def open_periods(*, actor: User, on: date) -> list[OpenPeriod]:
    """Those that ended no longer than 60 days ago, the latest first. Five queries."""
    seen = selectors.visible_periods(actor=actor, on=on).filter(last__gte=on - _RECENT)
    periods = list(seen.select_related("version").order_by("-last", "-pk")[:20])
    owed = selectors.visible_obligations(actor=actor, on=on).filter(period__in=periods)
    of: defaultdict[int, list[Obligation]] = defaultdict(list)
    for each in selectors.with_sendings(owed):
        of[each.period_id].append(each)
    return [
        OpenPeriod(
            period,
            selectors.tally(of[period.pk], as_of=on),
            min((each.due_on for each in of[period.pk]), default=None),
        )
        for period in periods
    ]


def rates(tally: Tally) -> list[RateLine]:
    """The five standings with shares that add up to 100 %; none where nothing is owed."""
    return [
        RateLine(each, tally[each], share)
        for each, share in tally.shares.items()
        if each in FIVE_STANDINGS
    ]


def columns(wall: Wall) -> list[Column]:
    return [Column(period, wall.of[period.pk]) for period in wall.periods]
