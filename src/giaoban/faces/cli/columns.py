"""Tables for a terminal: columns as wide as letters show, long cells wrapped and never cut."""

import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "
NARROWEST = 12


def width_of(text: str) -> int:
    """How many places a text takes in a terminal: wide letters two, marks none."""
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text at most `width` places wide; a longer word is broken, not lost."""
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if width_of(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    piece = ""
    for char in word:
        if piece and width_of(piece) + _width(char) > width:
            yield piece
            piece = ""
        piece += char
    yield piece


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, width: int) -> list[str]:
    """The lines of a table with a head. Where room is short the widest columns give way."""
    widths = _widths([head, *rows], room=width - len(GAP) * (len(head) - 1))
    lines = [*_row(head, widths), GAP.join("─" * column for column in widths)]
    for row in rows:
        lines += _row(row, widths)
    return lines


def _widths(rows: Sequence[Sequence[str]], *, room: int) -> list[int]:
    widths = [max(map(width_of, column), default=0) for column in zip(*rows, strict=True)]
    while sum(widths) > room:
        widest = widths.index(max(widths))
        if widths[widest] <= NARROWEST:
            break
        others = sorted(widths)[-2] if len(widths) > 1 else NARROWEST
        excess = sum(widths) - room
        step = max(1, min(excess, widths[widest] - others))
        widths[widest] = max(NARROWEST, widths[widest] - step)
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [wrapped(cell, max(1, width)) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    return [
        GAP.join(
            _padded(column[at] if at < len(column) else "", width)
            for column, width in zip(columns, widths, strict=True)
        ).rstrip()
        for at in range(height)
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))
