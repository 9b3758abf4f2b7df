"""Tasks as bars over time: from the day of assignment to the deadline, and to the result."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from giaoban.kit.periods.period import Kind, Period
from giaoban.records.tasks.pages.lines import Line, lines_of
from giaoban.records.tasks.pages.lists import ListPage
from giaoban.records.tasks.types import DONE

BARS = 60  # on a page; the list has the others
_MARKS = 8  # months named at most
_SHORTEST = 7  # days of an axis
_LATEST = date.max - timedelta(days=_SHORTEST)
_MIN_WIDTH = 0.6  # percent of the axis, so that one day is seen


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar in percent of the axis; `css` tells what it stands for."""

    start: str
    width: str
    css: str


@dataclass(frozen=True)
class Bar:
    """A task over time. A deadline that was moved leaves a mark where the first one was."""

    line: Line
    pieces: tuple[Piece, ...]
    original: str


@dataclass(frozen=True)
class MonthMark:
    place: str
    month: Period


class Timeline:
    """The first tasks of a list, in the order of their assignment, on one axis."""

    def __init__(self, asked: ListPage) -> None:
        self.asked = asked

    @cached_property
    def lines(self) -> list[Line]:
        asked = self.asked
        found = sorted(asked.found[:BARS], key=lambda span: (span.assigned_on, span.task_id))
        return lines_of(found, names=asked.names, day=asked.as_of)

    @cached_property
    def count(self) -> int:
        return self.asked.found.order_by().values("task_id").count()

    @cached_property
    def bars(self) -> list[Bar]:
        return [self._bar(line) for line in self.lines]

    @property
    def today(self) -> str:
        return self._place(self.asked.as_of)

    @cached_property
    def marks(self) -> list[MonthMark]:
        first, last = self._ends
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        step = -(-count // _MARKS)
        months = (first.year * 12 + first.month - 1 + place for place in range(0, count + 1, step))
        begun = [Period(Kind.MONTH, number // 12, number % 12 + 1) for number in months]
        shown = [month for month in begun if first <= month.days().start <= last]
        return [MonthMark(self._place(month.days().start), month) for month in shown]

    @cached_property
    def _ends(self) -> tuple[date, date]:
        """The first and the last day of the axis."""
        spans = [line.span for line in self.lines]
        days = [self.asked.as_of, *(span.assigned_on for span in spans)]
        days += [span.due_on for span in spans if span.due_on]
        days += [span.completed_on for span in spans if span.completed_on]
        first = min(*days, _LATEST)
        return first, max(*days, first + timedelta(days=_SHORTEST))

    def _share(self, day: date) -> float:
        first, last = self._ends
        return 100 * (day - first).days / (last - first).days

    def _place(self, day: date) -> str:
        return f"{self._share(day):.2f}"

    def _piece(self, first: date, last: date, css: str) -> Piece:
        start, end = self._share(first), self._share(last)
        width = max(end - start, _MIN_WIDTH)
        return Piece(f"{min(start, 100 - width):.2f}", f"{width:.2f}", css)

    def _bar(self, line: Line) -> Bar:
        span, as_of = line.span, self.asked.as_of
        ended = span.completed_on if line.status in DONE and span.completed_on else None
        until = ended or max(as_of, span.assigned_on)
        pieces = []
        if span.due_on is None:
            pieces.append(self._piece(span.assigned_on, until, "none"))
        elif ended:
            pieces.append(self._piece(span.assigned_on, min(ended, span.due_on), "on"))
            if ended > span.due_on:
                pieces.append(self._piece(span.due_on, ended, "late"))
        else:
            pieces.append(self._piece(span.assigned_on, span.due_on, "intime"))
            if as_of > span.due_on:
                pieces.append(self._piece(span.due_on, as_of, "over"))
        return Bar(line, tuple(pieces), self._original(line))

    def _original(self, line: Line) -> str:
        """Where the first deadline was, if it was another and lies on the axis."""
        original = line.span.original_due_on
        first, last = self._ends
        if original is None or original == line.span.due_on or not first <= original <= last:
            return ""
        return self._place(original)
