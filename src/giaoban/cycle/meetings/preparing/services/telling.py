"""Who hears of a meeting: the people of the units that are invited or bridged, and its chair."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from giaoban.cycle.meetings.models import Meeting
from giaoban.ground.accounts.models import User
from giaoban.ground.notices import services as notices
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post


def tell_units(
    meeting: Meeting,
    kind: str,
    *,
    actor: User,
    now: datetime,
    unit_ids: Collection[int] | None = None,
) -> None:
    """Tell the units, or these alone. Of an invited unit those in the invited post hear it, and
    where nobody holds it all who serve there."""
    on = timezone.localdate(now)
    people: dict[int, User] = {}
    for unit, post in meeting.invitees.values_list("unit", "post"):
        if unit_ids is None or unit in unit_ids:
            there = organisations.people_serving_in(unit_ids=[unit], on=on, posts=[Post(post)])
            found = list(there) or organisations.people_serving_in(unit_ids=[unit], on=on)
            people |= {person.pk: person for person in found}
    bridged = set(meeting.bridges.exclude(unit=None).values_list("unit", flat=True))
    others = bridged if unit_ids is None else set(unit_ids)
    others -= set(meeting.invitees.values_list("unit", flat=True))
    for person in organisations.people_serving_in(unit_ids=others, on=on):
        people[person.pk] = person
    if meeting.chair and unit_ids is None:
        people[meeting.chair.pk] = meeting.chair
    people.pop(actor.pk, None)
    told = [people[key] for key in sorted(people)]
    notices.notify(kind=kind, recipients=told, about=meeting, now=now)
