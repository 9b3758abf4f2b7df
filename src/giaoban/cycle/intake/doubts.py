"""Words that were recognised with doubt: in the text as the desk shows it, and to be corrected."""

from collections.abc import Iterator
from dataclasses import dataclass

from giaoban.cycle.intake.drawing import DrawnPiece
from giaoban.cycle.intake.models import StoredReading
from giaoban.records.documents.types import Line, Run

DOUBT = "doubt"
_RIGHTED = "righted"
_AROUND = 40  # characters shown on each side of a word
MOST = 60  # words offered at a time


@dataclass(frozen=True)
class DoubtfulWord:
    """A word with what stands around it; `word` is what it is now, `was` what was recognised."""

    at: int
    word: str
    was: str
    before: str
    behind: str


def doubts_of(reading: StoredReading) -> list[DoubtfulWord]:
    """What may be corrected, in the order of the text, the first MOST of it."""
    text = reading.document.text
    right = _right_words(reading)
    found = []
    for start, end in reading.opening.get("doubts", [])[:MOST]:
        line = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        found.append(
            DoubtfulWord(
                at=start,
                word=right.get(start, text[start:end]),
                was=text[start:end],
                before=text[max(line, start - _AROUND) : start],
                behind=text[end : min(stop if stop >= 0 else len(text), end + _AROUND)],
            )
        )
    return found


class WordsOfDoubt:
    """Knows the pieces of a text that lie in doubtful words, and what stands there by now."""

    def __init__(self, reading: StoredReading) -> None:
        self._starts = {
            at: start
            for start, end in reading.opening.get("doubts", [])
            for at in range(start, end)
        }
        self._right = _right_words(reading)

    def places_of(self, line: Line) -> Iterator[tuple[DrawnPiece, ...]]:
        """The pieces of each run of a line, corrected words in the places of the doubtful ones."""
        at = line.start
        for run in line.runs:
            yield tuple(self._pieces(run, at))
            at += sum(len(piece.text) for piece in run.pieces)

    def _pieces(self, run: Run, at: int) -> Iterator[DrawnPiece]:
        for piece in run.pieces:
            start = self._starts.get(at) if DOUBT in piece.kinds else None
            if start is None:
                yield DrawnPiece(piece.text, piece.kinds)
            elif start not in self._right:
                yield DrawnPiece(piece.text, piece.kinds, at=start)
            elif start == at:
                kinds = tuple(_RIGHTED if kind == DOUBT else kind for kind in piece.kinds)
                yield DrawnPiece(self._right[start], kinds, at=start, was=piece.text)
            # Further pieces of a word that was corrected are in the first one already.
            at += len(piece.text)


def _right_words(reading: StoredReading) -> dict[int, str]:
    return {each["start"]: each["is"] for each in reading.opening.get("corrections", [])}
