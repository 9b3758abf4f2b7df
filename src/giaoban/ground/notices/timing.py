"""When e-mail may go out: at once or in the daily one, and never in hours or on days of rest."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from giaoban.ground.notices.models import Habits
from giaoban.ground.notices.types import Channel
from giaoban.kit.periods.workdays import WorkCalendar

_DAY = timedelta(days=1)


def mail_moment(
    channel: Channel, *, habits: Habits, now: datetime, calendar: WorkCalendar
) -> datetime | None:
    """When e-mail may tell it at the earliest; None where e-mail is not wanted."""
    if channel == Channel.INBOX:
        return None
    here = timezone.localtime(now)
    if channel == Channel.DIGEST:
        return _next_digest(here, habits, calendar)
    return _out_of_rest(here, habits, calendar)


def _next_digest(now: datetime, habits: Habits, calendar: WorkCalendar) -> datetime:
    moment = _at(now, habits.digest_hour)
    if moment <= now:
        moment += _DAY
    while not _is_wanted_on(moment, habits, calendar):
        moment += _DAY
    return moment


def _out_of_rest(now: datetime, habits: Habits, calendar: WorkCalendar) -> datetime:
    moment = now
    while True:
        if not _is_wanted_on(moment, habits, calendar):
            moment = _at(moment, 0) + _DAY
        elif _is_quiet(moment.hour, habits):
            end = _at(moment, habits.quiet_to)
            moment = end if end > moment else end + _DAY
        else:
            return moment


def _is_wanted_on(moment: datetime, habits: Habits, calendar: WorkCalendar) -> bool:
    return habits.on_rest_days or calendar.is_working(moment.date())


def _is_quiet(hour: int, habits: Habits) -> bool:
    start, end = habits.quiet_from, habits.quiet_to
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end


def _at(moment: datetime, hour: int) -> datetime:
    return datetime.combine(moment.date(), time(hour), moment.tzinfo)
