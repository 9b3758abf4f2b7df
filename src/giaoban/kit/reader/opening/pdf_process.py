"""The script that takes the text out of a PDF; `apart.py` says why it runs by itself.

Arguments: bytes of memory, seconds of processor, pages and characters at most. It answers with one
line for each page, `{"width": …, "height": …, "segments": [[text, left, top, right, bottom, bold],
…], "rules": [[left, top, right, bottom], …]}` in points from the upper left corner, and at the end
`{"whole": true}`; or with `{"refused": why}` and the value of a Reason. A segment is text in one
line that neither a wide gap nor a ruled line interrupts.
"""

import ctypes
import json
import re
import resource
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # nor does this

PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
WIDE_GAP = 1.2  # of the height of the letters; between words there is less
SAME_LINE = 0.45  # of the height: how far letters of a line may be shifted
LEAST_RULE = 8.0  # points; shorter lines are parts of drawings
THICKEST_RULE = 3.0  # points
MOST_RULES = 3_000  # of a page; one with more is a drawing
MOST_OBJECTS = 50_000
BOLD = 600  # a weight of letters
_LINE_ENDS = (10, 13)
# Fonts of pictures have their bullets in the private area.
_PICTURED_BULLET = re.compile("^[\uf000-\uf0ff](?= |$)")


class Box(NamedTuple):
    """A rectangle in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


def answers_of(data: bytes, *, most_pages: int, most_characters: int) -> Iterator[dict[str, Any]]:
    """What the script answers about `data`, line by line."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        yield {"refused": "password" if code == PASSWORD_NEEDED else "not-pdf"}
        return
    if len(document) > most_pages:
        yield {"refused": "too-many-pages"}
        return
    characters = 0
    for number in range(len(document)):
        page = _page(document, number)
        characters += sum(len(segment[0]) for segment in page["segments"])
        if characters > most_characters:
            yield {"refused": "too-much-text"}
            return
        yield page
    yield {"whole": True}


def _page(document: Any, number: int) -> dict[str, Any]:
    """What stands on one page; one that is broken has nothing on it."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return {"width": 1.0, "height": 1.0, "segments": [], "rules": []}
    width, height = page.get_size()
    rules = list(_rules(page, height))
    rules = rules if len(rules) <= MOST_RULES else []
    text = page.get_textpage()
    taker = _Segments(text, height, [rule for rule in rules if rule.right - rule.left < 1])
    segments = list(taker.segments())
    text.close()
    page.close()
    return {"width": width, "height": height, "segments": segments, "rules": rules}


class _Segments:
    """Cuts the characters of a page into segments, in the order in which they were written."""

    def __init__(self, text: Any, height: float, verticals: list[Box]) -> None:
        self._text = text
        self._raw = text.raw
        self._height = height
        self._verticals = sorted(verticals)
        self._rect = pdfium.FS_RECTF()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(200)

    def segments(self) -> Iterator[list[object]]:
        start: int | None = None
        letters: list[int] = []
        box = last = Box(0, 0, 0, 0)
        for at in range(self._text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(self._raw, at)
            if code in _LINE_ENDS:
                continue
            here = self._box(at)
            if code == ord(" ") or here is None:
                letters += [code] * (start is not None)
                continue
            if start is not None and self._is_apart(last, here):
                yield self._segment(letters, box, (start, at - 1))
                start, letters = None, []
            if start is None:
                start, letters, box = at, [], here
            letters.append(code)
            box = Box(
                min(box.left, here.left),
                min(box.top, here.top),
                max(box.right, here.right),
                max(box.bottom, here.bottom),
            )
            last = here
        if start is not None:
            yield self._segment(letters, box, (start, self._text.count_chars() - 1))

    def _box(self, at: int) -> Box | None:
        if not pdfium.FPDFText_GetLooseCharBox(self._raw, at, ctypes.byref(self._rect)):
            return None
        rect = self._rect
        if rect.right <= rect.left and rect.top <= rect.bottom:
            return None
        return Box(rect.left, self._height - rect.top, rect.right, self._height - rect.bottom)

    def _is_apart(self, before: Box, here: Box) -> bool:
        """Whether something stands between two letters that follow each other."""
        size = max(before.bottom - before.top, here.bottom - here.top, 1.0)
        shift = abs((before.top + before.bottom) - (here.top + here.bottom)) / 2
        if shift > SAME_LINE * size:
            return True
        gap = here.left - before.right
        if gap > WIDE_GAP * size or gap < -2 * size:
            return True
        middle = (here.top + here.bottom) / 2
        return gap > 0 and any(
            before.right - 1 <= rule.left <= here.left + 1 and rule.top <= middle <= rule.bottom
            for rule in self._verticals
        )

    def _segment(self, letters: list[int], box: Box, span: tuple[int, int]) -> list[object]:
        start, end = span
        looked_at = (start + 1, (start + end) // 2, end - 1)  # its number may have other letters
        bold = sum(self._is_bold(at) for at in looked_at if start <= at <= end) * 2 > len(looked_at)
        text = "".join(map(chr, letters)).rstrip()
        text = _PICTURED_BULLET.sub("•", text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return [text, *(round(side, 1) for side in box), bold]

    def _is_bold(self, at: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._raw, at) >= BOLD:
            return True
        pdfium.FPDFText_GetFontInfo(
            self._raw, at, self._name, len(self._name), ctypes.byref(self._flags)
        )
        return b"bold" in self._name.value.lower()


def _rules(page: Any, height: float) -> Iterator[Box]:
    """The upright and level lines of a page, as boxes without thickness."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    for at in range(min(count, MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPath_CountSegments(drawn) > MOST_RULES:
            continue
        for (x1, y1), (x2, y2) in pairwise(_points(drawn)):
            left, right = sorted((x1, x2))
            top, bottom = sorted((height - y1, height - y2))
            if right - left >= LEAST_RULE and bottom - top < 1:
                yield Box(left, top, right, top)
            elif bottom - top >= LEAST_RULE and right - left < 1:
                yield Box(left, top, left, bottom)


def _points(drawn: Any) -> list[tuple[float, float]]:
    """The corners of a path on the page; a thin box is told by two of them."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix))
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(pdfium.FPDFPath_CountSegments(drawn)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, at)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
    if points and pdfium.FPDFPath_CountSegments(drawn) > 2:
        points.append(points[0])
    return points


def main(arguments: list[str]) -> None:
    memory, seconds, most_pages, most_characters = map(int, arguments)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    for answer in answers_of(data, most_pages=most_pages, most_characters=most_characters):
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
