"""Pictures of text, and PDF files that hold nothing but them."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from giaoban.kit.reader.opening.scan import can_recognise

_FONTS = (
    "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)
FONT = next((font for font in _FONTS if Path(font).exists()), "")

with_recognition = pytest.mark.skipif(
    not (can_recognise() and FONT),
    reason="NO SCAN IS TESTED: tesseract with Vietnamese, or a font to draw with, is missing",
)

DPI = 200
LETTER = 38  # pixels: 13 points and a half


def a_picture(*lines: str, size: tuple[int, int] = (1400, 600)) -> Image.Image:
    """A white page with lines of text."""
    page = Image.new("L", size, 255)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((90, 70 + 60 * number), line, fill=0, font=ImageFont.truetype(FONT, LETTER))
    return page


def a_ruled_picture(*rows: list[str]) -> Image.Image:
    """A table with ruled lines."""
    width, height = 420, 80
    page = Image.new("L", (140 + width * len(rows[0]), 140 + height * len(rows)), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(FONT, LETTER)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            left, top = 70 + width * column, 70 + height * row
            draw.rectangle((left, top, left + width, top + height), outline=0, width=3)
            draw.text((left + 20, top + 16), cell, fill=0, font=font)
    return page


def encoded(*pages: Image.Image, form: str) -> bytes:
    """The pages as a file of the form PNG, JPEG, TIFF or PDF."""
    file = BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    if form == "PDF":
        pages[0].save(file, form, resolution=DPI, **more)
    else:
        pages[0].save(file, form, dpi=(DPI, DPI), **more)
    return file.getvalue()
