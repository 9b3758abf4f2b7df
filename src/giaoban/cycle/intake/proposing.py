"""From what the reader found to what the desk proposes. Nothing here writes."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.cycle.intake.models import Proposal
from giaoban.ground.platform.deadlines import CalendarOf, by_own_calendar
from giaoban.ground.platform.working_days import calendar_around
from giaoban.kit.periods.deadlines import DeadlineKind
from giaoban.kit.periods.workdays import WorkCalendar
from giaoban.kit.reader.reading import Item, ItemKind, Reading, Span
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Candidate, UnitIndex

PROPOSED = frozenset({ItemKind.TASK, ItemKind.RECOMMENDATION})

# A unit is taken for the one that was meant only if it fits well and no other fits nearly as well.
SURE = 0.9
CLEAR = 0.15

_FRAME = re.compile(r"(?:chủ trì[\s,]+)?phối hợp\b", re.IGNORECASE)
_LINK = re.compile(r"^(?:chủ trì[\s,]+|để\s+)(?!họp|hội)|[\s,]+(?:trước|xong)$", re.IGNORECASE)
_SHORTEST = 12  # characters; less is no title

LANGUAGES = ("vi", "en")
_CANDIDATES = 3
_NEAR = 24  # characters between a lead and its work that still make one sentence to mark


@dataclass
class Draft:
    """A proposal that is not saved yet, and the coordinating units it will have."""

    proposal: Proposal
    coordinating: list[int]


@dataclass
class Proposer:
    """Makes proposals of a reading: knows the units of the document's day and the fields."""

    index: UnitIndex
    matched: dict[str, list[Candidate]] = field(default_factory=dict)
    fields: dict[str, int | None] = field(default_factory=dict)
    calendars: dict[int, WorkCalendar] = field(default_factory=dict)

    def drafts(self, reading: Reading) -> list[Draft]:
        items = [item for item in reading.items if item.kind in PROPOSED]
        return [self.draft(item, number) for number, item in enumerate(items, 1)]

    def draft(self, item: Item, position: int) -> Draft:
        """What the desk proposes for one item, at this place of its list."""
        candidates = self._candidates(item.lead)
        lead = sure_one(candidates)
        coordinating = [self._coordinating(words) for words in item.coordinating]
        due_on, explanation = deadline_of(item, self._calendar)
        proposal = Proposal(
            position=position,
            start=item.start,
            end=item.end,
            kind=item.kind.value,
            title=title_of(item),
            lead_text=(item.lead or "")[:500],
            lead_id=lead.unit_id if lead else None,
            coordinating_text=coordinating,
            candidates=[
                {"unit": each.unit_id, "score": round(each.score, 2), "why": each.why.value}
                for each in candidates
            ],
            due_text=(item.due_text or "")[:500],
            due_on=due_on,
            due_explanation=explanation,
            field_text=(item.field or "")[:300],
            field_id=self._field(item.field),
            spans=spans_of(item),
            section=(item.section or "")[:300],
            rule=item.rule[:100],
            confidence=item.confidence,
        )
        units = dict.fromkeys(each["unit"] for each in coordinating if each["unit"])
        draft = Draft(proposal, [unit for unit in units if unit != proposal.lead_id])
        proposal.proposed = as_proposed(draft)
        return draft

    def _candidates(self, words: str | None) -> list[Candidate]:
        if not words:
            return []
        if words not in self.matched:
            self.matched[words] = self.index.match(words, limit=_CANDIDATES)
        return self.matched[words]

    def _coordinating(self, words: str) -> dict[str, Any]:
        candidates = self._candidates(words)
        sure = sure_one(candidates)
        return {
            "text": words[:500],
            "unit": sure.unit_id if sure else None,
            "score": round(candidates[0].score, 2) if candidates else 0,
            "maybe": [each.unit_id for each in candidates] if not sure else [],
        }

    def _calendar(self, day: date) -> WorkCalendar:
        """The agency's calendar around a day, asked for once a year of the text."""
        if day.year not in self.calendars:
            self.calendars[day.year] = calendar_around(day)
        return self.calendars[day.year]

    def _field(self, words: str | None) -> int | None:
        if not words:
            return None
        if words not in self.fields:
            found = organisations.match_field(text=words)
            self.fields[words] = found.pk if found else None
        return self.fields[words]


def as_proposed(draft: Draft) -> dict[str, Any]:
    """What the reader said, as it is kept beside what people make of it."""
    proposal = draft.proposal
    return {
        "title": proposal.title,
        "lead": proposal.lead_id,
        "coordinating": sorted(draft.coordinating),
        "due_on": proposal.due_on.isoformat() if proposal.due_on else None,
        "field": proposal.field_id,
    }


def sure_one(candidates: list[Candidate]) -> Candidate | None:
    """The unit that is surely meant; None where a person must choose."""
    if not candidates or candidates[0].score < SURE:
        return None
    second = candidates[1].score if len(candidates) > 1 else 0
    return candidates[0] if candidates[0].score - second >= CLEAR else None


def title_of(item: Item) -> str:
    """The work alone, as the title of a task: who leads, who coordinates and by when stand in
    fields of their own, and the whole sentence stays in the excerpt."""
    start, end = item.start, item.end
    if item.coordinating_spans and _FRAME.match(item.text):
        last = max(span[1] for span in item.coordinating_spans)
        start = last if item.start < last < item.end else start
    if item.due_span and item.due_span[1] == item.end and item.due_span[0] > start:
        end = item.due_span[0]
    words = _work(item.text[start - item.start : end - item.start])
    if len(words) < _SHORTEST:
        words = _work(item.text)
    if len(words) > 1000:
        words = words[:999].rsplit(" ", 1)[0] + "…"
    return words[:1].upper() + words[1:]


def _work(text: str) -> str:
    words = " ".join(text.split()).strip(" .;,:")
    return _LINK.sub("", words) or words


def deadline_of(
    item: Item, calendar_of: CalendarOf = calendar_around
) -> tuple[date | None, dict[str, str]]:
    """The last day in time by the agency's calendar, and why, in each language.

    A period is due on its last day. What comes back, or waits for an event, has no day of its own.
    """
    if item.deadline is None:
        return None, {}
    deadline = by_own_calendar(item.deadline, calendar_of)
    on = deadline.on if deadline.kind is not DeadlineKind.RECURRING else None
    return on, {language: deadline.explanation.text(language) for language in LANGUAGES}


def spans_of(item: Item) -> dict[str, Any]:
    """Where the words of a proposal stand, as JSON keeps it."""
    return {
        "mark": list(_mark_of(item)),
        "lead": list(item.lead_span) if item.lead_span else None,
        "coordinating": [list(span) for span in item.coordinating_spans],
        "due": list(item.due_span) if item.due_span else None,
    }


def _mark_of(item: Item) -> Span:
    """The work with the lead where this stands right before it, as a person would mark it."""
    start = item.start
    if item.lead_span and 0 <= item.start - item.lead_span[1] <= _NEAR:
        start = item.lead_span[0]
    return start, item.end
