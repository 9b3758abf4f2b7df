"""The script that makes pictures of pages to be recognised; `apart.py` says why it runs by itself.

Arguments: bytes of memory, seconds of processor, pixels and pages at most, then, for a PDF, the
numbers of its pages from 0; without any the file is a picture. It answers with one line for each
page, `{"picture": a grey PGM in base64, "width": …, "height": …, "dpi": …, "rules": [[left, top,
right, bottom], …]}`, turned upright as the camera says, in pixels; or with `{"refused": why}` and
the value of a Reason.
"""

import base64
import json
import resource
import sys
import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "TIFF")
WIDTH_OF_A_PAGE = 8.27  # inches; how wide a picture is that does not say its resolution
LEAST_DPI, MOST_DPI = 140, 400  # beyond these a picture is made larger or smaller
GOOD_DPI = 300
POINTS_OF_AN_INCH = 72
LEAST_SIDE = 20  # pixels; smaller is no page

DARK = 150  # of 255: what is darker may be a part of a ruled line
STRETCH = 1 / 8  # inch: ruled lines are looked for in stretches of this length
UNBROKEN = 200  # of 255: how dark a stretch of a ruled line is on the whole
LEAST_STRETCHES = 3


def pages_of(data: bytes, most_pixels: int, most_pages: int) -> Iterator[dict[str, object]]:
    """What the script answers about a picture, line by line."""
    Image.MAX_IMAGE_PIXELS = None  # it is looked at here, before anything is decoded
    picture = Image.open(BytesIO(data), formats=FORMATS)
    for number in range(most_pages):
        try:
            picture.seek(number)
        except EOFError:
            return
        if picture.width * picture.height > most_pixels:
            yield {"refused": "picture-too-large"}
            return
        if min(picture.size) >= LEAST_SIDE:
            yield _page(*_upright(picture))


def drawn_pages_of(
    data: bytes, most_pixels: int, numbers: Sequence[int]
) -> Iterator[dict[str, object]]:
    """What the script answers about pages of a PDF; a large one is drawn more coarsely."""
    document = pypdfium2.PdfDocument(data)
    for number in numbers:
        page = document[number]
        width, height = page.get_size()
        finest = (most_pixels / max(1.0, width * height)) ** 0.5
        scale = min(GOOD_DPI / POINTS_OF_AN_INCH, finest)
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        yield _page(picture, scale * POINTS_OF_AN_INCH)


def _upright(picture: Image.Image) -> tuple[Image.Image, float]:
    """A picture in grey, at a resolution that is good to recognise."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        whole = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole)
    grey = upright.convert("L")
    dpi = _dpi(picture, grey.width, grey.height)
    if LEAST_DPI <= dpi <= MOST_DPI:
        return grey, dpi
    scale = GOOD_DPI / dpi
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return grey.resize(size), GOOD_DPI


def _dpi(picture: Image.Image, width: int, height: int) -> float:
    """The resolution: as the file says if that may be, else as if it were a page of A4."""
    said = picture.info.get("dpi", (0, 0))
    across = float(said[0]) if isinstance(said, tuple) and said else 0.0
    if LEAST_DPI <= across <= 2 * MOST_DPI:
        return across
    return max(GOOD_DPI / 4, min(width, height) / WIDTH_OF_A_PAGE)


def _page(grey: Image.Image, dpi: float) -> dict[str, object]:
    head = b"P5 %d %d 255\n" % grey.size
    return {
        "picture": base64.b64encode(head + grey.tobytes()).decode(),
        "width": grey.width,
        "height": grey.height,
        "dpi": dpi,
        "rules": [*_rules(grey, dpi, upright=False), *_rules(grey, dpi, upright=True)],
    }


def _rules(grey: Image.Image, dpi: float, *, upright: bool) -> Iterator[list[int]]:
    """The level or upright ruled lines of a page."""
    if upright:
        grey = grey.transpose(Image.Transpose.TRANSPOSE)
    step = max(1, round(dpi * STRETCH))
    columns = grey.width // step
    if not columns:
        return
    dark = grey.crop((0, 0, columns * step, grey.height)).point(_is_dark)
    shares = dark.resize((columns, grey.height), Image.Resampling.BOX).tobytes()
    above: set[tuple[int, int]] = set()
    for at in range(grey.height):
        here = set(_runs(shares[at * columns : (at + 1) * columns]))
        for first, last in here - above:
            box = [first * step, at, last * step, at]
            yield [box[1], box[0], box[3], box[2]] if upright else box
        above = here


def _is_dark(value: int) -> int:
    return 255 if value < DARK else 0


def _runs(shares: bytes) -> Iterator[tuple[int, int]]:
    """From where to where stretches of one row are dark throughout."""
    if max(shares) < UNBROKEN:
        return
    for dark, group in groupby(range(len(shares)), key=lambda at: shares[at] >= UNBROKEN):
        run = list(group)
        if dark and len(run) >= LEAST_STRETCHES:
            yield run[0], run[-1] + 1


def main(arguments: list[str]) -> None:
    memory, seconds, most_pixels, most_pages, *numbers = map(int, arguments)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    data = sys.stdin.buffer.read()
    pages = (
        drawn_pages_of(data, most_pixels, numbers)
        if numbers
        else pages_of(data, most_pixels, most_pages)
    )
    try:
        for answer in pages:
            sys.stdout.write(json.dumps(answer) + "\n")
    except MemoryError:
        raise
    except Exception:  # Pillow meets all kinds of damage
        sys.stdout.write(json.dumps({"refused": "not-picture"}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
