"""Parts of a duty, assigned onwards: to units below, and to officers of the unit itself."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from giaoban.ground.accounts.models import User
from giaoban.ground.notices.models import Notice
from giaoban.kit.periods.period import Kind, Period
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import policies, selectors, services
from giaoban.records.tasks.models import Duty, Span, Task
from giaoban.records.tasks.services import PartAsked
from giaoban.records.tasks.tests.build import a_task, an_officer, at, confirmed, lead_duty
from giaoban.records.tasks.types import (
    Axis,
    DutyClosed,
    DutyRole,
    EventKind,
    NotAPart,
    OfficerMissing,
    OfficerOfAnotherUnit,
    PartDueAfterTheWhole,
    PartOutsideTheUnit,
    PartWithoutWords,
    Stage,
    WorkHasBegun,
)

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 10)
DUE = date(2025, 3, 31)
ENGLISH = {"Accept-Language": "en"}


class Place:
    """A unit with its head, a division below it, and a task that the unit leads."""

    def __init__(self) -> None:
        self.unit = a_unit(name="Cục Thử nghiệm")
        self.division = a_unit(name="Phòng Thử nghiệm", parent=self.unit)
        self.head = person(self.unit, Post.HEAD)
        self.officer = an_officer(self.unit)
        self.below = an_officer(self.division)
        self.task = a_task(lead=self.unit, due_on=DUE)
        self.duty = lead_duty(self.task)

    def part(self, *, actor: User | None = None, parent: Duty | None = None, **more: Any) -> Duty:
        asked = PartAsked("Tổng hợp số liệu", self.division.pk, due_on=DUE - timedelta(days=7))
        return services.assign_part(
            actor=actor or self.head,
            parent_id=(parent or self.duty).pk,
            asked=replace(asked, **more),
            now=at(DAY),
        )


def person(unit: Unit, post: Post) -> User:
    return an_appointment(unit=unit, post=post).user


@pytest.fixture
def place() -> Place:
    return Place()


def test_a_part_is_with_the_unit_below_by_its_own_deadline(place: Place) -> None:
    part = place.part()

    span = Span.objects.get(duty=part)
    assert (part.role, part.parent, span.unit) == (DutyRole.PART, place.duty, place.division)
    assert span.due_on == DUE - timedelta(days=7)
    assert Notice.objects.filter(kind="tasks.part-assigned", recipient=place.below).exists()


def test_a_part_that_stays_in_the_unit_has_an_officer_of_it(place: Place) -> None:
    with pytest.raises(OfficerMissing):
        place.part(unit_id=place.unit.pk)
    with pytest.raises(OfficerOfAnotherUnit):
        place.part(unit_id=place.unit.pk, officer_id=place.below.pk)

    part = place.part(unit_id=place.unit.pk, officer_id=place.officer.pk)

    assert part.officer == place.officer


def test_a_part_has_words_and_goes_downwards(place: Place) -> None:
    with pytest.raises(PartWithoutWords):
        place.part(part=" ")
    with pytest.raises(PartOutsideTheUnit):
        place.part(unit_id=a_unit().pk)


def test_a_part_due_after_the_whole_needs_a_reason(place: Place) -> None:
    late = DUE + timedelta(days=1)
    with pytest.raises(PartDueAfterTheWhole):
        place.part(due_on=late)

    assert place.part(due_on=late, note="Làm nốt phụ lục").stage == Stage.ASSIGNED


def test_officers_and_strangers_assign_no_parts(place: Place) -> None:
    for actor in (place.officer, place.below, person(a_unit(), Post.HEAD)):
        with pytest.raises(PermissionDenied):
            place.part(actor=actor)


def test_of_a_closed_duty_no_part_is_assigned(place: Place) -> None:
    confirmed(place.task, on=DAY)

    with pytest.raises(DutyClosed):
        place.part()


def test_whoever_gave_a_part_confirms_it_and_the_whole_stays_open(place: Place) -> None:
    part = place.part()
    services.report_result(actor=place.below, duty_id=part.pk, note="Đã gửi", now=at(DAY))
    with pytest.raises(PermissionDenied):
        services.confirm_result(actor=place.below, duty_id=part.pk, now=at(DAY))

    services.confirm_result(actor=place.head, duty_id=part.pk, now=at(DAY))

    assert Duty.objects.get(pk=part.pk).stage == Stage.CONFIRMED
    assert Duty.objects.get(pk=place.duty.pk).stage == Stage.ASSIGNED


def test_the_head_decides_about_parts_and_not_about_the_whole(place: Place) -> None:
    part = place.part()
    standing = policies.standing_of(place.head, on=DAY)
    matters = policies.matters_of(selectors.stories_of(task=place.task, on=DAY), on=DAY)

    of_part = policies.what_standing_may(standing, matters[part.pk]).acts
    of_whole = policies.what_standing_may(standing, matters[place.duty.pk]).acts

    assert {EventKind.CANCELLED, EventKind.TRANSFERRED} <= set(of_part)
    assert not {EventKind.CANCELLED, EventKind.TRANSFERRED} & set(of_whole)


def test_an_extension_of_a_part_is_asked_of_whoever_gave_it(place: Place) -> None:
    part = place.part()
    services.ask_extension(
        actor=place.below, duty_id=part.pk, due_on=DUE, note="Chờ tỉnh", now=at(DAY)
    )
    assert Notice.objects.filter(kind="tasks.extension_asked", recipient=place.head).exists()

    services.grant_extension(actor=place.head, duty_id=part.pk, now=at(DAY))

    assert Span.objects.get(duty=part, valid_to=None).due_on == DUE


def test_a_part_has_parts_of_its_own_down_the_tree(place: Place) -> None:
    head_below = person(place.division, Post.HEAD)
    part = place.part()

    own = place.part(
        actor=head_below,
        parent=part,
        unit_id=place.division.pk,
        officer_id=place.below.pk,
        part="Nhập liệu",
    )

    assert own.parent == part
    assert Notice.objects.filter(kind="tasks.part-assigned", recipient=place.below).count() == 2


def test_a_part_is_transferred_within_the_unit_only(place: Place) -> None:
    part, second = place.part(), a_unit(parent=place.unit)
    step: dict[str, Any] = {"actor": place.head, "duty_id": part.pk, "now": at(DAY)}
    with pytest.raises(PartOutsideTheUnit):
        services.transfer_duty(**step, unit_id=a_unit().pk, note="Đổi")

    services.transfer_duty(**step, unit_id=second.pk, note="Đổi")

    assert Span.objects.get(duty=part, valid_to=None).unit == second


def test_calling_off_a_part_calls_off_what_was_asked_onwards(place: Place) -> None:
    part = place.part()
    own = place.part(parent=part, officer_id=place.below.pk)

    services.cancel_part(actor=place.head, duty_id=part.pk, now=at(DAY), note="Không cần nữa")

    stages = Duty.objects.filter(pk__in=[part.pk, own.pk]).values_list("stage", flat=True)
    assert set(stages) == {Stage.CANCELLED}
    assert Duty.objects.get(pk=place.duty.pk).stage == Stage.ASSIGNED


def test_only_a_part_is_called_off_by_itself(place: Place) -> None:
    with pytest.raises(NotAPart):
        services.cancel_part(
            actor=place.task.created_by, duty_id=place.duty.pk, now=at(DAY), note="Thôi"
        )


def test_a_task_with_parts_is_not_withdrawn(place: Place) -> None:
    place.part()

    with pytest.raises(WorkHasBegun):
        services.withdraw_task(
            actor=place.task.created_by, task_id=place.task.pk, reason="Nhầm", now=at(DAY)
        )


def test_parts_count_in_no_score_card(place: Place) -> None:
    def total() -> int:
        card = selectors.score_card(
            actor=place.task.created_by,
            on=DAY,
            as_of=DAY,
            days=Period(Kind.MONTH, 2025, 3).days(),
            by=Axis.UNIT,
        )
        return card.total.total

    before = total()
    place.part()

    assert total() == before == 1


# The page


def at_page(client: Client, who: User, task: Task, query: str = "") -> str:
    client.force_login(who)
    return client.get(f"/tasks/{task.pk}/{query}", headers=ENGLISH).text


def test_the_whole_is_explained_from_its_parts(client: Client, place: Place) -> None:
    for number in range(3):
        part = place.part(part=f"Phần {number}")
        if number:
            services.report_result(actor=place.below, duty_id=part.pk, note="Xong", now=at(DAY))
            services.confirm_result(actor=place.head, duty_id=part.pk, now=at(DAY))

    page = at_page(client, place.head, place.task)

    assert "2 of 3 parts done, 1 overdue" in page
    assert page.count("gb-in1") == 3


def test_a_head_assigns_a_part_from_the_page(client: Client, place: Place) -> None:
    address = f"/tasks/duties/{place.duty.pk}/parts/new/"
    assert address in at_page(client, place.head, place.task)
    given = {"part": "Rà soát", "unit": place.division.pk, "due": "30/03/2025"}

    client.post(address, given | {"due": "trong 5 ngày làm việc", "note": "Cả phần còn lại"})

    part = Duty.objects.get(role=DutyRole.PART)
    assert part.deadline_words == "trong 5 ngày làm việc"
    assert Span.objects.get(duty=part).due_on


def test_an_officer_is_not_offered_to_assign_parts(client: Client, place: Place) -> None:
    address = f"/tasks/duties/{place.duty.pk}/parts/new/"

    assert address not in at_page(client, place.officer, place.task)
    assert client.get(address).status_code == 403
    client.force_login(an_officer(a_unit()))
    assert client.get(address).status_code == 404
