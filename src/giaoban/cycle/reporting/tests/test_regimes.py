"""Regimes and their versions, the packs, and the periods that come next."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from giaoban.cycle.reporting.models import Regime, RegimeVersion
from giaoban.cycle.reporting.regimes import packs, selectors, services
from giaoban.cycle.reporting.regimes.types import FigureTold, LevelTold, SectionTold
from giaoban.cycle.reporting.tests.build import SET_UP, TOLD, Ministry, at
from giaoban.cycle.reporting.types import (
    DueKind,
    KeyTwice,
    NobodyReports,
    OutlineEmpty,
    PartUnknown,
    RegimeClosed,
    UnknownPack,
    VersionExists,
    VersionIsUsed,
)
from giaoban.records.organisations.tests.build import a_field

pytestmark = pytest.mark.django_db
LATER = date(2020, 7, 1)


def test_the_office_sets_up_a_regime_with_its_nine_parts() -> None:
    ministry = Ministry()
    version = selectors.version_on(regime=ministry.regime(), on=LATER)
    assert version is not None
    assert [each.key for each in version.sections.all()] == ["ket-qua", "qua-han", "ky-toi"]
    assert version.levels.get().recipient_id == ministry.office.pk


def test_officers_of_units_do_not() -> None:
    with pytest.raises(PermissionDenied):
        services.establish_regime(
            actor=Ministry().officer, told=TOLD, valid_from=SET_UP, now=at(SET_UP)
        )


def test_a_new_version_holds_from_its_day_and_the_old_one_until_then() -> None:
    ministry = Ministry()
    regime = ministry.regime()
    changed = replace(TOLD, name="Báo cáo tháng, mẫu mới")
    services.change_regime(
        actor=ministry.clerk, regime_id=regime.pk, told=changed, valid_from=LATER, now=at(SET_UP)
    )
    names = [
        version.name if (version := selectors.version_on(regime=regime, on=on)) else ""
        for on in (date(2019, 1, 1), date(2020, 6, 30), LATER)
    ]
    assert names == ["", TOLD.name, changed.name]


@pytest.mark.parametrize(
    ("day", "refusal"), [(SET_UP, VersionExists), (date(2019, 6, 1), VersionIsUsed)]
)
def test_a_version_does_not_go_before_the_latest(day: date, refusal: type[Exception]) -> None:
    ministry = Ministry()
    regime = ministry.regime()
    with pytest.raises(refusal):
        services.change_regime(
            actor=ministry.clerk, regime_id=regime.pk, told=TOLD, valid_from=day, now=at(SET_UP)
        )


def test_a_closed_regime_gets_no_new_version() -> None:
    ministry = Ministry()
    regime = ministry.regime()
    services.close_regime(actor=ministry.clerk, regime_id=regime.pk, now=at(LATER))
    with pytest.raises(RegimeClosed):
        services.change_regime(
            actor=ministry.clerk, regime_id=regime.pk, told=TOLD, valid_from=LATER, now=at(LATER)
        )
    assert not selectors.versions_on(on=LATER)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (replace(TOLD, sections=()), OutlineEmpty),
        (replace(TOLD, levels=()), NobodyReports),
        (replace(TOLD, levels=(LevelTold("x", DueKind.DAY, 5),)), NobodyReports),
        (replace(TOLD, sections=(SectionTold("a", key="a"),) * 2), KeyTwice),
        (replace(TOLD, figures=(FigureTold("a", key="a", parts=("b",)),)), PartUnknown),
        (replace(TOLD, figures=(FigureTold("a", key="a", parts=("a",)),)), PartUnknown),
        (replace(TOLD, window_day=29), ValidationError),
        (replace(TOLD, week_starts=7), ValidationError),
        (replace(TOLD, name="x" * 301), ValidationError),
    ],
)
def test_what_is_wrong_in_itself_is_refused(told: object, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        services.establish_regime(
            actor=None,
            told=told,  # type: ignore[arg-type]  # a VersionTold
            valid_from=SET_UP,
            now=at(SET_UP),
        )
    assert not RegimeVersion.objects.exists()


def test_the_next_three_periods_are_told_with_every_step() -> None:
    version = selectors.version_on(regime=Ministry().regime(), on=LATER)
    assert version is not None
    coming = selectors.coming_periods(version=version, on=date(2020, 6, 10))
    assert [each.key for each in coming] == ["2020-06", "2020-07", "2020-08"]
    june = coming[0]
    assert (june.start, june.last) == (date(2020, 5, 15), date(2020, 6, 14))
    assert (june.opens_on, june.dues[0].on) == (date(2020, 6, 8), date(2020, 6, 18))
    assert june.dues[0].steps[0] == "Số liệu tính từ 15/05/2020 đến hết ngày 14/06/2020."


@pytest.mark.parametrize("key", packs.shipped_packs())
def test_a_pack_is_loaded_once(key: str) -> None:
    Ministry()
    first = services.load_pack(actor=None, key=key, now=at(SET_UP))
    second = services.load_pack(actor=None, key=key, now=at(SET_UP))
    assert len(first.created) >= 4
    assert (second.created, second.unchanged) == ((), first.created)


def test_a_pack_has_a_section_for_each_field_and_sends_to_the_office() -> None:
    ministry = Ministry()
    a_field(name="Bưu chính", key="buu-chinh")
    services.load_pack(actor=ministry.clerk, key="decree-09-2019", now=at(SET_UP))
    version = RegimeVersion.objects.get(regime__key="nd09-month")
    assert version.sections.filter(key="ket-qua-buu-chinh", is_required=False).exists()
    unit = version.levels.get(position=2)
    assert unit.recipient_id == ministry.office.pk
    assert [each.unit_id for each in unit.units.all()] == [ministry.office.pk]


def test_there_is_no_other_pack() -> None:
    with pytest.raises(UnknownPack):
        services.load_pack(actor=None, key="../models", now=at(SET_UP))
    assert not Regime.objects.exists()
