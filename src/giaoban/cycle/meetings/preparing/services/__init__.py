"""Preparing a meeting, from the series to the last answer."""

from giaoban.cycle.meetings.preparing.services.agenda import (
    add_item,
    add_paper,
    bring_paper,
    change_item,
    keep_note,
    move_item,
    remove_item,
)
from giaoban.cycle.meetings.preparing.services.asking import answer_question, ask, assign_question
from giaoban.cycle.meetings.preparing.services.inviting import (
    answer_invitation,
    invite_units,
    issue_invitation,
    uninvite,
)
from giaoban.cycle.meetings.preparing.services.meetings import (
    cancel_meeting,
    change_meeting,
    open_series,
    prepare_meeting,
)

__all__ = [
    "add_item",
    "add_paper",
    "answer_invitation",
    "answer_question",
    "ask",
    "assign_question",
    "bring_paper",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "invite_units",
    "issue_invitation",
    "keep_note",
    "move_item",
    "open_series",
    "prepare_meeting",
    "remove_item",
    "uninvite",
]
