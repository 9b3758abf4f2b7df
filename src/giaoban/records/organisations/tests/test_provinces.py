"""The real change: 63 provinces to 34 on 01/07/2025."""

from datetime import UTC, date, datetime, time

import pytest

from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations import services
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.reference_packs import parse_pack
from giaoban.records.organisations.successions import selectors
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.organisations.types import PackReport, UnitKind

DAY = date(2025, 7, 1)
EVE = date(2025, 6, 30)
SO = "so-thong-tin-va-truyen-thong-"


def at(day: date) -> datetime:
    return datetime.combine(day, time(2), tzinfo=UTC)


@pytest.fixture
def provinces(db: None) -> None:
    load("mic-2020", on=date(2020, 1, 2))


def load(name: str, *, on: date = DAY) -> PackReport:
    return services.load_pack(actor=None, pack=services.shipped_pack(name), now=at(on))


def in_force(day: date) -> set[str]:
    units = organisations.units_on(on=day).filter(kind=UnitKind.PROVINCIAL)
    return {version.unit.key for version in units}


@pytest.mark.usefixtures("provinces")
def test_sixty_three_departments_are_thirty_four_from_the_day_on() -> None:
    load("vn-provinces-2025")

    assert (len(in_force(EVE)), len(in_force(DAY))) == (63, 34)


def test_fifty_two_provinces_give_place_to_twenty_three() -> None:
    pack = parse_pack(services.shipped_pack("vn-provinces-2025"))

    assert len(pack.mergers) == 23
    assert sum(len(merger.predecessors) for merger in pack.mergers) == 52


@pytest.mark.usefixtures("provinces")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ha-giang", "tuyen-quang-2025"),
        ("yen-bai", "lao-cai-2025"),
        ("vinh-phuc", "phu-tho-2025"),
        ("kon-tum", "quang-ngai-2025"),
        ("ba-ria-vung-tau", "ho-chi-minh-2025"),
        ("soc-trang", "can-tho-2025"),
        ("ha-noi", "ha-noi"),
        ("thua-thien-hue", "thua-thien-hue"),
    ],
)
def test_each_province_is_followed_to_its_successor(old: str, new: str) -> None:
    load("vn-provinces-2025")

    keys = dict(Unit.objects.values_list("key", "pk"))
    assert selectors.units_now(on=DAY).of(keys[SO + old]) == keys[SO + new]


@pytest.mark.usefixtures("provinces")
def test_a_second_load_changes_nothing() -> None:
    load("vn-provinces-2025")

    again = load("vn-provinces-2025")

    assert (again.created, again.changed) == ((), ())


@pytest.mark.usefixtures("provinces")
def test_a_preview_tells_the_same_and_keeps_nothing() -> None:
    pack = services.shipped_pack("vn-provinces-2025")

    told = services.preview_pack(actor=None, pack=pack, now=at(DAY))

    assert len(in_force(DAY)) == 63
    assert told == load("vn-provinces-2025")


@pytest.mark.usefixtures("provinces")
def test_a_department_that_the_register_does_not_have_is_told_and_its_merger_left() -> None:
    ended = Unit.objects.get(key=SO + "yen-bai")
    services.close_unit(actor=None, unit=ended, valid_to=date(2024, 1, 1), now=at(DAY))

    report = load("vn-provinces-2025")

    assert [(told.key, told.in_pack) for told in report.changed] == [
        (f"succession/{SO}lao-cai-2025", SO + "yen-bai")
    ]
    assert SO + "lao-cai" in in_force(DAY)


@pytest.mark.usefixtures("provinces")
def test_hue_is_called_a_city_of_its_own_half_a_year_before() -> None:
    load("vn-provinces-2025")

    hue = Unit.objects.get(key=SO + "thua-thien-hue").pk
    assert organisations.unit_names(on=date(2024, 12, 31))[hue].endswith("Thừa Thiên Huế")
    assert organisations.unit_names(on=date(2025, 1, 1))[hue].endswith("Truyền thông Huế")


@pytest.mark.usefixtures("provinces")
def test_a_text_of_next_year_that_names_an_old_province_means_the_new_department() -> None:
    load("vn-provinces-2025")

    found = organisations.match_units(text="Sở TT&TT Hà Giang", on=date(2025, 9, 1))

    assert found[0].unit_id == Unit.objects.get(key=SO + "tuyen-quang-2025").pk


def test_an_agency_without_such_departments_is_left_as_it_is(db: None) -> None:
    a_unit(name="Sở Nông vụ", key="so-nong-vu")

    report = load("vn-provinces-2025")

    assert report.created == ()
    assert len(report.changed) == 24
