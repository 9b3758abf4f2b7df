"""Telling people, keeping what they choose, sending the e-mail, and telling their devices."""

from giaoban.ground.notices.services.choosing import (
    choose_channel,
    close_feed,
    keep_habits,
    note_feed_read,
    open_feed,
)
from giaoban.ground.notices.services.devices import (
    add_device,
    choose_push,
    key_for_devices,
    push_waiting,
    remove_device,
)
from giaoban.ground.notices.services.mailing import (
    MailServerUnreachable,
    collect_mail,
    send_again,
    send_mail,
)
from giaoban.ground.notices.services.telling import mark_all_read, mark_read, notify

__all__ = [
    "MailServerUnreachable",
    "add_device",
    "choose_channel",
    "choose_push",
    "close_feed",
    "collect_mail",
    "keep_habits",
    "key_for_devices",
    "mark_all_read",
    "mark_read",
    "note_feed_read",
    "notify",
    "open_feed",
    "push_waiting",
    "remove_device",
    "send_again",
    "send_mail",
]
