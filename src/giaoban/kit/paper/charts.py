"""Charts as Vega-Lite specifications, drawn by the same hand on pages and on paper.

Words come in as arguments. Nothing stands on colour alone: the classes keep their order with white
gaps between them, what is overdue is hatched, and counts stand beside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

from giaoban.kit.paper.decree30 import count
from giaoban.kit.paper.lengths import balanced_lines, text_length
from giaoban.kit.paper.report import UnitRow

Spec = dict[str, Any]

# The locale of numbers for whoever draws a specification: 1.234,5.
NUMBERS: dict[str, Any] = {
    "decimal": ",",
    "thousands": ".",
    "grouping": [3],
    "currency": ["", "\u00a0₫"],
}

SERIF = "Times New Roman, Liberation Serif, serif"


@dataclass(frozen=True)
class Paint:
    """How one status class is filled and edged on white paper."""

    fill: str
    edge: str
    hatched: bool = False


# Done on time, done late, open in time, open and overdue: the colours that pages have too.
PAINTS = (
    Paint("#1b4965", "#1b4965"),
    Paint("#e0b64a", "#94700f"),
    Paint("#c3dfee", "#6b9ab5"),
    Paint("#b83a0c", "#b83a0c", hatched=True),
)
_INK, _SECOND_INK, _RULE = "#1c1b1a", "#565350", "#e2dfd9"

# All in pixels, of which 96 are an inch.
_WIDTH = 586  # 155 mm, the line of the page
_LETTERS = 12  # 9 points, the least that is read with ease in print
_LINE = 13
_ROW = 14.5  # not quite 4 mm, so that 24 units with all that stands around take 110
_BAR = 10
_NAME_GAP = 6
_NAMES_AT_MOST = 0.45  # of the width; a longer name wraps
_GAP = 1.5
_HATCH = 5
_LEGEND_ROW = 15
_LEGEND_GAP = 5
_SWATCH = 15
_COLUMN_GAP = 11
_SLACK = 4  # by which letters may run longer than they were measured
_TOTALS = 36  # room behind the longest bar, more for a total that is longer

_AXIS_GAP = 2

_POINTS_PER_PIXEL = 72 / 96
_MM_PER_PIXEL = 25.4 / 96


@dataclass(frozen=True)
class ChartWords:
    """What a chart of the four classes says, and what it is called by those who cannot see it."""

    done_on_time: str
    done_late: str
    open_in_time: str
    open_overdue: str
    tasks: str
    description: str

    @property
    def classes(self) -> tuple[str, str, str, str]:
        return (self.done_on_time, self.done_late, self.open_in_time, self.open_overdue)


# A paper in the prescribed layout is in Vietnamese whatever language its writer reads.
VIETNAMESE = ChartWords(
    done_on_time="Hoàn thành đúng hạn",
    done_late="Hoàn thành quá hạn",
    open_in_time="Đang thực hiện trong hạn",
    open_overdue="Đang thực hiện quá hạn",
    tasks="Số nhiệm vụ",
    description="Số nhiệm vụ của từng đơn vị theo bốn loại tình trạng thực hiện.",
)


def classes_by_unit(
    rows: Sequence[UnitRow],
    words: ChartWords,
    *,
    width: int = _WIDTH,
    font: str = SERIF,
    legend: bool = True,
) -> Spec:
    """A bar for each unit in the order given, its classes stacked, its total at the end.

    `width` is that of the whole picture in pixels. The legend carries the count of each class; a
    page that has a legend of its own leaves it out.
    """
    names = _names(rows, words, width)
    bars = _bars(rows, words, names, width)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": words.description,
        "background": "white",
        "padding": 1,
        **(
            {"vconcat": [_legend(rows, words, names, width), bars], "spacing": _LEGEND_GAP}
            if legend
            else bars
        ),
        "config": {
            "font": font,
            "view": {"stroke": None},
            "text": {"fontSize": _LETTERS, "color": _INK},
            "axis": {
                "labelFontSize": _LETTERS,
                "labelPadding": _AXIS_GAP,
                "titleFontSize": _LETTERS,
                "labelColor": _INK,
            },
        },
    }


def picture(spec: Spec, *, scale: float = 3) -> bytes:
    """A specification as PNG, `scale` times its size in pixels; 3 prints well. Loads nothing."""
    _register_fonts()
    return vl_convert.vegalite_to_png(
        spec, scale=scale, allowed_base_urls=[], format_locale=NUMBERS, show_warnings=False
    )


@cache
def _register_fonts() -> None:
    """Let the painter know the fonts that stand in for Times New Roman, wherever they lie."""
    for place in ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/liberation-serif"):
        if Path(place).is_dir():
            vl_convert.register_font_directory(place)


def _bars(rows: Sequence[UnitRow], words: ChartWords, names: int, width: int) -> Spec:
    """The bars in counts across and pixels down, with the names to the left of nought."""
    longest = max((row.total for row in rows), default=0) or 1
    behind = max(_TOTALS, _pixels(count(longest)) + _NAME_GAP + _SLACK)
    scale = _Scale(x=longest / (width - names - behind), y=1)
    boxes: list[_Box] = []
    labels: list[Spec] = []
    totals: list[Spec] = []
    below = 0.0
    for row in rows:
        lines = _lines(row.name, names)
        above, below = below, below + _ROW + (len(lines) - 1) * _LINE
        middle = (above + below) / 2
        boxes += _stack(row, middle, words, scale)
        totals.append({"x": row.total, "y": middle, "text": count(row.total)})
        first = middle - (len(lines) - 1) * _LINE / 2
        labels += [
            {"x": 0, "y": first + place * _LINE, "text": line} for place, line in enumerate(lines)
        ]
    ends = [-names * scale.x, (width - names) * scale.x]
    x = {"scale": {"domain": ends, "nice": False}, "axis": _count_axis(words, longest, names)}
    y = {"scale": {"domain": [0, below], "nice": False, "reverse": True}, "axis": None}
    return {
        "width": width,
        "height": below,
        "layer": [
            *_painted(boxes, scale, x, y),
            _written(totals, x, y),
            _written(labels, x, y, align="right"),
        ],
    }


def _names(rows: Sequence[UnitRow], words: ChartWords, width: int) -> int:
    """The pixels to the left of nought: what the longest name takes, within limits."""
    texts = [words.tasks, *(row.name for row in rows)]
    longest = max(_pixels(text) for text in texts)
    return round(min(longest + _NAME_GAP + _SLACK, width * _NAMES_AT_MOST))


def _lines(name: str, width: int) -> list[str]:
    """The lines of a name beside its bar. It wraps and is never cut."""
    room = (width - _NAME_GAP - _SLACK / 2) * _MM_PER_PIXEL
    return balanced_lines(name, room, _LETTERS * _POINTS_PER_PIXEL)


def _pixels(text: str) -> float:
    return text_length(text, _LETTERS * _POINTS_PER_PIXEL) / _MM_PER_PIXEL


def _legend(rows: Sequence[UnitRow], words: ChartWords, names: int, width: int) -> Spec:
    """The four classes in two columns, read downwards like the stack from left to right."""
    numbers = [sum(row.classes[place] for row in rows) for place in range(len(PAINTS))]
    lines = [
        f"{word}: {count(number)}" for word, number in zip(words.classes, numbers, strict=True)
    ]
    boxes: list[_Box] = []
    texts: list[Spec] = []
    for place, (line, paint) in enumerate(zip(lines, PAINTS, strict=True)):
        left = _legend_columns(lines, names, width)[place // 2]
        middle = (place % 2 + 0.5) * _LEGEND_ROW
        boxes.append(_Box(left, left + _SWATCH, middle, paint, {}))
        texts.append({"x": left + _SWATCH, "y": middle, "text": line})
    height = _LEGEND_ROW * 2
    x = {"scale": {"domain": [0, width], "nice": False}, "axis": None}
    y = {"scale": {"domain": [0, height], "nice": False, "reverse": True}, "axis": None}
    layers = [*_painted(boxes, _Scale(1, 1), x, y), _written(texts, x, y)]
    return {"width": width, "height": height, "layer": layers}


def _legend_columns(lines: Sequence[str], names: int, width: int) -> tuple[float, float]:
    """Where the two columns begin: at nought, or further left if the texts need the room."""
    first, second = (
        _SWATCH + _NAME_GAP + max(_pixels(line) for line in column)
        for column in (lines[:2], lines[2:])
    )
    left = max(min(names, width - first - _COLUMN_GAP - second - _SLACK), 0)
    return left, left + first + _COLUMN_GAP


@dataclass(frozen=True)
class _Scale:
    """How much one pixel is, across and down, in the figures of a view."""

    x: float
    y: float


@dataclass(frozen=True)
class _Box:
    """A painted piece from `start` to `end`, `_BAR` pixels high around `middle`, with its hint."""

    start: float
    end: float
    middle: float
    paint: Paint
    hint: dict[str, str]


def _stack(row: UnitRow, middle: float, words: ChartWords, scale: _Scale) -> Iterator[_Box]:
    """The classes of a row that count anything, one behind the other with gaps between."""
    end = 0.0
    for number, word, paint in zip(row.classes, words.classes, PAINTS, strict=True):
        start, end = end, end + number
        if number:
            hint = {"unit": row.name, "class": word, "count": count(number)}
            yield _Box(start, end - _GAP * scale.x, middle, paint, hint)


def _painted(boxes: Sequence[_Box], scale: _Scale, across: Spec, down: Spec) -> list[Spec]:
    """The layers of boxes and of the hatching over them."""
    half = _BAR / 2 * scale.y
    areas = [
        {
            "x": box.start,
            "x2": box.end,
            "y": box.middle - half,
            "y2": box.middle + half,
            "fill": box.paint.fill,
            "edge": box.paint.edge,
            **box.hint,
        }
        for box in boxes
    ]
    strokes = [stroke for box in boxes if box.paint.hatched for stroke in _hatch(box, scale)]
    ends = {**_at(across, down), "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    colours = {
        "fill": {"field": "fill", "type": "nominal", "scale": None},
        "stroke": {"field": "edge", "type": "nominal", "scale": None},
    }
    hints = [{"field": name, "type": "nominal"} for name in ("unit", "class", "count")]
    hinted = {"tooltip": hints} if any(box.hint for box in boxes) else {}
    return [
        _layer({"type": "rect", "strokeWidth": 0.75}, areas, {**ends, **colours, **hinted}),
        _layer({"type": "rule", "stroke": "white", "strokeWidth": 1.25}, strokes, ends),
    ]


def _written(texts: list[Spec], across: Spec, down: Spec, *, align: str = "left") -> Spec:
    """A layer of lines of text, each a little beside its place."""
    gap = _NAME_GAP if align == "left" else -_NAME_GAP
    mark = {"type": "text", "align": align, "baseline": "middle", "dx": gap}
    return _layer(mark, texts, {**_at(across, down), "text": {"field": "text", "type": "nominal"}})


def _at(across: Spec, down: Spec) -> Spec:
    x = {"field": "x", "type": "quantitative", **across}
    return {"x": x, "y": {"field": "y", "type": "quantitative", **down}}


def _layer(mark: Spec, values: list[Spec], encoding: Spec) -> Spec:
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _hatch(box: _Box, scale: _Scale) -> Iterator[Spec]:
    """Strokes that rise through a box from left to right, cut off at its sides."""
    lean, bottom = _BAR * scale.x, box.middle + _BAR / 2 * scale.y
    foot = box.start - lean + _HATCH * scale.x
    while foot < box.end:
        low, high = max(foot, box.start), min(foot + lean, box.end)
        rise = [bottom - (x - foot) / lean * _BAR * scale.y for x in (low, high)]
        yield {"x": low, "x2": high, "y": rise[0], "y2": rise[1]}
        foot += _HATCH * scale.x


def _count_axis(words: ChartWords, longest: int, names: int) -> Spec:
    """Whole counts from nought on, at most six of them, with their grid.

    What they count stands to their left, under the names, and so takes no line of its own.
    """
    steps = (lead * 10**power for power in range(9) for lead in (1, 2, 5))
    step = next(step for step in steps if longest / step <= 6)
    return {
        "values": list(range(0, longest + 1, step)),
        "format": ",d",
        "title": words.tasks,
        "titleAlign": "right",
        "titleAnchor": "start",
        "titleBaseline": "top",
        "titleX": names - 2 * _NAME_GAP,  # clear of the nought
        "titleY": _AXIS_GAP,
        "titleFontWeight": "normal",
        "titleColor": _SECOND_INK,
        "gridColor": _RULE,
        "domain": False,
        "ticks": False,
    }
