"""Deadlines as a clerk types them at the desk: a day, or words such as "trong 10 ngày làm việc"."""

from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.cycle.intake.proposing import LANGUAGES
from giaoban.ground.platform.deadlines import by_own_calendar
from giaoban.ground.platform.templatetags.figures import weekday
from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.periods.deadlines import Deadline, DeadlineKind, parse_deadline
from giaoban.kit.periods.workdays import WorkCalendar

_WITH_A_DAY = frozenset(
    {
        DeadlineKind.DAY,
        DeadlineKind.PERIOD_END,
        DeadlineKind.DAYS,
        DeadlineKind.WORKING_DAYS,
    }
)
_FARTHEST = timedelta(days=3 * 366)  # further than this nobody counts working days


def read_due(words: str, anchor: date | None) -> Deadline | None:
    """The deadline that words set, by the agency's calendar; None where they name no day."""
    deadline = by_own_calendar(parse_deadline(words, anchor))
    return deadline if deadline.on and deadline.kind in _WITH_A_DAY else None


def why_due(*, due_on: date, typed: str, written: str, anchor: date | None) -> dict[str, str]:
    """Why a deadline falls on this day, in each language.

    By the words that were typed, or else those `written` in the text, where they give that day;
    a day that was typed by itself is told with its place in the week and among working days.
    """
    for words in (typed, written):
        deadline = read_due(words, anchor) if words else None
        if deadline is not None and deadline.on == due_on and not _is_bare(words):
            return {each: deadline.explanation.text(each) for each in LANGUAGES}
    return {each: _by_hand(due_on, anchor, each) for each in LANGUAGES}


def _is_bare(words: str) -> bool:
    """Whether somebody typed figures alone, which explain nothing."""
    return not any(char.isalpha() for char in words)


def _by_hand(due_on: date, anchor: date | None, language: str) -> str:
    calendar = calendar_around(due_on)
    with translation.override(language):
        told = [
            _("Entered by hand: %(weekday)s %(day)s.")
            % {"weekday": weekday(due_on), "day": f"{due_on:%d/%m/%Y}"}
        ]
        if not calendar.is_working(due_on):
            told.append(_("The agency does not work on that day."))
        count = _working_days(calendar, anchor, due_on)
        if anchor is not None and count is not None:
            told.append(
                _("Working days after the document's date, %(anchor)s: %(count)s.")
                % {"anchor": f"{anchor:%d/%m/%Y}", "count": count}
            )
        elif anchor is not None and due_on < anchor:
            told.append(
                _("It lies before the document's date, %(anchor)s.")
                % {"anchor": f"{anchor:%d/%m/%Y}"}
            )
    return " ".join(told)


def _working_days(calendar: WorkCalendar, anchor: date | None, due_on: date) -> int | None:
    """How many working days lie behind the anchor up to a day; None where nobody would count."""
    if anchor is None or not anchor <= due_on <= anchor + _FARTHEST:
        return None
    days = (anchor + timedelta(days=number) for number in range(1, (due_on - anchor).days + 1))
    return sum(calendar.is_working(day) for day in days)
