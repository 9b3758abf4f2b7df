"""Rows of a table of work: the task in one cell, who does it and by when in others.

Cells are parted by tabs, as Word files and web pages are opened, or by `|`, as Markdown has them.
"""

import re
from collections.abc import Iterator

from giaoban.kit.reader.reading import ItemKind, LeadFrom, Span
from giaoban.kit.reader.recognisers.items.announcing import heading_field
from giaoban.kit.reader.recognisers.items.doers import is_vague, split_doers
from giaoban.kit.reader.recognisers.items.due import Due
from giaoban.kit.reader.recognisers.items.scopes import Columns, Draft
from giaoban.kit.reader.recognisers.items.spans import trimmed
from giaoban.kit.reader.recognisers.items.standing import Standing
from giaoban.kit.reader.structure import Block
from giaoban.kit.vntext.patterns import pattern

_FEWEST_COLUMNS = 3
_SHORTEST_TASK = 8
_ROW_NUMBER = pattern(r"(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3}){0,3}|[A-HĐa-zđ])?[.)]?")
_RULER = pattern(r"[\s|:=-]+$")
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("others", pattern(r"[^|\t]{0,80}phối hợp", re.IGNORECASE)),
    (
        "lead",
        pattern(
            r"[^|\t]{0,80}(?:chủ trì|phụ trách|(?:đơn vị|cơ quan|"
            r"người)\s)",
            re.IGNORECASE,
        ),
    ),
    (
        "due",
        pattern(
            r"[^|\t]{0,80}(?:thời (?:hạn|gian)|tiến độ|hoàn thành|kỳ hạn|"
            "hạn)",
            re.IGNORECASE,
        ),
    ),
    ("task", pattern(r"[^|\t]{0,80}(?:nội dung|nhiệm vụ|công việc|hoạt động)", re.IGNORECASE)),
)


def take_row(standing: Standing, following: Block | None) -> bool:
    """Read the line as the head or a row of a table of work; False where it is neither.

    `following` is the line behind it.
    """
    text, cells = standing.text, _cells(standing.text, standing.block)
    if standing.columns is not None and _groups(standing, cells, following):
        standing.group = _group_of(text, cells or [(standing.block.body, standing.block.end)])
        return True
    if len(cells) < _FEWEST_COLUMNS:
        standing.columns = None
        return False
    head = _head(text, cells)
    if head:
        standing.columns, standing.group = head, None
        return True
    if standing.columns is None:
        return False
    if not _RULER.match(text, standing.block.start, standing.block.end):
        _take(standing, standing.columns, cells)
    return True


def _groups(standing: Standing, cells: list[Span], following: Block | None) -> bool:
    """Whether a row of one cell, merged over all columns or not, heads the rows below it.

    A merged cell comes as one, as one of many that are empty, or as often as there are columns.
    """
    if cells:
        said = _said(standing.text, cells)
        return len(cells) < _FEWEST_COLUMNS or len(said) == 1
    if following is None or not standing.block.is_heading:
        return False
    return len(_cells(standing.text, following)) >= _FEWEST_COLUMNS


def _said(text: str, cells: list[Span]) -> set[str]:
    """What the cells of a row say, without its number."""
    told = {text[slice(*cell)].strip() for cell in cells}
    return {words for words in told if words and not _ROW_NUMBER.fullmatch(words)}


def _group_of(text: str, cells: list[Span]) -> str:
    """The words of a row that heads others."""
    said = [text[slice(*trimmed(text, *cell))] for cell in cells]
    return next((words for words in reversed(said) if not _ROW_NUMBER.fullmatch(words)), "")


def _cells(text: str, block: Block) -> list[Span]:
    """The spans of the cells of a line, empty ones too."""
    start = text.rfind("\n", 0, block.start) + 1
    line = text[start : block.end]
    mark = "|" if line.lstrip().startswith("|") else "\t"
    if mark not in line:
        return []
    ends = [start + found.start() for found in re.finditer(re.escape(mark), line)]
    spans = [*zip([start, *(end + 1 for end in ends)], [*ends, block.end], strict=True)]
    if mark == "|":
        spans = spans[1:-1] if line.rstrip().endswith("|") else spans[1:]
    return spans


def _head(text: str, cells: list[Span]) -> Columns | None:
    """The columns, if the cells name them."""
    found: dict[str, int] = {}
    for number, (start, end) in enumerate(cells):
        for name, called in _COLUMNS:
            if name not in found and called.match(text, start, end):
                found[name] = number
                break
    if "task" not in found or len(found) == 1:
        return None
    return Columns(found["task"], found.get("lead"), found.get("others"), found.get("due"))


def _take(standing: Standing, columns: Columns, cells: list[Span]) -> None:
    """Keep the row; one whose other cells are all empty only heads those below it."""
    text = standing.text
    if columns.task >= len(cells):
        return
    start, end = trimmed(text, *cells[columns.task])
    doers = list(_doers(text, cells, columns.lead))
    due = _due(standing, cells, columns.due)
    if end - start < _SHORTEST_TASK or not (doers or due):
        return
    section = standing.sections[-1]
    group = standing.group or ""
    standing.drafts.append(
        Draft(
            kind=section.kind or ItemKind.TASK,
            start=start,
            end=end,
            lead=doers[0] if doers else section.lead,
            coordinating=(*doers[1:], *_doers(text, cells, columns.others)),
            due=due.key if due else section.due,
            field=heading_field(group) or section.field,
            section=group or section.heading,
            rule="table-row",
            lead_from=_lead_from(doers, section.lead),
            block=standing.number,
            own_due=due,
        )
    )


def _lead_from(doers: list[Span], above: Span | None) -> LeadFrom:
    if doers:
        return LeadFrom.CLAUSE
    return LeadFrom.ABOVE if above else LeadFrom.NOWHERE


def _doers(text: str, cells: list[Span], column: int | None) -> Iterator[Span]:
    if column is None or column >= len(cells):
        return
    start, end = trimmed(text, *cells[column])
    if end > start and not is_vague(text[start:end]):
        yield from split_doers(text, start, end)


def _due(standing: Standing, cells: list[Span], column: int | None) -> Due | None:
    """The last day or period of the cell: in its own column it needs no "trước"."""
    if column is None or column >= len(cells):
        return None
    context, span = standing.context, cells[column]
    dues = [
        Due(day.isoformat(), day, mention.start, mention.end)
        for mention in context.dates_between(*span)
        if (day := context.day(mention))
    ]
    dues += [
        Due(period.key, period.days().last, mention.start, mention.end)
        for mention in context.periods_between(*span)
        if not dues and (period := mention.period(mention.year or context.year))
    ]
    return max(dues, key=lambda due: due.last, default=None)
