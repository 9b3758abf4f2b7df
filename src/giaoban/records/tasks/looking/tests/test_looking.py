"""The ways to look at tasks: that each shows what the list and the score-card count."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from giaoban.kit.periods.period import Kind, Period
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks.looking import stretches
from giaoban.records.tasks.looking.boards import UNITS, Board
from giaoban.records.tasks.looking.charts import ChartsPage
from giaoban.records.tasks.looking.leaders import UNITS as UNITS_OF_LEADER
from giaoban.records.tasks.looking.leaders import LeaderPage
from giaoban.records.tasks.looking.months import MonthPage
from giaoban.records.tasks.looking.timelines import Timeline
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.pages.lists import ListPage
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_leader,
    a_stranger,
    a_task,
    an_officer,
    confirmed,
    reported,
)
from giaoban.records.tasks.types import StatusClass

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 20)
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    settings.DAY = DAY


def asked(**address: str) -> ListPage:
    return ListPage(actor=a_leader(), on=DAY, data=address)


def march() -> stretches.Asked:
    return stretches.asked_in({"period": "2025-03"}, on=DAY)


def of_each_class(unit: Unit | None = None) -> None:
    confirmed(a_task(title="đúng hạn", lead=unit), on=date(2025, 3, 18))
    confirmed(a_task(title="muộn", lead=unit, due_on=date(2025, 3, 10)), on=date(2025, 3, 18))
    a_task(title="còn hạn", lead=unit)
    a_task(title="quá hạn", lead=unit, due_on=date(2025, 3, 12))
    a_task(title="không hạn", lead=unit, due_on=None)


# The board


def test_a_board_has_a_column_for_each_class() -> None:
    of_each_class()

    columns = Board(asked(), by="class").columns

    assert [(column.count, column.lines[0].span.task.title) for column in columns] == [
        (1, "đúng hạn"),
        (1, "muộn"),
        (1, "còn hạn"),
        (1, "quá hạn"),
        (1, "không hạn"),
    ]


def test_a_board_shows_only_the_classes_that_are_asked_for() -> None:
    of_each_class()

    columns = Board(asked(status="open"), by="class").columns

    assert [column.status for column in columns] == [
        StatusClass.OPEN_IN_TIME,
        StatusClass.OPEN_OVERDUE,
    ]


def test_a_board_by_unit_begins_with_what_is_most_overdue_and_leafs() -> None:
    clerk = a_clerk()
    for _ in range(UNITS):
        a_task(clerk=clerk)
    late = a_unit(name="Vụ trễ hạn")
    a_task(lead=late, due_on=date(2025, 3, 10), clerk=clerk)

    first = Board(asked(), by="unit")
    second = Board(asked(), by="unit", number="2")

    assert (first.columns[0].name, first.columns[0].overdue) == ("Vụ trễ hạn", 1)
    assert (len(first.columns), len(second.columns)) == (UNITS, 1)


def test_the_columns_of_a_board_lead_to_the_same_tasks(client: Client) -> None:
    unit = a_unit()
    of_each_class(unit)
    a_task(title="của đơn vị khác")

    for column in Board(asked(unit=str(unit.pk)), by="class").columns:
        address = dict(pair.split("=") for pair in column.address.split("&"))
        assert asked(**address).found.count() == column.count


# The calendar


def test_a_month_counts_what_falls_due_on_each_of_its_days() -> None:
    for title in ("một", "hai", "ba", "bốn"):
        a_task(title=title, due_on=date(2025, 3, 31))
    a_task(title="tháng sau", due_on=date(2025, 4, 1))

    page = MonthPage(asked(), month="2025-03", on=DAY)
    last = next(each for week in page.weeks for each in week if each.day == date(2025, 3, 31))
    beyond = next(each for week in page.weeks for each in week if each.day == date(2025, 4, 1))

    assert (last.count, len(last.lines), last.more) == (4, 3, 1)
    assert (beyond.within, beyond.count) == (False, 0)
    assert page.total.total == 4


def test_a_day_of_the_calendar_leads_to_its_tasks() -> None:
    a_task(due_on=date(2025, 3, 31))
    confirmed(a_task(due_on=date(2025, 3, 31)), on=date(2025, 3, 18))

    page = MonthPage(asked(), month="2025-03", on=DAY)
    last = next(each for week in page.weeks for each in week if each.day == date(2025, 3, 31))
    address = dict(pair.split("=") for pair in last.address.replace("%2F", "/").split("&"))

    assert asked(**address).found.count() == last.count == 2


def test_weeks_begin_on_monday_and_days_of_rest_are_told() -> None:
    page = MonthPage(asked(), month="2025-04", on=DAY)

    assert {week[0].day.weekday() for week in page.weeks} == {0}
    assert [len(week) for week in page.weeks] == [7] * 5
    rest = {each.day.day for week in page.weeks for each in week if each.rest and each.within}
    assert {5, 6, 30} <= rest  # a week-end, and the day of reunification


@pytest.mark.parametrize("month", ["", "2025", "2025-Q1", "không", "9998-12", "1000-01"])
def test_any_month_is_answered(client: Client, month: str) -> None:
    client.force_login(a_leader())

    assert client.get("/tasks/looking/calendar/", {"month": month}).status_code == 200


# The timeline


def test_a_bar_ends_in_lateness_from_the_deadline_on() -> None:
    a_task(assigned_on=date(2025, 3, 1), due_on=date(2025, 3, 11))

    [bar] = Timeline(asked()).bars

    assert [piece.css for piece in bar.pieces] == ["intime", "over"]
    due = float(bar.pieces[0].start) + float(bar.pieces[0].width)
    assert float(bar.pieces[1].start) == pytest.approx(due, abs=0.02)


def test_a_bar_of_what_is_done_ends_with_its_result() -> None:
    task = a_task(assigned_on=date(2025, 3, 1), due_on=date(2025, 3, 5))
    confirmed(task, on=date(2025, 3, 10))

    [bar] = Timeline(asked(status="all")).bars

    assert [piece.css for piece in bar.pieces] == ["on", "late"]


def test_a_task_of_one_day_without_deadline_has_a_bar() -> None:
    a_task(assigned_on=DAY, due_on=None)

    [bar] = Timeline(asked(status="all")).bars

    assert bar.pieces[0].css == "none"
    assert float(bar.pieces[0].width) > 0


# The pages of a unit and of a programme


def test_the_page_of_a_unit_tells_what_it_has_to_do(client: Client) -> None:
    above = a_unit(name="Cục Thử nghiệm")
    unit = a_unit(name="Vụ Thử nghiệm", parent=above)
    of_each_class(unit)
    reported(a_task(title="đã báo cáo", lead=unit), on=DAY)
    an_appointment(unit=unit, post=Post.HEAD)
    client.force_login(a_leader())

    text = client.get(f"/tasks/looking/units/{unit.pk}/", headers=ENGLISH).text

    for title in ("còn hạn", "quá hạn", "đã báo cáo", "Cục Thử nghiệm", "Who serves here"):
        assert title in text
    assert "Vụ Thử nghiệm" in client.get(f"/tasks/looking/units/{above.pk}/").text


def test_a_stranger_reads_neither_tasks_nor_people_of_a_unit(client: Client) -> None:
    unit = a_unit()
    of_each_class(unit)
    officer = an_officer(unit)
    client.force_login(a_stranger())

    text = client.get(f"/tasks/looking/units/{unit.pk}/").text

    assert "quá hạn</a>" not in text
    assert str(officer) not in text


def test_a_unit_that_there_is_not_is_not_found(client: Client) -> None:
    client.force_login(a_leader())

    assert client.get("/tasks/looking/units/999999/").status_code == 404


def of_programme(name: str, **more: Any) -> Task:
    task = a_task(**more)
    task.programme = name
    task.save()
    return task


def test_a_programme_is_shown_to_whoever_sees_a_task_of_it(client: Client) -> None:
    unit = a_unit()
    task = of_programme("Chuyển đổi số nông thôn", lead=unit)
    of_programme("Mạng cáp biển")
    client.force_login(an_officer(unit))

    index = client.get("/tasks/looking/programmes/").text
    page = client.get("/tasks/looking/programme/", {"programme": "Chuyển đổi số nông thôn"})
    hidden = client.get("/tasks/looking/programme/", {"programme": "Mạng cáp biển"})

    assert "Chuyển đổi số nông thôn" in index
    assert "Mạng cáp biển" not in index
    assert task.title in page.text
    assert hidden.status_code == 404


# The leader's page


def test_the_leader_reads_what_slipped_and_who_is_asked() -> None:
    unit = a_unit(name="Vụ trễ hạn")
    head = an_appointment(unit=unit, post=Post.HEAD, valid_from=date(2020, 1, 1)).user
    a_task(title="mới quá hạn", lead=unit, due_on=date(2025, 3, 12))
    a_task(
        title="quá hạn từ trước",
        lead=unit,
        assigned_on=date(2025, 2, 3),
        due_on=date(2025, 2, 10),
    )

    page = LeaderPage(actor=a_leader(), asked=march(), on=DAY)

    assert [line.span.task.title for line in page.slipped] == ["mới quá hạn"]
    [told] = page.units_asked
    assert (told.name, told.overdue, told.before, told.heads) == ("Vụ trễ hạn", 2, 1, str(head))


def test_units_for_which_there_is_no_room_stand_in_one_row_and_totals_stay() -> None:
    clerk = a_clerk()
    for _ in range(UNITS_OF_LEADER + 3):
        a_task(clerk=clerk)

    page = LeaderPage(actor=a_leader(), asked=march(), on=DAY)

    assert len(page.rows) == UNITS_OF_LEADER
    assert page.others == 4
    assert sum(row.tally.total for row in page.rows) == page.total.tally.total
    assert page.total.tally.total == UNITS_OF_LEADER + 3


def test_what_waits_for_a_decision_is_counted() -> None:
    reported(a_task(), on=DAY)

    page = LeaderPage(actor=a_leader(), asked=march(), on=DAY)

    assert [each.count for each in page.decisions] == [1, 0, 0]


# Charts


def test_each_province_has_its_unit_and_its_tally() -> None:
    unit = a_unit(name="Sở Thông tin và Truyền thông Thừa Thiên Huế", kind=UnitKind.PROVINCIAL)
    a_task(lead=unit, due_on=date(2025, 3, 12))

    page = ChartsPage(actor=a_leader(), asked=march(), on=DAY)
    hue = next(each for each in page.provinces if each.tile.key == "thua-thien-hue")

    assert (hue.unit_id, hue.tally.open_overdue) == (unit.pk, 1)
    assert [part.slug for part in hue.segments] == ["over"]
    assert len(page.provinces) == 63


def test_the_heat_of_a_month_goes_by_what_had_come_due() -> None:
    unit = a_unit(name="Vụ Thử nghiệm")
    confirmed(a_task(lead=unit, due_on=date(2025, 3, 10)), on=date(2025, 3, 9))
    a_task(lead=unit, due_on=date(2025, 3, 12))

    page = ChartsPage(actor=a_leader(), asked=march(), on=DAY)
    [row] = page.heat

    assert (row.cells[-1].overdue, row.cells[-1].due, row.cells[-1].tone) == (1, 2, 3)
    assert (row.cells[-2].due, row.cells[-2].tone) == (0, 0)


# For whom a stretch is asked


def test_a_stretch_to_come_is_answered_by_this_month() -> None:
    to_come = stretches.asked_in({"period": "2030-01"}, on=DAY)

    assert to_come == stretches.asked_in({}, on=DAY)
    assert to_come.stretch == Period(Kind.MONTH, 2025, 3)
    assert to_come.as_of == DAY


def test_two_days_are_a_stretch(client: Client) -> None:
    client.force_login(a_leader())
    a_task(assigned_on=DAY - timedelta(days=2))

    answer = client.get("/tasks/looking/leader/?period=2025-03-01..2025-03-10")

    assert answer.status_code == 200
    assert "10/03/2025" in answer.text


@pytest.mark.parametrize(
    "page", ["board/", "calendar/", "timeline/", "charts/", "programmes/", "units/", "leader/"]
)
def test_pages_answer_before_there_is_anything(client: Client, page: str) -> None:
    client.force_login(a_leader())

    assert client.get(f"/tasks/looking/{page}").status_code == 200


@pytest.mark.parametrize("page", ["board/?by=unit", "calendar/", "timeline/", "charts/", "leader/"])
def test_more_tasks_take_no_more_queries(
    client: Client, page: str, django_assert_max_num_queries: Any
) -> None:
    clerk, unit = a_clerk(), a_unit()
    client.force_login(a_leader())
    address = f"/tasks/looking/{page}"
    a_task(clerk=clerk, lead=unit, due_on=date(2025, 3, 12))
    with django_assert_max_num_queries(60) as counted:
        client.get(address)
    for number in range(8):
        a_task(clerk=clerk, lead=unit, due_on=date(2025, 3, 10 + number))
    with django_assert_max_num_queries(len(counted)):
        client.get(address)


@pytest.mark.parametrize(
    "address",
    [
        "leader/?period=1000-01",
        "units/?period=0001-01-01..9998-12-31",
        "charts/?period=9998",
        "board/?by=unit&as_of=01/01/0001&late_from=9999",
        "timeline/?as_of=31/12/9999&status=all",
        "timeline/?as_of=01/01/0001",
        "calendar/?as_of=31/12/9999&month=9998-12",
    ],
)
def test_the_ends_of_time_are_answered(client: Client, address: str) -> None:
    a_task()
    client.force_login(a_leader())

    assert client.get(f"/tasks/looking/{address}").status_code == 200
