"""What is done on the floor of a meeting in session."""

from giaoban.cycle.meetings.floor.services.steering import (
    add_minute,
    call_speaker,
    close_meeting,
    end_speech,
    open_item,
    open_meeting,
    pause_meeting,
    put_question,
    question_answered,
    resume_meeting,
    show_on_screen,
    start_clock,
    stop_clock,
)
from giaoban.cycle.meetings.floor.services.taking_part import (
    lower_hand,
    raise_hand,
    raise_hand_for,
)
from giaoban.cycle.meetings.floor.services.voting import cast_ballot, close_vote, open_vote

__all__ = [
    "add_minute",
    "call_speaker",
    "cast_ballot",
    "close_meeting",
    "close_vote",
    "end_speech",
    "lower_hand",
    "open_item",
    "open_meeting",
    "open_vote",
    "pause_meeting",
    "put_question",
    "question_answered",
    "raise_hand",
    "raise_hand_for",
    "resume_meeting",
    "show_on_screen",
    "start_clock",
    "stop_clock",
]
