"""Which fields a leader has in charge, from a day on."""

from datetime import UTC, date, datetime

import pytest

from giaoban.ground.audit.models import Entry
from giaoban.records.organisations import selectors, services
from giaoban.records.organisations.models import Appointment, Field
from giaoban.records.organisations.tests.build import a_charge, a_field, a_unit, an_appointment
from giaoban.records.organisations.types import (
    AppointmentEnded,
    Capacity,
    FieldsAreForLeaders,
    Post,
)

pytestmark = pytest.mark.django_db
JULY = date(2020, 7, 1)
AUGUST = date(2020, 8, 1)
NOW = datetime(2020, 7, 1, 2, 0, tzinfo=UTC)


def set_fields(appointment: Appointment, *fields: Field, since: date = JULY) -> None:
    services.set_fields_of_leader(
        actor=None,
        appointment_id=appointment.pk,
        field_ids=[field.pk for field in fields],
        valid_from=since,
        now=NOW,
    )


def capacity(appointment: Appointment, *, on: date) -> Capacity:
    [only] = selectors.scope_of(actor=appointment.user, on=on).capacities
    return only


def test_a_leader_without_fields_sees_everything_and_one_with_fields_does_not() -> None:
    leader = an_appointment(post=Post.LEADER)
    set_fields(leader, a_field())

    assert capacity(leader, on=date(2020, 6, 30)).sees_everything
    assert not capacity(leader, on=JULY).sees_everything


def test_fields_change_from_a_day_on_and_stay_known_for_the_days_before() -> None:
    leader, one, two = an_appointment(post=Post.LEADER), a_field(), a_field()
    set_fields(leader, one)

    set_fields(leader, two, since=AUGUST)

    assert capacity(leader, on=date(2020, 7, 31)).field_ids == {one.pk}
    assert capacity(leader, on=AUGUST).field_ids == {two.pk}


def test_what_was_told_of_later_days_is_replaced() -> None:
    leader, one, two = an_appointment(post=Post.LEADER), a_field(), a_field()
    set_fields(leader, one)
    set_fields(leader, two, since=AUGUST)

    set_fields(leader, one)

    assert capacity(leader, on=AUGUST).field_ids == {one.pk}
    assert Entry.objects.filter(verb="organisations.fields-of-leader-set").count() == 3


def test_with_a_field_come_the_units_in_charge_of_it_and_those_below() -> None:
    leader, field, unit = an_appointment(post=Post.LEADER), a_field(), a_unit()
    below = a_unit(parent=unit)
    a_charge(unit=unit, field=field)
    set_fields(leader, field)

    assert capacity(leader, on=JULY).charged == {unit.pk, below.pk}


def test_only_leaders_have_fields() -> None:
    with pytest.raises(FieldsAreForLeaders):
        set_fields(an_appointment(post=Post.HEAD), a_field())


def test_fields_are_given_within_the_appointment() -> None:
    leader = an_appointment(post=Post.LEADER, valid_to=AUGUST)

    for day in (date(2019, 12, 31), AUGUST):
        with pytest.raises(AppointmentEnded):
            set_fields(leader, a_field(), since=day)


def test_a_leader_is_appointed_with_fields() -> None:
    field, person = a_field(), an_appointment().user

    services.appoint(
        actor=None,
        user=person,
        unit=a_unit(),
        post=Post.LEADER,
        valid_from=JULY,
        field_ids=[field.pk],
        now=NOW,
    )

    leading = selectors.scope_of(actor=person, on=JULY).capacities[1]
    assert leading.field_ids == {field.pk}
