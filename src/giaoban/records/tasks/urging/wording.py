"""How pages and e-mail speak of urging."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.kit.vntext.numbers import format_number
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.urging.models import Message, Urge
from giaoban.records.tasks.urging.selectors import UrgeOfTask
from giaoban.records.tasks.urging.types import Way


def when(offset: int) -> str:
    """How far a rule is from the due day, as it stands in a list."""
    if offset == 0:
        return _("on the due day")
    days = abs(offset)
    if offset < 0:
        told = ngettext("%(n)s working day before", "%(n)s working days before", days)
    else:
        told = ngettext("%(n)s working day after", "%(n)s working days after", days)
    return told % {"n": format_number(days)}


def of_urge(urge: UrgeOfTask) -> str:
    """How far from the due day it was: by a rule in working days, by a letter in days."""
    if urge.way == Way.NOTICE:
        return when(urge.offset)
    if not urge.offset:
        return _("not yet due:")
    told = ngettext("%(n)s day late:", "%(n)s days late:", urge.offset)
    return told % {"n": format_number(urge.offset)}


def titles_of(messages: Collection[Message], *, on: date, with_unit: bool = True) -> dict[int, str]:
    """What each message is about, in a line: how many duties of whom, how many of them overdue."""
    counts = Urge.objects.filter(message__in=messages).order_by().values("message")
    counted = {
        row["message"]: (row["all"], row["late"])
        for row in counts.annotate(all=Count("pk"), late=Count("pk", filter=Q(offset__gt=0)))
    }
    names = organisations.unit_names(on=on) if messages and with_unit else {}
    return {
        message.pk: _title(
            names[message.unit_id] if message.unit_id and with_unit else "",
            *counted.get(message.pk, (0, 0)),
        )
        for message in messages
    }


def _title(unit: str, number: int, late: int) -> str:
    told = ngettext("%(n)s duty to see to", "%(n)s duties to see to", number)
    parts = [told % {"n": format_number(number)}]
    if late:
        overdue = ngettext("%(n)s of them overdue", "%(n)s of them overdue", late)
        parts.append(overdue % {"n": format_number(late)})
    title = ", ".join(parts)
    return f"{unit}: {title}" if unit else title
