from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from giaoban.ground.audit.models import Entry
from giaoban.records.organisations import selectors, services
from giaoban.records.organisations.models import Field, FieldInCharge, Unit
from giaoban.records.organisations.tests.build import a_charge, a_field, a_unit, an_appointment
from giaoban.records.organisations.types import AlreadyInCharge, KeyTaken, Post, UnitNotInForce

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 30)
NOW = datetime(2020, 6, 30, 1, 0, tzinfo=UTC)


def put_in_charge(unit: Unit, field: Field, valid_from: date = DAY) -> FieldInCharge:
    return services.put_in_charge(
        actor=None, unit=unit, field=field, valid_from=valid_from, now=NOW
    )


def test_fields_come_in_the_order_of_the_register() -> None:
    second, first = a_field(position=2), a_field(position=1)

    assert list(selectors.fields()) == [first, second]


def test_several_units_may_share_a_field() -> None:
    field, one, other = a_field(), a_unit(), a_unit()
    put_in_charge(one, field)
    put_in_charge(other, field)

    assert selectors.units_in_charge(field_id=field.pk, on=DAY) == {one.pk, other.pk}
    assert selectors.units_in_charge(field_id=field.pk, on=date(2020, 6, 29)) == frozenset()
    assert {entry.verb for entry in Entry.objects.all()} == {"organisations.put-in-charge"}


def test_a_unit_is_not_put_in_charge_twice_for_the_same_time() -> None:
    charge = a_charge(valid_to=DAY)

    with pytest.raises(AlreadyInCharge):
        put_in_charge(charge.unit, charge.field, date(2020, 6, 29))
    put_in_charge(charge.unit, charge.field, DAY)


def test_a_unit_that_is_no_more_is_in_charge_of_nothing() -> None:
    with pytest.raises(UnitNotInForce):
        put_in_charge(a_unit(valid_to=DAY), a_field())


def test_a_field_is_added_once_and_by_an_administrator() -> None:
    def add(post: Post) -> Field:
        actor = an_appointment(post=post).user
        return services.add_field(actor=actor, key="thoi-tiet", name="Thời tiết", now=NOW)

    with pytest.raises(PermissionDenied):
        add(Post.OFFICE_CLERK)
    assert add(Post.ADMINISTRATOR).folded == "thoi tiet"
    with pytest.raises(KeyTaken):
        add(Post.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("viễn thông", "Viễn thông"),
        ("Về lĩnh vực vien thong", "Viễn thông"),
        ("Trong công tác an toàn thông tin", "An toàn thông tin"),
        ("Ứng dụng CNTT", "Ứng dụng công nghệ thông tin"),
        ("CNTT", "Công nghệ thông tin"),
        ("Xuất bản", "Xuất bản, in và phát hành"),
        ("Về thông tin", None),
        ("thời tiết", None),
        ("", None),
    ],
)
def test_a_heading_names_one_field_or_none(text: str, name: str | None) -> None:
    for each in (
        "Viễn thông",
        "Công nghệ thông tin",
        "Ứng dụng công nghệ thông tin",
        "An toàn thông tin",
        "Thông tin cơ sở",
        "Xuất bản, in và phát hành",
    ):
        a_field(name=each)

    field = selectors.match_field(text=text)

    assert (field.name if field else None) == name
