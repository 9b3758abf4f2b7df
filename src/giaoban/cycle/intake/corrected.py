"""A recognised text with corrected words in it, and where each place was before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from giaoban.kit.reader.reading import Item

_SENTENCE_END = re.compile(r"[.;!?…]\s|\n")


@dataclass(frozen=True)
class Corrected:
    """The corrected text; `edges` are where each corrected word stands, and stood before."""

    text: str
    edges: tuple[tuple[int, int, int, int], ...]

    def before(self, at: int) -> int:
        """Where in the text as recognised the character stood; inside a word, where it began."""
        moved = 0
        for start, end, was_start, was_end in self.edges:
            if at <= start:
                break
            if at < end:
                return was_start
            moved = was_end - end
        return at + moved

    def overlap(self, item: Item, start: int, end: int) -> int:
        """How many characters an item shares with a stretch of the text as recognised."""
        return min(end, self.before(item.end)) - max(start, self.before(item.start))

    def spans_before(self, spans: Mapping[str, Any]) -> dict[str, Any]:
        """The spans of a proposal, alone or in lists, in the text as recognised."""
        return {name: self._span_before(span) for name, span in spans.items()}

    def _span_before(self, span: Any) -> Any:
        if isinstance(span, int):
            return self.before(span)
        return [self._span_before(each) for each in span] if span is not None else None


def corrected(text: str, corrections: Sequence[Mapping[str, Any]]) -> Corrected:
    """The text with each correction, in order of their places, in the place of its word."""
    parts: list[str] = []
    edges: list[tuple[int, int, int, int]] = []
    at = length = 0
    for each in corrections:
        parts += [text[at : each["start"]], each["is"]]
        length += each["start"] - at
        edges.append((length, length + len(each["is"]), each["start"], each["end"]))
        length += len(each["is"])
        at = each["end"]
    return Corrected("".join((*parts, text[at:])), tuple(edges))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that a word stands in, as far as marks and line ends tell."""
    before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - 2_000), start)]
    behind = _SENTENCE_END.search(text, end)
    return before[-1] if before else 0, behind.start() if behind else len(text)
