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
from giaoban.records.tasks.folding import MAY_FOLLOW
from giaoban.records.tasks.models import Event, OfficeNote, Task
from giaoban.records.tasks.pages.ledger import LedgerLine, ledger_of
from giaoban.records.tasks.pages.score_card import listed
from giaoban.records.tasks.pages.timeline import Timeline, timeline
from giaoban.records.tasks.pages.tree import Part, standing_words, tree_of, words_of_parts
from giaoban.records.tasks.selectors import DutyStory
from giaoban.records.tasks.types import DONE, EventKind, ExtensionTooLate, Stage, StatusClass
from giaoban.records.tasks.wording import STEPS, overdue_by, person_words, what_happened

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
    EventKind.DECLINED: "decline",
    EventKind.KEPT: "keep",
    EventKind.DIFFICULTY: "difficulty",
    EventKind.EXTENSION_ASKED: "ask-extension",
    EventKind.EXTENDED: "extend",
    EventKind.EXTENSION_REFUSED: "refuse-extension",
    EventKind.REOPENED: "reopen",
}
_FIRST = {EventKind.REPORTED, EventKind.CONFIRMED, EventKind.RESUMED, EventKind.EXTENDED}
_OPEN_STAGES = frozenset(Stage) - {Stage.CONFIRMED, Stage.CANCELLED}


@dataclass(frozen=True)
class Act:
    """A button. Without a form of its own the step is done at once."""

    words: str
    address: str
    is_main: bool
    at_once: bool


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
        self.matters = policies.matters_of(self.stories, on=on)
        self.lead = self.stories[0]
        self.chosen = self._chosen(duty_id)

    def _chosen(self, duty_id: int | None) -> DutyStory:
        """The duty that was asked for, else one's own unit's, else the lead's."""
        for story in self.stories:
            if story.duty.pk == duty_id:
                return story
        own = [story for story in self.stories if story.span.unit_id in self._standing.unit_ids]
        still_open = [story for story in own if story.duty.stage in _OPEN_STAGES]
        return next(iter(still_open or own), self.lead)

    def unit(self, story: DutyStory) -> str:
        return self._names[story.span.unit_id]

    def name_of(self, unit_id: int) -> str:
        return self._names.get(unit_id, "")

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
        return policies.what_standing_may(self._standing, self.matters[story.duty.pk])

    @property
    def matter(self) -> policies.Matter:
        """What rights in the chosen duty hang on."""
        return self.matters[self.chosen.duty.pk]

    @property
    def may_keep(self) -> bool:
        """Whether the person changes what the task says and reads the notes of the Office."""
        return bool(self._standing.keeps)

    @property
    def part_address(self) -> str:
        """Where a part of the chosen duty is assigned, for those who may."""
        still_open = self.chosen.duty.stage in _OPEN_STAGES
        if not (still_open and self._standing.may_part(unit_id=self.chosen.span.unit_id)):
            return ""
        return reverse("tasks:new-part", args=[self.chosen.duty.pk])

    @cached_property
    def notes(self) -> list[OfficeNote]:
        return selectors.office_notes(task=self.task) if self.may_keep else []

    @property
    def why_not(self) -> list[str]:
        """What the person cannot do now, and who can or why."""
        told = [self.may.why_not] if self.may.why_not else []
        span, own = self.chosen.span, self.chosen.span.unit_id in self._standing.unit_ids
        asks = EventKind.EXTENSION_ASKED in MAY_FOLLOW[self.matter.stage]
        if own and asks and span.due_on and span.due_on < self.on:
            told.insert(0, str(ExtensionTooLate(span.due_on)))
        return told

    @property
    def waits_for(self) -> str:
        """The words of a deadline that has no day yet."""
        return "" if self.chosen.span.due_on else self.chosen.duty.deadline_words

    @property
    def proposed_unit(self) -> str:
        """Whose the chosen duty is, by the unit that returned it, while that is undecided."""
        proposed = self.chosen.proposed_unit_id
        return self._names.get(proposed, "") if proposed else ""

    @property
    def is_late_for_good(self) -> bool:
        """Whether an extension granted today would leave the chosen duty late."""
        due_on = self.chosen.span.due_on
        return due_on is not None and due_on < self.on

    @property
    def open_parts(self) -> str:
        """How far the parts of the chosen duty are, where some of them are not done."""
        parts = [each for each in self.stories if each.duty.parent_id == self.chosen.duty.pk]
        is_done = all(part.duty.stage not in _OPEN_STAGES for part in parts)
        return "" if is_done else words_of_parts(parts)

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
                words=standing_words(story, self.on),
                can_act=story is not self.chosen and bool(self._may(story).acts),
                depth=depth,
                of_parts=words_of_parts(below),
            )
            for depth, story, below in tree_of(self.stories)
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

    @cached_property
    def ledger(self) -> list[LedgerLine]:
        return ledger_of(self.chosen, self.on)

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
            promised=span.promised_on,
            end=span.completed_on if done and span.completed_on else self.on,
            done=done,
        )

    @property
    def changes(self) -> int:
        return max(line.number or 0 for line in self.ledger)

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
                    unit=self._whose(story, event),
                    due_on=event.due_on,
                    proposed=self._names.get(event.unit_id or 0, ""),
                ),
            )
            for story in self.stories
            for event in story.events
        ]
        return sorted(told, key=lambda each: (each.event.at, each.event.pk), reverse=True)

    def _whose(self, story: DutyStory, event: Event) -> str:
        """The unit that had the duty once the event had happened, with the officer of a part."""
        unit = self._names[story.unit_at(event)]
        return f"{unit} ({story.duty.officer})" if story.duty.officer else unit

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
