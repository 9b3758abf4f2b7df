"""Builders of entries, and a verb that tells of a person."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from giaoban.ground.audit import hooks, services
from giaoban.ground.audit.models import Entry
from giaoban.ground.audit.types import Verb

NOW = datetime(2020, 6, 30, 9, 0, tzinfo=UTC)
_serial = count(1)


def the_account(person_id: int) -> Iterable[str]:
    return [f"accounts.user:{person_id}"]


# Declared when a test first needs a builder: no room of the product has such verbs.
hooks.declare(
    "tests",
    verbs=[
        Verb("tests.made", _("Made")),
        Verb("tests.introduced", _("Introduced"), frozenset({"name", "reason"}), the_account),
    ],
)


def a_user(*, full_name: str = "Hồ Thị Mây") -> AbstractUser:
    # Accounts stand above this app and may not be imported, not even by a test.
    user: AbstractUser = get_user_model()(username=f"may{next(_serial)}", full_name=full_name)
    user.save()
    return user


def an_entry(
    *,
    actor: AbstractUser | None = None,
    verb: str = "tests.made",
    target: AbstractUser | None = None,
    now: datetime = NOW,
    **told: Any,
) -> Entry:
    target = target or actor or a_user()
    services.record(actor=actor, verb=verb, target=target, now=now, **told)
    return Entry.objects.latest("pk")


def a_chain(length: int = 6, *, days: int = 2) -> list[Entry]:
    """Sealed entries, spread over days that follow each other."""
    user = a_user()
    for number in range(length):
        later = timedelta(days=number * days // length, minutes=number)
        an_entry(actor=user, now=NOW + later, data={"number": number})
    services.seal()
    return list(Entry.objects.order_by("number"))
