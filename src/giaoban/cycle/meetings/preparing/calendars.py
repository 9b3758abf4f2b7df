"""A meeting as iCalendar, for the calendars that people keep elsewhere."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event  # type: ignore[import-untyped]  # it ships no types

from giaoban.cycle.meetings.models import Meeting
from giaoban.cycle.meetings.preparing.selectors import agenda_of, ends_at
from giaoban.cycle.meetings.types import MeetingState


def calendar_of(meeting: Meeting, *, on: date, now: datetime) -> bytes:
    """One event from its beginning to the planned end of its agenda."""
    lines = agenda_of(meeting, on=on)
    address = settings.SITE_URL + reverse("meetings:meeting", args=[meeting.pk])
    calendar = Calendar()
    calendar.add("prodid", "-//giaoban//meetings//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@giaoban")
    event.add("dtstamp", now)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", ends_at(meeting, lines))
    event.add("summary", meeting.title)
    event.add("location", meeting.place)
    told = [f"{line.number}. {line.item.title}" for line in lines]
    event.add("description", "\n".join((*told, address)))
    event.add("url", address)
    cancelled = meeting.state == MeetingState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
