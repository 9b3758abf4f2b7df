"""Parts of the desk that hardly change from press to press, drawn once and kept.

The desk is drawn anew at each press. Of some sixty lines and as many paragraphs two change: the
proposal that was decided and the one that is at hand next. A part is drawn from plain values
alone, so the same values give the same part, whoever looks at it.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from giaoban.cycle.intake.selectors import Entry

_KEPT = 4_000  # of a few hundred characters to a few thousand each


@dataclass(frozen=True)
class DrawnPiece:
    """Characters with the same marks; `at` is where a word begins that may be corrected."""

    text: str
    kinds: tuple[str, ...] = ()
    at: int | None = None
    was: str = ""


@dataclass(frozen=True)
class Passage:
    """A stretch of the text: of a proposal (`pk`), of other work that was read, or neither.

    `decision` and `at_hand` say how the proposal is marked; `position` is its number.
    """

    pk: int | None
    position: int
    decision: str
    at_hand: bool
    kind: str
    opens: bool
    pieces: tuple[DrawnPiece, ...]


@dataclass(frozen=True)
class Paragraph:
    """A line of the text; `start` is its place, by which a selection in it is found again."""

    form: str
    start: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class LineOfDesk:
    """What the line of a proposal that is not at hand shows."""

    pk: int
    position: int
    decision: str
    title: str
    lead: str
    lead_text: str
    due_on: date | None
    task: str
    level: int
    sureness: str
    bars: SafeString


def line_of(entry: Entry, here: str) -> SafeString:
    """The line of a proposal that is not at hand; `here` is the address of the desk."""
    proposal = entry.proposal
    line = LineOfDesk(
        pk=proposal.pk,
        position=proposal.position,
        decision=proposal.decision,
        title=proposal.title,
        lead=entry.lead,
        lead_text=proposal.lead_text,
        due_on=proposal.due_on,
        task=proposal.task.number if proposal.task else "",
        level=entry.sureness.level,
        sureness=str(entry.sureness.words),
        bars=entry.sureness.bars,
    )
    return _line(line, here, get_language() or "")


def paragraph_of(paragraph: Paragraph, here: str) -> SafeString:
    """A line of the text with what was read marked in it."""
    return _paragraph(paragraph, here)


@lru_cache(maxsize=_KEPT)
def _line(line: LineOfDesk, here: str, _language: str) -> SafeString:
    return render_to_string("intake/line.html", {"proposal": line, "here": here})


@lru_cache(maxsize=_KEPT)
def _paragraph(paragraph: Paragraph, here: str) -> SafeString:
    return render_to_string("intake/paragraph.html", {"paragraph": paragraph, "here": here})
