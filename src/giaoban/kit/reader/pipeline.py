"""Reading a text from end to end: the structure first, then every recogniser on it."""

import unicodedata
from datetime import date

from giaoban.kit.reader.context import Context
from giaoban.kit.reader.reading import Reading
from giaoban.kit.reader.recognisers import citations, figures, meeting, people, tally
from giaoban.kit.reader.recognisers import items as work
from giaoban.kit.reader.structure import build


def read(text: str, *, anchor: date | None = None) -> Reading:
    """What a careful clerk finds in a briefing text; the same text gives the same Reading.

    `anchor` is the date of the document where the caller knows it; it fixes days whose year the
    text leaves out. Without it the date that the text itself bears is taken.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    structure = build(text)
    context = Context.of(structure, anchor)
    cited = citations.recognise(structure, context)
    counted = figures.recognise(structure, context)
    named = people.recognise(structure, context)
    held = meeting.recognise(structure, context, named)
    return Reading(
        text=text,
        meeting=held,
        people=named,
        citations=cited,
        items=work.recognise(structure, context),
        figures=counted,
        tally=tally.recognise(structure, context),
        issued_on=context.issued_on,
    )
