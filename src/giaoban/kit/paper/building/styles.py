"""The components of Decree 30/2020/NĐ-CP, Appendix I, as Word styles, named as officials name them.

Letter sizes are those of the Government's own sample table (Part V), lengths in points unless the
name says millimetres.
"""

from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from giaoban.kit.paper.closing import CLOSING
from giaoban.kit.paper.lengths import text_length
from giaoban.kit.paper.rule_lines import PART, WHOLE
from giaoban.kit.vntext.folding import fold

FONT = "Times New Roman"

_LEFT, _CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_RIGHT, _JUSTIFIED = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True)
class Look:
    """How the paragraphs of one style are set."""

    name: str
    points: float
    align: WD_ALIGN_PARAGRAPH
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    first_line_mm: float = 0
    left_mm: float = 0
    with_next: bool = False


LOOKS = (
    Look("Quốc hiệu", 12, _CENTRE, bold=True),
    Look("Tiêu ngữ", 13, _CENTRE, bold=True),
    Look("Cơ quan chủ quản", 12, _CENTRE),
    Look("Cơ quan ban hành", 12, _CENTRE, bold=True),
    Look("Số ký hiệu", 13, _CENTRE),
    Look("Địa danh và ngày", 13, _CENTRE, italic=True),
    Look("Tên loại", 14, _CENTRE, bold=True, before=18, with_next=True),
    Look("Trích yếu", 14, _CENTRE, bold=True, with_next=True),
    Look("Trích yếu công văn", 12, _CENTRE, before=6),
    Look("Kính gửi", 14, _CENTRE, before=6, after=6),
    Look("Kính gửi nhiều nơi", 14, _LEFT, before=6, first_line_mm=35),
    Look("Nơi kính gửi", 14, _LEFT, left_mm=35 + text_length("Kính gửi", 14)),
    Look("Nội dung", 14, _JUSTIFIED, before=6, first_line_mm=10),
    Look(CLOSING, 14, _JUSTIFIED, before=6, first_line_mm=10, with_next=True),
    Look("Đề mục", 14, _JUSTIFIED, bold=True, before=6, first_line_mm=10, with_next=True),
    Look("Tên bảng", 13, _CENTRE, bold=True, before=9, after=3, with_next=True),
    Look("Đơn vị tính", 12, _RIGHT, italic=True, after=3, with_next=True),
    Look("Trước bảng", 6, _LEFT, with_next=True),
    Look("Đầu bảng", 11, _CENTRE, bold=True),
    Look("Chữ trong bảng", 12, _LEFT),
    Look("Giữa ô", 12, _CENTRE),
    Look("Số trong bảng", 12, _RIGHT),
    Look("Chữ tổng cộng", 12, _CENTRE, bold=True),
    Look("Số tổng cộng", 12, _RIGHT, bold=True),
    Look("Tên đơn vị trong bảng", 12, _LEFT, bold=True, with_next=True),
    Look("Số cột", 11, _CENTRE, italic=True),
    Look("Điểm của phiếu", 13, _LEFT, bold=True, before=3, after=3),
    Look("Chữ của phiếu", 13, _LEFT, before=3, after=3),
    Look("Chỗ ký nhận", 13, _CENTRE, bold=True, before=3, with_next=True),
    Look("Chú dẫn ký nhận", 12, _CENTRE, italic=True),
    Look("Hình", 12, _CENTRE, before=9, with_next=True),
    Look("Tên hình", 13, _CENTRE, bold=True, before=3, after=3),
    Look("Quyền hạn, chức vụ", 14, _CENTRE, bold=True, with_next=True),
    Look("Người ký", 14, _CENTRE, bold=True, before=85),
    Look("Nơi nhận", 12, _LEFT, bold=True, italic=True, with_next=True),
    Look("Danh sách nơi nhận", 11, _LEFT, with_next=True),
    Look("Số trang", 13, _CENTRE),
    Look("Trước chữ ký", 6, _LEFT, with_next=True),
)

# A rule is a thin line along the top of an empty paragraph, which parts it from what follows.
_RULE_ROOM = Pt(8)
_RULE_EIGHTHS = 6  # of a point: a line of 0.75 pt


def style_id(name: str) -> str:
    """`style_id("Quyền hạn, chức vụ") == "QuyenHanChucVu"`: what paragraphs call a style by."""
    return fold(name).title().replace(" ", "").replace(",", "")


def prepare_styles(document: Document) -> None:
    """Leave in the document no styles but ours, in Times New Roman and Vietnamese."""
    for style in list(document.styles):
        if style.type is not WD_STYLE_TYPE.PARAGRAPH and not style.name.startswith(_KEPT):
            style.delete()
    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.PARAGRAPH and style.name != "Normal":
            style.delete()
    _set_defaults(document)
    for look in LOOKS:
        _add(document, look)
    for name in (WHOLE, PART):
        _add_rule(document, name)


_KEPT = ("Default Paragraph Font", "Normal Table", "No List")


def _set_defaults(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name = FONT
    normal.font.size = Pt(14)
    _say_all_scripts(normal.element.get_or_add_rPr())
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}")
    letters = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(letters):
        letters.remove(child)
    fonts = OxmlElement("w:rFonts")
    letters.append(fonts)
    _say_all_scripts(letters)
    language = OxmlElement("w:lang")
    for attribute, value in (("val", "vi-VN"), ("eastAsia", "vi-VN"), ("bidi", "ar-SA")):
        language.set(qn(f"w:{attribute}"), value)
    letters.append(language)
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
    for child in list(spacing) if spacing is not None else []:
        spacing.remove(child)


def _say_all_scripts(letters: BaseOxmlElement) -> None:
    """Word keeps a font for each group of scripts; Vietnamese letters lie in more than one."""
    fonts = letters.find(qn("w:rFonts"))
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _add(document: Document, look: Look) -> None:
    style = _new(document, look.name)
    style.font.size = Pt(look.points)
    style.font.bold = look.bold
    style.font.italic = look.italic
    setting = style.paragraph_format
    setting.alignment = look.align
    setting.line_spacing_rule = WD_LINE_SPACING.SINGLE
    setting.space_before, setting.space_after = Pt(look.before), Pt(look.after)
    setting.first_line_indent, setting.left_indent = Mm(look.first_line_mm), Mm(look.left_mm)
    setting.keep_with_next = setting.keep_together = look.with_next
    setting.widow_control = True


def _add_rule(document: Document, name: str) -> None:
    style = _new(document, name)
    style.font.size = Pt(2)
    setting = style.paragraph_format
    setting.space_before, setting.space_after = Pt(2.5), Pt(0)
    setting.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    setting.line_spacing = _RULE_ROOM
    setting.keep_with_next = True
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    looks = {"val": "single", "sz": str(_RULE_EIGHTHS), "space": "1", "color": "000000"}
    for attribute, value in looks.items():
        line.set(qn(f"w:{attribute}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _new(document: Document, name: str) -> ParagraphStyle:
    style = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.element.set(qn("w:styleId"), style_id(name))
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style
