"""Telling people. A notice is a row of the same transaction: no change, no notice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db.models import Model

from giaoban.ground.notices import pushing
from giaoban.ground.notices.hooks import kind_named
from giaoban.ground.notices.models import Device, Habits, Notice, Preference
from giaoban.ground.notices.selectors import channel_for
from giaoban.ground.notices.timing import mail_moment
from giaoban.ground.notices.types import Channel, Kind
from giaoban.ground.platform.references import reference_to
from giaoban.ground.platform.working_days import calendar_around


def notify(*, kind: str, recipients: Iterable[AbstractUser], about: Model, now: datetime) -> None:
    """Tell people of something; each hears of it by e-mail as they chose.

    `kind` is declared in some room's `notice_kinds.py`; raises KindNotDeclared.
    """
    declared = kind_named(kind)
    people = list({person.pk: person for person in recipients}.values())
    if not people:
        return
    moments = _mail_moments(declared, people, now=now) if settings.MAIL_IS_SENT else {}
    shown = _push_moments(declared, people, now=now) if pushing.is_on() else {}
    Notice.objects.bulk_create(
        Notice(
            recipient_id=person.pk,
            kind=kind,
            about=reference_to(about),
            sent_at=now,
            mail_after=moments.get(person.pk),
            push_after=shown.get(person.pk),
        )
        for person in people
    )


def _mail_moments(
    kind: Kind, people: Sequence[AbstractUser], *, now: datetime
) -> Mapping[int, datetime | None]:
    reachable = [person.pk for person in people if person.email and person.is_active]
    if not reachable:
        return {}
    chosen = Preference.objects.filter(user__in=reachable, kind=kind.key)
    channels = dict(chosen.values_list("user", "channel"))
    habits = {each.user_id: each for each in Habits.objects.filter(user__in=reachable)}
    calendar = calendar_around(now.date())
    return {
        pk: mail_moment(
            channel_for(kind, channels.get(pk)),
            habits=habits.get(pk) or Habits(),
            now=now,
            calendar=calendar,
        )
        for pk in reachable
    }


def _push_moments(
    kind: Kind, people: Sequence[AbstractUser], *, now: datetime
) -> Mapping[int, datetime | None]:
    """When the devices of each may show it: quiet hours and days of rest hold for them as well."""
    keys = [person.pk for person in people if person.is_active]
    owners = set(Device.objects.filter(user__in=keys).order_by().values_list("user", flat=True))
    if not owners:
        return {}
    quiet = Preference.objects.filter(user__in=owners, kind=kind.key, is_pushed=False)
    owners -= set(quiet.values_list("user", flat=True))
    habits = {each.user_id: each for each in Habits.objects.filter(user__in=owners)}
    calendar = calendar_around(now.date())
    return {
        pk: mail_moment(
            Channel.AT_ONCE, habits=habits.get(pk) or Habits(), now=now, calendar=calendar
        )
        for pk in owners
    }


def mark_read(*, reader: AbstractUser, notice_id: int, now: datetime) -> None:
    """Note that its reader has opened it; what was read stays read since the first time."""
    mine = Notice.objects.filter(recipient=reader.pk, pk=notice_id, read_at=None)
    mine.update(read_at=now)


def mark_all_read(*, reader: AbstractUser, until: datetime, now: datetime) -> int:
    """Everything told until a moment: what came after the page was opened stays unread."""
    mine = Notice.objects.filter(recipient=reader.pk, read_at=None, sent_at__lte=until)
    return mine.update(read_at=now)
