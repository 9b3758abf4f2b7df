"""What can be done about series of tasks, for the trail."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.tasks.recurring import selectors
from giaoban.records.tasks.recurring.models import Series


def _series(actor: User, on: date) -> QuerySet[Series]:
    return selectors.visible_series(actor=actor, on=on)


declare(
    "recurring",
    verbs=[
        Verb("recurring.begun", _("Series begun")),
        Verb("recurring.changed", _("Series changed")),
        Verb("recurring.stopped", _("Series stopped")),
        Verb("recurring.made", _("Task of a series made")),
    ],
    kinds=[ObjectKind("recurring.series", _("Series"), _series, page="recurring:series")],
    facts={
        "authority": _("Authority"),
        "coordinating": _("Coordinating units"),
        "days_ahead": _("Days ahead"),
        "document": _("Document"),
        "due_on": _("Deadline"),
        "field_id": _("Field"),
        "lead_id": _("Lead unit"),
        "leader": _("Assigned by"),
        "product": _("Product expected"),
        "programme": _("Programme"),
        "reason": _("Reason"),
        "responsibility": _("Responsibility"),
        "starts_on": _("From"),
        "task": _("Task"),
        "title": _("Task"),
        "urgency": _("Urgency"),
        "words": _("When it comes back"),
    },
)
