"""What a person chooses: how to hear of each kind, when, and the address of their calendar."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from giaoban.ground.notices.hooks import kind_named
from giaoban.ground.notices.models import Feed, Habits, Preference
from giaoban.ground.notices.types import Channel, DutyStays


def choose_channel(*, actor: AbstractUser, kind: str, channel: Channel) -> None:
    """Raises DutyStays where a duty would be switched off, and KindNotDeclared."""
    if channel not in kind_named(kind).channels:
        raise DutyStays
    Preference.objects.update_or_create(user_id=actor.pk, kind=kind, defaults={"channel": channel})


@transaction.atomic
def keep_habits(*, actor: AbstractUser, habits: Mapping[str, object]) -> Habits:
    """Raises ValidationError for hours that are none."""
    row = Habits.objects.filter(user=actor.pk).first() or Habits(user_id=actor.pk)
    for name, value in habits.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


def open_feed(*, actor: AbstractUser, now: datetime) -> str:
    """The secret of a new address for the person's calendar; the one before no longer works.

    It is told this once: only its hash is kept.
    """
    secret = secrets.token_urlsafe(32)
    sha256 = hashlib.sha256(secret.encode()).hexdigest()
    Feed.objects.update_or_create(
        user_id=actor.pk, defaults={"secret_sha256": sha256, "made_at": now, "read_on": None}
    )
    return secret


def close_feed(*, actor: AbstractUser) -> None:
    Feed.objects.filter(user=actor.pk).delete()


def note_feed_read(*, feed: Feed, on: date) -> None:
    """Keep the day on which a calendar last asked, so that its owner sees whether it is in use."""
    if feed.read_on != on:
        Feed.objects.filter(pk=feed.pk).update(read_on=on)
