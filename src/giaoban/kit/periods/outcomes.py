"""What a phrase about time comes to: a kind of deadline, its last day, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from giaoban.kit.periods.explanations import Explanation


class DeadlineKind(StrEnum):
    """What a deadline is made of."""

    DAY = "day"
    PERIOD_END = "period_end"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    RECURRING = "recurring"
    CONDITIONAL = "conditional"
    NONE = "none"


@dataclass(frozen=True)
class Deadline:
    """The last day in time (`on`, None where it is not known), how it recurs, and why.

    `recurs` is written like iCalendar's RRULE (`FREQ=MONTHLY;BYMONTHDAY=20`), several rules one a
    line; `period` is the key of the period at whose end the work is due, where the text names one;
    `phrase` and `anchor` are what it was read from, so that it can be reckoned again.
    """

    kind: DeadlineKind
    on: date | None
    recurs: str | None
    explanation: Explanation
    period: str | None = None
    phrase: str = ""
    anchor: date | None = None
