from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from giaoban.records.organisations import selectors
from giaoban.records.organisations.tests.build import a_unit, a_version
from giaoban.records.organisations.types import UnitKind

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 30)


def test_below_a_unit_stand_itself_and_all_that_stands_under_it() -> None:
    top = a_unit()
    middle, other = a_unit(parent=top), a_unit(parent=top)
    bottom = a_unit(parent=middle)

    assert selectors.units_below(unit_ids=[middle.pk], on=DAY) == {middle.pk, bottom.pk}
    assert selectors.units_below(unit_ids=[top.pk], on=DAY) == {
        top.pk,
        middle.pk,
        other.pk,
        bottom.pk,
    }


def test_the_tree_is_that_of_the_day() -> None:
    old, new = a_unit(), a_unit()
    moved = a_unit(parent=old, valid_to=date(2020, 7, 1))
    a_version(unit=moved, name="Vụ Mây", parent=new, valid_from=date(2020, 7, 1))

    assert moved.pk in selectors.units_below(unit_ids=[old.pk], on=date(2020, 6, 30))
    assert moved.pk not in selectors.units_below(unit_ids=[old.pk], on=date(2020, 7, 1))
    assert moved.pk in selectors.units_below(unit_ids=[new.pk], on=date(2020, 7, 1))


def test_nothing_stands_below_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert selectors.units_below(unit_ids=[], on=DAY) == frozenset()


def test_every_unit_follows_the_one_it_stands_under() -> None:
    ministry = a_unit(name="Bộ Thời tiết", kind=UnitKind.MINISTRY)
    second = a_unit(name="Cục Mây", parent=ministry, position=2)
    first = a_unit(name="Vụ Gió", parent=ministry, position=1)
    below = a_unit(name="Phòng Bão", parent=first, kind=UnitKind.DIVISION)

    tree = selectors.tree_on(on=DAY)

    assert [(node.unit_id, node.depth) for node in tree] == [
        (ministry.pk, 0),
        (first.pk, 1),
        (below.pk, 2),
        (second.pk, 1),
    ]
    assert (tree[2].name, tree[2].kind, tree[2].parent_id) == (
        "Phòng Bão",
        UnitKind.DIVISION,
        first.pk,
    )


def test_units_of_one_place_follow_the_alphabet_without_accents() -> None:
    names = ["Vụ Én", "Vụ Đá", "Vụ Dê", "Vụ Cá"]
    for name in names:
        a_unit(name=name)

    assert [node.name for node in selectors.tree_on(on=DAY)] == [
        "Vụ Cá",
        "Vụ Đá",
        "Vụ Dê",
        "Vụ Én",
    ]


def test_a_unit_whose_parent_is_gone_stands_at_the_top() -> None:
    gone = a_unit(valid_to=date(2020, 1, 1))
    orphan = a_unit(parent=gone)

    assert [(node.unit_id, node.depth) for node in selectors.tree_on(on=DAY)] == [(orphan.pk, 0)]


def test_the_agency_is_the_unit_under_no_other() -> None:
    agency = a_unit(name="Bộ Thời tiết")
    a_unit(parent=agency)

    found = selectors.agency_on(on=DAY)

    assert found is not None
    assert (found.unit_id, found.name) == (agency.pk, "Bộ Thời tiết")
    assert selectors.agency_on(on=date(2016, 1, 1)) is None


def test_the_tree_takes_one_query_however_large(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    parent = a_unit()
    for _ in range(5):
        parent = a_unit(parent=parent)

    with django_assert_num_queries(1):
        assert len(selectors.tree_on(on=DAY)) == 6
    with django_assert_num_queries(1):
        selectors.units_below(unit_ids=[parent.pk], on=DAY)
