from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry
from giaoban.records.organisations import selectors, services
from giaoban.records.organisations.models import Membership, Unit
from giaoban.records.organisations.tests.build import a_membership, a_unit
from giaoban.records.organisations.types import (
    AlreadyAppointed,
    MembershipEnded,
    Role,
    Scope,
    UnitNotInForce,
)

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 30)
NOW = datetime(2020, 6, 30, 1, 0, tzinfo=UTC)


def appoint(
    *,
    user: User,
    unit: Unit,
    role: Role = Role.HEAD,
    valid_from: date = DAY,
    valid_to: date | None = None,
) -> Membership:
    return services.appoint(
        actor=None,
        user=user,
        unit=unit,
        role=role,
        title="Vụ trưởng",
        valid_from=valid_from,
        valid_to=valid_to,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("day", "serves"),
    [
        (date(2020, 2, 29), False),
        (date(2020, 3, 1), True),
        (date(2021, 2, 28), True),
        (date(2021, 3, 1), False),
    ],
    ids=["day before", "first day", "last day", "day of the end"],
)
def test_a_person_serves_from_the_first_day_up_to_the_day_of_the_end(
    day: date, serves: bool
) -> None:
    membership = a_membership(valid_from=date(2020, 3, 1), valid_to=date(2021, 3, 1))

    people = selectors.people_serving_in(unit_ids=[membership.unit_id], on=day)

    assert (membership in selectors.memberships_of(user=membership.user, on=day)) is serves
    assert (membership.user in people) is serves


def test_a_membership_without_an_end_goes_on() -> None:
    membership = a_membership(valid_to=None)

    assert selectors.memberships_of(user=membership.user, on=date(2099, 1, 1)).exists()


def test_people_are_found_by_their_role_each_once_and_only_with_an_open_account() -> None:
    unit = a_unit()
    head = a_membership(unit=unit, role=Role.HEAD).user
    a_membership(user=head, unit=unit, role=Role.OFFICER)
    officer = a_membership(unit=unit, role=Role.OFFICER).user
    a_membership(unit=unit, user=a_user(is_active=False))
    a_membership(role=Role.HEAD)

    in_unit = selectors.people_serving_in(unit_ids=[unit.pk], on=DAY)
    heads = selectors.people_serving_in(unit_ids=[unit.pk], on=DAY, roles=[Role.HEAD])

    assert sorted(in_unit, key=lambda user: user.pk) == [head, officer]
    assert list(heads) == [head]
    assert officer in selectors.people_with_role(roles=[Role.OFFICER], on=DAY)


def test_an_officer_sees_the_own_units_and_what_stands_below() -> None:
    unit = a_unit()
    below = a_unit(parent=unit)
    a_unit()
    user = a_membership(unit=unit, role=Role.OFFICER).user

    assert selectors.scope_of(actor=user, on=DAY) == Scope(
        everything=False,
        unit_ids=frozenset({unit.pk, below.pk}),
        roles=frozenset({Role.OFFICER}),
    )


@pytest.mark.parametrize(
    ("role", "everything", "runs"),
    [
        (Role.CLERK, True, True),
        (Role.ADMINISTRATOR, True, True),
        (Role.LEADER, True, False),
        (Role.HEAD, False, False),
        (Role.OFFICER, False, False),
    ],
)
def test_what_a_role_sees_and_runs(role: Role, everything: bool, runs: bool) -> None:
    user = a_membership(role=role).user

    scope = selectors.scope_of(actor=user, on=DAY)

    assert (scope.everything, scope.runs_the_briefing) == (everything, runs)


def test_whoever_serves_nowhere_that_day_sees_nothing() -> None:
    membership = a_membership(role=Role.LEADER, valid_to=DAY)

    assert selectors.scope_of(actor=membership.user, on=DAY) == Scope(
        everything=False, unit_ids=frozenset(), roles=frozenset()
    )


def test_a_closed_account_sees_nothing() -> None:
    user = a_membership(user=a_user(is_active=False), role=Role.LEADER).user

    assert not selectors.scope_of(actor=user, on=DAY).everything


def test_a_scope_takes_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    unit = a_unit()
    for _ in range(3):
        unit = a_unit(parent=unit)
    user = a_membership(unit=unit).user
    a_membership(user=user)

    with django_assert_num_queries(2):
        selectors.scope_of(actor=user, on=DAY)


def test_an_appointment_is_served_and_written_in_the_trail() -> None:
    user, unit = a_user(full_name="Hồ Thị Mây"), a_unit(key="vu-gio")

    membership = appoint(user=user, unit=unit)

    assert selectors.memberships_of(user=user, on=DAY).get() == membership
    entry = Entry.objects.get()
    assert (entry.verb, entry.target) == (
        "organisations.appointed",
        f"organisations.membership:{membership.pk}",
    )
    assert entry.data == {
        "person": "Hồ Thị Mây",
        "unit": "vu-gio",
        "role": "head",
        "title": "Vụ trưởng",
        "valid_from": "2020-06-30",
        "valid_to": None,
    }


def test_nobody_is_appointed_twice_for_the_same_time() -> None:
    user, unit = a_user(), a_unit()
    appoint(user=user, unit=unit, valid_from=date(2020, 3, 1), valid_to=date(2020, 6, 1))

    with pytest.raises(AlreadyAppointed):
        appoint(user=user, unit=unit, valid_from=date(2020, 5, 31))
    with pytest.raises(AlreadyAppointed):
        appoint(user=user, unit=unit, valid_from=date(2020, 2, 1), valid_to=date(2020, 3, 2))
    appoint(user=user, unit=unit, valid_from=date(2020, 2, 1), valid_to=date(2020, 3, 1))
    appoint(user=user, unit=unit, valid_from=date(2020, 6, 1))
    appoint(user=user, unit=unit, role=Role.OFFICER, valid_from=date(2020, 3, 1))


def test_nobody_is_appointed_to_a_unit_that_is_no_more() -> None:
    with pytest.raises(UnitNotInForce):
        appoint(user=a_user(), unit=a_unit(valid_to=DAY))


def test_a_membership_ends_once_and_never_later_than_foreseen() -> None:
    membership = a_membership(valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1))

    def end(valid_to: date) -> None:
        services.end_membership(actor=None, membership_id=membership.pk, valid_to=valid_to, now=NOW)

    for wrong in (date(2020, 1, 1), date(2021, 1, 1), date(2021, 6, 1)):
        with pytest.raises(MembershipEnded):
            end(wrong)
    end(DAY)

    assert not selectors.memberships_of(user=membership.user, on=DAY).exists()
    assert Entry.objects.get().verb == "organisations.membership-ended"


def test_the_office_appoints_nobody() -> None:
    clerk = a_membership(role=Role.CLERK).user
    membership = a_membership()

    with pytest.raises(PermissionDenied):
        services.end_membership(
            actor=clerk, membership_id=membership.pk, valid_to=date(2021, 1, 1), now=NOW
        )


def test_a_membership_cannot_end_on_the_day_it_starts() -> None:
    with pytest.raises(IntegrityError, match="membership_ends_after_it_starts"):
        a_membership(valid_from=date(2020, 3, 1), valid_to=date(2020, 3, 1))
