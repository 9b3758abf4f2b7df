"""Erasing what the trail tells of a person, so that the chain can still be verified."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from giaoban.ground.audit import hooks
from giaoban.ground.audit.canonical import written
from giaoban.ground.audit.models import Entry
from giaoban.ground.audit.ranges import ranges_of
from giaoban.ground.audit.services.recording import record
from giaoban.ground.audit.types import Part


@transaction.atomic
def erase_personal_data(
    *, actor: AbstractUser | None, person: AbstractUser, reason: str, now: datetime
) -> int:
    """Take a person's name, and what verbs declare as personal, out of all entries that tell it.

    Salt and value go; the commitment stays, which is what the chain hashes. Which entries lost
    which part becomes an entry itself. Returns how many entries lost something. No actor is the
    installation itself: only a command on its machine, or a superuser, may erase.
    """
    # Of the actor's own kind, which lies above: a superuser whose rights are raised.
    if actor is not None and not getattr(actor, "administers_all", False):
        raise PermissionDenied
    erased: defaultdict[Part, list[int]] = defaultdict(list)
    for part, entries in _that_tell(person.pk):
        erased[part].extend(_emptied(part, entries))
    lists = {str(part): ranges_of(pks) for part, pks in erased.items() if pks}
    record(
        actor=actor,
        verb="audit.erased",
        target=person,
        data={"entries": lists},
        reason=reason,
        now=now,
    )
    return len({pk for pks in erased.values() for pk in pks})


def _that_tell(person_id: int) -> Iterable[tuple[Part, Q]]:
    yield Part.ACTOR, Q(actor=person_id)
    yield Part.ON_BEHALF_OF, Q(on_behalf_of=person_id)
    for verb in hooks.verbs():
        if verb.whose is not None:
            yield Part.SUBJECT, Q(verb=verb.name, target__in=list(verb.whose(person_id)))


def _emptied(part: Part, about: Q) -> list[int]:
    """The entries that held the part, which they no longer do."""
    emptied = []
    entries = Entry.objects.select_for_update(of=("self",)).filter(about).order_by("pk")
    for pk, stored in list(entries.values_list("pk", "personal")):
        personal = json.loads(stored)
        if personal.pop(str(part), None) is not None:
            Entry.objects.filter(pk=pk).update(personal=written(personal))
            emptied.append(pk)
    return emptied
