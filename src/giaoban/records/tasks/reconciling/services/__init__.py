"""Reconciling with another system. Nothing of ours changes without a choice, each one recorded."""

from giaoban.records.tasks.reconciling.services.bringing import bring_export, choose_columns
from giaoban.records.tasks.reconciling.services.comparing import compare, compare_now
from giaoban.records.tasks.reconciling.services.deciding import (
    close_session,
    decide,
    say_which_task,
)

__all__ = [
    "bring_export",
    "choose_columns",
    "close_session",
    "compare",
    "compare_now",
    "decide",
    "say_which_task",
]
