"""Acting for another: for days, whole, visibly, and never onwards."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.organisations import selectors, services
from giaoban.records.organisations.models import Appointment, Delegation
from giaoban.records.organisations.tests.build import a_delegation, a_unit, an_appointment
from giaoban.records.organisations.types import (
    DelegationBeforeToday,
    DelegationEndsBeforeItBegins,
    DelegationLongerThanAppointment,
    DelegationOver,
    DelegationsOverlap,
    DelegationToNobody,
    DelegationToOneself,
    Post,
)

pytestmark = pytest.mark.django_db
TODAY = date(2020, 7, 2)
IN_TEN_DAYS = date(2020, 7, 12)
NOW = datetime(2020, 7, 2, 2, 0, tzinfo=UTC)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def delegate(
    appointment: Appointment,
    *,
    actor: User | None = None,
    to: User | None = None,
    first: date = TODAY,
    end: date = IN_TEN_DAYS,
    reason: str = "Đi công tác",
) -> Delegation:
    return services.delegate(
        actor=actor or appointment.user,
        appointment_id=appointment.pk,
        to=to or an_appointment().user,
        valid_from=first,
        valid_to=end,
        reason=reason,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("day", "acts"),
    [(in_days(-1), False), (TODAY, True), (in_days(9), True), (in_days(10), False)],
    ids=["day before", "first day", "last day", "day after"],
)
def test_a_delegate_has_the_appointment_on_its_days_alone(day: date, acts: bool) -> None:
    head = an_appointment(post=Post.HEAD)
    below = a_unit(parent=head.unit)
    delegation = delegate(head)

    scope = selectors.scope_of(actor=delegation.to, on=day)

    assert (Post.HEAD in scope.posts) is acts
    assert (below.pk in scope.speaks_for) is acts


def test_an_own_right_goes_before_a_delegated_one() -> None:
    clerk = an_appointment(post=Post.OFFICE_CLERK)
    other = an_appointment(post=Post.OFFICE_CLERK)
    delegate(clerk, to=other.user)

    [own, delegated] = selectors.scope_of(actor=other.user, on=TODAY).capacities

    assert (own.principal, delegated.principal) == (None, clerk.user)


def test_the_holder_keeps_the_rights_and_gains_none() -> None:
    head = an_appointment(post=Post.HEAD)
    before = selectors.scope_of(actor=head.user, on=TODAY)

    delegate(head, to=an_appointment(post=Post.ADMINISTRATOR).user)

    assert selectors.scope_of(actor=head.user, on=TODAY) == before


def test_nobody_delegates_what_was_delegated_to_them() -> None:
    head = an_appointment(post=Post.HEAD)
    delegation = delegate(head)

    with pytest.raises(PermissionDenied):
        delegate(head, actor=delegation.to, first=in_days(10), end=in_days(12))


def test_acting_for_an_administrator_does_not_let_one_delegate_for_others() -> None:
    administrator = an_appointment(post=Post.ADMINISTRATOR)
    delegation = delegate(administrator)

    with pytest.raises(PermissionDenied):
        delegate(an_appointment(), actor=delegation.to)


def test_an_administrator_records_a_delegation_for_a_holder_and_both_are_told() -> None:
    administrator = an_appointment(post=Post.ADMINISTRATOR).user
    head = an_appointment(post=Post.HEAD)

    delegation = delegate(head, actor=administrator)

    told = {notice.recipient_id for notice in Notice.objects.all()}
    assert told == {head.user_id, delegation.to_id}
    entry = Entry.objects.get(verb="organisations.delegated")
    assert (entry.actor, entry.reason) == (administrator, "Đi công tác")


@pytest.mark.parametrize("post", [Post.OFFICE_CLERK, Post.HEAD, Post.AUDITOR])
def test_others_delegate_nothing_that_is_not_theirs(post: Post) -> None:
    with pytest.raises(PermissionDenied):
        delegate(an_appointment(), actor=an_appointment(post=post).user)


@pytest.mark.parametrize(
    ("first", "end", "refusal"),
    [
        (in_days(-1), in_days(5), DelegationBeforeToday),
        (in_days(5), in_days(5), DelegationEndsBeforeItBegins),
        (in_days(5), in_days(4), DelegationEndsBeforeItBegins),
        (TODAY, in_days(31), DelegationLongerThanAppointment),
    ],
)
def test_days_that_cannot_be_are_refused(first: date, end: date, refusal: type[Exception]) -> None:
    appointment = an_appointment(valid_to=in_days(30))

    with pytest.raises(refusal):
        delegate(appointment, first=first, end=end)

    assert not Delegation.objects.exists()


def test_a_delegation_may_last_as_long_as_the_appointment() -> None:
    appointment = an_appointment(valid_to=in_days(30))

    assert delegate(appointment, end=in_days(30)).valid_to == in_days(30)


def test_a_delegation_needs_a_reason() -> None:
    with pytest.raises(ValidationError):
        delegate(an_appointment(), reason="  ")


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        (lambda _holder: a_user(), DelegationToNobody),
        (lambda _holder: an_appointment(user=a_user(is_active=False)).user, DelegationToNobody),
        (lambda _holder: an_appointment(valid_to=in_days(0)).user, DelegationToNobody),
        (lambda holder: holder, DelegationToOneself),
    ],
    ids=["serves nowhere", "closed account", "serves no more", "oneself"],
)
def test_not_everybody_can_act(to: Callable[[User], User], refusal: type[Exception]) -> None:
    appointment = an_appointment()

    with pytest.raises(refusal):
        delegate(appointment, to=to(appointment.user))


def test_two_never_act_by_one_appointment_at_once() -> None:
    appointment = an_appointment()
    delegate(appointment, first=in_days(2), end=in_days(5))

    with pytest.raises(DelegationsOverlap):
        delegate(appointment, first=in_days(4), end=in_days(6))
    delegate(appointment, first=TODAY, end=in_days(2))
    delegate(appointment, first=in_days(5), end=in_days(6))


def test_what_was_ended_leaves_room_for_another_from_that_day() -> None:
    appointment = an_appointment()
    delegation = delegate(appointment)
    services.end_delegation(actor=appointment.user, delegation_id=delegation.pk, now=NOW)

    assert Post.OFFICER in selectors.scope_of(actor=delegate(appointment).to, on=TODAY).posts


def test_a_delegation_ended_gives_nothing_from_that_day_on() -> None:
    head = an_appointment(post=Post.HEAD)
    delegation = delegate(head)

    services.end_delegation(actor=head.user, delegation_id=delegation.pk, now=NOW)

    assert Post.HEAD not in selectors.scope_of(actor=delegation.to, on=TODAY).posts
    with pytest.raises(DelegationOver):
        services.end_delegation(actor=head.user, delegation_id=delegation.pk, now=NOW)


def test_the_delegate_does_not_end_it() -> None:
    delegation = delegate(an_appointment())

    with pytest.raises(PermissionDenied):
        services.end_delegation(actor=delegation.to, delegation_id=delegation.pk, now=NOW)


def test_a_delegation_ends_with_the_appointment() -> None:
    head = an_appointment(post=Post.HEAD)
    delegation = delegate(head)

    services.end_appointment(actor=None, appointment_id=head.pk, valid_to=TODAY, now=NOW)

    assert Post.HEAD not in selectors.scope_of(actor=delegation.to, on=TODAY).posts


def test_nobody_acts_for_a_closed_account() -> None:
    head = an_appointment(post=Post.HEAD)
    delegation = delegate(head)
    head.user.is_active = False
    head.user.save()

    assert Post.HEAD not in selectors.scope_of(actor=delegation.to, on=TODAY).posts


def test_whoever_acts_is_among_the_people_of_the_unit() -> None:
    head = an_appointment(post=Post.HEAD)
    delegation = a_delegation(appointment=head, valid_from=TODAY, valid_to=in_days(3))

    there = selectors.people_serving_in(unit_ids=[head.unit_id], on=TODAY, posts=[Post.HEAD])
    later = selectors.people_serving_in(unit_ids=[head.unit_id], on=in_days(3), posts=[Post.HEAD])

    assert set(there) == {head.user, delegation.to}
    assert list(later) == [head.user]
    assert delegation.to in selectors.people_with_post(posts=[Post.HEAD], on=TODAY)
    assert (delegation.to, head) in selectors.capacities_of_all(on=TODAY)


def test_what_a_delegate_of_an_administrator_changes_says_for_whom() -> None:
    administrator = an_appointment(post=Post.ADMINISTRATOR)
    delegate_ = delegate(administrator).to

    services.add_field(actor=delegate_, key="linh-vuc-moi", name="Lĩnh vực mới", now=NOW)

    entry = Entry.objects.get(verb="organisations.field-added")
    assert (entry.actor, entry.on_behalf_of) == (delegate_, administrator.user)
