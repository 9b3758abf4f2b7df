"""What is kept of a meeting, by what people do: preparing, bridges, floor, conclusions, minutes."""

from giaoban.cycle.meetings.models.bridges import Bridge, Fault, LineTest
from giaoban.cycle.meetings.models.conclusions import Conclusion
from giaoban.cycle.meetings.models.floor import Ballot, Cast, Floor, FloorEvent, Vote
from giaoban.cycle.meetings.models.minutes import Minutes, Notice, Revision
from giaoban.cycle.meetings.models.preparing import (
    AgendaItem,
    Invitation,
    Invitee,
    Meeting,
    Paper,
    PrivateNote,
    Question,
    Series,
)

__all__ = [
    "AgendaItem",
    "Ballot",
    "Bridge",
    "Cast",
    "Conclusion",
    "Fault",
    "Floor",
    "FloorEvent",
    "Invitation",
    "Invitee",
    "LineTest",
    "Meeting",
    "Minutes",
    "Notice",
    "Paper",
    "PrivateNote",
    "Question",
    "Revision",
    "Series",
    "Vote",
]
