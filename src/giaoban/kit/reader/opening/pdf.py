"""PDF files: text in the order of reading; pages that are pictures are recognised."""

from typing import TypedDict

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.apart import answers_of
from giaoban.kit.reader.opening.found import Found, Note, Visit
from giaoban.kit.reader.opening.page import Page, Segment
from giaoban.kit.reader.opening.paragraphs import write_pages
from giaoban.kit.reader.opening.places import Writing
from giaoban.kit.reader.opening.plain import modern
from giaoban.kit.reader.opening.refusals import Reason, Unreadable
from giaoban.kit.reader.opening.scan import can_recognise, recognise_pdf_pages


class _Answer(TypedDict, total=False):
    width: float
    height: float
    segments: list[tuple[str, float, float, float, float, bool]]
    rules: list[tuple[float, float, float, float]]
    refused: str
    whole: bool


def open_pdf(data: bytes, visit: Visit) -> Found:
    """The text of a PDF; Unreadable where it has none, needs a password or costs too much."""
    pages = _pages(data)
    blank = [number for number, page in enumerate(pages) if not _has_letters(page)]
    recognised = recognise_pdf_pages(data, blank, visit) if blank and can_recognise() else {}
    for number, page in recognised.items():
        pages[number] = page
    still_blank = [number for number in blank if not _has_letters(pages[number])]
    if len(still_blank) == len(pages):
        can = can_recognise()
        raise Unreadable(Reason.PDF_WITHOUT_TEXT if can else Reason.CANNOT_RECOGNISE)
    writing, notes = modern(write_pages(pages))
    everything = Writing("\n".join(s.text for page in pages for s in page.segments))
    return Found(
        writing,
        aside=modern(everything)[0].text,
        pages=len(pages),
        notes=(
            *notes,
            *([Note.PAGES_RECOGNISED] if len(still_blank) < len(blank) else []),
            *([Note.PAGES_WITHOUT_TEXT] if still_blank else []),
        ),
    )


def _pages(data: bytes) -> list[Page]:
    """What stands on each page, read in a process that may not take more than its share."""
    share = (
        *(limits.APART_MEMORY_BYTES, limits.APART_CPU_SECONDS),
        *(limits.PDF_PAGES, limits.CHARACTERS),
    )
    answers: list[_Answer] = answers_of("pdf_process.py", data, share)
    for answer in answers:
        if "refused" in answer:
            raise Unreadable(Reason(answer["refused"]))
    if not answers or "whole" not in answers[-1]:
        raise Unreadable(Reason.TOO_COSTLY)
    return [
        Page(
            number,
            answer["width"],
            answer["height"],
            [Segment(*segment) for segment in answer["segments"] if segment[0].strip()],
            answer["rules"],
        )
        for number, answer in enumerate(answers[:-1], 1)
    ]


def _has_letters(page: Page) -> bool:
    return any(char.isalpha() for segment in page.segments for char in segment.text)
