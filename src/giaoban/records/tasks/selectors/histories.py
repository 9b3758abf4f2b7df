"""All that is known of one task: its duties as they stand, and what happened to each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from giaoban.ground.platform.working_days import calendar_around
from giaoban.records.tasks.models import Duty, Event, Extension, OfficeNote, Span, Task
from giaoban.records.tasks.types import PLACING, DutyRole, EventKind, Hold, StatusClass


@dataclass(frozen=True)
class DutyStory:
    """A duty, the span of it that holds on a day, its class then, and all its events in order.

    Events come with who is behind them, their document, and the unit that had the duty then;
    `asked` is the extension that waits for an answer.
    """

    duty: Duty
    span: Span
    status: StatusClass
    events: tuple[Event, ...]
    asked: Extension | None = None

    @property
    def is_lead(self) -> bool:
        return self.duty.role == DutyRole.LEAD

    @property
    def reported_on(self) -> date | None:
        """The day of the result that awaits confirmation, if one does."""
        for event in reversed(self.events):
            if event.kind in {"reported", "returned", "confirmed"}:
                return event.on if event.kind == "reported" else None
        return None

    @property
    def proposed_unit_id(self) -> int | None:
        """Whose it is, by the unit that returned it as not its own, while that is undecided."""
        declined = [event for event in self.events if event.kind == EventKind.DECLINED]
        return declined[-1].unit_id if declined and self.duty.stage == "declined" else None

    @property
    def suspended_on(self) -> date | None:
        """Since when the clock stands still, if it does."""
        if self.span.hold != Hold.SUSPENDED:
            return None
        return [event.on for event in self.events if event.kind == EventKind.SUSPENDED][-1]

    def unit_at(self, event: Event) -> int:
        """The unit that had the duty once the event had happened."""
        unit_id = self.span.unit_id
        for earlier in self.events:
            if earlier.unit_id is not None and earlier.kind in PLACING:
                unit_id = earlier.unit_id
            if earlier.pk == event.pk:
                break
        return unit_id


def stories_of(*, task: Task, on: date) -> list[DutyStory]:
    """The duties of a task that the caller has found visible: the lead first, parts last. Four
    queries."""
    loaded = Duty.objects.filter(task=task).select_related("officer")
    duties = {duty.pk: duty for duty in loaded}
    events: defaultdict[int, list[Event]] = defaultdict(list)
    happened = Event.objects.filter(duty__in=duties).select_related(
        "actor", "on_behalf_of", "document"
    )
    for event in happened.defer("document__text", "document__folded", "document__lowered"):
        events[event.duty_id].append(event)
    spans = Span.objects.filter(duty__in=duties, valid_to=None).with_class(on)
    held = {span.duty_id: span for span in spans}
    asked = {each.duty_id: each for each in _asked(duties)}
    stories = [
        DutyStory(
            duty,
            held[pk],
            StatusClass(held[pk].status),  # type: ignore[attr-defined]  # annotated
            tuple(events[pk]),
            asked.get(pk),
        )
        for pk, duty in duties.items()
    ]
    ranks = {DutyRole.LEAD: 0, DutyRole.COORDINATE: 1, DutyRole.PART: 2}
    return sorted(stories, key=lambda each: (ranks[DutyRole(each.duty.role)], each.duty.pk))


def _asked(duties: Iterable[int]) -> Iterable[Extension]:
    waiting = Extension.objects.filter(duty__in=list(duties), granted=None)
    return waiting.select_related("asked_by", "document").defer(
        "document__text", "document__folded", "document__lowered"
    )


def due_after_hold(*, story: DutyStory, on: date) -> date | None:
    """The deadline of a suspended duty moved on by the days its clock stood still until `on`.

    A day of rest moves on to the next working day. None where there is none, or it had passed
    before the clock stood still: what is late stays so.
    """
    due_on, since = story.span.due_on, story.suspended_on
    if due_on is None or since is None or due_on < since:
        return None
    moved = due_on + (on - since)
    return calendar_around(moved).roll(moved)


def office_notes(*, task: Task) -> list[OfficeNote]:
    """What the Office noted beside a task, for those of whom the caller knows that they may read
    it."""
    return list(task.office_notes.select_related("author"))
