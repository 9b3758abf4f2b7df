"""The line above the deadline ledger: assigned, due, due after changes, today or done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WIDTH = 880
_LEFT, _RIGHT = 30, 850
_APART = 96  # pixels between two points, so that their words do not meet


@dataclass(frozen=True)
class Point:
    x: int
    day: date
    words: str
    is_key: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class Stretch:
    """The line between two points; `css` tells how it is drawn, `words` what is said above it."""

    css: str
    start: int
    end: int
    words: str = ""

    @property
    def middle(self) -> int:
        return (self.start + self.end) // 2


@dataclass(frozen=True)
class Timeline:
    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    words: str

    left, right, width = _LEFT, _RIGHT, WIDTH


def timeline(
    *,
    assigned_on: date,
    original: date,
    due_on: date,
    end: date,
    done: bool,
    promised: date | None = None,
) -> Timeline:
    """Where the days of a duty lie. `end` is the day of its result, or today while it is open;
    `promised` is until when it was extended though it was late already."""
    told = {assigned_on: _("assigned")}
    told[original] = _("due") if original == due_on else _("first due")
    told[due_on] = told[original] if original == due_on else _("now due")
    if promised:
        told[promised] = _("extended, stays late")
    told[end] = (
        _("%(word)s, %(other)s")
        % {
            "word": told[end],
            "other": _("done") if done else _("today"),
        }
        if end in told
        else (_("done") if done else _("today"))
    )
    days = sorted(told)
    place = dict(zip(days, _places(days), strict=True))
    points = tuple(
        Point(place[day], day, told[day], is_key=day == due_on, is_late=day == end > due_on)
        for day in days
    )
    stretches = _stretches(assigned_on, original, due_on, end)
    return Timeline(
        points=points,
        stretches=tuple(
            Stretch(css, place[start], place[stop], words) for css, start, stop, words in stretches
        ),
        words="; ".join(f"{point.words} {point.day:%d/%m/%Y}" for point in points),
    )


def _stretches(
    assigned_on: date, original: date, due_on: date, end: date
) -> list[tuple[str, date, date, str]]:
    first = min(original, due_on)
    drawn = [("ok", assigned_on, first, "")]
    if due_on > original:
        days = (due_on - original).days
        words = ngettext("%(days)s day more", "%(days)s days more", days) % {"days": days}
        drawn.append(("ext", original, due_on, words))
    if end > due_on:
        days = (end - due_on).days
        words = ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}
        drawn.append(("bad", due_on, end, words))
    return [stretch for stretch in drawn if stretch[1] < stretch[2]]


def _places(days: Sequence[date]) -> list[int]:
    """True to scale where there is room, else far enough apart to read."""
    span = max((days[-1] - days[0]).days, 1)
    places = [_LEFT + round((_RIGHT - _LEFT) * (day - days[0]).days / span) for day in days]
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + _APART)
    limit = _RIGHT
    for number in range(len(places) - 1, 0, -1):
        places[number] = min(places[number], limit)
        limit = places[number] - _APART
    return places
