"""Tables for spreadsheets: UTF-8 with its mark, semicolons, and no cell that is computed.

That is how a spreadsheet set to Vietnamese opens them without being asked.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Iterable[Sequence[object]]) -> Iterator[str]:
    """The table as the lines of a file, written while they are read."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    for row in table:
        writer.writerow([_safe(cell) for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _safe(cell: object) -> str:
    """A cell that a spreadsheet shows and never computes."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
