"""How pages speak of classes, days and lists: sentences made of what selectors found."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.ground.accounts.models import User
from giaoban.kit.vntext.numbers import format_number
from giaoban.records.tasks.models import Span
from giaoban.records.tasks.types import (
    DONE,
    DUE,
    FOUR_CLASSES,
    OPEN,
    EventKind,
    StatusClass,
)

# What the list may be asked for: a class, or several that belong together.
GROUPS: dict[str, tuple[Promise, tuple[StatusClass, ...]]] = {
    "open": (gettext_lazy("Open"), OPEN),
    "done": (gettext_lazy("Completed"), DONE),
    "due": (gettext_lazy("Come due"), DUE),
    "four": (gettext_lazy("In the four classes"), FOUR_CLASSES),
    "all": (gettext_lazy("All"), tuple(StatusClass)),
}
CLASSES_OF: dict[str, tuple[StatusClass, ...]] = {
    **{name: classes for name, (_words, classes) in GROUPS.items()},
    **{status.value: (status,) for status in StatusClass},
}
STATUS_CHOICES = [
    *((name, words) for name, (words, _classes) in GROUPS.items()),
    *((status.value, status.label) for status in StatusClass),
]
_HEADS: dict[str, Promise] = {
    "open": gettext_lazy("Open tasks"),
    "done": gettext_lazy("Completed tasks"),
    "due": gettext_lazy("Tasks that have come due"),
    "four": gettext_lazy("Tasks in the four classes"),
    "all": gettext_lazy("All tasks"),
    StatusClass.DONE_ON_TIME: gettext_lazy("Tasks completed on time"),
    StatusClass.DONE_LATE: gettext_lazy("Tasks completed late"),
    StatusClass.OPEN_IN_TIME: gettext_lazy("Tasks open, in time"),
    StatusClass.OPEN_OVERDUE: gettext_lazy("Tasks open, overdue"),
    StatusClass.NO_DEADLINE: gettext_lazy("Tasks without deadline"),
    StatusClass.SUSPENDED: gettext_lazy("Suspended tasks"),
    StatusClass.CANCELLED: gettext_lazy("Cancelled tasks"),
}


def head_of_list(status: str, *, unit: str, period: str, day: date) -> str:
    """The first line of a list: what it shows, of whom, of when."""
    what = str(_HEADS[status])
    if unit:
        what = _("%(tasks)s of %(unit)s") % {"tasks": what, "unit": unit}
    if period:
        what = _("%(tasks)s, %(period)s") % {"tasks": what, "period": period}
    return _("%(tasks)s, as of %(day)s") % {"tasks": what, "day": f"{day:%d/%m/%Y}"}


def standing(span: Span, status: StatusClass, day: date) -> str:
    """How a duty stands on a day against its deadline, in a few words."""
    due_on, done_on = span.due_on, span.completed_on
    if status == StatusClass.OPEN_OVERDUE and due_on:
        return overdue_by((day - due_on).days)
    if status == StatusClass.OPEN_IN_TIME and due_on:
        return days_left((due_on - day).days)
    if status in DONE and due_on and done_on:
        done = _("done %(day)s") % {"day": f"{done_on:%d/%m/%Y}"}
        late = (done_on - due_on).days
        return f"{done}, {late_by(late)}" if late > 0 else done
    if done_on and span.counted_from and span.counted_from <= day:
        return _("done %(day)s") % {"day": f"{done_on:%d/%m/%Y}"}
    return str(status.label).lower()


def overdue_by(days: int) -> str:
    told = ngettext("%(days)s day overdue", "%(days)s days overdue", days)
    return told % {"days": format_number(days)}


def days_left(days: int) -> str:
    if days == 0:
        return _("due today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": format_number(days)}


def late_by(days: int) -> str:
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": format_number(days)}


# What the buttons say, and what the frame says once it is done.
STEPS: dict[EventKind, tuple[Promise, Promise]] = {
    EventKind.ACKNOWLEDGED: (
        gettext_lazy("Acknowledge"),
        gettext_lazy("The duty is acknowledged."),
    ),
    EventKind.DECLINED: (
        gettext_lazy("Return as not ours"),
        gettext_lazy("The duty is returned; the Office decides whose it is."),
    ),
    EventKind.KEPT: (
        gettext_lazy("Leave with the unit"),
        gettext_lazy("The duty stays with the unit."),
    ),
    EventKind.PROGRESS: (gettext_lazy("Note progress"), gettext_lazy("The progress is noted.")),
    EventKind.DIFFICULTY: (
        gettext_lazy("Raise a difficulty"),
        gettext_lazy("The difficulty is raised; whoever follows the task is told."),
    ),
    EventKind.REPORTED: (
        gettext_lazy("Report the result"),
        gettext_lazy("The result is reported; the Office confirms it."),
    ),
    EventKind.CONFIRMED: (gettext_lazy("Confirm"), gettext_lazy("The result is confirmed.")),
    EventKind.RETURNED: (gettext_lazy("Return"), gettext_lazy("The result is returned.")),
    EventKind.DEADLINE_CHANGED: (
        gettext_lazy("Change the deadline"),
        gettext_lazy("The deadline is changed."),
    ),
    EventKind.EXTENSION_ASKED: (
        gettext_lazy("Ask for an extension"),
        gettext_lazy("The extension is asked for; the Office decides."),
    ),
    EventKind.EXTENDED: (gettext_lazy("Extend"), gettext_lazy("The deadline is extended.")),
    EventKind.EXTENSION_REFUSED: (
        gettext_lazy("Refuse the extension"),
        gettext_lazy("The extension is refused."),
    ),
    EventKind.SUSPENDED: (gettext_lazy("Suspend"), gettext_lazy("The duty is suspended.")),
    EventKind.RESUMED: (gettext_lazy("Resume"), gettext_lazy("The duty goes on.")),
    EventKind.CANCELLED: (gettext_lazy("Cancel the task"), gettext_lazy("The task is cancelled.")),
    EventKind.TRANSFERRED: (gettext_lazy("Transfer"), gettext_lazy("The duty is transferred.")),
    EventKind.REOPENED: (gettext_lazy("Reopen"), gettext_lazy("The duty is open again.")),
}


_HAPPENED: dict[EventKind, Promise] = {
    EventKind.ASSIGNED: gettext_lazy("%(actor)s assigned it to %(unit)s, %(due)s"),
    EventKind.ACKNOWLEDGED: gettext_lazy("%(unit)s acknowledged it (%(actor)s)"),
    EventKind.DECLINED: gettext_lazy("%(unit)s returned it as not theirs (%(actor)s)"),
    EventKind.KEPT: gettext_lazy("%(actor)s left it with %(unit)s"),
    EventKind.PROGRESS: gettext_lazy("%(actor)s noted progress"),
    EventKind.DIFFICULTY: gettext_lazy("%(unit)s raised a difficulty (%(actor)s)"),
    EventKind.REPORTED: gettext_lazy("%(unit)s reported the result (%(actor)s)"),
    EventKind.CONFIRMED: gettext_lazy("%(actor)s confirmed the result of %(unit)s"),
    EventKind.RETURNED: gettext_lazy("%(actor)s returned the result to %(unit)s"),
    EventKind.DEADLINE_CHANGED: gettext_lazy("%(actor)s changed the deadline: %(due)s"),
    EventKind.EXTENSION_ASKED: gettext_lazy("%(unit)s asked for an extension (%(actor)s): %(due)s"),
    EventKind.EXTENDED: gettext_lazy("%(actor)s extended the deadline: %(due)s"),
    EventKind.EXTENSION_REFUSED: gettext_lazy("%(actor)s refused %(unit)s the extension"),
    EventKind.SUSPENDED: gettext_lazy("%(actor)s suspended the duty of %(unit)s"),
    EventKind.RESUMED: gettext_lazy("%(actor)s resumed the duty of %(unit)s"),
    EventKind.CANCELLED: gettext_lazy("%(actor)s cancelled the duty of %(unit)s"),
    EventKind.TRANSFERRED: gettext_lazy("%(actor)s transferred the duty to %(unit)s"),
    EventKind.HANDED_OVER: gettext_lazy("Handed over to %(unit)s, signed by %(actor)s"),
    EventKind.REOPENED: gettext_lazy("%(actor)s reopened the duty of %(unit)s"),
}


def person_words(person: User, principal: User | None) -> str:
    """Who did something, and for whom where only a delegation let them."""
    if principal is None:
        return str(person)
    return _("%(person)s for %(principal)s") % {"person": person, "principal": principal}


def what_happened(
    kind: EventKind, *, actor: str, unit: str, due_on: date | None, proposed: str = ""
) -> str:
    """An event as a sentence of the history. `proposed` is the unit that a declined duty is for."""
    due = _("due %(day)s") % {"day": f"{due_on:%d/%m/%Y}"} if due_on else _("no deadline")
    told = str(_HAPPENED[kind]) % {"actor": actor, "unit": unit, "due": due}
    if kind == EventKind.DECLINED and proposed:
        return _("%(told)s and proposes %(unit)s") % {"told": told, "unit": proposed}
    if kind == EventKind.RESUMED and due_on:
        return _("%(told)s, %(due)s") % {"told": told, "due": due}
    return told
