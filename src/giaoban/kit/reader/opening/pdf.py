"""PDF files with text: pages in order, wrapped lines joined again, page numbers left out."""

import re
from collections import Counter
from typing import TypedDict

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.apart import answers_of
from giaoban.kit.reader.opening.found import Found, Note
from giaoban.kit.reader.opening.plain import modern
from giaoban.kit.reader.opening.refusals import Reason, Unreadable

_PAGE_NUMBER = re.compile(r"\W*(?:[Tt]rang\s+|[Pp]age\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*")
# PDFium's sign for a hyphen at a line's end. Vietnamese does not hyphenate: it is one that was
# written, as in the symbol of a document.
_HYPHEN_AT_END = re.compile("[\x02\ufffe]\\s*")

FULL_LINE = 0.75  # of the length of a long line: what is shorter was ended on purpose
LEAST_FULL_LINE = 40  # characters; a page of shorter lines only is a list or a form
RUNNING_LINES = 3  # a first or last line on so many pages is a running title
_ENDS = (".", ";", ":", "!", "?", "…", "./.")
_STARTS_ANEW = re.compile(
    r"\s*(?:[-–—•*+·●▪◦‣]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđA-ZĐ][.)]|[IVXLC]+[.)]"
    r"|(?:Điều|Phần|Chương|Mục|Khoản)\s+[\dIVXLC]|Căn cứ\b|Nơi nhận|Kính gửi|Số\s*:)"
)


class _Answer(TypedDict, total=False):
    pages: list[str]
    refused: str


def open_pdf(data: bytes) -> Found:
    """The text of a PDF; Unreadable where it has none, needs a password or costs too much."""
    pages = [_HYPHEN_AT_END.sub("-", page.replace("\r\n", "\n")) for page in _pages(data)]
    if not any(map(_has_letters, pages)):
        raise Unreadable(Reason.PDF_WITHOUT_TEXT)
    found = modern("\n".join(_paragraphs(_without_running_lines(pages))))
    blank = () if all(map(_has_letters, pages)) else (Note.PAGES_WITHOUT_TEXT,)
    aside = modern("\n".join(pages)).text
    return Found(found.text, aside=aside, pages=len(pages), notes=(*found.notes, *blank))


def _pages(data: bytes) -> list[str]:
    """The text of each page, read in a process that may not take more than its share."""
    share = (
        *(limits.APART_MEMORY_BYTES, limits.APART_CPU_SECONDS),
        *(limits.PDF_PAGES, limits.CHARACTERS),
    )
    answers: list[_Answer] = answers_of("pdf_process.py", data, share)
    if not answers:
        raise Unreadable(Reason.TOO_COSTLY)
    if "refused" in answers[0]:
        raise Unreadable(Reason(answers[0]["refused"]))
    return answers[0]["pages"]


def _has_letters(page: str) -> bool:
    return any(map(str.isalpha, page))


def _without_running_lines(pages: list[str]) -> list[list[str]]:
    """The lines of each page without its number and without titles that run over the pages."""
    cut = [_without_page_number([line.rstrip() for line in page.split("\n")]) for page in pages]
    firsts = Counter(lines[0].strip() for lines in cut if lines)
    lasts = Counter(lines[-1].strip() for lines in cut if lines)
    often = max(RUNNING_LINES, (len(pages) + 1) // 2)
    result: list[list[str]] = []
    for lines in cut:
        start = 1 if lines and firsts[lines[0].strip()] >= often else 0
        stop = -1 if lines and lasts[lines[-1].strip()] >= often else None
        result.append(lines[start:stop])
    return result


def _without_page_number(lines: list[str]) -> list[str]:
    """A page's lines, from the first to the last with words, less a page number at either end."""
    filled = [line for line in lines if line.strip()]
    if filled and _PAGE_NUMBER.fullmatch(filled[0]):
        filled = filled[1:]
    if filled and _PAGE_NUMBER.fullmatch(filled[-1]):
        filled = filled[:-1]
    return filled


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """The lines of all pages, those that were only wrapped joined, over the page's end as well."""
    paragraphs: list[str] = []
    before, full_before = "", 0.0
    for lines in pages:
        lengths = sorted(map(len, lines))
        long = lengths[len(lengths) * 9 // 10] if lengths else 0
        full = max(LEAST_FULL_LINE, FULL_LINE * long)
        for line in lines:
            if paragraphs and _goes_on(before, line, full_before):
                paragraphs[-1] += f" {line.strip()}"
            else:
                paragraphs.append(line.strip())
            before, full_before = line, full
    return paragraphs


def _goes_on(before: str, line: str, full: float) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    if len(before) < full or _STARTS_ANEW.match(line):
        return False
    if before.isupper() != line.isupper():
        return False
    return not (before.endswith(_ENDS) and line.lstrip()[:1].isupper())
