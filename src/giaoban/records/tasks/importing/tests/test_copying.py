from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from giaoban.ground.audit.models import Entry
from giaoban.records.organisations.models import Unit
from giaoban.records.tasks.importing import services
from giaoban.records.tasks.importing.models import Batch
from giaoban.records.tasks.importing.services.copying import moved
from giaoban.records.tasks.importing.tests.build import DAY, imported, row_of, states, units
from giaoban.records.tasks.importing.types import NothingToCopy
from giaoban.records.tasks.models import Span, Task
from giaoban.records.tasks.tests.build import a_clerk, a_task, an_officer, at
from giaoban.records.tasks.types import Share


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_a_day_that_was_moved_is_so_many_months_later_and_the_last_stays_the_last(
    day: date, months: int
) -> None:
    later = moved(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    if day.day <= 27:
        assert later.day == day.day


def test_the_last_of_february_moves_to_the_last_of_march() -> None:
    assert moved(date(2020, 2, 29), 1) == date(2020, 3, 31)
    assert moved(date(2020, 1, 30), 1) == date(2020, 2, 29)


def a_pattern(first: Unit, second: Unit) -> Task:
    return a_task(
        title="Báo cáo sản lượng tháng",
        lead=first,
        assigned_on=date(2020, 6, 1),
        due_on=date(2020, 6, 30),
        coordinating=[Share(second.pk, date(2020, 6, 20))],
        product="Báo cáo",
    )


def a_copy(task: Task, *, months: int = 1) -> Batch:
    return services.copy_tasks(
        actor=a_clerk(), now=at(DAY), task_ids=[task.pk], months=months, name="2020-06"
    )


@pytest.mark.django_db
def test_a_copy_is_looked_at_first_and_then_has_the_same_units_and_later_days() -> None:
    first, second = units()
    pattern = a_pattern(first, second)

    batch = a_copy(pattern)

    assert states(batch) == ["good"]
    assert Task.objects.count() == 1
    imported(batch)
    copied = Task.objects.exclude(pk=pattern.pk).get()
    spans = Span.objects.filter(task=copied).order_by("duty")
    assert [span.unit for span in spans] == [first, second]
    assert spans[0].due_on == date(2020, 7, 31)
    assert (copied.title, copied.product, copied.assigned_on) == (
        pattern.title,
        "Báo cáo",
        DAY,
    )
    assert Entry.objects.filter(verb="importing.copied").count() == 1


@pytest.mark.django_db
def test_copying_twice_assigns_once() -> None:
    pattern = a_pattern(*units())
    imported(a_copy(pattern))

    again = a_copy(pattern)

    assert states(again) == ["same"]
    assert row_of(again).remarks


@pytest.mark.django_db
def test_who_sees_no_task_copies_none() -> None:
    with pytest.raises(NothingToCopy):
        services.copy_tasks(actor=a_clerk(), now=at(DAY), task_ids=[999], months=1, name="nothing")
    first, _second = units()
    with pytest.raises(PermissionDenied):
        services.copy_tasks(
            actor=an_officer(first), now=at(DAY), task_ids=[], months=1, name="nothing"
        )
