"""Builders of editions."""

from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Between, Period
from giaoban.records.tasks.editions import selectors, services
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.tests.build import at

MARCH = Period.parse("2025-03")
END = MARCH.days().last
PUBLISHED = date(2025, 4, 2)


def what_is_seen(
    clerk: User, *, as_of: date = END, period: Period | Between = MARCH, on: date = PUBLISHED
) -> str:
    """The hash of what the page shows before it is published."""
    return selectors.digest_now(actor=clerk, on=on, period=period, as_of=as_of)


def an_edition(
    clerk: User,
    *,
    as_of: date = END,
    period: Period | Between = MARCH,
    on: date = PUBLISHED,
    reason: str = "",
) -> Edition:
    return services.publish_edition(
        actor=clerk,
        period=period,
        as_of=as_of,
        now=at(on, 8),
        seen=what_is_seen(clerk, as_of=as_of, period=period, on=on),
        reason=reason,
    )
