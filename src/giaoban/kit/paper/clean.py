"""Text as a Word file can hold it: precomposed, on one line or broken into even lines."""

import unicodedata
from collections.abc import Iterable

from giaoban.kit.paper.lengths import balanced_lines

# Control characters, which also end lines and paragraphs, and halves of surrogate pairs.
_NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}


def clean(text: str) -> str:
    """One line of precomposed text without the characters that a Word file cannot hold."""
    composed = unicodedata.normalize("NFC", text)
    printable = (" " if unicodedata.category(char) in _NO_TEXT else char for char in composed)
    return "".join(printable).strip(" ")


def cleaned(lines: Iterable[str]) -> list[str]:
    return [clean(line) for line in lines]


def balanced(text: str, width: float, points: float, *, bold: bool) -> str:
    """The text in lines of at most `width` millimetres, about equally long."""
    return "\n".join(balanced_lines(clean(text), width, points, bold=bold))
