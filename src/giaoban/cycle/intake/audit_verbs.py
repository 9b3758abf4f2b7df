"""What can be done at the reading desk, for the trail."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.intake import selectors
from giaoban.cycle.intake.models import Proposal, Recognition, StoredReading
from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb


def _readings(actor: User, on: date) -> QuerySet[StoredReading]:
    return selectors.visible_readings(actor=actor, on=on).select_related("document")


def _recognitions(actor: User, on: date) -> QuerySet[Recognition]:
    return selectors.visible_recognitions(actor=actor, on=on)


def _proposals(actor: User, on: date) -> QuerySet[Proposal]:
    return Proposal.objects.filter(reading__in=selectors.visible_readings(actor=actor, on=on))


declare(
    "intake",
    verbs=[
        Verb("intake.read", _("Document read")),
        Verb("intake.handed-in", _("Scan handed in")),
        Verb("intake.dropped", _("Scan taken back before it was read")),
        Verb("intake.accepted", _("Proposal accepted")),
        Verb("intake.rejected", _("Proposal rejected")),
        Verb("intake.attached", _("Proposal taken for a task that exists")),
        Verb("intake.replaced", _("Proposal split or merged")),
        Verb("intake.added", _("Proposal added by hand")),
        Verb("intake.word-corrected", _("Recognised word corrected")),
        Verb("intake.reopened", _("Decision taken back")),
    ],
    kinds=[
        ObjectKind("intake.storedreading", _("Reading"), _readings, page="intake:desk"),
        ObjectKind(
            "intake.recognition", _("Scan to be read"), _recognitions, page="intake:recognition"
        ),
        ObjectKind("intake.proposal", _("Proposal"), _proposals),
    ],
    facts={
        "batch": _("Accepted at one press"),
        "dropped": _("Proposals dropped"),
        "decision": _("Decision"),
        "document": _("Document"),
        "proposals": _("Proposals"),
        "file": _("File"),
        "is": _("Is now"),
        "reason": _("Reason"),
        "task": _("Task"),
        "was": _("Was"),
    },
)
