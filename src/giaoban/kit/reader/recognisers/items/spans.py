"""Where the words of a piece of work begin and end, and which of them name who does it."""

from giaoban.kit.reader.reading import Span
from giaoban.kit.reader.recognisers.items import phrases
from giaoban.kit.reader.recognisers.items.doers import Doer, is_vague, read_doer, split_doers

_WIDEST_PAIR = 1_000
_PARTNERS = {")": "(", "”": "“", '"': '"'}


def trimmed(text: str, start: int, end: int) -> Span:
    """Without marks and spaces at both ends; a bracket or quotation mark with a partner stays."""
    start = phrases.behind_opening_marks(text, start, end)
    while end > start and not _belongs(text, start, end - 1):
        end -= 1
    return start, end


def _belongs(text: str, start: int, at: int) -> bool:
    """Whether the character at `at` is part of the words that begin at `start`."""
    mark = text[at]
    if mark not in _PARTNERS:
        return mark.isalnum() or mark == "%"
    first = max(start, at - _WIDEST_PAIR)
    if mark == '"':
        return text.count(mark, first, at) % 2 == 1
    return text.count(_PARTNERS[mark], first, at) > text.count(mark, first, at)


def without_attribution(text: str, start: int, end: int) -> int:
    """The end without `”, ông A nhấn mạnh`."""
    if text.find("”", start, end) < 0 and text.find('"', start, end) < 0:
        return end
    words = text[start:end]
    found = phrases.ATTRIBUTION.search(words)
    return trimmed(text, start, start + found.start())[1] if found else end


def doers_of(text: str, doer: Doer | None) -> tuple[Span | None, tuple[Span, ...]]:
    """The lead and the others that a doer names; nobody where it names a vague body."""
    if doer is None or is_vague(doer.text(text)):
        return None, ()
    spans = split_doers(text, doer.start, doer.end)
    return spans[0], tuple(spans[1:])


def coordinating_in(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Who is named behind "phối hợp với"."""
    # Looked for first as it stands, for few clauses have the word.
    if text.find("hối hợp", start, end) < 0:
        return ()
    found = phrases.COORDINATION.search(text, start, end)
    doer = read_doer(text, found.end(), end) if found else None
    return tuple(split_doers(text, doer.start, doer.end)) if doer else ()
