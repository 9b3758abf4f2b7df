"""Random histories of a duty that could have happened: every event follows on the one before."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from giaoban.records.tasks.folding import MAY_FOLLOW, fold
from giaoban.records.tasks.types import EventKind, Stage

FIRST_DAY = date(2025, 1, 1)
DAYS = 60
MOVES = {EventKind.TRANSFERRED, EventKind.HANDED_OVER}
DATED = {EventKind.DEADLINE_CHANGED, EventKind.EXTENDED, EventKind.EXTENSION_ASKED}


@dataclass(frozen=True)
class Told:
    """An event without its row."""

    kind: EventKind
    on: date
    unit_id: int | None = None
    due_on: date | None = None


def days() -> st.SearchStrategy[date]:
    return st.integers(0, DAYS).map(lambda number: FIRST_DAY + timedelta(days=number))


def _due(draw: st.DrawFn, kind: EventKind) -> date | None:
    if kind == EventKind.RESUMED:
        return draw(st.none() | days())
    return draw(days()) if kind in DATED else None


@st.composite
def histories(draw: st.DrawFn, *, units: tuple[int, ...] = (1, 2, 3)) -> list[Told]:
    due = st.none() | days()
    first = Told(EventKind.ASSIGNED, draw(days()), draw(st.sampled_from(units)), draw(due))
    told = [first]
    stage = Stage.ASSIGNED
    for _ in range(draw(st.integers(0, 8))):
        possible = sorted(MAY_FOLLOW[stage])
        if not possible:
            break
        kind = EventKind(draw(st.sampled_from(possible)))
        day = told[-1].on + timedelta(days=draw(st.integers(0, 9)))
        told.append(
            Told(
                kind,
                day,
                draw(st.sampled_from(units)) if kind in MOVES else None,
                _due(draw, kind),
            )
        )
        stage = fold(told).stage
    return told
