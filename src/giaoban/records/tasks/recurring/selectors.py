"""Finding series, the times they come back, and the series that a task is of."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.db.models import QuerySet

from giaoban.ground.accounts.models import User
from giaoban.ground.platform.deadlines import by_own_calendar
from giaoban.kit.periods.deadlines import parse_deadline
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.recurring.models import Occurrence, Series
from giaoban.records.tasks.recurring.policies import may_keep_series
from giaoban.records.tasks.recurring.types import Coming, NotRecurring

PREVIEWED = 6


def visible_series(*, actor: User, on: date) -> QuerySet[Series]:
    """All of them, for those who may keep them."""
    series = Series.objects.select_related("kept_by", "field", "document")
    series = series.defer("document__text", "document__folded", "document__lowered")
    return series if may_keep_series(actor, on=on) else series.none()


def due_days(words: str, *, since: date) -> Iterator[date]:
    """The days on which the words come back, from `since` on, by the agency's calendar.

    What counts from a day itself, such as every ten days, comes first on that day later. Raises
    NotRecurring for words that do not come back.
    """
    while True:
        told = by_own_calendar(parse_deadline(words, since))
        if told.recurs is None or told.on is None:
            raise NotRecurring
        yield told.on
        from_itself = "INTERVAL" in told.recurs
        since = told.on if from_itself else max(told.on, since) + timedelta(days=1)


def coming(
    words: str, *, since: date, days_ahead: int, count: int = PREVIEWED
) -> tuple[Coming, ...]:
    """The next times, with the days on which their tasks are made. Raises NotRecurring."""
    ahead = timedelta(days=days_ahead)
    days = islice(due_days(words, since=since), count)
    return tuple(Coming(day, day - ahead) for day in days)


def coming_of(series: Series, *, count: int = PREVIEWED) -> tuple[Coming, ...]:
    """The next times of a series that were not made yet; none once it was stopped."""
    if series.stopped_on is not None:
        return ()
    return coming(series.words, since=next_after(series), days_ahead=series.days_ahead, count=count)


def next_after(series: Series) -> date:
    """From which day on the next time is looked for."""
    if series.made_until is None:
        return series.starts_on
    told = parse_deadline(series.words, series.made_until)
    if "INTERVAL" in (told.recurs or ""):
        return series.made_until
    return max(series.made_until + timedelta(days=1), series.starts_on)


def made_of(*, series: Series) -> QuerySet[Occurrence]:
    """The tasks that were made of a series, the latest first."""
    return Occurrence.objects.filter(series=series).select_related("task").defer("task__folded")


def series_of(*, task: Task) -> Series | None:
    """The series that a task, which the caller has found visible, is a time of."""
    found = Occurrence.objects.filter(task=task).select_related("series").first()
    return found.series if found else None
