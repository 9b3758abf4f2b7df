"""What the events of a duty come to: how far it is, and what held on each day. Pure, no database.

The only place that knows what an event changes, and which event may follow on which.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from giaoban.records.tasks.types import (
    AlreadyAcknowledged,
    AwaitsTheOffice,
    DutyClosed,
    DutyNotClosed,
    DutyNotSuspended,
    DutySuspended,
    EventKind,
    Hold,
    NoResultReported,
    NothingDeclined,
    ResultAwaitsConfirmation,
    ResultDay,
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
    """What was so from the day `valid_from` up to, but without, `valid_to`.

    A duty that is late stays so when it is extended afterwards: `due_on` stays, and `promised_on`
    is the day until which it was extended.
    """

    unit_id: int
    due_on: date | None
    original_due_on: date | None
    assigned_on: date
    valid_from: date
    valid_to: date | None = None
    hold: Hold = Hold.NONE
    completed_on: date | None = None
    counted_from: date | None = None
    promised_on: date | None = None

    def same_as(self, other: "Held") -> bool:
        return replace(self, valid_from=other.valid_from, valid_to=other.valid_to) == other


@dataclass(frozen=True)
class Folded:
    stage: Stage
    spans: tuple[Held, ...]

    @property
    def last(self) -> Held:
        return self.spans[-1]


_CLOSED = frozenset({Stage.CONFIRMED, Stage.CANCELLED})
_ANSWERS = frozenset({K.DEADLINE_CHANGED, K.EXTENDED, K.EXTENSION_REFUSED})
_ANY_TIME = _ANSWERS | {K.CANCELLED, K.HANDED_OVER}
_AT_WORK = frozenset({K.PROGRESS, K.DIFFICULTY})
_WORKING = _ANY_TIME | _AT_WORK | {K.REPORTED, K.EXTENSION_ASKED, K.SUSPENDED, K.TRANSFERRED}
MAY_FOLLOW: dict[Stage, frozenset[EventKind]] = {
    Stage.ASSIGNED: _WORKING | {K.ACKNOWLEDGED, K.DECLINED},
    Stage.DECLINED: _ANY_TIME | {K.KEPT, K.SUSPENDED, K.TRANSFERRED},
    Stage.UNDERWAY: _WORKING,
    Stage.RETURNED: _WORKING,
    Stage.REPORTED: _ANY_TIME | {K.CONFIRMED, K.RETURNED},
    Stage.SUSPENDED: _ANY_TIME | {K.RESUMED},
    Stage.CONFIRMED: frozenset({K.REOPENED}),
    Stage.CANCELLED: frozenset({K.REOPENED}),
}
_NEXT_STAGE: dict[EventKind, Stage] = {
    K.ACKNOWLEDGED: Stage.UNDERWAY,
    K.DECLINED: Stage.DECLINED,
    K.KEPT: Stage.ASSIGNED,
    K.REPORTED: Stage.REPORTED,
    K.CONFIRMED: Stage.CONFIRMED,
    K.RETURNED: Stage.RETURNED,
    K.SUSPENDED: Stage.SUSPENDED,
    K.CANCELLED: Stage.CANCELLED,
    K.REOPENED: Stage.UNDERWAY,
    K.TRANSFERRED: Stage.ASSIGNED,  # the new unit has yet to acknowledge it
}
_REFUSALS: dict[Stage, type[TaskRefusal]] = {
    Stage.CONFIRMED: DutyClosed,
    Stage.CANCELLED: DutyClosed,
    Stage.SUSPENDED: DutySuspended,
    Stage.REPORTED: ResultAwaitsConfirmation,
    Stage.DECLINED: AwaitsTheOffice,
}
_ELSEWHERE: dict[EventKind, type[TaskRefusal]] = {
    K.RESUMED: DutyNotSuspended,
    K.REOPENED: DutyNotClosed,
    K.KEPT: NothingDeclined,
}


def refusal_of(kind: EventKind, *, at: Stage) -> TaskRefusal | None:
    """Why an event may not follow at a stage, or nothing where it may."""
    if kind in MAY_FOLLOW[at]:
        return None
    if at not in _CLOSED and kind in _ELSEWHERE:
        return _ELSEWHERE[kind]()
    if at in _REFUSALS:
        return _REFUSALS[at]()
    return AlreadyAcknowledged() if kind in {K.ACKNOWLEDGED, K.DECLINED} else NoResultReported()


def fold(events: Iterable[Happening], *, by: ResultDay = ResultDay.REPORT) -> Folded:
    """The stage and the spans after these events, which come in the order they happened.

    `by` is the day that a confirmed result is held to: that of its report, or the confirmation's.
    Several changes on one day leave one span: what is asked of a day is asked of its end. Spans
    that say the same are one, so a fold is the shortest telling of what held when.
    """
    spans: list[Held] = []
    course = Course()
    for event in events:
        kind = EventKind(event.kind)
        if kind == K.ASSIGNED:
            spans = [_first(event)]
            continue
        course = course.after(kind, event.on, by=by)
        spans = _with(spans, _held_after(kind, spans[-1], event, course), event.on)
    return Folded(stage=course.stage, spans=tuple(spans))


@dataclass(frozen=True)
class Course:
    """What a fold remembers on its way besides the spans."""

    stage: Stage = Stage.ASSIGNED
    before_hold: Stage = Stage.ASSIGNED
    result_on: date | None = None
    suspended_on: date | None = None  # since then the clock stands still

    def after(self, kind: EventKind, on: date, *, by: ResultDay) -> "Course":
        return Course(
            stage=self._stage_after(kind),
            before_hold=self.stage if kind == K.SUSPENDED else self.before_hold,
            result_on=self._result_after(kind, on, by),
            suspended_on=on if kind == K.SUSPENDED else self.suspended_on,
        )

    def _result_after(self, kind: EventKind, on: date, by: ResultDay) -> date | None:
        if kind == K.REPORTED or (kind == K.CONFIRMED and by == ResultDay.CONFIRMATION):
            return on
        return None if kind in _UNREPORTED else self.result_on

    def _stage_after(self, kind: EventKind) -> Stage:
        if kind == K.RESUMED:
            return self.before_hold
        if kind in _AT_WORK and self.stage == Stage.ASSIGNED:
            return Stage.UNDERWAY
        return _NEXT_STAGE.get(kind, self.stage)


_UNREPORTED = frozenset({K.RETURNED, K.TRANSFERRED, K.REOPENED})
_HOLDS = {K.SUSPENDED: Hold.SUSPENDED, K.RESUMED: Hold.NONE}


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


def _held_after(kind: EventKind, held: Held, event: Happening, course: Course) -> Held:
    if kind == K.CONFIRMED:
        # Not a new span: from `counted_from` on the same one counts as done.
        return replace(held, completed_on=course.result_on, counted_from=event.on)
    if kind == K.REOPENED:
        return replace(held, hold=Hold.NONE, completed_on=None, counted_from=None)
    if kind == K.CANCELLED:
        return replace(held, hold=Hold.CANCELLED, counted_from=event.on)
    if kind in {K.TRANSFERRED, K.HANDED_OVER}:
        # Who hands over passes a duty on as it stands: stage, hold, report and deadline stay.
        return replace(held, unit_id=event.unit_id or held.unit_id)
    if kind == K.DEADLINE_CHANGED:
        return _due(held, event.due_on)
    if kind == K.EXTENDED or (kind == K.RESUMED and event.due_on):
        stopped = held.hold == Hold.SUSPENDED and course.suspended_on
        held = _extended(held, event.due_on, on=stopped or event.on)
    return replace(held, hold=_HOLDS.get(kind, held.hold))


def _due(held: Held, day: date | None) -> Held:
    """Held to another deadline; the first one that a duty has is its original."""
    original = held.original_due_on or day
    return replace(held, due_on=day, original_due_on=original, promised_on=None)


def _extended(held: Held, until: date | None, *, on: date) -> Held:
    """With more time; what was late already on the day `on` is late for good."""
    if held.due_on and held.due_on < on:
        return replace(held, promised_on=until)
    return _due(held, until)


def _with(spans: list[Held], after: Held, day: date) -> list[Held]:
    last = spans[-1]
    if after == last:
        return spans
    if after.counted_from and after.hold == last.hold:
        return [*spans[:-1], after]
    if last.counted_from == day and last.hold == Hold.NONE:
        # Confirmed and reopened on one day: it never counted as done at the end of any.
        last = replace(last, completed_on=None, counted_from=None)
        if after == last:
            return [*spans[:-1], last]
    earlier = spans[:-1] if last.valid_from == day else [*spans[:-1], replace(last, valid_to=day)]
    if earlier and earlier[-1].same_as(replace(after, valid_from=day)):
        return [*earlier[:-1], replace(earlier[-1], valid_to=None)]
    return [*earlier, replace(after, valid_from=day, valid_to=None)]
