"""When the notice of conclusions is due, and at which later meeting minutes can be confirmed."""

from datetime import date

from django.db.models import QuerySet

from giaoban.cycle.meetings.models import Meeting
from giaoban.cycle.meetings.types import DAYS_AFTER, MeetingState
from giaoban.ground.platform.working_days import calendar_around


def notice_due(meeting: Meeting) -> date:
    """The last day for the notice: five working days after the meeting, by the agency's calendar.

    Decision 45/2018/QĐ-TTg.
    """
    return calendar_around(meeting.on).after(meeting.on, DAYS_AFTER)


def confirming_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Later meetings of the series that are held, at which its minutes can be confirmed."""
    held = (MeetingState.OPEN, MeetingState.CLOSED)
    later = Meeting.objects.filter(series=meeting.series_id, starts_at__gt=meeting.starts_at)
    return later.filter(state__in=held).exclude(pk=meeting.pk).order_by("starts_at")
