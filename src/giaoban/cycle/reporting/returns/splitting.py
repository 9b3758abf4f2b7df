"""Splitting a report that was written elsewhere into the sections of the outline."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from giaoban.cycle.reporting.models import OutlineSection
from giaoban.kit.reader.structure import Block, build
from giaoban.kit.vntext.folding import fold
from giaoban.kit.vntext.likeness import likeness

MOST = 2000  # lines of one file
_SURE = 0.55
_TOP = 3  # levels of numbering that may open a section


@dataclass(frozen=True)
class Piece:
    """A line of the file: the section it belongs to, none where no heading of the outline said so.

    `line` counts the lines that hold words, from 1.
    """

    section_id: int | None
    text: str
    line: int


def split(text: str, sections: Sequence[OutlineSection]) -> Iterator[Piece]:
    """The lines of a report, each under the section whose heading stands above it.

    A heading of the same depth that the outline does not know ends a section: what follows it is
    placed by a person. Headings themselves are left out where they are those of the outline.
    """
    section: int | None = None
    depth = 0
    for number, block in enumerate(build(text).blocks[:MOST], start=1):
        found = _section_of(block, sections)
        if found is not None:
            section, depth = found.pk, block.level
            continue
        if section is not None and _is_heading(block) and 0 < block.level <= depth:
            section = None
        yield Piece(section, block.words.strip(), number)


def _section_of(block: Block, sections: Iterable[OutlineSection]) -> OutlineSection | None:
    if not _is_heading(block):
        return None
    best, how = None, _SURE
    for section in sections:
        like = _like(block.words, section)
        if like > how:
            best, how = section, like
    return best


def _like(words: str, section: OutlineSection) -> float:
    """How much a heading is that of a section; a field's name alone is enough for its section."""
    title = likeness(words, section.title)
    if section.field is None:
        return title
    name = fold(section.field.name)
    return max(title, 0.9 if name and name in fold(words) else 0.0)


def _is_heading(block: Block) -> bool:
    if block.words.isupper():
        return True
    return block.is_heading and block.level <= _TOP
