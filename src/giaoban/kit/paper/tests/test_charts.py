import json
import struct
import zlib
from collections import Counter

import altair
import pytest

from giaoban.kit.paper.charts import PAINTS, VIETNAMESE, classes_by_unit, picture
from giaoban.kit.paper.report import UnitRow
from giaoban.kit.paper.tests.build import a_ministry, a_row


def test_the_picture_shows_all_four_colours() -> None:
    rows = [a_row("Vụ Bưu chính", 30, 20, 25, 20)]
    colours = colours_of(picture(classes_by_unit(rows, VIETNAMESE), scale=1))

    assert [paint.fill for paint in PAINTS if colours[paint.fill] < 200] == []


def test_a_class_that_counts_nothing_is_not_painted_in_a_bar() -> None:
    rows = [a_row("Vụ Bưu chính", 30, 20, 25, 0)]
    colours = colours_of(picture(classes_by_unit(rows, VIETNAMESE, legend=False), scale=1))

    assert colours[PAINTS[0].fill] > 200
    assert colours[PAINTS[3].fill] == 0


def test_what_is_overdue_is_hatched() -> None:
    rows = [a_row("Vụ Bưu chính", 20, 0, 0, 20)]
    colours = colours_of(picture(classes_by_unit(rows, VIETNAMESE, legend=False), scale=2))

    assert 0 < colours[PAINTS[3].fill] < 0.8 * colours[PAINTS[0].fill]


@pytest.mark.parametrize("legend", [True, False])
@pytest.mark.parametrize("rows", [a_ministry(), (), (a_row("Vụ A", 0, 0, 0, 0),)])
def test_the_specification_is_valid_vega_lite(rows: tuple[UnitRow, ...], *, legend: bool) -> None:
    spec = classes_by_unit(rows, VIETNAMESE, legend=legend)

    altair.Chart.from_dict(spec, validate=True)
    assert picture(spec, scale=0.5).startswith(b"\x89PNG")


def test_the_legend_carries_the_count_of_each_class() -> None:
    spec = json.dumps(classes_by_unit(a_ministry(), VIETNAMESE), ensure_ascii=False)

    assert [
        f"{word}: {number}" in spec
        for word, number in zip(VIETNAMESE.classes, (59, 5, 30, 2), strict=True)
    ] == [True] * 4


def test_units_of_one_name_keep_a_bar_each() -> None:
    twice = (a_row("Phòng Văn hóa", 1, 0, 0, 0), a_row("Phòng Văn hóa", 2, 0, 0, 0))
    once = twice[:1]

    assert height(picture(classes_by_unit(twice, VIETNAMESE), scale=1)) > height(
        picture(classes_by_unit(once, VIETNAMESE), scale=1)
    )


def test_a_long_name_wraps_and_is_never_cut() -> None:
    name = a_ministry()[22].name
    spec = json.dumps(classes_by_unit([a_row(name, 1, 0, 0, 0)], VIETNAMESE), ensure_ascii=False)

    assert [word for word in name.split() if word not in spec] == []
    assert f'"text": "{name}"' not in spec


def test_24_units_take_at_most_110_mm_with_legend_and_axis() -> None:
    rows = a_ministry()

    assert len(rows) == 24
    assert max(len(row.name) for row in rows) > 75
    assert millimetres(height(picture(classes_by_unit(rows, VIETNAMESE), scale=1))) <= 110


def test_each_unit_takes_about_4_mm() -> None:
    short = [a_row("Vụ A", 1, 0, 0, 0)] * 11
    one, eleven = (
        height(picture(classes_by_unit(rows, VIETNAMESE), scale=1)) for rows in (short[:1], short)
    )

    assert millimetres(eleven - one) / 10 == pytest.approx(4, abs=0.25)


def test_letters_have_9_points_in_lines_that_do_not_touch() -> None:
    spec = classes_by_unit([a_row(a_ministry()[22].name, 1, 0, 0, 0)], VIETNAMESE, legend=False)
    sizes = (spec["config"]["text"]["fontSize"], *map(spec["config"]["axis"].get, AXIS_LETTERS))
    first, second, *_ = sorted(label["y"] for label in spec["layer"][-1]["data"]["values"])

    assert min(sizes) * 72 / 96 >= 9
    assert second - first > max(sizes)


AXIS_LETTERS = ("labelFontSize", "titleFontSize")


@pytest.mark.parametrize("number", [10, 123_456])
@pytest.mark.parametrize("place", [0, 16, 22])
def test_neither_names_nor_counts_reach_beyond_the_picture(place: int, number: int) -> None:
    rows = [a_row(a_ministry()[place].name, number, number, number, number)]
    png = picture(classes_by_unit(rows, VIETNAMESE), scale=1)

    assert struct.unpack(">I", png[16:20])[0] <= 586 + 2


def test_names_cannot_speak_to_the_painter() -> None:
    rows = [a_row("\"; alert('x') // \\ {{x}} <b>", 1, 0, 0, 0)]

    assert picture(classes_by_unit(rows, VIETNAMESE), scale=1)


def test_the_picture_is_as_wide_as_asked() -> None:
    png = picture(classes_by_unit(a_ministry(), VIETNAMESE, width=600), scale=1)

    assert struct.unpack(">I", png[16:20])[0] == pytest.approx(600, abs=4)


def millimetres(pixels: float) -> float:
    return pixels * 25.4 / 96


def height(png: bytes) -> int:
    return int(struct.unpack(">I", png[20:24])[0])


def colours_of(png: bytes) -> Counter[str]:
    """How many pixels have which colour, written #rrggbb, in a PNG of 8 bits and 4 channels."""
    width, rows, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    line = width * 4
    data = zlib.decompress(chunks(png))
    colours: Counter[str] = Counter()
    above = bytearray(line)
    for place in range(rows):
        start = place * (line + 1)
        above = unfiltered(data[start], data[start + 1 : start + 1 + line], above)
        colours.update(f"#{above[x : x + 3].hex()}" for x in range(0, line, 4))
    return colours


def chunks(png: bytes) -> bytes:
    """The compressed pixels of a PNG."""
    found, place = b"", 8
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        if name == b"IDAT":
            found += png[place + 8 : place + 8 + length]
        place += length + 12
    return found


def unfiltered(kind: int, line: bytes, above: bytearray) -> bytearray:
    """A line of pixels as it was before its filter, by the rules of the PNG specification."""
    pixels = bytearray(line)
    for place, value in enumerate(line):
        left, corner = (pixels[place - 4], above[place - 4]) if place >= 4 else (0, 0)
        guesses = (
            0,
            left,
            above[place],
            (left + above[place]) // 2,
            paeth(left, above[place], corner),
        )
        pixels[place] = (value + guesses[kind]) & 0xFF
    return pixels


def paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda near: abs(guess - near))
