"""What people are told about returns, and what such a notice shows."""

from collections.abc import Collection, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.cycle.reporting import selectors
from giaoban.ground.accounts.models import User
from giaoban.ground.notices.hooks import declare, tell_of
from giaoban.ground.notices.types import Channel, Kind, Subject
from giaoban.records.organisations import selectors as organisations

declare(
    [
        Kind("reporting.opened", gettext_lazy("A return is asked for"), is_duty=True),
        Kind(
            "reporting.due",
            gettext_lazy("Reminder of a return"),
            is_duty=True,
            usual=Channel.AT_ONCE,
        ),
        Kind("reporting.to-sign", gettext_lazy("A return waits for the head"), is_duty=True),
        Kind("reporting.given-back", gettext_lazy("The head gave a return back"), is_duty=True),
        Kind(
            "reporting.returned",
            gettext_lazy("A return came back for completion"),
            is_duty=True,
            usual=Channel.AT_ONCE,
        ),
        Kind("reporting.sent", gettext_lazy("A return was sent to your unit")),
        Kind("reporting.accepted", gettext_lazy("A return was accepted")),
    ]
)


def _obligations(reader: User, keys: Collection[int], on: date) -> Mapping[int, Subject]:
    seen = selectors.visible_obligations(actor=reader, on=on).filter(pk__in=keys)
    names = organisations.unit_names(on=on)
    found = {}
    for each in seen.select_related("period__version"):
        told = {
            "report": each.period.version.name,
            "unit": names[each.unit_id],
            "day": f"{each.due_on:%d/%m/%Y}",
        }
        found[each.pk] = Subject(
            title=_("%(report)s of %(unit)s, to be sent by %(day)s") % told,
            address=reverse("reporting:return", args=[each.pk]),
            brief=_("A return to be sent by %(day)s") % told,
        )
    return found


tell_of("reporting.obligation", _obligations)
