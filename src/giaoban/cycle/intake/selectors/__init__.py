"""Finding readings and their proposals. They are the Office's: to everybody else there are none."""

from giaoban.cycle.intake.selectors.corrections import (
    Correction,
    RuleRecord,
    corrections,
    records_of_rules,
)
from giaoban.cycle.intake.selectors.desk import (
    Desk,
    Entry,
    Section,
    desk,
    next_waiting,
    proposals_of,
)
from giaoban.cycle.intake.selectors.doubles import Double, doubles_of
from giaoban.cycle.intake.selectors.readings import (
    Counts,
    counts_of,
    day_of,
    queue,
    reading_of,
    visible_readings,
    waiting_count,
)
from giaoban.cycle.intake.selectors.recognitions import (
    RecognitionState,
    open_recognitions,
    state_of_recognition,
    visible_recognitions,
)
from giaoban.cycle.intake.selectors.sureness import Sureness, sureness_of, what_keeps_back
from giaoban.cycle.intake.selectors.together import Acceptable, Together, acceptable_together

__all__ = [
    "Acceptable",
    "Correction",
    "Counts",
    "Desk",
    "Double",
    "Entry",
    "RecognitionState",
    "RuleRecord",
    "Section",
    "Sureness",
    "Together",
    "acceptable_together",
    "corrections",
    "counts_of",
    "day_of",
    "desk",
    "doubles_of",
    "next_waiting",
    "open_recognitions",
    "proposals_of",
    "queue",
    "reading_of",
    "records_of_rules",
    "state_of_recognition",
    "sureness_of",
    "visible_readings",
    "visible_recognitions",
    "waiting_count",
    "what_keeps_back",
]
