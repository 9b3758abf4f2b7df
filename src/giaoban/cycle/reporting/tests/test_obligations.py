"""Who owes a return for a period, while units come and go, and what the daily run does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.cycle.reporting import selectors as standings
from giaoban.cycle.reporting.models import Obligation, Period, Reminder
from giaoban.cycle.reporting.obligations import selectors, services
from giaoban.cycle.reporting.obligations.daily import services as daily
from giaoban.cycle.reporting.regimes import services as regimes
from giaoban.cycle.reporting.tests.build import JUNE, TOLD, Ministry, at
from giaoban.cycle.reporting.types import (
    Frequency,
    IsExempt,
    NoSuchPeriod,
    PeriodEndsFirst,
    PeriodExists,
    ReasonMissing,
    RegimeKind,
    Standing,
)
from giaoban.ground.notices.models import Notice
from giaoban.records.organisations import services as organisations
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.successions.types import Founding, SuccessionKind
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.organisations.types import UnitKind

pytestmark = pytest.mark.django_db
OPENED, DUE = date(2020, 6, 8), date(2020, 6, 18)


def units(period: Period) -> set[int]:
    return set(period.obligations.values_list("unit_id", flat=True))


def merge(ministry: Ministry, *, on: date) -> Unit:
    """The two departments become one."""
    new = Founding("vu-moi", "Vụ Hạ tầng", UnitKind.DEPARTMENT, parent_id=ministry.ministry.pk)
    organisations.succeed(
        actor=None,
        kind=SuccessionKind.MERGE,
        predecessors=[ministry.post, ministry.telecom],
        successors=[new],
        on=on,
        document="01/QĐ",
        now=at(on),
    )
    return Unit.objects.get(key="vu-moi")


def test_the_units_of_the_kinds_owe_a_return_and_are_told() -> None:
    ministry = Ministry()
    period = ministry.june()
    assert units(period) == {ministry.post.pk, ministry.telecom.pk}
    owed = ministry.owed(period)
    assert (owed.due_on, owed.recipient_id) == (DUE, ministry.office.pk)
    told = Notice.objects.filter(kind="reporting.opened")
    assert {each.recipient_id for each in told} == {
        ministry.head.pk,
        ministry.officer.pk,
        ministry.other.pk,
    }


def test_a_listed_unit_reports_as_well_and_one_left_out_does_not() -> None:
    ministry = Ministry()
    level = replace(TOLD.levels[0], unit_ids=(ministry.office.pk,), left_out=(ministry.telecom.pk,))
    period = ministry.june(ministry.regime(replace(TOLD, levels=(level,))))
    assert units(period) == {ministry.post.pk, ministry.office.pk}


def test_without_a_recipient_it_goes_to_the_unit_above() -> None:
    ministry = Ministry()
    regime = regimes.establish_regime(
        actor=None, told=TOLD, valid_from=date(2020, 1, 2), now=at(date(2020, 1, 2))
    )
    assert ministry.owed(ministry.june(regime)).recipient_id == ministry.ministry.pk


def test_a_period_is_opened_once() -> None:
    ministry = Ministry()
    regime = ministry.regime()
    ministry.june(regime)
    with pytest.raises(PeriodExists):
        ministry.june(regime)


@pytest.mark.parametrize("key", ["2020-Q2", "x", "2019-06"])
def test_a_period_that_the_regime_has_not_is_refused(key: str) -> None:
    ministry = Ministry()
    with pytest.raises(NoSuchPeriod):
        services.open_period(
            actor=ministry.clerk, regime_id=ministry.regime().pk, key=key, now=at(OPENED)
        )


def test_an_open_period_keeps_its_outline_when_a_new_version_begins() -> None:
    ministry = Ministry()
    regime = ministry.regime()
    period = ministry.june(regime)
    new = replace(TOLD, sections=TOLD.sections[:1])
    regimes.change_regime(
        actor=ministry.clerk, regime_id=regime.pk, told=new, valid_from=OPENED, now=at(OPENED)
    )
    assert Period.objects.get(pk=period.pk).version.sections.count() == 3
    july = services.open_period(
        actor=ministry.clerk, regime_id=regime.pk, key="2020-07", now=at(date(2020, 7, 8))
    )
    assert july.version.sections.count() == 1


def test_units_merged_before_the_window_opens_owe_one_return_that_covers_both() -> None:
    ministry = Ministry()
    regime = ministry.regime()
    new = merge(ministry, on=date(2020, 6, 1))
    period = ministry.june(regime)
    assert units(period) == {new.pk}
    covers = ministry.owed(period, new).covers
    assert sorted(covers) == sorted(
        [[unit.pk, "2020-05-31"] for unit in (ministry.post, ministry.telecom)]
    )


def test_units_merged_afterwards_pass_their_return_on() -> None:
    ministry = Ministry()
    period = ministry.june()
    new = merge(ministry, on=date(2020, 6, 10))
    assert services.follow_units(period_id=period.pk, now=at(date(2020, 6, 10))) == 3
    heir, passed = ministry.owed(period, new), ministry.owed(period)
    assert (passed.passed_to_id, heir.due_on) == (heir.pk, DUE)
    assert standings.standing(passed, as_of=DUE) == Standing.PASSED
    assert services.follow_units(period_id=period.pk, now=at(date(2020, 6, 11))) == 0


def test_what_was_sent_before_the_merger_stays_sent() -> None:
    ministry = Ministry()
    period = ministry.june()
    ministry.sent(ministry.owed(period), on=date(2020, 6, 9))
    merge(ministry, on=date(2020, 6, 10))
    services.follow_units(period_id=period.pk, now=at(date(2020, 6, 10)))
    assert standings.standing(ministry.owed(period), as_of=DUE) == Standing.ON_TIME


def test_a_unit_founded_after_the_cut_off_owes_nothing() -> None:
    ministry = Ministry()
    period = ministry.june()
    a_unit(parent=ministry.ministry, valid_from=date(2020, 6, 16))
    assert services.follow_units(period_id=period.pk, now=at(date(2020, 6, 17))) == 0


def test_an_exemption_has_a_reason_and_can_be_taken_back() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june())
    with pytest.raises(ReasonMissing):
        services.exempt_unit(
            actor=ministry.clerk, obligation_id=owed.pk, reason=" ", now=at(OPENED)
        )
    services.exempt_unit(
        actor=ministry.clerk, obligation_id=owed.pk, reason="Mới thành lập", now=at(OPENED)
    )
    owed.refresh_from_db()
    assert standings.standing(owed, as_of=DUE) == Standing.EXEMPT
    with pytest.raises(IsExempt):
        services.exempt_unit(
            actor=ministry.clerk, obligation_id=owed.pk, reason="Lần nữa", now=at(OPENED)
        )
    services.end_exemption(actor=ministry.clerk, obligation_id=owed.pk, now=at(OPENED))
    owed.refresh_from_db()
    assert standings.standing(owed, as_of=OPENED) == Standing.NOT_YET


def test_a_unit_does_not_exempt_itself() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june())
    with pytest.raises(PermissionDenied):
        services.exempt_unit(actor=ministry.head, obligation_id=owed.pk, reason="x", now=at(OPENED))


def test_too_late_to_enter_is_not_entered_late() -> None:
    ministry = Ministry()
    owed = ministry.owed(ministry.june(ministry.regime(replace(TOLD, entry_days=3))))
    days = [DUE + timedelta(days=number) for number in (3, 4)]
    assert [standings.is_closed(owed, on=day) for day in days] == [False, True]
    services.reopen_entry(
        actor=ministry.clerk,
        obligation_id=owed.pk,
        until=date(2020, 6, 30),
        reason="Mất điện",
        now=at(days[1]),
    )
    owed.refresh_from_db()
    assert not standings.is_closed(owed, on=date(2020, 6, 30))
    assert standings.is_closed(owed, on=date(2020, 7, 1))
    assert standings.standing(owed, as_of=days[1]) == Standing.MISSING


def test_a_thematic_report_is_asked_for_once_with_days_of_its_own() -> None:
    ministry = Ministry()
    regime = ministry.regime(replace(TOLD, kind=RegimeKind.THEMATIC, frequency=Frequency.ONCE))
    period = services.ask_once(
        actor=ministry.clerk,
        regime_id=regime.pk,
        start=date(2020, 1, 1),
        last=date(2020, 6, 5),
        due_on=date(2020, 6, 20),
        now=at(OPENED),
    )
    assert {each.due_on for each in period.obligations.all()} == {date(2020, 6, 20)}
    with pytest.raises(PeriodEndsFirst):
        services.ask_once(
            actor=ministry.clerk,
            regime_id=regime.pk,
            start=date(2020, 6, 5),
            last=date(2020, 6, 4),
            due_on=date(2020, 6, 20),
            now=at(OPENED),
        )


def test_a_periodic_one_is_not() -> None:
    ministry = Ministry()
    with pytest.raises(NoSuchPeriod):
        services.ask_once(
            actor=ministry.clerk,
            regime_id=ministry.regime().pk,
            start=OPENED,
            last=OPENED,
            due_on=OPENED,
            now=at(OPENED),
        )


def test_the_daily_run_opens_what_begins_and_reminds_once() -> None:
    ministry = Ministry()
    ministry.regime()
    first = daily.run_day(now=at(OPENED))
    assert (first.opened, Period.objects.get().key) == (1, JUNE)
    assert daily.run_day(now=at(OPENED, 15)).opened == 0
    assert daily.run_day(now=at(date(2020, 6, 15))).reminded == 2
    assert daily.run_day(now=at(date(2020, 6, 16))).reminded == 0
    assert set(Reminder.objects.values_list("offset", flat=True)) == {-3}


def test_who_has_sent_is_not_reminded_and_nobody_on_a_sunday() -> None:
    ministry = Ministry()
    ministry.sent(ministry.owed(ministry.june()))
    assert daily.remind(now=at(DUE)) == 1
    assert daily.remind(now=at(date(2020, 6, 21))) == 0
    assert Reminder.objects.get().obligation.unit_id == ministry.telecom.pk


def test_the_wall_shows_units_by_periods_and_its_tallies_agree() -> None:
    ministry = Ministry()
    regime = ministry.regime()
    june = ministry.june(regime)
    services.open_period(
        actor=ministry.clerk, regime_id=regime.pk, key="2020-07", now=at(date(2020, 7, 8))
    )
    ministry.sent(ministry.owed(june))
    wall = selectors.wall(actor=ministry.clerk, regime_id=regime.pk, on=date(2020, 7, 9))
    assert [period.key for period in wall.periods] == ["2020-06", "2020-07"]
    shown = {row.unit: [cell.standing for cell in row.cells if cell] for row in wall.rows}
    assert shown == {
        "Vụ Bưu chính Nông thôn": [Standing.ON_TIME, Standing.NOT_YET],
        "Vụ Viễn thông Biên giới": [Standing.MISSING, Standing.NOT_YET],
    }
    assert wall.of[june.pk].shares[Standing.ON_TIME] == 50


def test_a_unit_sees_its_own_row_of_the_wall_alone() -> None:
    ministry = Ministry()
    regime = ministry.regime()
    ministry.june(regime)
    wall = selectors.wall(actor=ministry.other, regime_id=regime.pk, on=OPENED)
    assert [row.unit for row in wall.rows] == ["Vụ Viễn thông Biên giới"]


def test_the_wall_asks_as_many_questions_for_more_units(
    django_assert_max_num_queries: object,
) -> None:
    ministry = Ministry()
    for _number in range(12):
        a_unit(parent=ministry.ministry)
    regime = ministry.regime()
    ministry.june(regime)
    with django_assert_max_num_queries(16):  # type: ignore[operator]  # a fixture
        selectors.wall(actor=ministry.clerk, regime_id=regime.pk, on=OPENED)


def test_one_sees_what_ones_own_units_owe() -> None:
    ministry = Ministry()
    period = ministry.june()
    owed = selectors.owed_by_own_units(actor=ministry.officer, on=OPENED)
    assert [each.pk for each in owed] == [ministry.owed(period).pk]
    ministry.sent(ministry.owed(period))
    assert not selectors.owed_by_own_units(actor=ministry.officer, on=DUE).exists()
    assert selectors.to_receive(actor=ministry.clerk, on=DUE).get().unit == ministry.post
    assert Obligation.objects.count() == 2
