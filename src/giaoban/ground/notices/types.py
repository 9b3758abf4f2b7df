"""The words about notices: what rooms declare, and how a person wants to hear of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken


class Channel(TextChoices):
    """How one hears of something besides the inbox, where it always stands."""

    AT_ONCE = "at_once", _("E-mail at once")
    DIGEST = "digest", _("E-mail once a day")
    INBOX = "inbox", _("Inbox alone")


@dataclass(frozen=True)
class Kind:
    """Something people are told, as a room declares it. `usual` holds until they choose.

    What is a duty cannot be left to the inbox alone: at least it comes once a day.
    """

    key: str
    words: Promise
    is_duty: bool = False
    usual: Channel = Channel.DIGEST

    @property
    def channels(self) -> tuple[Channel, ...]:
        if self.is_duty:
            return (Channel.AT_ONCE, Channel.DIGEST)
        return tuple(Channel)


@dataclass(frozen=True)
class Subject:
    """What a notice is about, as its reader may see it today: title and page.

    `details` gives lines for an e-mail; they are looked up only there. `brief` says it without
    anybody's name and without a word of what was written, for a device that others look at.
    """

    title: str
    address: str
    details: Callable[[], Sequence[str]] = tuple
    brief: str = ""


# Given the reader, the keys of rows and a day: those rows that the reader may see.
Telling = Callable[[Any, Collection[int], date], Mapping[int, Subject]]

# Filled by hooks.
KINDS: dict[str, Kind] = {}
TELLINGS: dict[str, Telling] = {}


class KindNotDeclared(LookupError):
    """A mistake of ours: nobody could choose how to hear of it."""

    def __init__(self, key: str) -> None:
        room = key.split(".", 1)[0]
        super().__init__(f'declare the kind "{key}" in the notice_kinds.py of {room}')


class DutyStays(RuleBroken):
    message = _("This is part of your duties: it can come once a day, but not be switched off.")


class PushRefused(RuleBroken):
    """The browser named an address or keys that nothing is sent to."""

    message = _("This browser's push service is not one that the installation sends to.")


class TooManyDevices(RuleBroken):
    message = _("Ten devices are the most; let one of them end first.")
