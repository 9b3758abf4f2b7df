"""What can be done about reconciling, for the trail. What became of a task stands there as well."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.tasks.reconciling import selectors
from giaoban.records.tasks.reconciling.models import Session


def _sessions(actor: User, on: date) -> QuerySet[Session]:
    return selectors.visible_sessions(actor=actor, on=on)


declare(
    "reconciling",
    verbs=[
        Verb("reconciling.brought", _("Export of the e-office brought")),
        Verb("reconciling.decided", _("Row of the e-office decided")),
        Verb("reconciling.closed", _("Reconciling closed")),
    ],
    kinds=[
        ObjectKind("reconciling.session", _("Reconciling"), _sessions, page="reconciling:session")
    ],
    facts={
        "choice": _("Choice"),
        "file_name": _("File"),
        "row": _("Row"),
        "rows": _("Rows"),
        "sha256": _("Fingerprint of the file"),
        "task": _("Task"),
    },
)
