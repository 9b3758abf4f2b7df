"""Finding tasks and counting them. Whoever asks is part of the question, and so is the day."""

from giaoban.records.tasks.selectors.histories import DutyStory, stories_of
from giaoban.records.tasks.selectors.lists import task_list
from giaoban.records.tasks.selectors.papers import score_card_report
from giaoban.records.tasks.selectors.score_cards import period_before, score_card, score_cards
from giaoban.records.tasks.selectors.slipped import Age, Move, Moves, ages_of, overdue_moves
from giaoban.records.tasks.selectors.visible import (
    happened_until,
    visible_duties,
    visible_spans,
    visible_tasks,
)

__all__ = [
    "Age",
    "DutyStory",
    "Move",
    "Moves",
    "ages_of",
    "happened_until",
    "overdue_moves",
    "period_before",
    "score_card",
    "score_card_report",
    "score_cards",
    "stories_of",
    "task_list",
    "visible_duties",
    "visible_spans",
    "visible_tasks",
]
