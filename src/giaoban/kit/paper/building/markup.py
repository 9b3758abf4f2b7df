"""Paragraphs and tables as WordprocessingML, lengths in millimetres."""

import html
from collections.abc import Sequence

from docx.oxml.ns import nsmap

from giaoban.kit.paper.building.styles import style_id

NAMESPACE = nsmap["w"]

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_PADDING = {"top": 0.5, "left": 1.2, "bottom": 0.5, "right": 1.2}
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'  # half a point


def paragraph(style: str, text: str = "") -> str:
    letters = html.escape(text, quote=False)
    run = f'<w:r><w:t xml:space="preserve">{letters}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{run}</w:p>'


def each(name: str, several: str, *content: str) -> str:
    """The content once for each of several; the two tags take the paragraphs they stand in."""
    return _around(f"for {name} in {several}", "endfor", content)


def only_if(condition: str, *content: str) -> str:
    return _around(f"if {condition}", "endif", content)


def otherwise() -> str:
    """What follows in an `only_if` stands where its condition does not hold."""
    return paragraph("Nội dung", "{%p else %}")


def _around(begin: str, end: str, content: Sequence[str]) -> str:
    first, last = (paragraph("Nội dung", f"{{%p {tag} %}}") for tag in (begin, end))
    return first + "".join(content) + last


def field(instruction: str, shown: str) -> str:
    """A value that the office programme works out, such as the number of the page."""
    run = f"<w:r><w:t>{shown}</w:t></w:r>"
    return f'<w:fldSimple xmlns:w="{NAMESPACE}" w:instr=" {instruction} ">{run}</w:fldSimple>'


def cell(width: float, *content: str, span: int = 1, merge: str = "", middle: bool = False) -> str:
    """A cell that covers `span` columns; `merge` is "restart" or "continue" down a column."""
    looks = [f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>']
    if span > 1:
        looks.append(f'<w:gridSpan w:val="{span}"/>')
    if merge:
        looks.append(f'<w:vMerge w:val="{merge}"/>')
    if middle:
        looks.append('<w:vAlign w:val="center"/>')
    return f"<w:tc><w:tcPr>{''.join(looks)}</w:tcPr>{''.join(content)}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    """A row that no page break cuts; a header is repeated on top of every page."""
    looks = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(cells)}</w:tr>"


def rows_of(name: str, several: str, *cells: str) -> str:
    """One row for each of several; the rows with the two tags go when it is filled."""
    begin, end = (
        row(cell(20, paragraph("Chữ trong bảng", f"{{%tr {tag} %}}"), span=len(cells)))
        for tag in (f"for {name} in {several}", "endfor")
    )
    return begin + row(*cells) + end


def table(
    widths: Sequence[float],
    *rows: str,
    indent: float = 0,
    ruled: bool = False,
) -> str:
    """A table of fixed widths: ruled for figures, else only to set things side by side."""
    borders = "".join(f"<w:{side} {_LINE}/>" for side in _SIDES) if ruled else ""
    padding = _PADDING if ruled else dict.fromkeys(_PADDING, 0.0)
    room = "".join(
        f'<w:{side} w:w="{_twips(width)}" w:type="dxa"/>' for side, width in padding.items()
    )
    looks = (
        f'<w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{_twips(indent)}" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{room}</w:tblCellMar>"
    )
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
