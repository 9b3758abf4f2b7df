from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.records.tasks.folding import Folded, Held, fold, refusal_of
from giaoban.records.tasks.tests.histories import FIRST_DAY, Told, histories
from giaoban.records.tasks.types import (
    DONE,
    AlreadyAcknowledged,
    DutyClosed,
    DutyDates,
    DutyNotSuspended,
    DutySuspended,
    EventKind,
    NoResultReported,
    ResultAwaitsConfirmation,
    ResultDay,
    Stage,
    StatusClass,
    TaskRefusal,
    classify,
)

K = EventKind
MARCH = [date(2025, 3, day) for day in range(1, 32)]


def assigned(*, on: date = MARCH[2], unit: int = 1, due_on: date | None = MARCH[30]) -> Told:
    return Told(K.ASSIGNED, on, unit, due_on)


def held_on(folded: Folded, day: date) -> Held | None:
    for held in folded.spans:
        if held.valid_from <= day and (held.valid_to is None or day < held.valid_to):
            return held
    return None


def class_on(folded: Folded, day: date) -> StatusClass | None:
    held = held_on(folded, day)
    if held is None:
        return None
    dates = DutyDates(held.due_on, held.completed_on, held.counted_from, held.hold)
    return classify(dates, as_of=day)


def test_before_its_assignment_a_duty_is_nowhere() -> None:
    folded = fold([assigned(on=MARCH[5])])

    assert class_on(folded, MARCH[4]) is None
    assert class_on(folded, MARCH[5]) == StatusClass.OPEN_IN_TIME


def test_the_day_of_the_report_is_held_against_the_deadline_and_counts_once_confirmed() -> None:
    told = [assigned(due_on=MARCH[9]), Told(K.REPORTED, MARCH[9]), Told(K.CONFIRMED, MARCH[14])]
    folded = fold(told)

    assert class_on(folded, MARCH[13]) == StatusClass.OPEN_OVERDUE
    assert class_on(folded, MARCH[14]) == StatusClass.DONE_ON_TIME
    assert folded.last.completed_on == MARCH[9]


def test_a_returned_report_does_not_count() -> None:
    told = [
        assigned(due_on=MARCH[9]),
        Told(K.REPORTED, MARCH[8]),
        Told(K.RETURNED, MARCH[10]),
        Told(K.REPORTED, MARCH[12]),
        Told(K.CONFIRMED, MARCH[13]),
    ]

    assert fold(told).last.completed_on == MARCH[12]
    assert class_on(fold(told), MARCH[13]) == StatusClass.DONE_LATE


def test_a_deadline_holds_until_the_day_it_is_changed() -> None:
    folded = fold([assigned(due_on=MARCH[9]), Told(K.DEADLINE_CHANGED, MARCH[14], None, MARCH[20])])

    assert class_on(folded, MARCH[13]) == StatusClass.OPEN_OVERDUE
    assert class_on(folded, MARCH[14]) == StatusClass.OPEN_IN_TIME
    assert folded.last.original_due_on == MARCH[9]


def test_while_suspended_a_duty_is_in_no_class_and_then_goes_on_as_it_was() -> None:
    told = [
        assigned(),
        Told(K.ACKNOWLEDGED, MARCH[3]),
        Told(K.SUSPENDED, MARCH[5]),
        Told(K.RESUMED, MARCH[8]),
    ]
    folded = fold(told)

    assert class_on(folded, MARCH[7]) == StatusClass.SUSPENDED
    assert class_on(folded, MARCH[8]) == StatusClass.OPEN_IN_TIME
    assert folded.stage == Stage.UNDERWAY


def test_a_transferred_duty_is_with_the_new_unit_from_that_day_on() -> None:
    folded = fold([assigned(unit=1), Told(K.TRANSFERRED, MARCH[9], 2)])

    assert [held_on(folded, day).unit_id for day in (MARCH[8], MARCH[9])] == [1, 2]  # type: ignore[union-attr]  # None would fail the test as well
    assert folded.stage == Stage.ASSIGNED


def test_what_is_undone_on_the_same_day_leaves_no_span() -> None:
    told = [assigned(), Told(K.SUSPENDED, MARCH[5]), Told(K.RESUMED, MARCH[5])]

    assert fold(told).spans == fold([assigned()]).spans


@pytest.mark.parametrize(
    ("kind", "stage", "refusal"),
    [
        (K.ACKNOWLEDGED, Stage.UNDERWAY, AlreadyAcknowledged),
        (K.CONFIRMED, Stage.UNDERWAY, NoResultReported),
        (K.RETURNED, Stage.RETURNED, NoResultReported),
        (K.REPORTED, Stage.REPORTED, ResultAwaitsConfirmation),
        (K.REPORTED, Stage.SUSPENDED, DutySuspended),
        (K.RESUMED, Stage.UNDERWAY, DutyNotSuspended),
        (K.PROGRESS, Stage.CONFIRMED, DutyClosed),
        (K.RESUMED, Stage.CANCELLED, DutyClosed),
    ],
)
def test_what_cannot_follow_is_refused_by_name(
    kind: EventKind, stage: Stage, refusal: type[TaskRefusal]
) -> None:
    assert isinstance(refusal_of(kind, at=stage), refusal)


@given(histories())
def test_the_spans_cover_every_day_from_the_first_once(told: list[Told]) -> None:
    spans = fold(told).spans

    assert spans[0].valid_from == told[0].on
    assert spans[-1].valid_to is None
    assert all(before.valid_to == after.valid_from for before, after in pairwise(spans))
    assert all(span.valid_to is None or span.valid_to > span.valid_from for span in spans)


@given(histories())
def test_no_two_neighbouring_spans_say_the_same(told: list[Told]) -> None:
    assert not any(before.same_as(after) for before, after in pairwise(fold(told).spans))


@given(histories(), st.integers(0, 8))
def test_what_happens_later_does_not_change_an_earlier_day(told: list[Told], cut: int) -> None:
    earlier, later = told[: cut + 1], told[cut + 1 :]
    last_day = later[0].on - timedelta(days=1) if later else told[-1].on
    day = FIRST_DAY
    while day <= last_day:
        assert class_on(fold(earlier), day) == class_on(fold(told), day)
        day += timedelta(days=1)


@given(histories())
def test_on_every_day_a_duty_is_in_one_class_as_its_events_tell(told: list[Told]) -> None:
    folded = fold(told)
    for day in {event.on for event in told}:
        known = fold([event for event in told if event.on <= day])
        assert class_on(folded, day) == class_on(known, day)


# What the rules promise, whatever happened before


BACK_TO_WORK = {
    Stage.CONFIRMED: K.REOPENED,
    Stage.CANCELLED: K.REOPENED,
    Stage.SUSPENDED: K.RESUMED,
    Stage.REPORTED: K.RETURNED,
}


def at_work(told: list[Told], *, days_left: int = 20) -> list[Told]:
    """The history, gone on with to where the unit is at work and has so many days left."""
    day = told[-1].on
    back = BACK_TO_WORK.get(fold(told).stage)
    due = Told(K.DEADLINE_CHANGED, day, None, day + timedelta(days=days_left))
    return [*told, *([Told(back, day)] if back else []), due]


def closed(told: list[Told]) -> list[Told]:
    """The history, ended by a cancellation where it has no end yet."""
    is_open = fold(told).stage not in {Stage.CONFIRMED, Stage.CANCELLED}
    return [*told, Told(K.CANCELLED, told[-1].on)] if is_open else told


@given(histories(), st.integers(1, 30), st.integers(1, 30))
def test_an_extension_after_lateness_keeps_lateness(told: list[Told], late: int, more: int) -> None:
    told = at_work(told)
    held = fold(told).last
    assert held.due_on
    day = held.due_on + timedelta(days=late)

    after = fold([*told, Told(K.EXTENDED, day, None, day + timedelta(days=more))])

    assert after.last.due_on == held.due_on
    assert class_on(after, day + timedelta(days=more)) == StatusClass.OPEN_OVERDUE


@given(histories(), st.integers(1, 30))
def test_an_extension_in_time_moves_the_deadline_and_keeps_the_first_one(
    told: list[Told], more: int
) -> None:
    told = at_work(told)
    held = fold(told).last
    assert held.due_on
    until = held.due_on + timedelta(days=more)

    after = fold([*told, Told(K.EXTENDED, told[-1].on, None, until)]).last

    assert (after.due_on, after.promised_on) == (until, None)
    assert after.original_due_on == held.original_due_on


@given(histories(), st.integers(1, 30))
def test_while_suspended_the_clock_stands_still(told: list[Told], days: int) -> None:
    told = at_work(told)
    held = fold(told).last
    assert held.due_on
    since = told[-1].on
    back = since + timedelta(days=days)
    moved = held.due_on + timedelta(days=days)

    after = fold([*told, Told(K.SUSPENDED, since), Told(K.RESUMED, back, None, moved)])

    assert class_on(after, back - timedelta(days=1)) == StatusClass.SUSPENDED
    # As many days are left as were left when the clock stopped.
    assert after.last.due_on
    assert after.last.due_on - back == held.due_on - since
    assert after.stage == fold(told).stage


@given(histories(), st.integers(1, 30))
def test_reopening_keeps_the_past(told: list[Told], later: int) -> None:
    told = closed(told)
    before = fold(told)
    day = told[-1].on + timedelta(days=later)

    after = fold([*told, Told(K.REOPENED, day)])

    for event in told:
        assert class_on(after, event.on) == class_on(before, event.on)
    assert class_on(after, day) not in {StatusClass.CANCELLED, *DONE}
    assert after.last.due_on == before.last.due_on


@given(histories())
def test_by_whichever_day_results_count_only_completion_differs(told: list[Told]) -> None:
    by_report = fold(told)
    by_confirmation = fold(told, by=ResultDay.CONFIRMATION)

    assert by_confirmation.stage == by_report.stage
    for span in by_confirmation.spans:
        assert (span.completed_on is None) or span.completed_on == span.counted_from
    assert [span.counted_from for span in by_confirmation.spans] == [
        span.counted_from for span in by_report.spans
    ]
