"""The devices on which a person is shown notices, and telling them.

A message says how many notices there are and where they stand, in the reader's language; never
who, nor a word of what was written: a telephone lies on the table for others to see.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from giaoban.ground.notices import pushing
from giaoban.ground.notices.hooks import kind_named
from giaoban.ground.notices.models import Device, Notice, Preference
from giaoban.ground.notices.selectors import habits_of, told
from giaoban.ground.notices.types import PushRefused, TooManyDevices

MOST = 10  # devices of one person
AT_ONE_TIME = 200  # people told by one job
PATIENCE = 5  # failures after which a job leaves the rest to the next: a service may be away
LATER = timedelta(minutes=5)
# After that the inbox alone tells it.
GIVEN_UP = timedelta(hours=24)

_log = logging.getLogger(__name__)


def key_for_devices() -> str:
    """Our public key, which a browser needs to ask for an address; empty where none are told."""
    return pushing.public_key() if pushing.is_on() else ""


@transaction.atomic
def add_device(
    *, actor: AbstractUser, endpoint: str, key: str, secret: str, name: str, now: datetime
) -> Device:
    """Show this person's notices in a browser. One that was another's is this person's from now on.

    Raises PushRefused for what is not sent to, and TooManyDevices.
    """
    pushing.checked_address(endpoint)
    pushing.checked_keys(key, secret)
    sha256 = hashlib.sha256(endpoint.encode()).hexdigest()
    mine = Device.objects.filter(user=actor.pk).exclude(endpoint_sha256=sha256)
    if mine.count() >= MOST:
        raise TooManyDevices
    device, _is_new = Device.objects.update_or_create(
        endpoint_sha256=sha256,
        defaults={
            "user_id": actor.pk,
            "endpoint": endpoint,
            "key": key,
            "secret": secret,
            "name": name[:100],
            "made_at": now,
            "told_at": None,
        },
    )
    return device


def remove_device(*, actor: AbstractUser, device_id: int) -> None:
    Device.objects.filter(user=actor.pk, pk=device_id).delete()


def choose_push(*, actor: AbstractUser, kind: str, is_pushed: bool) -> None:
    """Whether devices show notices of a kind. Raises KindNotDeclared."""
    kind_named(kind)
    Preference.objects.update_or_create(
        user_id=actor.pk, kind=kind, defaults={"is_pushed": is_pushed}
    )


def push_waiting(*, now: datetime) -> int:
    """Tell the devices of each person for whom something waits; how many devices were told.

    May be run by several at once. What a service does not take is tried again for a day; a second
    message to one device takes the place of the first, so that nothing is shown twice.
    """
    sent = failed = 0
    for _ in range(AT_ONE_TIME):
        notices = _claim_next(now) if failed < PATIENCE else []
        if not notices:
            break
        devices = list(Device.objects.filter(user=notices[0].recipient_id))
        results = [_tell(device, notices, now=now) for device in devices]
        sent += results.count(True)
        failed += results.count(False)
        if devices and not any(results):
            _put_off(notices, now=now)
    return sent


@transaction.atomic
def _claim_next(now: datetime) -> list[Notice]:
    """What waits for one person, marked as told."""
    due = Notice.objects.select_for_update(skip_locked=True).filter(
        pushed_at=None, push_after__isnull=False, push_after__lte=now
    )
    first = due.order_by("push_after", "pk").first()
    if first is None:
        return []
    notices = list(due.filter(recipient=first.recipient_id))
    Notice.objects.filter(pk__in=[each.pk for each in notices]).update(pushed_at=now)
    return notices


def _put_off(notices: Sequence[Notice], *, now: datetime) -> None:
    keys = [each.pk for each in notices]
    young = Notice.objects.filter(pk__in=keys, sent_at__gt=now - GIVEN_UP)
    young.update(pushed_at=None, push_after=now + LATER)


def _tell(device: Device, notices: Sequence[Notice], *, now: datetime) -> bool:
    """Whether there is nothing left to do for the device: it was told, or is gone."""
    message = _message(device, notices, now=now)
    if message is None:
        return True
    try:
        pushing.push(
            endpoint=device.endpoint, key=device.key, secret=device.secret, message=message, now=now
        )
    except (pushing.DeviceGone, PushRefused):
        _log.info("a device is gone and was let go")
        device.delete()
        return True
    except pushing.PushFailed as failure:
        _log.warning("a push service took nothing: %s", failure)
        return False
    Device.objects.filter(pk=device.pk).update(told_at=now)
    return True


def _message(device: Device, notices: Sequence[Notice], *, now: datetime) -> dict[str, str] | None:
    """What the device shows; nothing where its reader has read it, or may not see it any more."""
    reader = device.user
    if not reader.is_active:
        return None
    unread = Notice.objects.filter(pk__in=[each.pk for each in notices], read_at=None)
    with translation.override(habits_of(user=reader).language):
        lines = told(reader=reader, notices=unread, on=timezone.localdate(now))
        seen = [line for line in lines if line.subject and line.kind]
        if not seen:
            return None
        if len(seen) == 1 and seen[0].subject and seen[0].kind:
            words = seen[0].subject.brief or str(seen[0].kind.words)
            path = seen[0].subject.address
        else:
            words = ngettext("%(n)s notice", "%(n)s notices", len(seen)) % {"n": len(seen)}
            path = reverse(settings.NOTICES_PAGE)
    return {"title": "giaoban", "body": words, "path": path}
