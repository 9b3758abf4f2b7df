"""What can be done about handovers, for the trail."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.tasks.handing_over import selectors
from giaoban.records.tasks.handing_over.models import Handover


def _handovers(actor: User, on: date) -> QuerySet[Handover]:
    return selectors.visible_handovers(actor=actor, on=on)


declare(
    "handing_over",
    verbs=[
        Verb("handing_over.prepared", _("Handover prepared")),
        Verb("handing_over.renewed", _("Handover previewed anew")),
        Verb("handing_over.withdrawn", _("Handover withdrawn")),
        Verb("handing_over.signed", _("Handover signed")),
        Verb("handing_over.done", _("Handed over")),
        Verb("handing_over.followed", _("Followed by another person")),
        Verb("handing_over.undone", _("Handover undone")),
    ],
    kinds=[
        ObjectKind("handing_over.handover", _("Handover"), _handovers, page="handing_over:handover")
    ],
    facts={
        "day": _("Day of the minutes"),
        "lines": _("Duties"),
        "minutes": _("Minutes"),
        "note": _("Note"),
        "part": _("Side"),
        "unit": _("Unit"),
    },
)
