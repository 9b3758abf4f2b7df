"""Editions are held against the events, whatever happened, and what was tampered with is named."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from giaoban.kit.periods.period import Between
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.editions.frozen import FrozenTask, digest_of, read
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.editions.recounting import verify
from giaoban.records.tasks.editions.tests.build import an_edition
from giaoban.records.tasks.models import Event, Span, Task
from giaoban.records.tasks.tests.build import a_clerk, a_task, at, confirmed, lead_duty
from giaoban.records.tasks.tests.bulk import Lived, live_all
from giaoban.records.tasks.tests.histories import DAYS, FIRST_DAY, days, histories

pytestmark = pytest.mark.django_db
LONG_AFTER = FIRST_DAY + timedelta(days=2 * DAYS + 200)


class Agreeing(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data(), days(), days(), st.integers(0, 40))
    def test_an_edition_of_any_histories_is_what_the_events_come_to(
        self, data: st.DataObject, as_of: date, first: date, length: int
    ) -> None:
        clerk, units = a_clerk(), [a_unit() for _ in range(3)]
        told = histories(units=tuple(unit.pk for unit in units))
        drawn = data.draw(st.lists(st.lists(told, min_size=1, max_size=3), min_size=1, max_size=5))
        anchor = a_task(assigned_on=FIRST_DAY, clerk=clerk, due_on=None)  # never nothing
        live_all([Lived(tuple(each)) for each in drawn], clerk=clerk)
        period = Between(first, first + timedelta(days=length))

        edition = an_edition(clerk, period=period, as_of=as_of, on=LONG_AFTER)

        verdict = verify(edition)
        assert verdict.agrees, (verdict.first_task, verdict.first_row)
        assert not verdict.corrected
        assert anchor.pk in {told.task for told in _tasks(edition)}


def _tasks(edition: Edition) -> list[FrozenTask]:
    return list(read(edition.body).tasks)


def test_an_edition_still_agrees_after_things_went_on() -> None:
    task = a_task(due_on=date(2025, 3, 10))
    edition = an_edition(a_clerk())

    confirmed(task, on=date(2025, 4, 3))

    verdict = verify(edition)
    assert verdict.agrees
    assert (verdict.tasks, verdict.corrected) == (1, ())


def test_what_is_typed_later_about_counted_days_makes_a_correction_due() -> None:
    clerk = a_clerk()
    task = a_task(clerk=clerk, due_on=date(2025, 3, 10))
    edition = an_edition(clerk)
    happens(task.pk, kind="reported", on=date(2025, 3, 8), at=at(date(2025, 4, 5)), by=clerk.pk)
    happens(task.pk, kind="confirmed", on=date(2025, 3, 9), at=at(date(2025, 4, 5)), by=clerk.pk)

    verdict = verify(edition)

    assert verdict.agrees
    [move] = verdict.corrected
    assert move.was
    assert move.now
    assert (move.was.status, move.now.status) == ("open_overdue", "done_on_time")


def test_a_span_that_was_tampered_with_is_named() -> None:
    task = a_task(due_on=date(2025, 3, 10))
    Span.objects.filter(task=task).update(due_on=date(2025, 4, 30))

    verdict = verify(an_edition(a_clerk()))

    assert not verdict.agrees
    assert verdict.first_task
    assert verdict.first_task.task == task.pk
    assert verdict.first_row
    assert verdict.first_row[0].tally.open_in_time == 1


def test_a_coordinating_figure_that_was_tampered_with_is_named_by_its_unit() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    edition = an_edition(clerk)
    body = edition.body.replace('"coordinating":{"cancelled":0', '"coordinating":{"cancelled":1', 1)
    Edition.objects.filter(pk=edition.pk).update(body=body, digest=digest_of(body))
    edition.refresh_from_db()

    verdict = verify(edition)

    assert verdict.first_task is None
    assert verdict.first_row
    assert not verdict.agrees


def test_a_text_that_is_not_the_one_hashed_is_broken() -> None:
    a_task()
    edition = an_edition(a_clerk())
    edition.body = edition.body.replace("open_in_time", "done_on_time", 1)

    verdict = verify(edition)

    assert verdict.broken
    assert not verdict.agrees


def test_an_edition_by_another_rule_is_not_held_against_this_one() -> None:
    a_task()
    edition = an_edition(a_clerk())
    edition.body = edition.body.replace('"rule":"', '"rule":"0.')
    edition.digest = digest_of(edition.body)

    verdict = verify(edition)

    assert verdict.other_rule
    assert not verdict.agrees


def happens(task_id: int, *, kind: str, on: date, at: datetime, by: int) -> None:
    """Something that is typed later than it happened."""
    duty = lead_duty_of(task_id)
    Event.objects.create(duty_id=duty, kind=kind, on=on, at=at, actor_id=by)


def lead_duty_of(task_id: int) -> int:
    return lead_duty(Task.objects.get(pk=task_id)).pk
