"""All that is known of one task: its duties as they stand, and what happened to each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.types import PLACING, DutyRole, StatusClass


@dataclass(frozen=True)
class DutyStory:
    """A duty, the span of it that holds on a day, its class then, and all its events in order.

    Events come with who is behind them, their document, and the unit that had the duty then.
    """

    duty: Duty
    span: Span
    status: StatusClass
    events: tuple[Event, ...]

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
    """The duties of a task that the caller has found visible: the lead first. Three queries."""
    duties = {duty.pk: duty for duty in Duty.objects.filter(task=task)}
    events: defaultdict[int, list[Event]] = defaultdict(list)
    happened = Event.objects.filter(duty__in=duties).select_related(
        "actor", "on_behalf_of", "document"
    )
    for event in happened.defer("document__text", "document__folded", "document__lowered"):
        events[event.duty_id].append(event)
    spans = Span.objects.filter(duty__in=duties, valid_to=None).with_class(on)
    held = {span.duty_id: span for span in spans}
    stories = [
        DutyStory(duty, held[pk], StatusClass(held[pk].status), tuple(events[pk]))  # type: ignore[attr-defined]  # annotated
        for pk, duty in duties.items()
    ]
    return sorted(stories, key=lambda story: (not story.is_lead, story.duty.pk))
