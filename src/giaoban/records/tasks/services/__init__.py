"""Changing tasks. A service is a sentence someone would say, carried out in one transaction.

Whatever happens to a duty is an event that is added; the spans are folded from the events anew.
"""

from giaoban.records.tasks.services.assigning import assign_task, withdraw_task
from giaoban.records.tasks.services.carrying_out import (
    acknowledge_duty,
    note_progress,
    report_result,
)
from giaoban.records.tasks.services.deciding import (
    cancel_task,
    change_deadline,
    confirm_result,
    resume_duty,
    return_result,
    suspend_duty,
    transfer_duty,
)
from giaoban.records.tasks.services.spans import rebuild_spans, spans_of

__all__ = [
    "acknowledge_duty",
    "assign_task",
    "cancel_task",
    "change_deadline",
    "confirm_result",
    "note_progress",
    "rebuild_spans",
    "report_result",
    "resume_duty",
    "return_result",
    "spans_of",
    "suspend_duty",
    "transfer_duty",
    "withdraw_task",
]
