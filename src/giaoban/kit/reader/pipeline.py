"""Reading a text from end to end: the structure first, then every recogniser on it."""

import unicodedata
from datetime import date

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Reading
from giaoban.kit.reader.recognisers import (
    attendance,
    citations,
    conclusions,
    exchanges,
    figures,
    meeting,
    people,
    personal,
    tally,
    votes,
)
from giaoban.kit.reader.recognisers import items as work
from giaoban.kit.reader.structure import build
from giaoban.kit.reader.vocabulary import NOTHING_ADDED, Vocabulary, using


def read(
    text: str, *, anchor: date | None = None, vocabulary: Vocabulary = NOTHING_ADDED
) -> Reading:
    """What a careful clerk finds in a briefing text; the same text gives the same Reading.

    `anchor` is the date of the document where the caller knows it; it fixes days whose year the
    text leaves out. Without it the date that the text itself bears is taken. `vocabulary` holds
    the words that an agency adds to the reader's own.
    """
    with using(vocabulary):
        return _read(text, anchor)


def _read(text: str, anchor: date | None) -> Reading:
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    structure = build(text)
    context = Context.of(structure, anchor)
    cited = citations.recognise(structure, context)
    counted = figures.recognise(structure, context)
    named = people.recognise(structure, context)
    held = meeting.recognise(structure, context, named)
    items, parts = work.recognise(structure, context)
    return Reading(
        text=text,
        meeting=held,
        people=named,
        citations=cited,
        items=items,
        figures=counted,
        tally=tally.recognise(structure, context),
        issued_on=context.issued_on,
        exchanges=exchanges.recognise(structure, items),
        conclusions=conclusions.recognise(structure, parts, items),
        attendance=attendance.recognise(structure, context),
        votes=votes.recognise(structure, context),
        personal=personal.recognise(structure, context),
        structure=parts,
    )
