"""What people are told about meetings, and what such a notice shows."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.cycle.meetings import selectors
from giaoban.cycle.meetings.models import Meeting
from giaoban.ground.accounts.models import User
from giaoban.ground.notices.hooks import declare, tell_of
from giaoban.ground.notices.types import Channel, Kind, Subject


def _duty(key: str, words: Promise) -> Kind:
    return Kind(f"meetings.{key}", words, is_duty=True, usual=Channel.AT_ONCE)


declare(
    [
        _duty("invited", gettext_lazy("You are invited to a meeting")),
        _duty("changed", gettext_lazy("A meeting you are invited to was changed")),
        _duty("cancelled", gettext_lazy("A meeting you are invited to was cancelled")),
        _duty("question-assigned", gettext_lazy("A question for a meeting is yours to answer")),
        _duty("notice-issued", gettext_lazy("The conclusions of a meeting were issued")),
        Kind("meetings.answered", gettext_lazy("An invitation was answered")),
        Kind("meetings.question-answered", gettext_lazy("A question for a meeting was answered")),
    ]
)


def _meetings(reader: User, keys: Collection[int], on: date) -> Mapping[int, Subject]:
    seen = selectors.visible_meetings(actor=reader, on=on).filter(pk__in=keys)
    return {
        meeting.pk: Subject(
            title=meeting.title,
            address=reverse("meetings:meeting", args=[meeting.pk]),
            details=partial(_details, meeting),
        )
        for meeting in seen
    }


def _details(meeting: Meeting) -> tuple[str, ...]:
    begins = timezone.localtime(meeting.starts_at)
    told = {"moment": f"{begins:%H:%M %d/%m/%Y}", "place": meeting.place or "–"}
    return (_("Begins %(moment)s, %(place)s") % told,)


tell_of("meetings.meeting", _meetings)
