"""On which days a unit is reminded of a return that it has not sent."""

from datetime import date

from giaoban.kit.periods.workdays import WorkCalendar

# Working days from the last day: before it, on it, after it.
OFFSETS = (-3, 0, 1, 5)


def offset_reached(due_on: date, on: date, *, calendar: WorkCalendar) -> int | None:
    """The latest reminder whose day has come; what an earlier one would have said is not said."""
    reached = [offset for offset in OFFSETS if _day_of(offset, due_on, calendar) <= on]
    return max(reached, default=None)


def _day_of(offset: int, due_on: date, calendar: WorkCalendar) -> date:
    if offset > 0:
        return calendar.after(due_on, offset)
    if offset < 0:
        return calendar.before(due_on, -offset)
    return calendar.roll_back(due_on)
