"""What can be done about meetings, for the trail. The floor is told of its meeting."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.meetings import selectors
from giaoban.cycle.meetings.models import Meeting, Series
from giaoban.cycle.meetings.types import EventKind
from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb


def _meetings(actor: User, on: date) -> QuerySet[Meeting]:
    return selectors.visible_meetings(actor=actor, on=on)


def _series(actor: User, on: date) -> QuerySet[Series]:
    return selectors.visible_series(actor=actor, on=on)


declare(
    "meetings",
    verbs=[
        Verb("meetings.series-opened", _("Series of meetings opened")),
        Verb("meetings.prepared", _("Meeting prepared")),
        Verb("meetings.changed", _("Meeting changed")),
        Verb("meetings.cancelled", _("Meeting cancelled")),
        Verb("meetings.item-added", _("Item of the agenda added")),
        Verb("meetings.item-changed", _("Item of the agenda changed")),
        Verb("meetings.item-moved", _("Item of the agenda moved")),
        Verb("meetings.item-removed", _("Item of the agenda removed")),
        Verb("meetings.paper-added", _("Paper added")),
        Verb("meetings.noted", _("Private note kept")),
        Verb("meetings.invitee-added", _("Put on the list of those invited")),
        Verb("meetings.invitee-removed", _("Taken from the list of those invited")),
        Verb("meetings.invited", _("Invitation issued")),
        Verb("meetings.answered", _("Invitation answered")),
        Verb("meetings.asked", _("Question entered")),
        Verb("meetings.question-assigned", _("Question given to a unit")),
        Verb("meetings.question-answered", _("Question answered in writing")),
        Verb("meetings.bridge-added", _("Bridge added")),
        Verb("meetings.bridge-removed", _("Bridge removed")),
        Verb("meetings.line-tested", _("Line tested")),
        Verb("meetings.fault-reported", _("Fault reported")),
        Verb("meetings.fault-ended", _("Fault over")),
        Verb("meetings.roll-taken", _("Roll taken")),
        Verb("meetings.roll-confirmed", _("Roll confirmed")),
        *(Verb(f"meetings.floor-{kind.value}", kind.label) for kind in EventKind),
        Verb("meetings.voted", _("Ballot cast")),
        Verb("meetings.concluded", _("Conclusion written")),
        Verb("meetings.conclusion-changed", _("Conclusion changed")),
        Verb("meetings.landed", _("Conclusion landed")),
        Verb("meetings.minutes-written", _("Minutes written")),
        Verb("meetings.minutes-confirmed", _("Minutes confirmed")),
        Verb("meetings.notice-issued", _("Notice of conclusions issued")),
    ],
    kinds=[
        ObjectKind("meetings.meeting", _("Meeting"), _meetings, page="meetings:meeting"),
        ObjectKind("meetings.series", _("Series of meetings"), _series, page="meetings:series"),
    ],
    facts={
        "answer": _("Answer"),
        "bridge": _("Bridge"),
        "conclusion": _("Conclusion"),
        "count": _("Number"),
        "document": _("Document"),
        "from": _("Cloned from"),
        "item": _("Item"),
        "landing": _("Where it landed"),
        "lead": _("Lead unit"),
        "name": _("Name"),
        "number": _("Number and symbol"),
        "post": _("Post"),
        "question": _("Question"),
        "revision": _("Revision"),
        "speaker": _("Speaker"),
        "starts_at": _("Begins"),
        "substitute": _("Substitute"),
        "task": _("Task"),
        "title": _("Title"),
        "unit": _("Unit"),
        "vote": _("Put to the vote"),
    },
)
