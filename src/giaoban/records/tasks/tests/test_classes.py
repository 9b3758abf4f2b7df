"""`classify` and its twin in SQL, held together on the database in use."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.models import Duty, Span
from giaoban.records.tasks.tests.build import a_task, lead_duty
from giaoban.records.tasks.types import DutyDates, Hold, StatusClass, classify

DAY = date(2025, 3, 31)
near = st.integers(-3, 3).map(lambda days: DAY + timedelta(days=days))


@st.composite
def dates(draw: st.DrawFn) -> DutyDates:
    """Any dates that the database lets a span have."""
    hold = draw(st.sampled_from(Hold))
    due_on = draw(st.none() | near)
    if draw(st.booleans()):
        return DutyDates(due_on, draw(near), draw(near), hold)
    return DutyDates(due_on, None, draw(near) if hold == Hold.CANCELLED else None, hold)


class Twins(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(dates(), min_size=1, max_size=40), near)
    def test_the_class_told_by_sql_is_the_one_told_by_python(
        self, many: list[DutyDates], as_of: date
    ) -> None:
        duty = lead_duty(a_task())
        rows = store(duty, many)
        spans = Span.objects.filter(pk__in=rows)

        told = [classify(dates, as_of=as_of) for dates in many]

        annotated: Any = spans.with_class(as_of).order_by("pk")
        assert [span.status for span in annotated] == told
        for status in StatusClass:
            found = set(spans.in_classes([status], as_of).values_list("pk", flat=True))
            assert found == {pk for pk, each in zip(rows, told, strict=True) if each == status}

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(dates(), min_size=1, max_size=40))
    def test_where_nothing_happened_later_the_easier_question_has_the_same_answer(
        self, many: list[DutyDates]
    ) -> None:
        rows = store(lead_duty(a_task()), many)
        as_of = DAY + timedelta(days=3)  # no date of settlement lies later
        spans = Span.objects.filter(pk__in=rows)

        for status in StatusClass:
            general = set(spans.in_classes([status], as_of).values_list("pk", flat=True))
            easy = spans.in_classes([status], as_of, latest=True)
            assert set(easy.values_list("pk", flat=True)) == general


def store(duty: Duty, many: list[DutyDates]) -> list[int]:
    """Spans with these dates, one day long each so that they do not meet."""
    unit = a_unit()
    first = DAY - timedelta(days=1000)
    return [
        Span.objects.create(
            duty=duty,
            task_id=duty.task_id,
            role=duty.role,
            unit=unit,
            assigned_on=first,
            due_on=each.due_on,
            completed_on=each.completed_on,
            counted_from=each.counted_from,
            hold=each.hold,
            valid_from=first + timedelta(days=number),
            valid_to=first + timedelta(days=number + 1),
        ).pk
        for number, each in enumerate(many)
    ]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (DutyDates(DAY), StatusClass.OPEN_IN_TIME),
        (DutyDates(DAY - timedelta(days=1)), StatusClass.OPEN_OVERDUE),
        (DutyDates(DAY, DAY, DAY), StatusClass.DONE_ON_TIME),
        (DutyDates(DAY - timedelta(days=1), DAY, DAY), StatusClass.DONE_LATE),
        (DutyDates(DAY, DAY, DAY + timedelta(days=1)), StatusClass.OPEN_IN_TIME),
        (DutyDates(None, DAY, DAY), StatusClass.NO_DEADLINE),
        (DutyDates(DAY, hold=Hold.SUSPENDED), StatusClass.SUSPENDED),
        (DutyDates(DAY, hold=Hold.CANCELLED), StatusClass.CANCELLED),
    ],
    ids=[
        "on its last day",
        "the day after",
        "done on the last day",
        "done after it",
        "not yet confirmed",
        "done without a deadline",
        "suspended",
        "cancelled",
    ],
)
def test_the_class_at_the_end_of_a_day(dates: DutyDates, expected: StatusClass) -> None:
    assert classify(dates, as_of=DAY) == expected
