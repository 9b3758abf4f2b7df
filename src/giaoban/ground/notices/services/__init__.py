"""Telling people, keeping what they choose, and sending the e-mail."""

from giaoban.ground.notices.services.choosing import (
    choose_channel,
    close_feed,
    keep_habits,
    note_feed_read,
    open_feed,
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
    "choose_channel",
    "close_feed",
    "collect_mail",
    "keep_habits",
    "mark_all_read",
    "mark_read",
    "note_feed_read",
    "notify",
    "open_feed",
    "send_again",
    "send_mail",
]
