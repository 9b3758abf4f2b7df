"""Deadlines as they are typed: a day, or words that a day is reckoned from."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from giaoban.ground.platform.deadlines import by_own_calendar
from giaoban.kit.periods.deadlines import parse_deadline
from giaoban.kit.periods.explanations import Rule
from giaoban.kit.periods.outcomes import DeadlineKind

DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
# Words that say nothing of when a work is to be finished.
_NOTHING = {Rule.NOTHING, Rule.BEGINS}


@dataclass(frozen=True)
class Due:
    """What somebody typed as a deadline. `on` is the last day in time, None where it has none yet.

    `words` and `anchor`, from which it was reckoned, are empty for a plain day. `explanation` tells
    the steps in the reader's language; `comes_back` is for what recurs, of which `on` is the first
    time, `waits_for` for what no day can be told of before it has happened.
    """

    on: date | None
    words: str = ""
    anchor: date | None = None
    explanation: str = ""
    comes_back: bool = False
    waits_for: str = ""


def due_said(text: str, anchor: date) -> Due | None:
    """The deadline that was typed, by the agency's calendar; None for words that set none.

    Words such as `trong 10 ngày làm việc` count from `anchor`. At most two queries.
    """
    text = " ".join(text.split())
    if not text:
        return Due(None)
    if plain := _plain_day(text):
        return Due(plain)
    deadline = by_own_calendar(parse_deadline(text, anchor))
    why = deadline.explanation
    if deadline.kind is DeadlineKind.NONE and why.rule in _NOTHING:
        return None
    return Due(
        on=deadline.on,
        words=text,
        anchor=anchor,
        explanation=why.text(get_language() or "vi"),
        comes_back=deadline.kind is DeadlineKind.RECURRING,
        waits_for=(why.event or "") if deadline.kind is DeadlineKind.CONDITIONAL else "",
    )


def reckoned(words: str, anchor: date | None, due_on: date | None) -> str:
    """How a stored deadline came about, where its words still come to it; else nothing."""
    if not words or anchor is None:
        return ""
    said = due_said(words, anchor)
    return said.explanation if said and said.on == due_on else ""


def _plain_day(text: str) -> date | None:
    for pattern in DAYS:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
