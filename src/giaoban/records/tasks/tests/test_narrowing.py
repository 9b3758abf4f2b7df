"""What the list of tasks can be narrowed to, and how its pages are found."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.pages.leaves import Leaves
from giaoban.records.tasks.pages.lists import ListPage
from giaoban.records.tasks.services.keeping import add_office_note, set_follower
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_leader,
    a_stranger,
    a_task,
    at,
    lead_duty,
    someone_acting_for,
)
from giaoban.records.tasks.types import Awaiting, Measure, StatusClass, TaskOrder

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 20)
OVERDUE = [StatusClass.OPEN_OVERDUE]


def titles(**filters: Any) -> list[str]:
    given: dict[str, Any] = {"actor": a_leader(), "on": DAY, **filters}
    return [span.task.title for span in selectors.task_list(**given)]


def asked(address: dict[str, str]) -> list[str]:
    page = ListPage(actor=a_leader(), on=DAY, data=address)
    return [span.task.title for span in page.found]


def test_a_list_narrows_to_a_leader_and_to_tasks_that_name_none() -> None:
    a_task(title="có người giao", leader="Thứ trưởng Lò Văn Pháng")
    a_task(title="không ai")

    assert titles(leader="Thứ trưởng Lò Văn Pháng") == ["có người giao"]
    assert titles(leader="0") == ["không ai"]


def test_a_list_narrows_to_a_programme() -> None:
    task = a_task(title="thuộc chương trình")
    task.programme = "Chuyển đổi số nông thôn"
    task.save()
    a_task(title="ngoài chương trình")

    assert titles(programme="Chuyển đổi số nông thôn") == ["thuộc chương trình"]
    assert titles(programme="0") == ["ngoài chương trình"]


def test_the_officer_who_follows_is_whoever_assigned_where_none_is_named() -> None:
    clerk, other = a_clerk(), a_clerk()
    a_task(title="của người giao", clerk=clerk)
    followed = a_task(title="của người khác", clerk=clerk)
    set_follower(actor=clerk, task_id=followed.pk, user_id=other.pk, now=at(DAY))

    assert titles(officer_id=clerk.pk) == ["của người giao"]
    assert titles(officer_id=other.pk) == ["của người khác"]


def test_days_overdue_are_counted_to_the_day_of_the_list() -> None:
    for days in (7, 8, 30, 31):
        a_task(title=str(days), due_on=DAY - timedelta(days=days), assigned_on=date(2025, 1, 2))

    assert titles(statuses=OVERDUE, late_from=8, late_to=30) == ["30", "8"]
    assert asked({"late_from": "31"}) == ["31"]
    assert asked({"late_to": "7"}) == ["7"]


def test_the_class_can_be_held_against_the_original_deadline() -> None:
    task = a_task(title="đã gia hạn", due_on=date(2025, 3, 10))
    services.change_deadline(
        actor=task.created_by,
        duty_id=lead_duty(task).pk,
        due_on=date(2025, 4, 10),
        note="Chờ số liệu",
        now=at(date(2025, 3, 5)),
    )

    assert titles(statuses=OVERDUE) == []
    assert titles(statuses=OVERDUE, measure=Measure.ORIGINAL) == ["đã gia hạn"]
    assert asked({"status": "open_overdue", "measure": "original", "due_to": "11/03/2025"}) == [
        "đã gia hạn"
    ]


def test_what_awaits_a_decision_is_listed() -> None:
    asks, declines = a_task(title="xin gia hạn"), a_task(title="không phải việc của mình")
    a_task(title="đang làm")
    services.ask_extension(
        actor=someone_acting_for(asks),
        duty_id=lead_duty(asks).pk,
        due_on=date(2025, 4, 20),
        note="Chờ số liệu",
        now=at(DAY),
    )
    services.decline_duty(
        actor=someone_acting_for(declines),
        duty_id=lead_duty(declines).pk,
        note="Thuộc đơn vị khác",
        now=at(DAY),
    )

    assert titles(awaiting=Awaiting.EXTENSION) == ["xin gia hạn"]
    assert titles(awaiting=Awaiting.DECLINED) == ["không phải việc của mình"]
    assert len(titles(awaiting=Awaiting.ANY)) == 2


def test_units_of_a_kind_are_those_of_the_day() -> None:
    a_task(title="của Sở", lead=a_unit(kind=UnitKind.PROVINCIAL))
    a_task(title="của Vụ", lead=a_unit(kind=UnitKind.DEPARTMENT))

    assert asked({"kind": "provincial"}) == ["của Sở"]


def test_any_two_days_count_like_a_period() -> None:
    a_task(title="giao sau", assigned_on=date(2025, 3, 11))
    a_task(title="giao trước", assigned_on=date(2025, 3, 10))

    assert asked({"period": "2025-03-01..2025-03-10", "as_of": "2025-03-20"}) == ["giao trước"]


def test_nobody_is_offered_a_name_from_tasks_they_do_not_see() -> None:
    task = a_task(leader="Thứ trưởng Lò Văn Pháng")
    task.programme = "Chuyển đổi số nông thôn"
    task.save()
    stranger, officer = a_stranger(), someone_acting_for(task)

    assert selectors.leaders_named(actor=stranger, on=DAY) == []
    assert selectors.programmes_named(actor=stranger, on=DAY) == []
    assert selectors.followers(actor=stranger, on=DAY) == []
    assert selectors.leaders_named(actor=officer, on=DAY) == ["Thứ trưởng Lò Văn Pháng"]
    assert selectors.programmes_named(actor=officer, on=DAY) == ["Chuyển đổi số nông thôn"]
    assert [pk for pk, _name in selectors.followers(actor=officer, on=DAY)] == [task.created_by_id]
    assert selectors.leaders_named(actor=a_leader(), on=DAY) == ["Thứ trưởng Lò Văn Pháng"]


@pytest.mark.parametrize("order", list(TaskOrder))
def test_pages_far_behind_are_the_same_as_by_counting_lines(order: TaskOrder) -> None:
    clerk, unit = a_clerk(), a_unit()
    for number in range(26):
        due = None if number % 7 == 0 else date(2025, 4, 1) + timedelta(days=number % 3)
        a_task(title=str(number), clerk=clerk, lead=unit, due_on=due)
    found = selectors.task_list(actor=clerk, on=DAY, order=order)
    keyed = Leaves(found, 1, order=order, keyed=True)

    told = [span.pk for number in keyed.page_range for span in keyed.page(number)]

    assert told == [span.pk for span in found]
    assert len(told) == 26

    dated = selectors.task_list(
        actor=clerk, on=DAY, order=order, statuses=[StatusClass.OPEN_IN_TIME]
    )
    all_due = Leaves(dated, 1, order=order, keyed=True, all_due=True)
    far = [span.pk for number in all_due.page_range for span in all_due.page(number)]
    assert far == [span.pk for span in dated]


def test_an_officer_finds_the_columns_that_they_chose(client: Client) -> None:
    task = a_task(product="Báo cáo rà soát")
    client.force_login(someone_acting_for(task))
    assert "Báo cáo rà soát" not in client.get("/tasks/?status=all").text

    client.post("/tasks/saved/columns/", {"columns": ["product"], "address": "status=all"})

    text = client.get("/tasks/?status=all").text
    assert "Báo cáo rà soát" in text
    assert task.number not in text  # the column of numbers was not chosen


def test_the_office_finds_words_of_its_own_notes_and_nobody_else_does() -> None:
    task = a_task(title="Rà soát quy hoạch", product="Tờ trình")
    a_task(title="Việc khác")
    add_office_note(
        actor=task.created_by, task_id=task.pk, text="Chờ ý kiến Bộ Tài chính", now=at(DAY)
    )

    assert titles(actor=task.created_by, words="tài chính") == ["Rà soát quy hoạch"]
    assert titles(actor=task.created_by, words="to trinh") == ["Rà soát quy hoạch"]
    assert titles(words="tài chính") == []
    assert len(titles(actor=task.created_by, words="")) == 2
