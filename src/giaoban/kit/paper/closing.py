"""Keeps the last sentence of a paper, and the signature that follows, from a page of their own."""

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

# The style of the last sentence, which stays with the signature. What stands before it depends on
# the report, so what has to come along to its page is known only when the template is filled.
CLOSING = "Nội dung cuối"


def keep_closing_in_company(document: Document) -> None:
    """Let the last paragraph before the closing, or the last row of a table there, stay with it.

    Does nothing in a template of an agency that has no paragraph in the style of the closing.
    """
    closing = next((p for p in document.paragraphs if p.style and p.style.name == CLOSING), None)
    if closing is None:
        return
    for element in _company(closing.paragraph_format.element):
        Paragraph(element, document.part).paragraph_format.keep_with_next = True


def _company(closing: BaseOxmlElement) -> Iterator[CT_P]:
    """The paragraphs that come along: back to the first that is not empty, or a row of a table."""
    for block in closing.itersiblings(qn("w:p"), qn("w:tbl"), preceding=True):
        if not isinstance(block, CT_P):
            yield from block.findall(qn("w:tr"))[-1].iter(qn("w:p"))
            return
        yield block
        if block.find(qn("w:r")) is not None:
            return
