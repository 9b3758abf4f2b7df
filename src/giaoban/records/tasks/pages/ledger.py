"""The ledger of deadlines of a duty: the first one stays, each change and each asking is a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from giaoban.records.tasks.due_words import reckoned
from giaoban.records.tasks.models import Event
from giaoban.records.tasks.selectors import DutyStory
from giaoban.records.tasks.types import EventKind, StatusClass
from giaoban.records.tasks.wording import overdue_by, person_words

_CHANGES = {
    EventKind.DEADLINE_CHANGED,
    EventKind.EXTENDED,
    EventKind.RESUMED,
}
_ASKINGS = {EventKind.EXTENSION_ASKED, EventKind.EXTENSION_REFUSED}
_OPEN = {StatusClass.OPEN_IN_TIME, StatusClass.OPEN_OVERDUE}


@dataclass(frozen=True)
class LedgerLine:
    """A line of the ledger. `number` counts the changes, from 0 for the first deadline; a line
    that only asked or refused has none. `how` are the steps by which the day was reckoned."""

    number: int | None
    entry: str
    event: Event
    who: str
    overdue: str
    is_current: bool
    how: str = ""
    stays_late: bool = False


def ledger_of(story: DutyStory, on: date) -> list[LedgerLine]:
    return list(_lines(story, on))


def _lines(story: DutyStory, on: date) -> Iterator[LedgerLine]:
    number = 0
    is_open = story.status in _OPEN
    for event in story.events:
        kind = EventKind(event.kind)
        is_change = kind in _CHANGES and event.due_on is not None
        if not (kind == EventKind.ASSIGNED or is_change or kind in _ASKINGS):
            continue
        number += is_change
        sets = is_change or kind == EventKind.ASSIGNED
        late = is_open and sets and event.due_on and event.due_on < on
        yield LedgerLine(
            number=number if sets else None,
            entry=_entry(kind, number),
            event=event,
            who=person_words(event.actor, event.on_behalf_of),
            overdue=overdue_by((on - event.due_on).days) if late and event.due_on else "",
            is_current=sets and event.due_on == story.span.due_on,
            how=_how(story, event),
            stays_late=kind == EventKind.EXTENDED and event.due_on == story.span.promised_on,
        )


def _entry(kind: EventKind, number: int) -> str:
    if kind == EventKind.ASSIGNED:
        return _("First")
    if kind == EventKind.EXTENSION_ASKED:
        return _("Asked for")
    if kind == EventKind.EXTENSION_REFUSED:
        return _("Refused")
    if kind == EventKind.EXTENDED:
        return _("Extension %(n)s") % {"n": number}
    return _("Change %(n)s") % {"n": number}


def _how(story: DutyStory, event: Event) -> str:
    duty = story.duty
    if event.due_on is None or event.kind not in {EventKind.ASSIGNED, EventKind.DEADLINE_CHANGED}:
        return ""
    told = reckoned(duty.deadline_words, duty.deadline_anchor, event.due_on)
    return "" if told == event.note else told
