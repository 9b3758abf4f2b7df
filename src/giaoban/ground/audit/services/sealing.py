"""Giving entries their place in the chain.

Writers do not wait for each other: what they wrote is sealed when it has been committed, by
whoever comes first, and those who come meanwhile leave it to them.
"""

import itertools
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from giaoban.ground.audit.canonical import BEGINNING, seal_of
from giaoban.ground.audit.models import Chain, Entry

AT_A_TIME = 1000
LOOKING_BACK = 1000

# Many rows in one go, for which the ORM would build a statement as long as the rows are many.
_SEAL_ONE = (
    "UPDATE audit_entry SET day = %s, number = %s, previous = %s, seal = %s"
    " WHERE id = %s AND number IS NULL"
)


def seal() -> int:
    """Seal all that is committed and waits, and say how much it was. Waits for whoever seals."""
    total, last = 0, 0
    while sealed := _seal_some(after=last, wait=True):
        total, last = total + len(sealed), sealed[-1]
    return total


def seal_what_waits(*, first: int) -> None:
    """Seal what is committed since shortly before the entry `first`, unless somebody seals now.

    Only the end of the trail is looked at. PostgreSQL would else pass by every row that was sealed
    since it was last vacuumed. What may have been left before that is for `seal`.
    """
    last = first - 1 - LOOKING_BACK
    while len(sealed := _seal_some(after=last, wait=False)) == AT_A_TIME:
        last = sealed[-1]


@transaction.atomic
def _seal_some(*, after: int, wait: bool) -> list[int]:
    """Give some entries numbered above `after` their places; which they were."""
    held = Chain.objects.select_for_update(skip_locked=not wait and _can_skip())
    ends = list(held.values_list("length", "seal", "day"))
    if not ends:
        # Either the chain has not begun, or somebody holds its end.
        begun = Chain.objects.get_or_create(pk=Chain.THE_ONE, defaults={"seal": BEGINNING})[1]
        return _seal_some(after=after, wait=wait) if begun else []
    [(length, seal, day)] = ends
    rows = []
    for entry in _waiting(after):
        # What comes in late, or on a day set for training, joins the latest day of the chain.
        made_on = timezone.localdate(entry.at)
        day = made_on if day is None else max(made_on, day)
        previous, length = seal, length + 1
        seal = seal_of(
            previous=previous,
            entry_id=entry.entry_id,
            at=entry.at,
            actor_id=entry.actor_id,
            on_behalf_of_id=entry.on_behalf_of_id,
            verb=entry.verb,
            target=entry.target,
            told=entry.told,
            request=entry.request,
            commitments=entry.commitments,
            day=day,
        )
        stored_day = connection.ops.adapt_datefield_value(day)
        rows.append((stored_day, length, previous, seal, entry.entry_id))
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_SEAL_ONE, rows)
        Chain.objects.update(length=length, seal=seal, day=day)
    return [row[-1] for row in rows]


class Waiting(NamedTuple):
    """What is sealed of an entry."""

    entry_id: int
    at: datetime
    actor_id: int | None
    on_behalf_of_id: int | None
    verb: str
    target: str
    told: str
    request: str
    commitments: str


def _waiting(after: int) -> Iterator[Waiting]:
    entries = (
        Entry.objects.filter(number=None, pk__gt=after)
        .order_by("pk")
        .values_list(
            *("pk", "at", "actor_id", "on_behalf_of_id", "verb", "target"),
            *("told", "request", "commitments"),
        )
    )
    return itertools.starmap(Waiting, entries[:AT_A_TIME])


def _can_skip() -> bool:
    # SQLite lets one transaction write at a time, so there is never one to skip.
    return connection.features.has_select_for_update_skip_locked
