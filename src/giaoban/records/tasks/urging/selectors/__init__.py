"""Who would be urged on a day, and who was."""

from giaoban.records.tasks.urging.selectors.letters import (
    Owed,
    as_issued,
    duties_of_message,
    letter_about,
    letters_with_counts,
    owed,
    owes_something,
    visible_letters,
)
from giaoban.records.tasks.urging.selectors.messages import (
    UrgeOfTask,
    messages_of_day,
    urges_of_message,
    urges_of_task,
    visible_messages,
)
from giaoban.records.tasks.urging.selectors.plans import plan_of

__all__ = [
    "Owed",
    "UrgeOfTask",
    "as_issued",
    "duties_of_message",
    "letter_about",
    "letters_with_counts",
    "messages_of_day",
    "owed",
    "owes_something",
    "plan_of",
    "urges_of_message",
    "urges_of_task",
    "visible_letters",
    "visible_messages",
]
