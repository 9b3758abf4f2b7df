"""Series of tasks: when they come back, and that each time is made once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.organisations.models import Unit, UnitVersion
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.models import Duty, Span, Task
from giaoban.records.tasks.recurring import selectors, services
from giaoban.records.tasks.recurring.models import Occurrence, Series
from giaoban.records.tasks.recurring.tests.build import BEGUN, a_series, told
from giaoban.records.tasks.recurring.types import (
    Coming,
    NotRecurring,
    SeriesStopped,
    SeriesUnchanged,
    TooFarAhead,
)
from giaoban.records.tasks.tests.build import a_clerk, an_officer, at
from giaoban.records.tasks.types import (
    DutyRole,
    ReasonMissing,
    TaskWithoutTitle,
    UnitNamedTwice,
    UnitNotInForce,
)

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2025, 3, 20), date(2025, 4, 20), date(2025, 5, 20)


def run(on: date) -> int:
    return services.make_due_tasks(now=at(on))


def dues() -> list[date]:
    spans = Span.objects.filter(role=DutyRole.LEAD)
    return sorted(span.due_on for span in spans if span.due_on)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("ngày 20 hằng tháng", [MARCH, APRIL, MAY]),
        ("định kỳ hằng quý", [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30)]),
        ("thứ Năm hằng tuần", [date(2025, 3, 6), date(2025, 3, 13), date(2025, 3, 20)]),
        ("10 ngày một lần", [date(2025, 3, 13), date(2025, 3, 23), date(2025, 4, 2)]),
        ("hằng năm", [date(2025, 12, 31), date(2026, 12, 31), date(2027, 12, 31)]),
    ],
)
def test_the_next_times_are_those_that_the_words_say(words: str, days: list[date]) -> None:
    coming = selectors.coming(words, since=BEGUN, days_ahead=5, count=3)

    assert [each.due_on for each in coming] == days
    assert all(each.due_on - each.made_on == timedelta(days=5) for each in coming)


def test_words_that_do_not_come_back_are_refused() -> None:
    with pytest.raises(NotRecurring):
        a_series(words="trước ngày 20/3/2025")


def test_a_task_is_made_so_many_days_before_it_is_due_and_once() -> None:
    a_series(days_ahead=10)

    assert run(MARCH - timedelta(days=11)) == 0
    assert run(MARCH - timedelta(days=10)) == 1
    assert run(MARCH - timedelta(days=10)) == 0
    assert run(MARCH) == 0
    assert run(APRIL - timedelta(days=10)) == 1
    assert dues() == [MARCH, APRIL]


def test_days_on_which_the_job_did_not_run_are_made_up_for() -> None:
    a_series(days_ahead=0)

    assert run(MAY + timedelta(days=1)) == 3
    assert dues() == [MARCH, APRIL, MAY]


def test_every_ten_days_go_on_from_the_last_one() -> None:
    a_series(words="10 ngày một lần", days_ahead=0)

    for day in range(40):
        run(BEGUN + timedelta(days=day))

    assert dues() == [date(2025, 3, 13), date(2025, 3, 23), date(2025, 4, 2)]


def test_each_time_is_a_task_with_its_units_in_the_name_of_whoever_keeps_it() -> None:
    clerk, lead, other = a_clerk(), a_unit(), a_unit()
    officer = an_officer(lead)
    series = a_series(clerk=clerk, lead=lead, coordinating=(other.pk,), product="Báo cáo")

    run(MARCH)

    task = Task.objects.get()
    assert (task.product, task.created_by) == ("Báo cáo", clerk)
    units = Span.objects.order_by("duty").values_list("unit", "due_on")
    assert list(units) == [(lead.pk, MARCH), (other.pk, MARCH)]
    assert Notice.objects.filter(kind="tasks.assigned", recipient=officer).exists()
    assert selectors.series_of(task=task) == series
    assert Entry.objects.get(verb="recurring.made").data["task"] == task.pk


def test_a_change_holds_from_the_next_time_on() -> None:
    series = a_series(title="Báo cáo cũ", days_ahead=0)
    run(MARCH)
    wanted = told(title="Báo cáo mới", words="ngày 25 hằng tháng", days_ahead=0)

    services.change_series(
        actor=a_clerk(),
        series_id=series.pk,
        told=replace(wanted, lead_id=series.lead_id),
        now=at(MARCH),
    )
    run(date(2025, 3, 25))

    titles = Task.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Báo cáo cũ", "Báo cáo mới"]
    assert dues() == [MARCH, date(2025, 3, 25)]


def test_the_trail_keeps_what_a_change_changed() -> None:
    series = a_series(days_ahead=10)
    wanted = replace(told(days_ahead=5), lead_id=series.lead_id)
    change = {"actor": a_clerk(), "series_id": series.pk, "now": at(BEGUN)}

    services.change_series(told=wanted, **change)  # type: ignore[arg-type]  # told in one dict
    with pytest.raises(SeriesUnchanged):
        services.change_series(told=wanted, **change)  # type: ignore[arg-type]  # likewise

    entry = Entry.objects.get(verb="recurring.changed")
    assert (entry.before, entry.after) == ({"days_ahead": 10}, {"days_ahead": 5})


def test_a_stopped_series_comes_back_no_more_and_its_tasks_stay() -> None:
    series, clerk = a_series(days_ahead=0), a_clerk()
    run(MARCH)
    with pytest.raises(ReasonMissing):
        services.stop_series(actor=clerk, series_id=series.pk, reason=" ", now=at(MARCH))

    services.stop_series(actor=clerk, series_id=series.pk, reason="Đã bãi bỏ", now=at(MARCH))

    assert run(MAY) == 0
    assert dues() == [MARCH]
    assert selectors.coming_of(Series.objects.get()) == ()
    with pytest.raises(SeriesStopped):
        services.stop_series(actor=clerk, series_id=series.pk, reason="Lần nữa", now=at(MARCH))


def test_a_series_whose_unit_is_no_more_says_so_and_the_others_go_on() -> None:
    gone: Unit = a_unit()
    series = a_series(lead=gone, days_ahead=0)
    a_series(days_ahead=0)
    UnitVersion.objects.filter(unit=gone).update(valid_to=MARCH)

    assert run(MARCH) == 1

    series.refresh_from_db()
    assert series.trouble == str(UnitNotInForce())
    assert series.made_until is None


def test_what_a_series_says_is_checked_when_it_is_begun() -> None:
    unit = a_unit()
    with pytest.raises(TaskWithoutTitle):
        a_series(title=" ")
    with pytest.raises(TooFarAhead):
        a_series(days_ahead=181)
    with pytest.raises(UnitNamedTwice):
        a_series(lead=unit, coordinating=(unit.pk,))


def test_a_unit_keeps_no_series() -> None:
    officer = an_officer(a_unit())
    with pytest.raises(PermissionDenied):
        a_series(clerk=officer)

    a_series()
    assert not selectors.visible_series(actor=officer, on=BEGUN).exists()


def test_a_task_of_a_series_counts_like_any_other() -> None:
    a_series(days_ahead=0)
    run(MARCH)

    found = tasks.task_list(actor=a_clerk(), on=MARCH)

    assert [span.due_on for span in found] == [MARCH]
    assert Duty.objects.count() == Occurrence.objects.count() == 1


def test_coming_says_when_each_is_made() -> None:
    series = a_series(days_ahead=10)

    assert selectors.coming_of(series, count=1) == (Coming(MARCH, date(2025, 3, 10)),)
