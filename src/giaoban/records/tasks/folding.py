"""What the events of a duty come to: how far it is, and what held on each day. Pure, no database.

The only place that knows what an event changes, and which event may follow on which.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from giaoban.records.tasks.types import (
    AlreadyAcknowledged,
    DutyClosed,
    DutyNotSuspended,
    DutySuspended,
    EventKind,
    Hold,
    NoResultReported,
    ResultAwaitsConfirmation,
    Stage,
    TaskRefusal,
)

K = EventKind


class Happening(Protocol):
    """As much of an event as the fold looks at."""

    @property
    def kind(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def due_on(self) -> date | None: ...


@dataclass(frozen=True)
class Held:
    """What was so from the day `valid_from` up to, but without, `valid_to`."""

    unit_id: int
    due_on: date | None
    original_due_on: date | None
    assigned_on: date
    valid_from: date
    valid_to: date | None = None
    hold: Hold = Hold.NONE
    completed_on: date | None = None
    counted_from: date | None = None

    def same_as(self, other: "Held") -> bool:
        return replace(self, valid_from=other.valid_from, valid_to=other.valid_to) == other


@dataclass(frozen=True)
class Folded:
    stage: Stage
    spans: tuple[Held, ...]

    @property
    def last(self) -> Held:
        return self.spans[-1]


_WORKING: frozenset[EventKind] = frozenset(
    {
        K.PROGRESS,
        K.REPORTED,
        K.DEADLINE_CHANGED,
        K.SUSPENDED,
        K.CANCELLED,
        K.TRANSFERRED,
        K.HANDED_OVER,
    }
)
MAY_FOLLOW: dict[Stage, frozenset[EventKind]] = {
    Stage.ASSIGNED: _WORKING | {K.ACKNOWLEDGED},
    Stage.UNDERWAY: _WORKING,
    Stage.RETURNED: _WORKING,
    Stage.REPORTED: frozenset(
        {K.CONFIRMED, K.RETURNED, K.DEADLINE_CHANGED, K.CANCELLED, K.HANDED_OVER}
    ),
    Stage.SUSPENDED: frozenset({K.RESUMED, K.DEADLINE_CHANGED, K.CANCELLED, K.HANDED_OVER}),
    Stage.CONFIRMED: frozenset(),
    Stage.CANCELLED: frozenset(),
}
_NEXT_STAGE: dict[EventKind, Stage] = {
    K.ACKNOWLEDGED: Stage.UNDERWAY,
    K.REPORTED: Stage.REPORTED,
    K.CONFIRMED: Stage.CONFIRMED,
    K.RETURNED: Stage.RETURNED,
    K.SUSPENDED: Stage.SUSPENDED,
    K.CANCELLED: Stage.CANCELLED,
    K.TRANSFERRED: Stage.ASSIGNED,  # the new unit has yet to acknowledge it
}


_HOLDS = {K.SUSPENDED: Hold.SUSPENDED, K.RESUMED: Hold.NONE}


def refusal_of(kind: EventKind, *, at: Stage) -> TaskRefusal | None:
    """Why an event may not follow at a stage, or nothing where it may."""
    if kind in MAY_FOLLOW[at]:
        return None
    if at in {Stage.CONFIRMED, Stage.CANCELLED}:
        return DutyClosed()
    if kind == K.RESUMED:
        return DutyNotSuspended()
    if at == Stage.SUSPENDED:
        return DutySuspended()
    if at == Stage.REPORTED:
        return ResultAwaitsConfirmation()
    return AlreadyAcknowledged() if kind == K.ACKNOWLEDGED else NoResultReported()


def fold(events: Iterable[Happening]) -> Folded:
    """The stage and the spans after these events, which come in the order they happened.

    Several changes on one day leave one span: what is asked of a day is asked of its end. Spans
    that say the same are one, so a fold is the shortest telling of what held when.
    """
    spans: list[Held] = []
    stage = before_hold = Stage.ASSIGNED
    reported_on: date | None = None
    for event in events:
        kind = EventKind(event.kind)
        if kind == K.ASSIGNED:
            spans = [_first(event)]
            continue
        if kind == K.REPORTED:
            reported_on = event.on
        elif kind in {K.RETURNED, K.TRANSFERRED}:
            reported_on = None
        elif kind == K.SUSPENDED:
            before_hold = stage
        stage = _stage_after(kind, stage, before_hold)
        spans = _with(spans, _held_after(kind, spans[-1], event, reported_on), event.on)
    return Folded(stage=stage, spans=tuple(spans))


def _first(event: Happening) -> Held:
    if event.unit_id is None:
        raise ValueError("an assignment names its unit")
    return Held(
        unit_id=event.unit_id,
        due_on=event.due_on,
        original_due_on=event.due_on,
        assigned_on=event.on,
        valid_from=event.on,
    )


def _stage_after(kind: EventKind, stage: Stage, before_hold: Stage) -> Stage:
    if kind == K.RESUMED:
        return before_hold
    if kind == K.PROGRESS and stage == Stage.ASSIGNED:
        return Stage.UNDERWAY
    return _NEXT_STAGE.get(kind, stage)


def _held_after(kind: EventKind, held: Held, event: Happening, reported_on: date | None) -> Held:
    if kind == K.CONFIRMED:
        # Not a new span: from `counted_from` on the same one counts as done.
        return replace(held, completed_on=reported_on, counted_from=event.on)
    if kind == K.DEADLINE_CHANGED:
        return replace(held, due_on=event.due_on)
    if kind in {K.TRANSFERRED, K.HANDED_OVER}:
        # Who hands over passes a duty on as it stands: stage, hold, report and deadline stay.
        return replace(held, unit_id=event.unit_id or held.unit_id)
    if kind == K.CANCELLED:
        return replace(held, hold=Hold.CANCELLED, counted_from=event.on)
    return replace(held, hold=_HOLDS.get(kind, held.hold))


def _with(spans: list[Held], after: Held, day: date) -> list[Held]:
    last = spans[-1]
    if after == last:
        return spans
    if after.counted_from and after.hold == last.hold:
        return [*spans[:-1], after]
    earlier = spans[:-1] if last.valid_from == day else [*spans[:-1], replace(last, valid_to=day)]
    if earlier and earlier[-1].same_as(replace(after, valid_from=day)):
        return [*earlier[:-1], replace(earlier[-1], valid_to=None)]
    return [*earlier, replace(after, valid_from=day, valid_to=None)]
