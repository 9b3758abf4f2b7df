"""Which due days a rule reaches on a day. Days of rest never count and are never urged on."""

from collections.abc import Iterable
from datetime import date, timedelta

from giaoban.kit.periods.workdays import WorkCalendar
from giaoban.records.tasks.urging.types import Reach

_DAY = timedelta(days=1)


def day_of_rule(offset: int, due_on: date, *, calendar: WorkCalendar) -> date:
    """The working day on which a rule speaks: for a due day of rest, "on it" is the one before."""
    if offset > 0:
        return calendar.after(due_on, offset)
    if offset < 0:
        return calendar.before(due_on, -offset)
    return due_on if calendar.is_working(due_on) else calendar.before(due_on, 1)


def last_due_day_reached(offset: int, on: date, *, calendar: WorkCalendar) -> date:
    """The latest due day for which the day of the rule has come. Later due days come later."""
    # Ten days of rest in a row, as at Tết, between any seven that are worked are more than enough.
    due_on = on + _DAY * (3 * max(0, -offset) + 14)
    while day_of_rule(offset, due_on, calendar=calendar) > on:
        due_on -= _DAY
    return due_on


def reaches(offsets: Iterable[int], on: date, *, calendar: WorkCalendar) -> list[Reach]:
    """For each due day the one rule that speaks: the latest whose day has come.

    What earlier rules would have said, had there been a run that day, is not said any more.
    """
    found: list[Reach] = []
    after: date | None = None
    for offset in sorted(offsets, reverse=True):
        until = last_due_day_reached(offset, on, calendar=calendar)
        if after is None or until > after:
            found.append(Reach(offset, after, until))
            after = until
    # The latest rule reaches all that is older: it comes first and its `after` stays open.
    return found
