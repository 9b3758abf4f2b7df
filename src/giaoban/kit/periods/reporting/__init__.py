"""When reports are owed: the days that a period counts, and the last day to send, explained.

Which days count and when a report is due is data of each regime. `terms` cuts the calendar into
periods by a cut-off rule, `dues` reckons the last day and tells the steps, `clocks` holds the
rules that the law knows.
"""

from giaoban.kit.periods.reporting.clocks import CLOCKS, Clock, Level, Timing
from giaoban.kit.periods.reporting.dues import Due, DueKind, DueRule, Roll, due_of
from giaoban.kit.periods.reporting.terms import (
    CutOff,
    Frequency,
    Term,
    term_named,
    term_of,
    terms_from,
)

__all__ = [
    "CLOCKS",
    "Clock",
    "CutOff",
    "Due",
    "DueKind",
    "DueRule",
    "Frequency",
    "Level",
    "Roll",
    "Term",
    "Timing",
    "due_of",
    "term_named",
    "term_of",
    "terms_from",
]
