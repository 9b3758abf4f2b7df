"""What the reader makes of a conclusion: the task, who leads, who coordinates, by when and why."""

import re
from dataclasses import dataclass, field
from datetime import date

from giaoban.ground.platform.deadlines import by_own_calendar
from giaoban.kit.periods.deadlines import DeadlineKind
from giaoban.kit.reader import read
from giaoban.kit.reader.reading import Item, ItemKind
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Candidate, UnitIndex

# A unit is taken for the one that was meant only if it fits well and no other fits nearly as well.
SURE = 0.9
CLEAR = 0.15
LANGUAGES = ("vi", "en")
LONGEST = 200_000  # characters of a pasted notice; a page has some 3,000
MOST = 300  # conclusions in one

_WORK = frozenset({ItemKind.TASK, ItemKind.RECOMMENDATION})


@dataclass(frozen=True)
class Proposed:
    """What was read from one conclusion. `doubt` says what a person should look at, if anything."""

    text: str
    title: str = ""
    lead_text: str = ""
    lead_id: int | None = None
    lead: str = ""
    coordinating: tuple[tuple[int, str], ...] = ()
    due_text: str = ""
    due_on: date | None = None
    explanation: dict[str, str] = field(default_factory=dict)
    doubt: str = ""


def propose(text: str, *, on: date) -> list[Proposed]:
    """One proposal for each piece of work in the text; the whole text where it is one line.

    Of a pasted list no line that orders something is lost: what the reader finds no work in stays
    a conclusion of its own, for a person to decide.
    """
    text = text.strip()[:LONGEST]
    index = organisations.unit_index(on=on)
    lines = [(found.start(), found.group().strip()) for found in _LINE.finditer(text)]
    if len(lines) <= 1:
        return [_of_line(text, index, on=on)]
    items = [item for item in read(text, anchor=on).items if item.kind in _WORK]
    found = [(item.start, _proposed(item, index, text=_sentence(text, item))) for item in items]
    for start, line in lines:
        end = start + len(line)
        if _ORDERS.match(line) and not any(start <= item.start <= end for item in items):
            found.append((start, _of_line(_MARK.sub("", line), index, on=on)))
    if not found:
        return [_of_line(text, index, on=on)]
    return [each for _start, each in sorted(found, key=lambda pair: pair[0])[:MOST]]


_LINE = re.compile(r"[^\n]*\S[^\n]*")
_MARK = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-–+•*])\s*", re.IGNORECASE)
# A line that tells somebody to do something, or is long enough to be no heading.
_ORDERS = re.compile(
    r"^\s*(?:(?:\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-–+•*])\s*)?(?:(?:giao|yêu cầu|đề nghị)\b|.{60})",
    re.IGNORECASE,
)


def _of_line(text: str, index: UnitIndex, *, on: date) -> Proposed:
    """The one conclusion of a line, with the first piece of work that is read in it."""
    whole = " ".join(text.split())
    # Without its stop the reader takes a line for a heading, and so it stands while one types.
    read_as = whole if whole.endswith((".", ";", ":", "!", "?")) else f"{whole}."
    items = [item for item in read(read_as, anchor=on).items if item.kind in _WORK]
    if not items:
        return Proposed(text=whole, title=_cut(whole), doubt="lead")
    return _proposed(items[0], index, text=whole)


def _sentence(text: str, item: Item) -> str:
    """The words of the item, with its lead where this stands right before them."""
    start = item.start
    if item.lead_span and 0 <= start - item.lead_span[1] <= _NEAR:
        start = item.lead_span[0]
    return " ".join(text[start : item.end].split())


_NEAR = 24  # characters between a lead and its work that still make one sentence


def _proposed(item: Item, index: UnitIndex, *, text: str) -> Proposed:
    candidates = index.match(item.lead, limit=3) if item.lead else []
    lead = _sure(candidates)
    coordinating = [_sure(index.match(words, limit=3)) for words in item.coordinating]
    due_on, explanation = _deadline(item)
    doubt = "" if lead else "lead"
    if not doubt and item.due_text and due_on is None:
        doubt = "deadline"
    if not doubt and None in coordinating:
        doubt = "coordinating"
    found = {each.unit_id: each.name for each in coordinating if each}
    if lead:
        found.pop(lead.unit_id, None)
    return Proposed(
        text=text,
        title=_title(item),
        lead_text=(item.lead or "")[:500],
        lead_id=lead.unit_id if lead else None,
        lead=lead.name if lead else "",
        coordinating=tuple(found.items()),
        due_text=(item.due_text or "")[:500],
        due_on=due_on,
        explanation=explanation,
        doubt=doubt,
    )


def _sure(candidates: list[Candidate]) -> Candidate | None:
    if not candidates or candidates[0].score < SURE:
        return None
    second = candidates[1].score if len(candidates) > 1 else 0
    return candidates[0] if candidates[0].score - second >= CLEAR else None


def _deadline(item: Item) -> tuple[date | None, dict[str, str]]:
    """The last day in time by the agency's calendar, and why, in each language."""
    if item.deadline is None:
        return None, {}
    deadline = by_own_calendar(item.deadline)
    on = deadline.on if deadline.kind is not DeadlineKind.RECURRING else None
    return on, {language: deadline.explanation.text(language) for language in LANGUAGES}


def _title(item: Item) -> str:
    """The work alone: who coordinates and by when stand in fields of their own."""
    start, end = item.start, item.end
    spans = [span[1] for span in item.coordinating_spans if start < span[1] < end]
    before = " ".join(item.text.split()[:2]).lower()
    if spans and before.startswith(("phối hợp", "chủ trì")):
        start = max(spans)
    if item.due_span and item.due_span[1] >= end and item.due_span[0] > start:
        end = item.due_span[0]
    words = " ".join(item.text[start - item.start : end - item.start].split()).strip(" .;,:")
    return _cut(words or " ".join(item.text.split()))


def _cut(words: str) -> str:
    words = words.strip(" .;,:")
    if len(words) > 1000:
        words = words[:999].rsplit(" ", 1)[0] + "…"
    return words[:1].upper() + words[1:]
