"""What people are told when their unit is urged, and what such a notice shows."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.accounts.models import User
from giaoban.ground.notices.hooks import declare, tell_of
from giaoban.ground.notices.types import Channel, Kind, Subject
from giaoban.kit.vntext.numbers import format_number
from giaoban.records.tasks.urging import selectors, wording

IN_AN_EMAIL = 20  # duties listed; the rest is on the page

declare(
    [Kind("tasks.urged", gettext_lazy("Reminder of due days"), is_duty=True, usual=Channel.AT_ONCE)]
)


def _messages(reader: User, keys: Collection[int], on: date) -> Mapping[int, Subject]:
    seen = selectors.visible_messages(actor=reader, on=on).filter(pk__in=keys)
    messages = list(seen)
    titles = wording.titles_of(messages, on=on)
    briefs = wording.titles_of(messages, on=on, with_unit=False)
    return {
        message.pk: Subject(
            title=titles[message.pk],
            address=reverse("urging:message", args=[message.pk]),
            details=partial(_details, reader, message.pk, on),
            brief=briefs[message.pk],
        )
        for message in messages
    }


def _letters(reader: User, keys: Collection[int], on: date) -> Mapping[int, Subject]:
    seen = selectors.visible_letters(actor=reader, on=on).filter(pk__in=keys)
    return {
        letter.pk: Subject(
            title=_("Letter %(number)s: %(subject)s")
            % {"number": letter, "subject": letter.words["subject"]},
            address=reverse("urging:letter", args=[letter.pk]),
        )
        for letter in seen
    }


def _details(reader: User, message_id: int, on: date) -> list[str]:
    urges = selectors.urges_of_message(actor=reader, message_id=message_id, on=on)
    lines = [
        f"{urge.due_on:%d/%m/%Y} · {wording.when(urge.offset)} · {urge.duty.task.number} "
        f"{urge.duty.task.title}"
        for urge in urges[:IN_AN_EMAIL]
    ]
    rest = urges.count() - IN_AN_EMAIL
    if rest > 0:
        lines.append(_("and %(n)s more") % {"n": format_number(rest)})
    return lines


tell_of("urging.message", _messages)
tell_of("urging.letter", _letters)
