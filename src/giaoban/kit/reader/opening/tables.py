"""Tables as lines of text: a row is a line, its cells are parted by tabs.

The reader's rule for tables of work counts on this, whatever file the table comes from.
"""

import re

from giaoban.kit.reader.opening.places import Line, Place

Cell = list[Line]
Row = list[Cell]

# The head and the foot of a document are laid out in tables without being tables.
_LAYOUT = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Nơi nhận\s*:", re.IGNORECASE)
_ENDS_A_SENTENCE = (".", ";", ":", ",", "!", "?")


def text_of(line: Line) -> str:
    """The words of a line."""
    return "".join(text for text, _place in line)


def table_lines(rows: list[Row]) -> list[Line]:
    """The lines of a table; of one that is mere layout its paragraphs."""
    cells = [[line for line in cell if text_of(line).strip()] for row in rows for cell in row]
    if len(rows) == 1 or any(_LAYOUT.search(text_of(line)) for cell in cells for line in cell):
        return [line for cell in cells for line in cell]
    return [line for row in rows for line in row_lines(row)]


def row_lines(row: Row) -> list[Line]:
    """The line of a row; the paragraphs of a row in which one cell alone has words."""
    filled = [cell for cell in row if any(text_of(line).strip() for line in cell)]
    if len(filled) == 1:
        return [line for line in filled[0] if text_of(line).strip()]
    if not filled:
        return []
    line: Line = []
    place = _place_of(filled[0])  # a cell without words lies where the one before it does
    for number, cell in enumerate(row):
        if number:
            line.append(("\t", place or Place()))
        place = _place_of(cell) or place
        line.append((cell_text([text_of(each) for each in cell]), place or Place()))
    return [line]


def _place_of(cell: Cell) -> Place | None:
    return next((place for line in cell for text, place in line if text.strip()), None)


def cell_text(lines: list[str]) -> str:
    """The paragraphs of a cell as one piece of text; a semicolon parts those without a stop."""
    text = ""
    for line in filter(None, (" ".join(line.split()) for line in lines)):
        stop = "" if text.endswith(_ENDS_A_SENTENCE) else ";"
        text = f"{text}{stop} {line}" if text else line
    return text
