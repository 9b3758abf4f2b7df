"""What people are told about handovers, and what such a notice shows."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.accounts.models import User
from giaoban.ground.notices.hooks import declare, tell_of
from giaoban.ground.notices.types import Channel, Kind, Subject
from giaoban.records.tasks.handing_over import selectors
from giaoban.records.tasks.handing_over.models import Handover

declare(
    [
        Kind(
            "handing_over.to-sign",
            gettext_lazy("A handover waits for your signature"),
            is_duty=True,
            usual=Channel.AT_ONCE,
        ),
        Kind(
            "handing_over.done",
            gettext_lazy("Duties were handed over"),
            is_duty=True,
            usual=Channel.AT_ONCE,
        ),
        Kind(
            "handing_over.undone",
            gettext_lazy("A handover was undone"),
            is_duty=True,
            usual=Channel.AT_ONCE,
        ),
    ]
)


def _handovers(reader: User, keys: Collection[int], on: date) -> Mapping[int, Subject]:
    seen = selectors.visible_handovers(actor=reader, on=on).filter(pk__in=keys)
    return {
        handover.pk: Subject(
            title=_("Handover %(minutes)s") % {"minutes": handover.minutes},
            address=reverse("handing_over:handover", args=[handover.pk]),
            details=partial(_details, handover),
        )
        for handover in seen
    }


def _details(handover: Handover) -> tuple[str, ...]:
    told = {"count": handover.lines.count(), "day": f"{handover.day:%d/%m/%Y}"}
    return (_("%(count)s duties, minutes of %(day)s") % told,)


tell_of("handing_over.handover", _handovers)
