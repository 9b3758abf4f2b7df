"""From pages to paragraphs: running titles and page numbers go, wrapped lines are joined again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from giaoban.kit.reader.opening.page import (
    Page,
    PageLine,
    PageTable,
    blocks_of,
    usual_step,
)
from giaoban.kit.reader.opening.places import Piece, Place, Writer, Writing
from giaoban.kit.reader.opening.tables import Row, row_lines

Block = PageLine | PageTable

_PAGE_NUMBER = re.compile(r"\W*(?:[Tt]rang\s+|[Pp]age\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*")
_NUMBERED = re.compile(r"(?:[Tt]rang|[Pp]age)\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?")
# PDFium's signs for a hyphen at a line's end. Vietnamese does not hyphenate: it is one that was
# written, as in the symbol of a document; a soft hyphen was not.
_HYPHENS = ("\x02", "\ufffe")
_SOFT_HYPHEN = "\xad"

FULL_LINE = 0.75  # of the width of the text: what is shorter was ended on purpose
LEAST_FULL_LINE = 40  # characters; a page of shorter lines only is a list or a form
RUNNING_LINES = 3  # a first or last line on so many pages is a running title
INDENT = 0.7  # of a line's height: from so much on, a line was indented on purpose
ALIGNED = 2.0  # points between the beginnings of lines that begin alike
CENTRED = 4.0  # points between the middles of centred lines
WIDER_STEP = 1.35  # of the usual step from line to line: a space between paragraphs
OTHER_SIZE = 1.6  # of the height of letters: a heading and its text; boxes of scans are tight
EDGE_LINES = 2  # at the head and foot of a page that may be running titles
_ENDS = (".", ";", ":", "!", "?", "…", "./.")
_STARTS_ANEW = re.compile(
    r"\s*(?:[-–—•*+·●▪◦‣]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđA-ZĐ][.)]|[IVXLC]+[.)]"
    r"|(?:Điều|Phần|Chương|Mục|Khoản)\s+[\dIVXLC]|Căn cứ\b|Nơi nhận|Kính gửi|Số\s*:)"
)


def write_pages(pages: Sequence[Page]) -> Writing:
    """The text of the pages, one line for a paragraph or a row, with the place of every line."""
    writer = _PageWriter()
    for page, blocks in zip(pages, _without_running_lines(pages), strict=True):
        writer.write_page(page, blocks)
    return writer.writing()


def _without_running_lines(pages: Sequence[Page]) -> list[list[Block]]:
    """The blocks of each page without its number and without titles that run over the pages."""
    cut = [_without_page_numbers(blocks_of(page)) for page in pages]
    often = max(RUNNING_LINES, (len(pages) + 1) // 2)
    for edge in (0, -1):
        for _again in range(EDGE_LINES):
            keys = Counter(_key(blocks, edge) for blocks in cut)
            for blocks in cut:
                key = _key(blocks, edge)
                if key is not None and keys[key] >= often:
                    blocks.pop(edge)
    return cut


def _key(blocks: list[Block], edge: int) -> str | None:
    """What the first or last line of a page says, but for the number of the page."""
    block = blocks[edge] if blocks else None
    if not isinstance(block, PageLine):
        return None
    return _NUMBERED.sub("", " ".join(block.text.split()))


def _without_page_numbers(blocks: list[Block]) -> list[Block]:
    for edge in (0, -1):
        if (block := blocks[edge] if blocks else None) is not None and _is_page_number(block):
            blocks.pop(edge)
    return blocks


def _is_page_number(block: Block) -> bool:
    return isinstance(block, PageLine) and bool(_PAGE_NUMBER.fullmatch(block.text.strip()))


@dataclass(frozen=True)
class _Before:
    """What is known of the line before the one at hand."""

    line: PageLine
    page: int
    is_full: bool
    step: float
    margin: float  # where the leftmost line of its page begins
    is_first: bool  # of its paragraph


class _PageWriter:
    """Writes lines into paragraphs and rows into tables, over the ends of pages as well."""

    def __init__(self) -> None:
        self._writer = Writer()
        self._before: _Before | None = None
        self._table: PageTable | None = None  # the one that stands last
        self._tables = self._rows = 0
        self._row: Row = []  # the last row, which may go on over the page

    def writing(self) -> Writing:
        self._end_table()
        return self._writer.writing()

    def write_page(self, page: Page, blocks: list[Block]) -> None:
        lines = [block for block in blocks if isinstance(block, PageLine)]
        step = usual_step(lines)
        margins = {column: _margins(lines, column) for column in {each.column for each in lines}}
        for number, block in enumerate(blocks):
            if isinstance(block, PageTable):
                self._write_table(page, block, is_first=number == 0)
            else:
                self._end_table()
                self._write_line(page, block, step, margins)

    def _write_line(
        self, page: Page, line: PageLine, step: float, margins: dict[float, tuple[float, float]]
    ) -> None:
        place = page.place(line)
        goes_on = self._before is not None and _goes_on(self._before, line, page.number)
        if self._before is not None and goes_on:
            self._writer.add("" if _is_hyphenated(self._before) else " ")
        elif self._writer.length:
            self._writer.add("\n")
        self._write_segments(line, place)
        left, right = margins[line.column]
        long = len(line.text) >= LEAST_FULL_LINE * line.column
        full = long and line.right - left >= FULL_LINE * (right - left)
        self._before = _Before(line, page.number, full, step, left, is_first=not goes_on)

    def _write_segments(self, line: PageLine, place: Place) -> None:
        for number, segment in enumerate(line.segments):
            text = _plain(segment.text)
            text = text.rstrip() if number + 1 == len(line.segments) else text
            text = text if number else text.lstrip()
            shift = 0 if number else len(segment.text) - len(segment.text.lstrip())
            if number:
                self._writer.add(" ")
            self._writer.add_doubtful(
                text,
                place,
                [(start - shift, end - shift, sure) for start, end, sure in segment.doubts],
            )

    def _write_table(self, page: Page, table: PageTable, *, is_first: bool) -> None:
        self._before = None
        last, rows = self._table, list(table.rows)
        if last is not None and is_first and table.goes_on(last):
            if _texts(rows[0]) == _texts(last.rows[0]):
                rows = rows[1:]  # the head, said again on each page
            table = last
        else:
            self._end_table()
            self._tables, self._rows = self._tables + 1, 0
        self._table = table
        for number, cells in enumerate(rows):
            if number == 0 and self._row and _is_rest(cells):
                self._add_rest(page, cells)
            else:
                self._end_row()
                self._rows += 1
                self._row = [
                    [[self._piece(page, line, column)] for line in _joined(cell)]
                    for column, cell in enumerate(cells, 1)
                ]

    def _add_rest(self, page: Page, cells: tuple[tuple[PageLine, ...], ...]) -> None:
        """Put what a row says on the next page behind what it said before."""
        for column, cell in enumerate(cells, 1):
            for line in _joined(cell):
                text, place = self._piece(page, line, column)
                if self._row[column - 1]:
                    self._row[column - 1][-1].append((f" {text}", place))
                else:
                    self._row[column - 1].append([(text, place)])

    def _piece(self, page: Page, line: PageLine, column: int) -> Piece:
        place = replace(page.place(line), table=self._tables, row=self._rows, column=column)
        return _plain(line.text), place

    def _end_row(self) -> None:
        for line in row_lines(self._row) if self._row else ():
            self._writer.add_line(line)
        self._row = []

    def _end_table(self) -> None:
        self._end_row()
        self._table = None


def _texts(cells: tuple[tuple[PageLine, ...], ...]) -> list[str]:
    return [" ".join(line.text for line in cell) for cell in cells]


def _is_rest(cells: tuple[tuple[PageLine, ...], ...]) -> bool:
    """Whether a row at the head of a page is the rest of the one that ended the page before."""
    texts = [text for text in _texts(cells) if text.strip()]
    return bool(texts) and not _texts(cells)[0].strip() and texts[0].lstrip()[:1].islower()


def _plain(text: str) -> str:
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "-")
    return text.replace(_SOFT_HYPHEN, "")


def _joined(cell: tuple[PageLine, ...]) -> Iterator[PageLine]:
    """The lines of a cell, those that go on in one."""
    waiting: PageLine | None = None
    for line in cell:
        if waiting is None:
            waiting = line
        elif _STARTS_ANEW.match(line.text) or waiting.text.endswith(_ENDS):
            yield waiting
            waiting = line
        else:
            waiting = PageLine((*waiting.segments, *line.segments), line.column)
    if waiting is not None:
        yield waiting


def _margins(lines: list[PageLine], column: float) -> tuple[float, float]:
    """The left and right edge of the text of a page, in one kind of column."""
    mine = [line for line in lines if line.column == column]
    widths = sorted(line.right - line.left for line in mine)
    left = min(line.left for line in mine)
    return left, left + widths[len(widths) * 9 // 10]


def _is_hyphenated(before: _Before) -> bool:
    return before.line.text.rstrip().endswith((*_HYPHENS, _SOFT_HYPHEN))


def _goes_on(before: _Before, line: PageLine, page: int) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    if _is_hyphenated(before):
        return True
    if not before.is_full or _STARTS_ANEW.match(line.text):
        return False
    if before.line.text.isupper() != line.text.isupper():
        return False
    if before.line.bold != line.bold and line.text.lstrip()[:1].isupper():
        return False
    if before.line.text.endswith(_ENDS) and line.text.lstrip()[:1].isupper():
        return False
    return not _looks_apart(before, line, page)


def _looks_apart(before: _Before, line: PageLine, page: int) -> bool:
    """Whether the two lines lie as two paragraphs do: other letters, an indent, a space."""
    heights = sorted((before.line.bottom - before.line.top, line.bottom - line.top))
    if heights[1] > OTHER_SIZE * max(heights[0], 0.1):
        return True
    if line.column != before.line.column:
        return True
    if page != before.page or line.top < before.line.top:
        return False
    if _is_indented(before, line, INDENT * heights[1]):
        return True
    return before.step > 0 and line.top - before.line.top > WIDER_STEP * before.step


def _is_indented(before: _Before, line: PageLine, indent: float) -> bool:
    """Whether a line begins to the right of where a line that goes on would."""
    if line.left - before.margin <= indent or _is_centred(before.line, line):
        return False
    further = line.left - before.line.left
    if abs(further) <= ALIGNED:  # under an indented first line goes on what begins at the margin
        return before.is_first
    hangs = before.is_first and _STARTS_ANEW.match(before.line.text) is not None
    return further > indent and not hangs


def _is_centred(before: PageLine, line: PageLine) -> bool:
    """Whether a shorter line stands under the middle of the one before it."""
    middles = (before.left + before.right) / 2, (line.left + line.right) / 2
    return abs(middles[0] - middles[1]) <= CENTRED and line.right < before.right
