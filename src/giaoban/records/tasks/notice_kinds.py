"""What people are told about tasks, and what such a notice shows."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.accounts.models import User
from giaoban.ground.notices.hooks import declare, tell_of
from giaoban.ground.notices.types import Channel, Kind, Subject
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.selectors import visible_tasks
from giaoban.records.tasks.types import DutyRole


def _duty(key: str, words: Promise) -> Kind:
    return Kind(f"tasks.{key}", words, is_duty=True, usual=Channel.AT_ONCE)


declare(
    [
        _duty("assigned", gettext_lazy("A task was assigned")),
        _duty("transferred", gettext_lazy("A duty was given to another unit")),
        _duty("returned", gettext_lazy("A result was returned")),
        _duty("deadline_changed", gettext_lazy("A deadline was changed")),
        _duty("kept", gettext_lazy("A duty was left with the unit")),
        _duty("extended", gettext_lazy("A deadline was extended")),
        _duty("extension_refused", gettext_lazy("An extension was refused")),
        _duty("reopened", gettext_lazy("A duty was reopened")),
        _duty("declined", gettext_lazy("A duty was returned as not ours")),
        _duty("extension_asked", gettext_lazy("An extension was asked for")),
        _duty("difficulty", gettext_lazy("A unit raised a difficulty")),
        _duty("part-assigned", gettext_lazy("A part of a task was assigned")),
        _duty("followed", gettext_lazy("You follow a task from now on")),
        Kind("tasks.reported", gettext_lazy("A result was reported"), usual=Channel.DIGEST),
        Kind("tasks.confirmed", gettext_lazy("A result was confirmed"), usual=Channel.DIGEST),
        Kind("tasks.suspended", gettext_lazy("A duty was suspended"), usual=Channel.DIGEST),
        Kind("tasks.resumed", gettext_lazy("A duty was resumed"), usual=Channel.DIGEST),
        Kind("tasks.cancelled", gettext_lazy("A task was cancelled"), usual=Channel.DIGEST),
    ]
)


def _tasks(reader: User, keys: Collection[int], on: date) -> Mapping[int, Subject]:
    seen = visible_tasks(actor=reader, on=on).filter(pk__in=keys)
    leads = Span.objects.filter(task__in=keys, role=DutyRole.LEAD, valid_to=None)
    due = dict(leads.values_list("task", "due_on"))
    return {
        task.pk: Subject(
            title=task.title,
            address=reverse("tasks:task", args=[task.pk]),
            details=partial(_details, task.number, due.get(task.pk)),
        )
        for task in seen
    }


def _details(number: str, due_on: date | None) -> tuple[str, ...]:
    if due_on is None:
        return (_("%(number)s, no deadline") % {"number": number},)
    return (_("%(number)s, due %(day)s") % {"number": number, "day": f"{due_on:%d/%m/%Y}"},)


tell_of("tasks.task", _tasks)
