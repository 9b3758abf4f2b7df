import copy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.ground.audit.models import Entry
from giaoban.records.organisations import selectors, services
from giaoban.records.organisations.models import Field, Unit, UnitAlias, UnitVersion
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Difference, PackInvalid, PackReport, Post

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 30)
NOW = datetime(2020, 6, 30, 1, 0, tzinfo=UTC)


def a_pack(**told: Any) -> dict[str, Any]:
    return {
        "schema": "giaoban.pack/1",
        "valid_from": "2017-02-17",
        "fields": [{"key": "thoi-tiet", "name": "Thời tiết"}],
        "units": [
            {"key": "bo", "name": "Bộ Thời tiết", "kind": "ministry", "aliases": ["Bộ"]},
            {
                "key": "vu-may",
                "name": "Vụ Mây",
                "kind": "department",
                "parent": "bo",
                "fields": ["thoi-tiet"],
            },
        ],
        "series": [
            {
                "key": "so-{key}",
                "name": "Sở Thời tiết {name}",
                "kind": "provincial",
                "parent": "bo",
                "members": [
                    {"key": "lang-son", "name": "Lạng Sơn"},
                    {"key": "hue", "name": "Thừa Thiên Huế", "also": ["Huế"]},
                ],
            }
        ],
        **told,
    }


def load(pack: dict[str, Any]) -> PackReport:
    return services.load_pack(actor=None, pack=pack, now=NOW)


def test_a_pack_brings_units_fields_names_and_charges() -> None:
    report = load(a_pack())

    assert {"Vụ Mây", "Sở Thời tiết Lạng Sơn"} <= set(selectors.unit_names(on=DAY).values())
    assert report.created == (
        "field/thoi-tiet",
        "unit/bo",
        "alias/bo/Bộ",
        "unit/vu-may",
        "charge/vu-may/thoi-tiet",
        "unit/so-lang-son",
        "unit/so-hue",
        "alias/so-hue/Sở Thời tiết Huế",
    )
    unit = Unit.objects.get(key="vu-may")
    assert selectors.units_in_charge(field_id=Field.objects.get().pk, on=DAY) == {unit.pk}
    assert Entry.objects.count() == len(report.created)


def test_a_second_load_changes_nothing_and_says_so() -> None:
    first = load(a_pack())
    before = list(UnitVersion.objects.values()), list(UnitAlias.objects.values())
    entries = Entry.objects.count()

    second = load(a_pack())

    assert second == PackReport(created=(), changed=(), unchanged=first.created)
    assert before == (list(UnitVersion.objects.values()), list(UnitAlias.objects.values()))
    assert Entry.objects.count() == entries


def test_what_the_pack_tells_otherwise_is_reported_and_left_alone() -> None:
    load(a_pack())
    pack = a_pack(fields=[{"key": "thoi-tiet", "name": "Khí tượng"}])
    pack["units"][1] |= {"name": "Cục Mây", "kind": "authority"}

    report = load(pack)

    assert report.changed == (
        Difference("field/thoi-tiet", "name", "Thời tiết", "Khí tượng"),
        Difference("unit/vu-may", "name", "Vụ Mây", "Cục Mây"),
        Difference("unit/vu-may", "kind", "department", "authority"),
    )
    assert report.created == ()
    assert Field.objects.get().name == "Thời tiết"
    assert Unit.objects.get(key="vu-may").versions.get().name == "Vụ Mây"


def test_a_later_change_in_the_register_is_no_difference() -> None:
    load(a_pack())
    unit = Unit.objects.get(key="vu-may")
    services.change_unit(actor=None, unit=unit, valid_from=DAY, now=NOW, name="Cục Mây")

    assert load(a_pack()).changed == ()
    assert selectors.unit_names(on=DAY)[unit.pk] == "Cục Mây"


def test_a_unit_that_was_not_in_force_on_the_day_of_the_pack_is_reported() -> None:
    a_unit(key="bo", valid_from=date(2019, 1, 1))
    pack = a_pack(units=a_pack()["units"][:1], series=[])

    assert Difference("unit/bo", "valid_from", "", "2017-02-17") in load(pack).changed


def test_what_is_missing_is_added_beside_what_is_there() -> None:
    load(a_pack())
    pack = a_pack()
    pack["units"][0]["aliases"].append("Bộ TT")
    pack["units"].append({"key": "vu-gio", "name": "Vụ Gió", "kind": "department"})

    assert load(pack).created == ("alias/bo/Bộ TT", "unit/vu-gio")


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema": "giaoban.pack/2"},
        {"valid_from": "17/02/2017"},
        {"valid_from": None},
        {"fields": {"key": "thoi-tiet"}},
        {"fields": [{"key": "thoi-tiet"}]},
        {"fields": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]},
        {"fields": []},
        {"units": [{"key": "bo", "name": "Bộ Thời tiết", "kind": "cloud"}]},
        {"units": [{"key": "bo", "name": " ", "kind": "ministry"}]},
        {"units": [{"key": "bộ mây", "name": "Bộ Mây", "kind": "ministry"}], "series": []},
        {"units": [{"key": "v", "name": "Vụ", "kind": "department", "parent": "none"}]},
        {"units": [{"key": "bo", "name": "Bộ", "kind": "ministry", "aliases": "Bộ"}, 1]},
        {"units": [{"key": "bo", "name": "B" * 300, "kind": "ministry"}]},
    ],
    ids=str,
)
def test_a_pack_that_is_wrong_is_refused_whole(wrong: dict[str, Any]) -> None:
    with pytest.raises(PackInvalid) as refusal:
        load(a_pack(**wrong))

    assert refusal.value.problem
    assert not Unit.objects.exists()
    assert not Field.objects.exists()
    assert not Entry.objects.exists()


def test_only_an_administrator_loads_a_pack() -> None:
    clerk = an_appointment(post=Post.OFFICE_CLERK).user

    with pytest.raises(PermissionDenied):
        services.load_pack(actor=clerk, pack=a_pack(), now=NOW)


def test_the_shipped_ministry_loads_whole_and_twice() -> None:
    pack = services.shipped_pack("mic-2020")
    untouched = copy.deepcopy(pack)

    first = load(pack)
    second = load(pack)

    assert pack == untouched
    assert (second.created, second.changed) == ((), ())
    assert second.unchanged == first.created
    tree = selectors.tree_on(on=DAY)
    assert len(tree) == 1 + 28 + 1 + 63
    assert sum(node.depth == 0 for node in tree) == 1
    assert sum(node.kind == "provincial" for node in tree) == 63
    agency = selectors.agency_on(on=DAY)
    assert agency is not None
    assert agency.name == "Bộ Thông tin và Truyền thông"
    assert selectors.agency_on(on=date(2017, 2, 16)) is None


def test_the_register_finds_what_the_pack_brought() -> None:
    load(services.shipped_pack("mic-2020"))

    candidates = selectors.match_units(text="Sở TTTT tỉnh Lạng Sơn", on=DAY)

    assert candidates[0].name == "Sở Thông tin và Truyền thông Lạng Sơn"
    assert candidates[0].score >= 0.9


def test_many_texts_are_matched_with_two_queries(django_assert_num_queries: Any) -> None:
    load(a_pack())

    with django_assert_num_queries(2):
        index = selectors.unit_index(on=DAY)
        found = [index.match(text) for text in ("Vụ Mây", "Sở TT Huế", "Bộ")]

    assert all(found)


def test_an_alias_is_kept_once_and_added_by_the_office() -> None:
    unit = a_unit(name="Vụ Mây")
    clerk = an_appointment(post=Post.OFFICE_CLERK).user
    officer = an_appointment(post=Post.OFFICER).user

    first = services.add_alias(actor=clerk, unit=unit, text="Vụ  Mây & Gió", now=NOW)
    again = services.add_alias(actor=clerk, unit=unit, text="vu may va gio", now=NOW)

    assert first == again
    assert Entry.objects.get().data == {"text": "Vụ  Mây & Gió"}
    assert selectors.match_units(text="Vụ Mây, Gió", on=DAY)[0].unit_id == unit.pk
    with pytest.raises(PermissionDenied):
        services.add_alias(actor=officer, unit=unit, text="Vụ Mưa", now=NOW)
