"""Keeping series, and making their tasks when the time has come."""

from giaoban.records.tasks.recurring.services.keeping import (
    Told,
    begin_series,
    change_series,
    stop_series,
)
from giaoban.records.tasks.recurring.services.making import make_due_tasks

__all__ = ["Told", "begin_series", "change_series", "make_due_tasks", "stop_series"]
