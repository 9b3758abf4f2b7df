"""What can be done to tasks, for the trail. What happens to a duty is told of its task."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb
from giaoban.records.tasks import policies, selectors
from giaoban.records.tasks.models import DeadlineMove, Task
from giaoban.records.tasks.types import EventKind


def _tasks(actor: User, on: date) -> QuerySet[Task]:
    return selectors.visible_tasks(actor=actor, on=on)


def _moves(actor: User, on: date) -> QuerySet[DeadlineMove]:
    moves = DeadlineMove.objects.all()
    return moves if policies.may_assign(actor, on=on) else moves.none()


declare(
    "tasks",
    verbs=[
        *(Verb(f"tasks.{kind.value}", kind.label) for kind in EventKind),
        Verb("tasks.withdrawn", _("Withdrawn")),
        Verb("tasks.part-assigned", _("Part assigned")),
        Verb("tasks.edited", _("What it says changed")),
        Verb("tasks.follower-set", _("Follower named")),
        Verb("tasks.office-note-added", _("Note of the Office added")),
        Verb("tasks.deadlines-moved", _("Deadlines moved by the calendar")),
    ],
    kinds=[
        ObjectKind("tasks.task", _("Task"), _tasks, page="tasks:task"),
        ObjectKind("tasks.deadlinemove", _("Move of deadlines"), _moves),
    ],
    facts={
        "assigned_on": _("Assigned on"),
        "authority": _("Authority"),
        "document": _("Document"),
        "due_on": _("Deadline"),
        "duties": _("Duties"),
        "duty": _("Duty"),
        "field_id": _("Field"),
        "followed_by": _("Who follows it"),
        "lead": _("Lead unit"),
        "leader": _("Assigned by"),
        "note": _("Note"),
        "part": _("Part of the work"),
        "point": _("Point of the document"),
        "product": _("Product expected"),
        "programme": _("Programme"),
        "reason": _("Reason"),
        "responsibility": _("Responsibility"),
        "title": _("Task"),
        "unit": _("Unit"),
        "urgency": _("Urgency"),
    },
)
