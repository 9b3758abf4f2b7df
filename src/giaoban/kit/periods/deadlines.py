"""Deadlines: the phrase of a text turned into the last day in time, with the steps that led there.

Counted deadlines follow the Civil Code 2015: the first day does not count (Art. 147), a period of
months ends on the corresponding day or the month's last, and a last day of rest moves on to the
next working day (Art. 148). A day that the text itself names stays as named.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from giaoban.kit.periods.conditions import (
    event_of,
    read_condition,
    read_nothing,
    read_standing,
)
from giaoban.kit.periods.counting import add_months, read_backwards, read_counted
from giaoban.kit.periods.explanations import Explanation, Rule
from giaoban.kit.periods.named_days import next_occurrence, read_named_day
from giaoban.kit.periods.outcomes import Deadline, DeadlineKind
from giaoban.kit.periods.period import NotAPeriod, Period
from giaoban.kit.periods.phrases import Phrase
from giaoban.kit.periods.recurrence import LAST_WORKING_DAY, read_recurring
from giaoban.kit.periods.stretches import read_period_end, year_of_period
from giaoban.kit.periods.workdays import WEEKENDS_ONLY, WorkCalendar

__all__ = [
    "Deadline",
    "DeadlineKind",
    "add_months",
    "at_end_of",
    "hangs_on_calendar",
    "next_occurrence",
    "parse_deadline",
    "recounted",
    "settled",
    "year_of_period",
]

# No document bears a day outside these years; whatever says so is taken for unknown.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_COUNTED = frozenset({DeadlineKind.DAYS, DeadlineKind.WORKING_DAYS})
_NAMED = frozenset({DeadlineKind.DAY, DeadlineKind.PERIOD_END})


def parse_deadline(
    phrase: str, anchor: date | None, calendar: WorkCalendar = WEEKENDS_ONLY
) -> Deadline:
    """The deadline that a phrase sets, reckoned from `anchor`, the date of its document.

    Without an anchor, what hangs on one has no day. The ways to read it are tried from the most
    to the least exact, and the last of several days or periods is taken: whoever allows a choice
    allows the later one. Never raises, whatever the phrase; takes linear time.
    """
    known = anchor if anchor and _FIRST_YEAR <= anchor.year <= _LAST_YEAR else None
    asked = Phrase.of(phrase, known, calendar).uncited()
    found = next((deadline for read in _READINGS if (deadline := read(asked))), None)
    return replace(found or read_nothing(asked), phrase=phrase, anchor=known)


def hangs_on_calendar(deadline: Deadline) -> bool:
    """Whether another calendar may give another day: what is counted, not what is named."""
    return deadline.kind in _COUNTED or LAST_WORKING_DAY in (deadline.recurs or "")


def recounted(deadline: Deadline, calendar: WorkCalendar) -> Deadline:
    """The same deadline by another calendar, an agency's say."""
    if not hangs_on_calendar(deadline):
        return deadline
    return parse_deadline(deadline.phrase, deadline.anchor, calendar)


def settled(deadline: Deadline, key: str) -> Deadline:
    """The same deadline on the day or at the end of the period that `key` says.

    A text as a whole may tell the year that a phrase leaves out. A key that is none, and a
    deadline that is neither a day nor a period, change nothing.
    """
    if deadline.kind not in _NAMED or (deadline.period == key and deadline.on):
        return deadline
    on, period = _keyed(key)
    if on is None or on == deadline.on:
        return deadline
    why = replace(deadline.explanation, period=key, year_assumed=False, on=on)
    return replace(deadline, on=on, period=period, explanation=why)


def at_end_of(key: str) -> Deadline | None:
    """The deadline that a day or the key of a period sets by itself; None for any other key."""
    on, period = _keyed(key)
    if on is None:
        return None
    rule = Rule.PERIOD_END if period else Rule.NAMED_DAY
    why = Explanation(rule, period=period, on=on)
    return Deadline(DeadlineKind.PERIOD_END if period else DeadlineKind.DAY, on, None, why, period)


def _keyed(key: str) -> tuple[date | None, str | None]:
    """The day of a key, and the key where it is that of a period."""
    try:
        return Period.parse(key).days().last, key
    except NotAPeriod:
        pass
    try:
        return date.fromisoformat(key), None
    except ValueError:
        return None, None


def _named(phrase: Phrase) -> Deadline | None:
    """A named day or period. What it waits for besides is told, but does not change the day."""
    bare = phrase.unconditional().unbegun()
    found = read_named_day(bare) or read_period_end(bare)
    if found is None:
        return None
    why = replace(found.explanation, phrase=phrase.written, condition=event_of(phrase))
    return replace(found, explanation=why)


def _counted_or_capped(phrase: Phrase) -> Deadline | None:
    """A count; where it says besides "nhưng không quá ngày …", whichever ends first."""
    counted = read_backwards(phrase) or read_counted(phrase)
    if counted is None:
        return None
    cap = _named(_behind_cap(phrase)) if _behind_cap(phrase).words else None
    if cap is None or cap.on is None or cap.kind not in _NAMED:
        return counted
    return cap if counted.on is None or cap.on < counted.on else counted


def _behind_cap(phrase: Phrase) -> Phrase:
    """What stands behind "nhưng": the rest of the phrase that caps a count."""
    at = phrase.words.find(" nhưng ")
    return replace(phrase, words=phrase.words[at + 1 :] if at >= 0 else "")


_Reading = Callable[[Phrase], Deadline | None]
_READINGS: tuple[_Reading, ...] = (
    read_recurring,
    _counted_or_capped,
    _named,
    read_condition,
    read_standing,
)
