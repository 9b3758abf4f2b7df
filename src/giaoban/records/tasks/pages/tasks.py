"""The page of one task: who does what, by when, what happened, and what one may do now."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Kind, Period
from giaoban.records.documents.models import Document, Excerpt
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import policies, selectors
from giaoban.records.tasks.models import Event, Task
from giaoban.records.tasks.pages.score_card import listed
from giaoban.records.tasks.pages.timeline import Timeline, timeline
from giaoban.records.tasks.selectors import DutyStory
from giaoban.records.tasks.types import DONE, EventKind, Stage, StatusClass
from giaoban.records.tasks.wording import STEPS, overdue_by, person_words, standing, what_happened

_AROUND = 240  # characters of the text shown before and after the sentence
# How the steps are called in addresses; see views.
SLUGS: dict[EventKind, str] = {
    EventKind.ACKNOWLEDGED: "acknowledge",
    EventKind.PROGRESS: "progress",
    EventKind.REPORTED: "report",
    EventKind.CONFIRMED: "confirm",
    EventKind.RETURNED: "return",
    EventKind.DEADLINE_CHANGED: "deadline",
    EventKind.SUSPENDED: "suspend",
    EventKind.RESUMED: "resume",
    EventKind.CANCELLED: "cancel",
    EventKind.TRANSFERRED: "transfer",
}
_FIRST = {EventKind.REPORTED, EventKind.CONFIRMED, EventKind.RESUMED}


@dataclass(frozen=True)
class Act:
    """A button. Without a form of its own the step is done at once."""

    words: str
    address: str
    is_main: bool
    at_once: bool


@dataclass(frozen=True)
class Part:
    """A duty in the table "who does what"."""

    story: DutyStory
    unit: str
    words: str
    can_act: bool


@dataclass(frozen=True)
class LedgerLine:
    """The original deadline (`number` 0) or a change of it, never rewritten."""

    number: int
    event: Event
    who: str
    overdue: str
    is_current: bool


@dataclass(frozen=True)
class Happening:
    """A line of the history."""

    event: Event
    words: str


@dataclass(frozen=True)
class Said:
    """The sentence a task was read from, among its neighbours."""

    document: Document
    excerpt: Excerpt
    before: str
    after: str


class TaskPage:
    """A task that the caller has found visible, as it stands on a day."""

    def __init__(self, *, actor: User, task: Task, on: date, duty_id: int | None = None) -> None:
        self.task = task
        self.on = on
        self._standing = policies.standing_of(actor, on=on)
        self._names = organisations.unit_names(on=on)
        self.stories = selectors.stories_of(task=task, on=on)
        self.lead = self.stories[0]
        self.chosen = self._chosen(duty_id)

    def _chosen(self, duty_id: int | None) -> DutyStory:
        """The duty that was asked for, else one's own unit's, else the lead's."""
        for story in self.stories:
            if story.duty.pk == duty_id:
                return story
        for story in self.stories:
            if story.span.unit_id in self._standing.unit_ids:
                return story
        return self.lead

    def unit(self, story: DutyStory) -> str:
        return self._names[story.span.unit_id]

    @property
    def unit_of_lead(self) -> str:
        return self.unit(self.lead)

    @property
    def unit_of_chosen(self) -> str:
        return self.unit(self.chosen)

    @cached_property
    def may(self) -> policies.May:
        return self._may(self.chosen)

    def _may(self, story: DutyStory) -> policies.May:
        stage = Stage(story.duty.stage)
        return policies.what_standing_may(self._standing, stage, story.span.unit_id)

    @property
    def acts(self) -> list[Act]:
        return [
            Act(
                words=str(STEPS[kind][0]),
                address=reverse("tasks:step", args=[self.chosen.duty.pk, SLUGS[kind]]),
                is_main=kind in _FIRST,
                at_once=kind == EventKind.ACKNOWLEDGED,
            )
            for kind in self.may.acts
        ]

    @property
    def parts(self) -> list[Part]:
        return [
            Part(
                story=story,
                unit=self.unit(story),
                words=standing(story.span, story.status, self.on),
                can_act=story is not self.chosen and bool(self._may(story).acts),
            )
            for story in self.stories
        ]

    @property
    def overdue_words(self) -> list[str]:
        """How long the lead is overdue, by the deadline in force and by the first one."""
        span = self.lead.span
        if self.lead.status != StatusClass.OPEN_OVERDUE or not span.due_on:
            return []
        dues = [span.due_on]
        if span.original_due_on and span.original_due_on != span.due_on:
            dues.append(span.original_due_on)
        return [overdue_by((self.on - due_on).days) for due_on in dues]

    @property
    def ledger(self) -> list[LedgerLine]:
        kinds = {EventKind.ASSIGNED, EventKind.DEADLINE_CHANGED}
        told = [event for event in self.chosen.events if event.kind in kinds]
        is_open = self.chosen.status in {StatusClass.OPEN_IN_TIME, StatusClass.OPEN_OVERDUE}
        return [
            LedgerLine(
                number=number,
                event=event,
                who=person_words(event.actor, event.on_behalf_of),
                overdue=overdue_by((self.on - event.due_on).days)
                if is_open and event.due_on and event.due_on < self.on
                else "",
                is_current=event is told[-1],
            )
            for number, event in enumerate(told)
        ]

    @property
    def last_report(self) -> Event | None:
        reports = [event for event in self.chosen.events if event.kind == EventKind.REPORTED]
        return reports[-1] if reports else None

    @property
    def timeline(self) -> Timeline | None:
        span, done = self.chosen.span, self.chosen.status in DONE
        if not span.due_on or not span.original_due_on or span.hold:
            return None
        return timeline(
            assigned_on=span.assigned_on,
            original=span.original_due_on,
            due_on=span.due_on,
            end=span.completed_on if done and span.completed_on else self.on,
            done=done,
        )

    @property
    def changes(self) -> int:
        return len(self.ledger) - 1

    @property
    def history(self) -> list[Happening]:
        """What happened to all duties, the latest first. One act for several units is one line
        each, for each unit its own."""
        told = [
            Happening(
                event,
                what_happened(
                    EventKind(event.kind),
                    actor=person_words(event.actor, event.on_behalf_of),
                    unit=self._names[story.unit_at(event)],
                    due_on=event.due_on,
                ),
            )
            for story in self.stories
            for event in story.events
        ]
        return sorted(told, key=lambda each: (each.event.at, each.event.pk), reverse=True)

    @cached_property
    def people(self) -> list[User]:
        """Those who act for the lead unit today."""
        people = organisations.people_serving_in(
            unit_ids=[self.lead.span.unit_id], on=self.on, posts=[Post.HEAD, Post.OFFICER]
        )
        return list(people[:3])

    @property
    def said(self) -> Said | None:
        document, excerpt = self.task.document, self.task.excerpt
        if document is None or excerpt is None:
            return None
        text = document.text
        return Said(
            document,
            excerpt,
            _tail(text[max(0, excerpt.start - _AROUND) : excerpt.start]),
            _head(text[excerpt.end : excerpt.end + _AROUND]),
        )

    @property
    def period(self) -> Period:
        """The month whose score-card counts the task on the day."""
        settled = self.lead.span.counted_from
        day = settled if settled and settled <= self.on else self.on
        return Period(Kind.MONTH, day.year, day.month)

    @property
    def score_card_address(self) -> str:
        day = min(self.on, self.period.days().last)
        return f"{reverse('tasks:score-card')}?{listed(self.period, day)}"


def _tail(text: str) -> str:
    """The last whole words of the line before."""
    last = text.rsplit("\n", 1)[-1] if text.strip() else ""
    return last if len(last) < _AROUND else last.split(" ", 1)[-1]


def _head(text: str) -> str:
    first = text.split("\n", 1)[0]
    return first if len(first) < _AROUND else first.rsplit(" ", 1)[0]
