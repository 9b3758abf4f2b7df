"""Who would be urged on a day, and who was."""

from giaoban.records.tasks.urging.selectors.messages import (
    UrgeOfTask,
    messages_of_day,
    urges_of_message,
    urges_of_task,
    visible_messages,
)
from giaoban.records.tasks.urging.selectors.plans import plan_of

__all__ = [
    "UrgeOfTask",
    "messages_of_day",
    "plan_of",
    "urges_of_message",
    "urges_of_task",
    "visible_messages",
]
