"""The pages of the score-card: each number opens its list, whatever is asked."""

import io
from datetime import date
from html import unescape
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it ships no types
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from giaoban.kit.periods.period import Between
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.organisations.types import UnitKind
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.pages.score_question import period_of, question_of
from giaoban.records.tasks.tests.build import a_clerk, a_leader, a_task, at, confirmed, lead_duty
from giaoban.records.tasks.types import Axis, Share

pytestmark = pytest.mark.django_db
CARD = "/tasks/score-card/"
MARCH = "period=2025-03&as_of=2025-03-31"


def an_agency() -> Unit:
    """A province and two units, with tasks in several classes and one that was extended."""
    province, unit, other = a_unit(kind=UnitKind.PROVINCIAL), a_unit(), a_unit()
    clerk = a_clerk()
    confirmed(a_task(lead=unit, clerk=clerk), on=date(2025, 3, 20))
    a_task(lead=unit, due_on=date(2025, 3, 10), coordinating=[Share(other.pk, date(2025, 3, 9))])
    a_task(lead=province, due_on=date(2025, 4, 10), coordinating=[Share(unit.pk, date(2025, 4, 9))])
    extended = a_task(lead=other, clerk=clerk, due_on=date(2025, 3, 14))
    services.change_deadline(
        actor=clerk,
        duty_id=lead_duty(extended).pk,
        due_on=date(2025, 4, 28),
        note="Theo ý kiến của Bộ trưởng",
        now=at(date(2025, 3, 10)),
    )
    Task.objects.filter(pk=extended.pk).update(
        leader="Thứ trưởng Đào Thị Nga", programme="Chuyển đổi số & dữ liệu", followed_by=clerk
    )
    return unit


def links_with_numbers(page: str) -> list[tuple[str, int]]:
    """The links in cells of numbers, and the number each shows."""
    found = []
    for cell in (cell.split("</td>", 1)[0] for cell in page.split("<td class=")[1:]):
        if 'href="/tasks/?' in cell:
            address, rest = cell.split('href="', 1)[1].split('"', 1)
            shown = rest.split(">", 1)[1].split("<", 1)[0]
            found.append((unescape(address), int(shown.split("/")[-1])))
    return found


@pytest.mark.parametrize(
    "asked",
    [
        *(f"{MARCH}&by={axis.value}" for axis in Axis),
        f"{MARCH}&against=both&roles=apart",
        f"{MARCH}&against=original",
        "period=2025-03-05..2025-03-24&as_of=2025-03-24",
        "period=days&first=05/03/2025&last=24/03/2025&roles=apart",
    ],
)
def test_each_number_of_the_page_opens_a_list_of_so_many(client: Client, asked: str) -> None:
    an_agency()
    client.force_login(a_leader())

    page = client.get(f"{CARD}?{asked}")

    links = links_with_numbers(page.text)
    assert links
    for address, number in links:
        listed = client.get(address)
        assert listed.context["page"].paginator.count == number, address


def test_two_days_are_asked_for_by_the_form_and_stay_in_it(client: Client) -> None:
    client.force_login(a_leader())

    page = client.get(f"{CARD}?period=days&first=05/03/2025&last=24/03/2025")

    question, form = page.context["question"], page.context["form"]
    assert question.period == Between(date(2025, 3, 5), date(2025, 3, 24))
    assert question.before == Between(date(2025, 2, 13), date(2025, 3, 4))
    assert (form["period"].value(), form["first"].value()) == ("days", "05/03/2025")


@pytest.mark.parametrize(
    "key", ["", "2025-13", "1200-01", "2025-03-05..2025-03-04", "0001-01-01..9999-12-31", "x..y"]
)
def test_what_could_not_be_counted_is_no_period(key: str) -> None:
    assert period_of(key) is None


@pytest.mark.parametrize(
    ("first", "last"), [("05/03/2025", ""), ("", ""), ("06/03/2025", "05/03/2025"), ("x", "y")]
)
def test_two_days_that_make_no_sense_give_the_month(first: str, last: str) -> None:
    asked = {"period": "days", "first": first, "last": last}

    question, _form = question_of(asked, on=date(2025, 3, 15))

    assert question.period.key == "2025-03"


def test_the_original_deadline_makes_late_what_an_extension_saved(client: Client) -> None:
    an_agency()
    client.force_login(a_leader())

    by_current = client.get(f"{CARD}?{MARCH}").context["shown"]
    by_original = client.get(f"{CARD}?{MARCH}&against=original").context["shown"]

    assert by_current.card.total.open_overdue == 1
    assert by_original.card.total.open_overdue == 2
    assert [each.due_on for each in by_original.overdue] == [date(2025, 3, 10), date(2025, 3, 14)]


def test_the_page_says_how_coordinating_is_counted(client: Client) -> None:
    unit = an_agency()
    client.force_login(a_leader())
    client.cookies["django_language"] = "en"

    page = client.get(f"{CARD}?{MARCH}&roles=apart")

    assert "counts once in the total, and once per unit beside it" in page.text
    rows = {row.key: row.coordinating.total for row in page.context["shown"].card.rows}
    assert rows[unit.pk] == 1


@pytest.mark.parametrize("table", ["", "ranking", "months", "ages"])
def test_each_table_comes_as_csv_and_excel(client: Client, table: str) -> None:
    an_agency()
    client.force_login(a_leader())
    asked = f"{MARCH}&against=both&roles=apart&table={table}"

    csv = b"".join(client.get(f"{CARD}table.csv?{asked}")).decode()
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{CARD}table.xlsx?{asked}").content), read_only=True
    )

    lines: list[Any] = list(book.active.values)
    assert len(lines) == len(csv.strip().splitlines())
    assert len(lines) > 1


def test_another_table_is_not_there(client: Client) -> None:
    client.force_login(a_leader())

    assert client.get(f"{CARD}table.csv?{MARCH}&table=x").status_code == 404


def test_the_months_are_asked_in_two_questions(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    an_agency()
    leader = a_leader()

    with django_assert_max_num_queries(6):  # with the four by which rights are found
        trend = selectors.trend(actor=leader, on=date(2025, 3, 31), until=date(2025, 3, 31))

    assert len(trend.months) == 24
    assert trend.total[-1].total == 4


def test_coordinating_beside_takes_two_more_questions(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    an_agency()
    leader = a_leader()
    asked: dict[str, Any] = {
        "actor": leader,
        "as_of": date(2025, 3, 31),
        "days": Between(date(2025, 3, 1), date(2025, 3, 31)).days(),
        "by": Axis.UNIT,
    }

    with django_assert_max_num_queries(8):
        selectors.score_card(**asked, with_other=True)
    with django_assert_max_num_queries(11):  # outside a request the last event is asked anew
        selectors.score_card(**asked, with_other=True, with_coordinating=True)
