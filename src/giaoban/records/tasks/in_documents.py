"""What documents show of tasks: who may see one because of a task, and the tasks it gave rise to.

The register of documents stands below and knows nothing of tasks; apps.py hands these over.
"""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.records.documents.models import Document
from giaoban.records.documents.types import Panel
from giaoban.records.organisations import selectors as organisations
from giaoban.records.tasks.models import Event
from giaoban.records.tasks.pages.lists import lines_of
from giaoban.records.tasks.selectors import tally_of, task_list, visible_tasks
from giaoban.records.tasks.types import FOUR_CLASSES, TaskOrder

_SHOWN = 50


def documents_of_tasks(actor: User, on: date) -> Q:
    """The documents that the tasks someone sees came from or rest on."""
    seen = visible_tasks(actor=actor, on=on)
    rested_on = Event.objects.filter(duty__task__in=seen, document__isnull=False)
    return Q(pk__in=seen.values("document")) | Q(pk__in=rested_on.values("document"))


def tasks_of_document(actor: User, document: Document, on: date) -> Panel | None:
    """How far a document is carried out, and the tasks from it, for its page."""
    found = task_list(actor=actor, on=on, document_id=document.pk, order=TaskOrder.NEWEST)
    spans = list(found[: _SHOWN + 1])
    if not spans:
        return None
    names = organisations.unit_names(on=on)
    tally = tally_of(found)
    context = {
        "lines": lines_of(spans[:_SHOWN], names=names, day=on),
        "document": document,
        "more": len(spans) > _SHOWN,
        "tally": tally,
        "counts": [tally[status] for status in FOUR_CLASSES],
        "address": f"source={document.pk}",
    }
    return Panel(_("Tasks from this document"), "tasks/in_document.html", context)
