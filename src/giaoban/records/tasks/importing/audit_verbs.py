"""What can be done about imports, for the trail. Each task they made tells of itself."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.tasks.importing import selectors
from giaoban.records.tasks.importing.models import Batch


def _batches(actor: User, on: date) -> QuerySet[Batch]:
    return selectors.visible_batches(actor=actor, on=on)


declare(
    "importing",
    verbs=[
        Verb("importing.brought", _("Table of tasks brought")),
        Verb("importing.copied", _("Tasks of before taken as a pattern")),
        Verb("importing.imported", _("Tasks imported")),
        Verb("importing.undone", _("Import undone")),
        Verb("importing.put-away", _("Table put away")),
    ],
    kinds=[ObjectKind("importing.batch", _("Import of tasks"), _batches, page="importing:batch")],
    facts={
        "file_name": _("File"),
        "rows": _("Rows"),
        "sha256": _("Fingerprint of the file"),
        "tasks": _("Tasks"),
    },
)
