"""The rules under Tiêu ngữ, issuing agency and subject, as long as the text above them asks.

A rule is an empty paragraph with a line along its top. Its style says how long it is; an agency
may put one under any line of its own templates, and change the text or its size.
"""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Twips
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

from giaoban.kit.paper.lengths import broken_lines, text_length

# Decree 30/2020/NĐ-CP, Appendix I, Part II: under Tiêu ngữ as long as its line, under the agency
# and the subject a third to a half of theirs.
WHOLE = "Kẻ dài"
PART = "Kẻ ngắn"
SHARES = {WHOLE: 1.0, PART: 0.4}


def stretch_rules(document: Document) -> None:
    """Give every rule of a filled document the length that its style and the text above ask for."""
    for element in document.element.body.iter(qn("w:p")):
        rule = Paragraph(element, document.part)
        share = SHARES.get(str(rule.style.name) if rule.style else "")
        above = _line_above(element)
        if share is None or above is None:
            continue
        room = _room(document, element)
        length = share * _longest_line(Paragraph(above, document.part), room)
        margin = Mm(max(room - length, 0) / 2)
        rule.paragraph_format.left_indent = margin
        rule.paragraph_format.right_indent = margin


def _line_above(element: CT_P) -> CT_P | None:
    """The last paragraph with text before this one, in the same cell or in the same body."""
    before = element.itersiblings(qn("w:p"), preceding=True)
    return next((paragraph for paragraph in before if paragraph.text.strip()), None)


def _longest_line(paragraph: Paragraph, room: float) -> float:
    """The millimetres that the longest line of a paragraph takes, set between `room` of them."""
    points, bold, capitals = _letters(paragraph)
    text = paragraph.text.upper() if capitals else paragraph.text
    lines = [
        line
        for written in text.split("\n")
        for line in broken_lines(written.strip(), room, points, bold=bold)
    ]
    return max(text_length(line, points, bold=bold) for line in lines)


def _letters(paragraph: Paragraph) -> tuple[float, bool, bool]:
    """Size in points, bold, capitals of a paragraph: what its first text or its style says."""
    fonts = [run.font for run in paragraph.runs if run.text.strip()][:1]
    style: BaseStyle | None = paragraph.style
    while isinstance(style, ParagraphStyle):
        fonts.append(style.font)
        style = style.base_style
    sizes = (font.size.pt for font in fonts if font.size is not None)
    bolds = (font.bold for font in fonts if font.bold is not None)
    capitals = (font.all_caps for font in fonts if font.all_caps is not None)
    return next(sizes, 14.0), next(bolds, False), next(capitals, False)


def _room(document: Document, element: CT_P) -> float:
    """The millimetres between the edges of the cell, or of the page's text, around a paragraph."""
    cell = next(element.iterancestors(qn("w:tc")), None)
    width = None if cell is None else cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if cell is not None and width is not None:
        return _mm(width) - _padding(cell)
    section = document.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    return page.mm - left.mm - right.mm if page and left and right else 0.0


def _padding(cell: BaseOxmlElement) -> float:
    """The millimetres that the cells of this table leave free on both sides together."""
    margins = f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/"
    table = next(cell.iterancestors(qn("w:tbl")))
    sides = (table.find(margins + qn(f"w:{side}")) for side in ("left", "right"))
    return sum(_mm(side) for side in sides if side is not None)


def _mm(width: BaseOxmlElement) -> float:
    return float(Twips(int(width.get(qn("w:w"), "0"))).mm)
