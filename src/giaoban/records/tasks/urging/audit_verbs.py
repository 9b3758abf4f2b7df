"""What can be done about urging, for the trail."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.tasks.urging import selectors
from giaoban.records.tasks.urging.models import Letter, Message


def _messages(actor: User, on: date) -> QuerySet[Message]:
    return selectors.visible_messages(actor=actor, on=on)


def _letters(actor: User, on: date) -> QuerySet[Letter]:
    return selectors.visible_letters(actor=actor, on=on)


declare(
    "urging",
    verbs=[
        Verb("urging.sent", _("Units urged")),
        Verb("urging.letter-issued", _("Numbered letter issued")),
        Verb("urging.rule-added", _("Rule of urging added")),
        Verb("urging.rule-removed", _("Rule of urging removed")),
        Verb("urging.day-set", _("Working day set")),
        Verb("urging.day-forgotten", _("Working day forgotten")),
    ],
    kinds=[
        ObjectKind("urging.message", _("Message"), _messages, page="urging:message"),
        ObjectKind("urging.letter", _("Letter"), _letters, page="urging:letter"),
    ],
    facts={
        "audience": _("Who is told"),
        "day": _("Day"),
        "duties": _("Duties"),
        "is_worked": _("Worked"),
        "name": _("Why"),
        "number": _("Number"),
        "offset": _("Working days from the due day"),
        "people": _("People"),
        "to": _("To"),
        "unit": _("Unit"),
    },
)
