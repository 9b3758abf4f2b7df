"""Papers as files: the agency's own template goes before the program's."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from giaoban.kit.paper.fields import Paper as AnyPaper
from giaoban.kit.paper.pdf import to_pdf
from giaoban.kit.paper.word import write_word
from giaoban.records.organisations.administration import selectors as administration
from giaoban.records.organisations.administration.types import Paper

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF_SECONDS = 150  # two thousand rows make some 180 pages, which take LibreOffice half a minute


@dataclass(frozen=True)
class File:
    """Something to take along: its bytes, what they are, and a name every browser takes."""

    content: bytes
    media_type: str
    name: str


def as_word(words: AnyPaper, *, kind: Paper, name: str) -> File:
    """The paper by the template in force. Raises PaperError where it cannot be made."""
    own = administration.template_in_force(paper=kind)
    folder = Path(settings.TEMPLATE_FOLDER) if settings.TEMPLATE_FOLDER else None
    return File(write_word(words, template=own, template_folder=folder), WORD, f"{name}.docx")


def as_pdf(words: AnyPaper, *, kind: Paper, name: str) -> File:
    word = as_word(words, kind=kind, name=name)
    return File(to_pdf(word.content, seconds=PDF_SECONDS), PDF, f"{name}.pdf")
