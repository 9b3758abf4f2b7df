"""Adding to the trail. Called by the service that makes the change, within its transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import connection, transaction
from django.db.models import Model

from giaoban.ground.audit import hooks
from giaoban.ground.audit.canonical import commitments_to, salt, written
from giaoban.ground.audit.models import Entry
from giaoban.ground.audit.services.sealing import seal_what_waits
from giaoban.ground.audit.types import Part, Verb
from giaoban.ground.platform.references import reference_to
from giaoban.ground.platform.requests import current_request

_NOTHING: Mapping[str, object] = {}
_AT_A_TIME = 500  # rows of one statement


def record(
    *,
    actor: AbstractUser | None,
    verb: str,
    target: Model,
    data: Mapping[str, object] = _NOTHING,
    now: datetime,
    before: Mapping[str, object] = _NOTHING,
    after: Mapping[str, object] = _NOTHING,
    reason: str = "",
    on_behalf_of: AbstractUser | None = None,
) -> None:
    """Add one entry: who did what to which object, for whom, and what was before and is after.

    The values are JSON values; days, moments and decimals are written as ISO text. Raises TypeError
    for any other, so that nothing is kept that cannot be read back, and VerbNotDeclared.
    """
    entry = new_entry(
        actor=actor,
        verb=verb,
        target=target,
        now=now,
        told={"data": data, "before": before, "after": after, "reason": reason},
        on_behalf_of=on_behalf_of,
    )
    entry.save(force_insert=True)
    _seal_after_commit(entry.pk)


def record_many(entries: Iterable[Entry]) -> None:
    """Add entries that `new_entry` made, in their order, for one act on very many objects."""
    stored = Entry.objects.bulk_create(entries, batch_size=_AT_A_TIME)
    if stored:
        _seal_after_commit(min(entry.pk for entry in stored))


def new_entry(
    *,
    actor: AbstractUser | None,
    verb: str,
    target: Model,
    now: datetime,
    told: Mapping[str, object] = _NOTHING,
    on_behalf_of: AbstractUser | None = None,
) -> Entry:
    """The entry, not yet stored."""
    everything = {name: value for name, value in told.items() if value}
    public, subject = _parted(hooks.verb_named(verb), everything)
    of_people: dict[Part, object] = {}
    if actor is not None:
        of_people[Part.ACTOR] = actor.get_full_name()
    if on_behalf_of is not None:
        of_people[Part.ON_BEHALF_OF] = on_behalf_of.get_full_name()
    if subject:
        of_people[Part.SUBJECT] = subject
    salted = {str(part): (salt(), value) for part, value in of_people.items()}
    return Entry(
        at=now,
        actor_id=None if actor is None else actor.pk,
        on_behalf_of_id=None if on_behalf_of is None else on_behalf_of.pk,
        verb=verb,
        target=reference_to(target),
        told=written(public),
        request=current_request(),
        commitments=commitments_to(salted),
        personal=written(salted),
    )


def note_export(
    *, actor: AbstractUser, asked: Mapping[str, object], entries: int, now: datetime
) -> None:
    """Write down that someone took a part of the trail with them, and which."""
    data = {"entries": entries, **asked}
    with transaction.atomic():
        record(actor=actor, verb="audit.exported", target=actor, data=data, now=now)


def _parted(verb: Verb, told: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stays for good, and what is about the person whom it was done to."""
    public: dict[str, Any] = {}
    subject: dict[str, Any] = {}
    for name, value in told.items():
        if isinstance(value, str):
            (subject if name in verb.personal else public)[name] = value
            continue
        for key, each in value.items():
            home = subject if key in verb.personal else public
            home.setdefault(name, {})[key] = each
    return public, subject


def _seal_after_commit(first: int) -> None:
    """Once for each transaction, however much it records."""
    already = (getattr(waiting[1], "func", None) for waiting in connection.run_on_commit)
    if seal_what_waits not in already:
        transaction.on_commit(partial(seal_what_waits, first=first), robust=True)
