"""Pictures of text, scanned or photographed: recognised by tesseract, page by page.

Tesseract is run itself rather than through ocrmypdf: its table of words says how sure it is of each
one, which a PDF with a text layer no longer does, and neither Ghostscript nor a second PDF is
needed. A picture is decoded, turned upright and bounded in one process, recognised in another.
"""

import base64
import functools
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypedDict

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.apart import answers_of
from giaoban.kit.reader.opening.found import Found, Note, PicturesInside, Visit
from giaoban.kit.reader.opening.page import Page, Segment
from giaoban.kit.reader.opening.paragraphs import write_pages
from giaoban.kit.reader.opening.refusals import Reason, Unreadable

LANGUAGE = "vie"
SURE = 70  # of 100: a word of which tesseract is less sure is doubtful
HOPELESS = 10  # of 100: what it is less sure of is a stain, not a word
POINTS_OF_AN_INCH = 72
WIDE_GAP = 3.0  # of the height of the letters: what parts two columns
_MISREAD_BULLETS = {"®", "©", "¢", "°", "«", "»", "¤", "*"}
_SIDE_BY_SIDE = 4
_WORD_LEVEL = "5"
_COLUMNS = 12
# A process of its own may take this much: memory in kilobytes, seconds of processor.
_WITHIN = 'ulimit -v "$1"; ulimit -t "$2"; shift 2; exec "$@"'


Box = tuple[float, float, float, float]


class _Picture(TypedDict, total=False):
    picture: str
    width: int
    height: int
    dpi: float
    rules: list[tuple[float, float, float, float]]
    refused: str


@functools.cache
def can_recognise() -> bool:
    """Whether tesseract is here and knows Vietnamese."""
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        return False
    listed = subprocess.run(  # noqa: S603 - the program of this machine, asked what it knows
        [tesseract, "--list-langs"], capture_output=True, check=False, timeout=60
    )
    return LANGUAGE in listed.stdout.decode(errors="replace").split()


def open_picture(data: bytes, visit: Visit) -> Found:
    """The text in a picture of one or more pages."""
    if not can_recognise():
        raise Unreadable(Reason.CANNOT_RECOGNISE)
    if not visit.recognises:
        raise PicturesInside
    most = visit.budget.take_pictures(limits.PICTURES)
    pictures = _decoded(data, [limits.PIXELS, most])
    found = _recognised(list(enumerate(pictures, 1)), visit)
    pages = [found[number] for number in sorted(found)]
    if not any(page.segments for page in pages):
        raise Unreadable(Reason.PICTURE_WITHOUT_TEXT)
    return Found(write_pages(pages), pages=len(pages), notes=(Note.PAGES_RECOGNISED,))


def recognise_pdf_pages(data: bytes, numbers: Sequence[int], visit: Visit) -> dict[int, Page]:
    """The pages of a PDF with these numbers (from 0), recognised; the first ones if too many."""
    if not visit.recognises:
        raise PicturesInside
    numbers = numbers[: visit.budget.take_pictures(len(numbers))]
    found: dict[int, Page] = {}
    # A few at a time: as pictures, sixty pages are half a gigabyte.
    for at in range(0, len(numbers), _SIDE_BY_SIDE):
        some = numbers[at : at + _SIDE_BY_SIDE]
        pictures = _decoded(data, [limits.DRAWN_PIXELS, len(some), *some])
        pairs = [(number + 1, one) for number, one in zip(some, pictures, strict=False)]
        found |= {
            number - 1: page for number, page in _recognised(pairs, visit, at, len(numbers)).items()
        }
    return found


def _decoded(data: bytes, arguments: Sequence[int]) -> list[_Picture]:
    """Pages as grey pictures; Unreadable where one is broken, too large, or costs too much."""
    share = (limits.RECOGNISING_MEMORY_BYTES, limits.APART_CPU_SECONDS * 2)
    answers: list[_Picture] = answers_of("picture_process.py", data, (*share, *arguments))
    if not answers:
        raise Unreadable(Reason.TOO_COSTLY)
    for answer in answers:
        if "refused" in answer:
            raise Unreadable(Reason(answer["refused"]))
    return answers


def _recognised(
    pictures: list[tuple[int, _Picture]], visit: Visit, done: int = 0, total: int = 0
) -> dict[int, Page]:
    """The pages, recognised side by side; `visit.progress` hears of each."""
    total = total or len(pictures)
    pages: dict[int, Page] = {}
    with ThreadPoolExecutor(min(_SIDE_BY_SIDE, os.cpu_count() or 1)) as several:
        for number, page in zip(
            (number for number, _ in pictures),
            several.map(lambda pair: _page(*pair), pictures),
            strict=True,
        ):
            pages[number] = page
            if visit.progress is not None:
                visit.progress(done + len(pages), total)
    return pages


def _page(number: int, picture: _Picture) -> Page:
    """One page with the words that tesseract reads on it."""
    scale = POINTS_OF_AN_INCH / picture["dpi"]
    page = Page(number, picture["width"] * scale, picture["height"] * scale)
    table = _table(base64.b64decode(picture["picture"]), round(picture["dpi"]))
    page.rules += [_scaled(rule, scale) for rule in picture["rules"]]
    page.segments += _segments(table, scale, page.rules)
    return page


def _table(picture: bytes, dpi: int) -> str:
    """What tesseract says of a picture: a table of words with boxes and confidences."""
    command = [
        *("/bin/sh", "-c", _WITHIN, "sh"),
        *(str(limits.RECOGNISING_MEMORY_BYTES // 1024), str(limits.RECOGNISING_CPU_SECONDS)),
        *(shutil.which("tesseract") or "tesseract", "stdin", "stdout"),
        *("-l", LANGUAGE, "--psm", "3", "--dpi", str(dpi), "tsv"),
    ]
    surroundings = {"PATH": os.environ.get("PATH", os.defpath), "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - the program of this machine, our arguments
            command,
            input=picture,
            capture_output=True,
            timeout=limits.RECOGNISING_WALL_SECONDS,
            check=False,
            env=surroundings,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(Reason.TOO_COSTLY) from None
    if done.returncode:
        raise Unreadable(Reason.TOO_COSTLY)
    return done.stdout.decode("utf-8", "replace")


def _scaled(box: Box, scale: float) -> Box:
    left, top, right, bottom = box
    return left * scale, top * scale, right * scale, bottom * scale


@dataclass(frozen=True)
class _Word:
    text: str
    box: Box
    sure: float


def _segments(table: str, scale: float, rules: Sequence[Box]) -> Iterator[Segment]:
    """The lines of tesseract's table as segments, in its order of reading."""
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        is_word = len(cells) == _COLUMNS and cells[0] == _WORD_LEVEL and cells[11].strip()
        if is_word and float(cells[10]) >= HOPELESS:
            left, top, width, height = map(int, cells[6:10])
            box = _scaled((left, top, left + width, top + height), scale)
            word = _Word(cells[11], box, float(cells[10]))
            lines.setdefault(tuple(cells[1:5]), []).append(word)
    verticals = [rule for rule in rules if rule[0] == rule[2]]
    for line in lines.values():
        if line[0].text in _MISREAD_BULLETS:
            line[0] = replace(line[0], text="•", sure=100)
        for words in _parts(line, verticals):
            yield _segment(words)


def _parts(line: list[_Word], verticals: Sequence[Box]) -> Iterator[list[_Word]]:
    """The words of a line between wide gaps and ruled lines."""
    part = line[:1]
    for before, word in pairwise(line):
        gap = word.box[0] - before.box[2]
        height = max(before.box[3] - before.box[1], word.box[3] - word.box[1])
        middle = (word.box[1] + word.box[3]) / 2
        ruled = any(
            before.box[2] - 1 <= left <= word.box[0] + 1 and top <= middle <= bottom
            for left, top, _right, bottom in verticals
        )
        if ruled or gap > WIDE_GAP * height:
            yield part
            part = []
        part.append(word)
    yield part


def _segment(words: list[_Word]) -> Segment:
    text = ""
    doubts = []
    for word in words:
        text += " " * bool(text)
        if word.sure < SURE:
            doubts.append((len(text), len(text) + len(word.text), round(word.sure / 100, 2)))
        text += word.text
    boxes = [word.box for word in words]
    return Segment(
        text,
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        doubts=tuple(doubts),
    )
