"""Changing tasks. A service is a sentence someone would say, carried out in one transaction.

Whatever happens to a duty is an event that is added; the spans are folded from the events anew.
"""

from giaoban.records.tasks.services.assigning import (
    Assignment,
    assign_task,
    put_down,
    withdraw_task,
)
from giaoban.records.tasks.services.carrying_out import (
    acknowledge_duty,
    ask_extension,
    decline_duty,
    note_progress,
    raise_difficulty,
    report_result,
)
from giaoban.records.tasks.services.deciding import (
    cancel_task,
    change_deadline,
    confirm_result,
    keep_duty,
    reopen_duty,
    resume_duty,
    return_result,
    suspend_duty,
    transfer_duty,
)
from giaoban.records.tasks.services.extending import grant_extension, refuse_extension
from giaoban.records.tasks.services.keeping import (
    add_office_note,
    edit_task,
    set_follower,
)
from giaoban.records.tasks.services.moving import go_on_moving, move_deadlines
from giaoban.records.tasks.services.parting import PartAsked, assign_part, cancel_part
from giaoban.records.tasks.services.spans import rebuild_spans, spans_of

__all__ = [
    "Assignment",
    "PartAsked",
    "acknowledge_duty",
    "add_office_note",
    "ask_extension",
    "assign_part",
    "assign_task",
    "cancel_part",
    "cancel_task",
    "change_deadline",
    "confirm_result",
    "decline_duty",
    "edit_task",
    "go_on_moving",
    "grant_extension",
    "keep_duty",
    "move_deadlines",
    "note_progress",
    "put_down",
    "raise_difficulty",
    "rebuild_spans",
    "refuse_extension",
    "reopen_duty",
    "report_result",
    "resume_duty",
    "return_result",
    "set_follower",
    "spans_of",
    "suspend_duty",
    "transfer_duty",
    "withdraw_task",
]
