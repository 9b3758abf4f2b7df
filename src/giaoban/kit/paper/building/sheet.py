"""The page of Decree 30/2020/NĐ-CP with its number, and the body that stands on it."""

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Length, Mm

from giaoban.kit.paper.building.markup import NAMESPACE, field
from giaoban.kit.paper.building.styles import prepare_styles

# A4. Appendix I, Part I.1 allows 30 to 35 mm on the left, 15 to 20 on the right, 20 to 25 above and
# below; these are the margins of the Government's own samples, whose page number stands 10 mm below
# the upper edge.
PAGE = (Mm(210), Mm(297))
LEFT, RIGHT, TOP, BOTTOM = Mm(35), Mm(20), Mm(25), Mm(20)
NUMBER_FROM_EDGE = Mm(10)
# A wide table stands on a page turned round (Part I.2), with the least that is allowed beside it:
# 252 mm are left for the text.
WIDE_LEFT, WIDE_RIGHT, WIDE_TOP, WIDE_BOTTOM = Mm(30), Mm(15), Mm(20), Mm(20)


def new_sheet(body: str, *, wide: bool = False) -> Document:
    """A document with our page and styles, the number of the page from page 2 on, and `body`."""
    document = docx.Document()
    prepare_styles(document)
    _set_page(document, wide=wide)
    _number_pages(document)
    _be_of_today(document)
    _leave_out_what_is_not_ours(document)
    _write(document, body)
    return document


def _set_page(document: Document, *, wide: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = reversed(PAGE) if wide else PAGE
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.left_margin, section.right_margin = WIDE_LEFT, WIDE_RIGHT
        section.top_margin, section.bottom_margin = WIDE_TOP, WIDE_BOTTOM
    else:
        section.left_margin, section.right_margin = LEFT, RIGHT
        section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.header_distance = section.footer_distance = NUMBER_FROM_EDGE
    section.gutter = Length(0)


def _number_pages(document: Document) -> None:
    """Centred in the upper margin; page 1 has a header of its own, which is empty (Part I.6)."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for header in (section.header, section.first_page_header):
        header.is_linked_to_previous = False
        line = header.paragraphs[0]
        line.style = document.styles["Số trang"]
        if header.part is section.header.part:
            line.paragraph_format.element.append(parse_xml(field("PAGE", "2")))


def _be_of_today(document: Document) -> None:
    """Word sets a document that says nothing of its age as Word 2007 did, tables shifted a bit."""
    settings = document.settings.element
    compatibility = settings.find(qn("w:compat"))
    if compatibility is None:
        compatibility = OxmlElement("w:compat")
        settings.append(compatibility)
    for setting in list(compatibility):
        compatibility.remove(setting)
    mode = OxmlElement("w:compatSetting")
    mode.set(qn("w:name"), "compatibilityMode")
    mode.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
    mode.set(qn("w:val"), "15")
    compatibility.append(mode)


def _leave_out_what_is_not_ours(document: Document) -> None:
    """python-docx starts from a document of its own, with a picture and styles of older Words."""
    for part in (document.part, document.part.package):
        for key, link in list(part.rels.items()):
            if link.reltype.rpartition("/")[2] in _NOT_OURS:
                del part.rels[key]
    document.core_properties.author = document.core_properties.comments = ""


_NOT_OURS = {"customXml", "numbering", "stylesWithEffects", "thumbnail"}


def _write(document: Document, body: str) -> None:
    """Put the body before the section's settings, which close it."""
    place = document.element.body
    for element in parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{body}</w:body>'):
        place.insert(len(place) - 1, element)
