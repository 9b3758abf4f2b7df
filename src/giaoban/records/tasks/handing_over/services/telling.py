"""Who is told of a handover: those who have to sign next, and everybody once it is done."""

from datetime import datetime

from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.notices import services as notices
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.handing_over.models import Handover
from giaoban.records.tasks.handing_over.types import Part, State


def tell_who_signs(handover: Handover, *, now: datetime) -> None:
    """Those whose turn it is: the givers, and once they all have signed the receivers."""
    sides = list(handover.sides.filter(signed_at=None).select_related("person"))
    givers = [side for side in sides if side.part == Part.GIVER]
    turn = givers or sides
    units = [side.unit_id for side in turn if side.unit_id]
    people = {side.person for side in turn if side.person}
    people |= set(
        organisations.people_serving_in(
            unit_ids=units, on=timezone.localdate(now), posts=[Post.HEAD]
        )
    )
    told = sorted(people, key=lambda person: person.pk)
    notices.notify(kind="handing_over.to-sign", recipients=told, about=handover, now=now)


def tell_done(handover: Handover, *, actor: User, now: datetime) -> None:
    """The people of the units on both sides, the persons, and whoever prepared it."""
    sides = list(handover.sides.select_related("person"))
    units = [side.unit_id for side in sides if side.unit_id]
    people = {side.person for side in sides if side.person} | {handover.prepared_by}
    people |= set(organisations.people_serving_in(unit_ids=units, on=timezone.localdate(now)))
    told = sorted(people - {actor}, key=lambda person: person.pk)
    kind = "handing_over.done" if handover.state == State.DONE else "handing_over.undone"
    notices.notify(kind=kind, recipients=told, about=handover, now=now)
