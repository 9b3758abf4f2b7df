"""Reading one's notices, and what one has chosen. Everybody sees their own and nobody else's."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, QuerySet

from giaoban.ground.notices.models import (
    Device,
    Feed,
    Habits,
    Mail,
    MailState,
    Notice,
    Preference,
)
from giaoban.ground.notices.types import KINDS, TELLINGS, Channel, Kind, Subject


@dataclass(frozen=True)
class Told:
    """A notice with what it is about today; without a subject its reader may see that no more."""

    notice: Notice
    kind: Kind | None
    subject: Subject | None


@dataclass(frozen=True)
class Choice:
    kind: Kind
    channel: Channel
    is_pushed: bool = True


@dataclass(frozen=True)
class MailFigures:
    """How e-mail stands: what waits, and what went wrong since a moment."""

    waiting: int
    uncertain: int
    failed: int


def inbox(*, reader: AbstractUser) -> QuerySet[Notice]:
    """The newest first."""
    return Notice.objects.filter(recipient=reader.pk)


def unread_count(*, reader: AbstractUser) -> int:
    return Notice.objects.filter(recipient=reader.pk, read_at=None).count()


def told(*, reader: AbstractUser, notices: Iterable[Notice], on: date) -> list[Told]:
    """The notices with what they are about, as far as the reader may see it on that day."""
    notices = list(notices)
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for notice in notices:
        label, key = _reference(notice.about)
        wanted[label].add(key)
    found = {
        label: TELLINGS[label](reader, keys, on)
        for label, keys in wanted.items()
        if label in TELLINGS
    }
    lines = []
    for notice in notices:
        label, key = _reference(notice.about)
        subject = found.get(label, {}).get(key)
        lines.append(Told(notice, KINDS.get(notice.kind), subject))
    return lines


def _reference(about: str) -> tuple[str, int]:
    label, _, key = about.rpartition(":")
    return label, int(key)


def choices_of(*, user: AbstractUser) -> list[Choice]:
    """How the person hears of each kind, duties first."""
    rows = Preference.objects.filter(user=user.pk).values_list("kind", "channel", "is_pushed")
    chosen = {kind: (channel, is_pushed) for kind, channel, is_pushed in rows}
    ordered = sorted(KINDS.values(), key=lambda kind: (not kind.is_duty, kind.key))
    return [
        Choice(kind, channel_for(kind, channel), is_pushed)
        for kind in ordered
        for channel, is_pushed in [chosen.get(kind.key, (None, True))]
    ]


def channel_for(kind: Kind, chosen: str | None) -> Channel:
    """What was chosen, else what is usual; a kind that became a duty since comes at least daily."""
    channel = Channel(chosen) if chosen else kind.usual
    return channel if channel in kind.channels else Channel.DIGEST


def habits_of(*, user: AbstractUser) -> Habits:
    """The person's habits, or the usual ones, not yet stored."""
    return Habits.objects.filter(user=user.pk).first() or Habits(user_id=user.pk)


def devices_of(*, user: AbstractUser) -> QuerySet[Device]:
    """The browsers in which the person is shown notices, the latest first."""
    return Device.objects.filter(user=user.pk)


def feed_of(*, user: AbstractUser) -> Feed | None:
    return Feed.objects.filter(user=user.pk).first()


def feed_with(*, secret: str) -> Feed | None:
    """The feed of someone who may still sign in."""
    sha256 = hashlib.sha256(secret.encode()).hexdigest()
    found = Feed.objects.filter(secret_sha256=sha256, user__is_active=True)
    return found.select_related("user").first()


def undelivered_mail() -> QuerySet[Mail]:
    """E-mail that was refused, or sent or lost, the latest first; for whoever runs the
    installation."""
    rows = Mail.objects.filter(state__in=[MailState.UNCERTAIN, MailState.FAILED])
    return rows.select_related("recipient").annotate(told=Count("notices")).order_by("-pk")


def mail_figures(*, now: datetime, days: int = 7) -> MailFigures:
    """For whoever runs the installation."""
    since = now - timedelta(days=days)
    waiting = Mail.objects.filter(state__in=[MailState.WAITING, MailState.HANDED]).count()
    rows = Mail.objects.filter(made_at__gte=since).order_by().values_list("state")
    counts = dict(rows.annotate(count=Count("pk")))
    return MailFigures(waiting, counts.get(MailState.UNCERTAIN, 0), counts.get(MailState.FAILED, 0))
