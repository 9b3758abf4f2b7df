"""Finding tasks and counting them. Whoever asks is part of the question, and so is the day."""

from giaoban.records.tasks.selectors.histories import (
    DutyStory,
    due_after_hold,
    office_notes,
    stories_of,
)
from giaoban.records.tasks.selectors.lists import tally_of, task_list
from giaoban.records.tasks.selectors.papers import score_card_report
from giaoban.records.tasks.selectors.reckoned import Reckoned, due_on_day, reckoned_otherwise
from giaoban.records.tasks.selectors.score_cards import (
    period_before,
    score_card,
    score_cards,
    units_of_kind,
)
from giaoban.records.tasks.selectors.slipped import Age, Move, Moves, ages_of, overdue_moves
from giaoban.records.tasks.selectors.trends import Trend, trend
from giaoban.records.tasks.selectors.visible import (
    followers,
    happened_until,
    leaders_named,
    programmes_named,
    visible_duties,
    visible_spans,
    visible_tasks,
)

__all__ = [
    "Age",
    "DutyStory",
    "Move",
    "Moves",
    "Reckoned",
    "Trend",
    "ages_of",
    "due_after_hold",
    "due_on_day",
    "followers",
    "happened_until",
    "leaders_named",
    "office_notes",
    "overdue_moves",
    "period_before",
    "programmes_named",
    "reckoned_otherwise",
    "score_card",
    "score_card_report",
    "score_cards",
    "stories_of",
    "tally_of",
    "task_list",
    "trend",
    "units_of_kind",
    "visible_duties",
    "visible_spans",
    "visible_tasks",
]
