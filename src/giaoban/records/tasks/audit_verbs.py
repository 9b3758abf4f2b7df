"""What can be done to tasks, for the trail. What happens to a duty is told of its task."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.tasks import selectors
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.types import EventKind


def _tasks(actor: User, on: date) -> QuerySet[Task]:
    return selectors.visible_tasks(actor=actor, on=on)


declare(
    "tasks",
    verbs=[
        *(Verb(f"tasks.{kind.value}", kind.label) for kind in EventKind),
        Verb("tasks.withdrawn", _("Withdrawn")),
    ],
    kinds=[ObjectKind("tasks.task", _("Task"), _tasks, page="tasks:task")],
    facts={
        "assigned_on": _("Assigned on"),
        "document": _("Document"),
        "due_on": _("Deadline"),
        "duty": _("Duty"),
        "lead": _("Lead unit"),
        "note": _("Note"),
        "reason": _("Reason"),
        "title": _("Task"),
        "unit": _("Unit"),
    },
)
