from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry
from giaoban.records.organisations import selectors, services
from giaoban.records.organisations.models import Appointment, Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import (
    AlreadyAppointed,
    AppointmentEnded,
    Post,
    Scope,
    UnitNotInForce,
)

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 30)
NOW = datetime(2020, 6, 30, 1, 0, tzinfo=UTC)
_SPEAKERS = {Post.HEAD, Post.DEPUTY, Post.OFFICER, Post.REPORTER}


def appoint(
    *,
    user: User,
    unit: Unit,
    post: Post = Post.HEAD,
    valid_from: date = DAY,
    valid_to: date | None = None,
) -> Appointment:
    return services.appoint(
        actor=None,
        user=user,
        unit=unit,
        post=post,
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
    appointment = an_appointment(valid_from=date(2020, 3, 1), valid_to=date(2021, 3, 1))

    people = selectors.people_serving_in(unit_ids=[appointment.unit_id], on=day)

    assert (appointment in selectors.appointments_of(user=appointment.user, on=day)) is serves
    assert (appointment.user in people) is serves


def test_an_appointment_without_an_end_goes_on() -> None:
    appointment = an_appointment(valid_to=None)

    assert selectors.appointments_of(user=appointment.user, on=date(2099, 1, 1)).exists()


def test_people_are_found_by_their_post_each_once_and_only_with_an_open_account() -> None:
    unit = a_unit()
    head = an_appointment(unit=unit, post=Post.HEAD).user
    an_appointment(user=head, unit=unit, post=Post.OFFICER)
    officer = an_appointment(unit=unit, post=Post.OFFICER).user
    an_appointment(unit=unit, user=a_user(is_active=False))
    an_appointment(post=Post.HEAD)

    in_unit = selectors.people_serving_in(unit_ids=[unit.pk], on=DAY)
    heads = selectors.people_serving_in(unit_ids=[unit.pk], on=DAY, posts=[Post.HEAD])

    assert sorted(in_unit, key=lambda user: user.pk) == [head, officer]
    assert list(heads) == [head]
    assert officer in selectors.people_with_post(posts=[Post.OFFICER], on=DAY)


def test_an_officer_sees_the_own_units_and_what_stands_below() -> None:
    unit = a_unit()
    below = a_unit(parent=unit)
    a_unit()
    user = an_appointment(unit=unit, post=Post.OFFICER).user

    scope = selectors.scope_of(actor=user, on=DAY)

    assert not scope.everything
    assert scope.unit_ids == {unit.pk, below.pk}
    assert scope.posts == {Post.OFFICER}


@pytest.mark.parametrize(
    ("post", "everything", "runs"),
    [
        (Post.OFFICE_CLERK, True, True),
        (Post.ADMINISTRATOR, True, True),
        (Post.LEADER, True, False),
        (Post.AUDITOR, True, False),
        (Post.HEAD, False, False),
        (Post.DEPUTY, False, False),
        (Post.OFFICER, False, False),
        (Post.REPORTER, False, False),
        (Post.DOCUMENTS_CLERK, False, False),
        (Post.MEETING_SECRETARY, False, False),
    ],
)
def test_what_a_post_sees_and_runs(post: Post, everything: bool, runs: bool) -> None:
    user = an_appointment(post=post).user

    scope = selectors.scope_of(actor=user, on=DAY)

    assert (scope.everything, scope.runs_the_briefing) == (everything, runs)


@pytest.mark.parametrize(
    ("post", "speaks_for"),
    [
        (Post.HEAD, {"unit", "below"}),
        (Post.DEPUTY, {"unit", "below"}),
        (Post.OFFICER, {"unit"}),
        (Post.REPORTER, {"unit"}),
        *((post, set()) for post in Post if post not in _SPEAKERS),
    ],
)
def test_for_whom_a_post_speaks(post: Post, speaks_for: set[str]) -> None:
    units = {"unit": a_unit()}
    units["below"] = a_unit(parent=units["unit"])
    user = an_appointment(post=post, unit=units["unit"]).user

    scope = selectors.scope_of(actor=user, on=DAY)

    assert scope.speaks_for == {units[name].pk for name in speaks_for}


def test_whoever_serves_nowhere_that_day_sees_nothing() -> None:
    appointment = an_appointment(post=Post.LEADER, valid_to=DAY)

    assert selectors.scope_of(actor=appointment.user, on=DAY) == Scope()


def test_a_closed_account_sees_nothing() -> None:
    user = an_appointment(user=a_user(is_active=False), post=Post.LEADER).user

    assert not selectors.scope_of(actor=user, on=DAY).everything


def test_a_scope_takes_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    unit = a_unit()
    for _ in range(3):
        unit = a_unit(parent=unit)
    user = an_appointment(unit=unit).user
    an_appointment(user=user)

    with django_assert_num_queries(3):  # appointments, delegations, the tree
        selectors.scope_of(actor=user, on=DAY)


def test_an_appointment_is_served_and_written_in_the_trail() -> None:
    user, unit = a_user(full_name="Hồ Thị Mây"), a_unit(key="vu-gio")

    appointment = appoint(user=user, unit=unit)

    assert selectors.appointments_of(user=user, on=DAY).get() == appointment
    entry = Entry.objects.get()
    assert (entry.verb, entry.target) == (
        "organisations.appointed",
        f"organisations.appointment:{appointment.pk}",
    )
    assert entry.data == {
        "person": "Hồ Thị Mây",
        "unit": "vu-gio",
        "post": "head",
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
    appoint(user=user, unit=unit, post=Post.OFFICER, valid_from=date(2020, 3, 1))


def test_nobody_is_appointed_to_a_unit_that_is_no_more() -> None:
    with pytest.raises(UnitNotInForce):
        appoint(user=a_user(), unit=a_unit(valid_to=DAY))


def test_an_appointment_ends_once_and_never_later_than_foreseen() -> None:
    appointment = an_appointment(valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1))

    def end(valid_to: date) -> None:
        services.end_appointment(
            actor=None, appointment_id=appointment.pk, valid_to=valid_to, now=NOW
        )

    for wrong in (date(2020, 1, 1), date(2021, 1, 1), date(2021, 6, 1)):
        with pytest.raises(AppointmentEnded):
            end(wrong)
    end(DAY)

    assert not selectors.appointments_of(user=appointment.user, on=DAY).exists()
    assert Entry.objects.get().verb == "organisations.appointment-ended"


def test_the_office_appoints_nobody() -> None:
    clerk = an_appointment(post=Post.OFFICE_CLERK).user
    appointment = an_appointment()

    with pytest.raises(PermissionDenied):
        services.end_appointment(
            actor=clerk, appointment_id=appointment.pk, valid_to=date(2021, 1, 1), now=NOW
        )


def test_an_appointment_cannot_end_on_the_day_it_starts() -> None:
    with pytest.raises(IntegrityError, match="appointment_ends_after_it_starts"):
        an_appointment(valid_from=date(2020, 3, 1), valid_to=date(2020, 3, 1))
