"""What is done once a day: windows open, returns follow their units, people are reminded."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from giaoban.cycle.reporting import selectors
from giaoban.cycle.reporting.models import Obligation, Period, Reminder
from giaoban.cycle.reporting.obligations import services
from giaoban.cycle.reporting.obligations.reminding import offset_reached
from giaoban.cycle.reporting.obligations.types import DailyOutcome
from giaoban.cycle.reporting.regimes import selectors as regimes
from giaoban.cycle.reporting.types import ReportingRefusal, ReturnState, Standing
from giaoban.ground.audit import services as audit
from giaoban.ground.notices import services as notices
from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.periods.workdays import WorkCalendar
from giaoban.records.organisations import selectors as organisations

# After so many days nobody is reminded any more, and units are followed no longer.
_SINCE = timedelta(days=60)


def run_day(*, now: datetime) -> DailyOutcome:
    """Each step is a transaction of its own; run again on the same day it changes nothing."""
    on = timezone.localdate(now)
    opened = sum(_opened(regime_id, key, now) for regime_id, key in _to_open(on))
    followed = sum(
        services.follow_units(period_id=period_id, now=now)
        for period_id in Period.objects.filter(last__gte=on - _SINCE).values_list("pk", flat=True)
    )
    return DailyOutcome(opened=opened, followed=followed, reminded=remind(now=now))


def remind(*, now: datetime) -> int:
    """Remind the units that have not sent; of how many returns. Never on a day of rest."""
    on = timezone.localdate(now)
    calendar = calendar_around(on)
    if not calendar.is_working(on):
        return 0
    owed = Obligation.objects.filter(
        due_on__gte=on - _SINCE, due_on__lte=on + timedelta(days=30), passed_on=None
    ).exclude(given__state__in=(ReturnState.SENT, ReturnState.ACCEPTED))
    return sum(
        _reminded(each, on, calendar, now)
        for each in selectors.with_sendings(owed)
        if selectors.standing(each, as_of=on)
        in {Standing.NOT_YET, Standing.MISSING, Standing.RETURNED}
    )


def _to_open(on: date) -> list[tuple[int, str]]:
    """The periods whose window opens by today and is not open yet."""
    held = [each for each in regimes.versions_on(on=on) if each.valid_from <= on]
    return [
        (version.regime_id, coming.key)
        for version in held
        for coming in regimes.coming_periods(version=version, on=on, count=2)
        if coming.opens_on <= on and not coming.is_open
    ]


def _opened(regime_id: int, key: str, now: datetime) -> bool:
    try:
        services.open_period(actor=None, regime_id=regime_id, key=key, now=now)
    except ReportingRefusal:  # somebody pressed the button meanwhile, or closed the regime
        return False
    return True


@transaction.atomic
def _reminded(obligation: Obligation, on: date, calendar: WorkCalendar, now: datetime) -> bool:
    offset = offset_reached(obligation.due_on, on, calendar=calendar)
    if offset is None:
        return False
    _row, is_new = Reminder.objects.get_or_create(
        obligation=obligation, offset=offset, due_on=obligation.due_on, defaults={"at": now}
    )
    if not is_new:
        return False
    people = list(
        organisations.people_serving_in(
            unit_ids=[obligation.unit_id], on=on, posts=services.WRITERS
        )
    )
    notices.notify(kind="reporting.due", recipients=people, about=obligation, now=now)
    data = {"offset": offset, "due_on": obligation.due_on, "people": len(people)}
    audit.record(actor=None, verb="reporting.reminded", target=obligation, data=data, now=now)
    return True
