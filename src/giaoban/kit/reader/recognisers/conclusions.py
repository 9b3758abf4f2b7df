"""The chair's conclusions point by point, each with the items that stand in it."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from giaoban.kit.reader.reading import Item
from giaoban.kit.reader.registry import confidence_of
from giaoban.kit.reader.statements import Conclusion, Part, PartKind
from giaoban.kit.reader.structure import Structure
from giaoban.kit.vntext.patterns import pattern

_CONCLUDES = pattern(
    r"(?<!\w)(?:kết luận|ý kiến chỉ đạo|chỉ đạo|kết luận, chỉ đạo)(?:\s[^:;.]{0,80})?\s?:$",
    re.IGNORECASE,
)
_ENDS = frozenset({PartKind.OUTSIDE, PartKind.TITLE})
_POINTS = frozenset({PartKind.POINT, PartKind.HEADING, PartKind.LEAD_IN})
_DEEPEST = 5


def recognise(
    structure: Structure, parts: tuple[Part, ...], items: tuple[Item, ...]
) -> tuple[Conclusion, ...]:
    """Every numbered point behind the line that says that somebody concludes."""
    if "kết luận" not in structure.small and "chỉ đạo" not in structure.small:
        return ()
    starts = [item.start for item in items]
    points = [*_points(structure.text, parts)]
    found = []
    for number, (path, part) in enumerate(points):
        stop = points[number + 1][1].start if number + 1 < len(points) else len(structure.text)
        inside = range(bisect_left(starts, part.start), bisect_left(starts, stop))
        found.append(
            Conclusion(
                number=path,
                text=structure.text[part.start : part.end],
                start=part.start,
                end=part.end,
                items=tuple(inside),
                rule="numbered-conclusion",
                confidence=confidence_of("numbered-conclusion"),
            )
        )
    return tuple(found)


def _concludes(text: str, part: Part) -> bool:
    """Whether the line says, with a colon at its end, that somebody concludes."""
    if text[part.end - 1] != ":":
        return False
    return bool(_CONCLUDES.search(text, max(part.start, part.end - 120), part.end))


def _points(text: str, parts: tuple[Part, ...]) -> Iterator[tuple[str, Part]]:
    """The numbered lines of the conclusions, each with its numbering from the top: `II.1.a`."""
    concluding = False
    path: list[tuple[int, str]] = []
    for part in parts:
        if part.kind in _ENDS:
            concluding = False
        elif part.level == 0 and _concludes(text, part):
            concluding, path = True, []
        elif concluding and part.kind in _POINTS and 0 < part.level <= _DEEPEST:
            while path and path[-1][0] >= part.level:
                path.pop()
            path.append((part.level, part.marker.strip(".)/( ")))
            yield ".".join(marker for _level, marker in path), part
