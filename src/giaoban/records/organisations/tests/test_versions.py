"""Units through time: what is told of a unit on a day, and how it changes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from giaoban.ground.audit.models import Entry
from giaoban.records.organisations import selectors, services
from giaoban.records.organisations.models import Unit, UnitVersion
from giaoban.records.organisations.tests.build import a_unit, a_version, an_appointment
from giaoban.records.organisations.types import (
    KeyTaken,
    Post,
    UnitHasUnitsBelow,
    UnitKind,
    UnitNotInForce,
    UnitUnderItself,
    UnitVersionsOverlap,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 6, 30, 1, 0, tzinfo=UTC)
FOUNDED, RENAMED, CLOSED = date(2017, 1, 1), date(2020, 7, 1), date(2022, 7, 26)


def change(unit: Unit, **changes: Any) -> UnitVersion:
    return services.change_unit(actor=None, unit=unit, valid_from=RENAMED, now=NOW, **changes)


def close(unit: Unit, valid_to: date = CLOSED) -> UnitVersion:
    return services.close_unit(actor=None, unit=unit, valid_to=valid_to, now=NOW)


def establish(*, key: str = "vu-may", parent: Unit | None = None) -> Unit:
    return services.establish_unit(
        actor=None,
        key=key,
        name="Vụ Mây",
        kind=UnitKind.DEPARTMENT,
        parent=parent,
        valid_from=FOUNDED,
        now=NOW,
    )


def names_on(day: date) -> list[str]:
    return list(selectors.units_on(on=day).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2016, 12, 31), []),
        (FOUNDED, ["Vụ Mây"]),
        (date(2020, 6, 30), ["Vụ Mây"]),
        (RENAMED, ["Cục Mây"]),
        (date(2022, 7, 25), ["Cục Mây"]),
        (CLOSED, []),
    ],
    ids=["day before", "first day", "last old day", "first new day", "last day", "no more"],
)
def test_a_unit_is_called_what_it_was_called_that_day(day: date, names: list[str]) -> None:
    unit = establish()
    change(unit, name="Cục Mây", kind=UnitKind.AUTHORITY)
    close(unit)

    assert names_on(day) == names


def test_what_is_not_named_in_a_change_stays() -> None:
    parent = a_unit()
    unit = a_unit(parent=parent, code="G14.01", position=7, short_name="VM")

    version = change(unit, name="Cục Mây")

    assert (version.parent, version.code, version.position) == (parent, "G14.01", 7)
    assert version.short_name == "VM"


def test_a_change_that_changes_nothing_leaves_one_version() -> None:
    unit = a_unit(name="Vụ Mây")

    assert change(unit, name="Vụ Mây") == unit.versions.get()
    assert not Entry.objects.exists()


def test_every_name_is_told_whatever_the_day() -> None:
    renamed = a_unit(name="Vụ Mây")
    change(renamed, name="Cục Mây")
    later = a_unit(name="Vụ Gió", valid_from=date(2021, 1, 1))
    closed = a_unit(name="Vụ Mưa", valid_to=date(2019, 1, 1))

    assert selectors.unit_names(on=date(2020, 6, 30)) == {
        renamed.pk: "Vụ Mây",
        later.pk: "Vụ Gió",
        closed.pk: "Vụ Mưa",
    }
    assert selectors.unit_names(on=RENAMED)[renamed.pk] == "Cục Mây"


def test_the_past_is_not_rewritten() -> None:
    unit = a_unit(valid_from=date(2020, 7, 1))

    with pytest.raises(UnitVersionsOverlap):
        change(unit, name="Cục Mây")
    with pytest.raises(UnitVersionsOverlap):
        close(unit, date(2020, 7, 1))


def test_a_closed_unit_neither_changes_nor_closes_again() -> None:
    unit = a_unit(valid_to=date(2019, 1, 1))

    with pytest.raises(UnitNotInForce):
        change(unit, name="Cục Mây")
    with pytest.raises(UnitNotInForce):
        close(unit)


def test_a_unit_stands_only_under_one_that_is_in_force() -> None:
    closed, unit = a_unit(valid_to=date(2019, 1, 1)), a_unit()
    not_yet = a_unit(valid_from=RENAMED)

    with pytest.raises(UnitNotInForce):
        change(unit, parent=closed)
    with pytest.raises(UnitNotInForce):
        establish(parent=not_yet)


def test_a_unit_does_not_stand_under_itself() -> None:
    unit = a_unit()

    with pytest.raises(UnitUnderItself):
        change(unit, parent=unit)


def test_a_unit_does_not_stand_below_its_own_units() -> None:
    top = a_unit()
    middle = a_unit(parent=top)
    bottom = a_unit(parent=middle)

    with pytest.raises(UnitUnderItself):
        change(top, parent=bottom)


def test_no_circle_closes_on_a_later_day() -> None:
    unit = a_unit()
    other = a_unit(valid_to=date(2021, 1, 1))
    a_version(unit=other, name="Vụ Gió", parent=unit, valid_from=date(2021, 1, 1))

    with pytest.raises(UnitUnderItself):
        change(unit, parent=other)


def test_a_unit_does_not_close_over_those_below_it() -> None:
    unit = a_unit()
    below = a_unit(parent=unit)

    with pytest.raises(UnitHasUnitsBelow):
        close(unit)
    close(below)
    close(unit)

    assert names_on(CLOSED) == []


def test_a_key_is_given_once() -> None:
    establish()

    with pytest.raises(KeyTaken):
        establish()


def test_a_unit_without_a_name_is_refused() -> None:
    unit = a_unit(name="Vụ Mây")

    with pytest.raises(ValidationError):
        change(unit, name="")


def test_the_database_keeps_one_open_version() -> None:
    with pytest.raises(IntegrityError):
        a_version(unit=a_unit(), name="Vụ Mây", valid_from=RENAMED)


def test_changes_are_written_in_the_trail() -> None:
    above = a_unit()
    unit = establish()
    change(unit, name="Cục Mây", parent=above)
    close(unit)

    established, changed, closed = Entry.objects.all()
    assert {entry.target for entry in (established, changed, closed)} == {
        f"organisations.unit:{unit.pk}"
    }
    assert (established.verb, established.data["name"]) == ("organisations.established", "Vụ Mây")
    assert changed.data == {
        "valid_from": "2020-07-01",
        "before": {"name": "Vụ Mây", "parent_id": None},
        "after": {"name": "Cục Mây", "parent_id": above.pk},
    }
    assert (closed.verb, closed.data["valid_to"]) == ("organisations.closed", "2022-07-26")


@pytest.mark.parametrize("post", [post for post in Post if post != Post.ADMINISTRATOR])
def test_only_administrators_keep_the_register(post: Post) -> None:
    actor = an_appointment(post=post).user
    unit = a_unit(name="Vụ Mây")

    with pytest.raises(PermissionDenied):
        services.change_unit(actor=actor, unit=unit, valid_from=RENAMED, now=NOW, name="Cục Mây")
    with pytest.raises(PermissionDenied):
        services.close_unit(actor=actor, unit=unit, valid_to=CLOSED, now=NOW)

    assert unit.versions.get().name == "Vụ Mây"


def test_an_administrator_keeps_the_register_while_in_office() -> None:
    appointment = an_appointment(post=Post.ADMINISTRATOR, valid_to=date(2020, 6, 30))
    unit = a_unit()

    with pytest.raises(PermissionDenied):
        services.close_unit(actor=appointment.user, unit=unit, valid_to=CLOSED, now=NOW)
    services.close_unit(
        actor=appointment.user,
        unit=unit,
        valid_to=CLOSED,
        now=datetime(2020, 6, 29, 1, 0, tzinfo=UTC),
    )

    assert Entry.objects.get().actor == appointment.user
