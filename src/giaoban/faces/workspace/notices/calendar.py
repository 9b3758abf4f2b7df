"""The calendar of due days: what the units a person speaks for owe, day by day, as iCalendar."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event  # type: ignore[import-untyped]  # it ships no types

from giaoban.faces.workspace.selectors import units_spoken_for
from giaoban.ground.accounts.models import User
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import OPEN

MOST = 1000  # due days in one calendar, the earliest first


def calendar_of(*, actor: User, on: date, now: datetime) -> bytes:
    """The open duties with a deadline that these units have on the day."""
    calendar = Calendar()
    calendar.add("prodid", "-//giaoban//due days//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Due days"))
    calendar.add("x-published-ttl", "PT1H")
    units = units_spoken_for(actor=actor, on=on)
    found = tasks.task_list(actor=actor, on=on, role=None, statuses=OPEN, unit_ids=units)
    names = organisations.unit_names(on=on)
    for span in found[:MOST]:
        calendar.add_component(_event(span, names[span.unit_id], now=now))
    return bytes(calendar.to_ical())


def _event(span: Span, unit: str, *, now: datetime) -> Event:
    if span.due_on is None:
        raise ValueError("an open duty without deadline has no place in a calendar")
    address = settings.SITE_URL + reverse("tasks:task", args=[span.task_id])
    event = Event()
    event.add("uid", f"duty-{span.duty_id}@giaoban")
    event.add("dtstamp", now)
    event.add("dtstart", span.due_on)
    event.add("dtend", span.due_on + timedelta(days=1))
    event.add("summary", _("Due: %(task)s") % {"task": span.task.title})
    event.add("description", f"{span.task.number} · {unit} · {span.get_role_display()}\n{address}")
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event
