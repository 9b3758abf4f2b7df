"""The pages that show tasks. Those that change them: test_step_pages."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from giaoban.records.documents.models import Document
from giaoban.records.documents.services import register_document, take_excerpt
from giaoban.records.organisations.tests.build import a_field, a_unit
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_leader,
    a_stranger,
    a_task,
    an_officer,
    at,
    confirmed,
    reported,
)
from giaoban.records.tasks.types import Share

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ENGLISH = {"Accept-Language": "en"}
MARCH = "period=2025-03&as_of=2025-03-31"


def a_document(*, text: str = "Giao Vụ Bưu chính trình đề án trước ngày 31/3/2025.") -> Document:
    return register_document(
        actor=a_clerk(),
        now=at(date(2025, 3, 1)),
        text=text,
        subject="Kết luận họp giao ban tháng 2",
        symbol="15/TB-VP",
        issued_on=date(2025, 3, 1),
    )


# Who sees what


@pytest.mark.parametrize(
    "address", ["/tasks/", "/tasks/1/", "/tasks/new/", "/tasks/score-card/", "/tasks/list.csv"]
)
def test_a_visitor_is_asked_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/sign-in/")


def test_to_a_stranger_a_task_does_not_exist(client: Client) -> None:
    task = a_task()
    client.force_login(a_stranger())

    assert client.get(f"/tasks/{task.pk}/").status_code == 404
    assert task.title not in client.get("/tasks/?status=all").text


def test_only_the_office_is_offered_to_assign(client: Client) -> None:
    client.force_login(a_leader())
    assert "/tasks/new/" not in client.get("/tasks/").text
    assert client.get("/tasks/new/").status_code == 403

    client.force_login(a_clerk())
    assert "/tasks/new/" in client.get("/tasks/").text


# The list


@pytest.mark.parametrize("address", ["/tasks/?status=all", f"/tasks/score-card/?{MARCH}"])
def test_a_browser_gets_the_page_and_a_swap_only_its_part(client: Client, address: str) -> None:
    unit = a_unit(name="Vụ Thử nghiệm")
    a_task(lead=unit)
    client.force_login(a_leader())

    page, part = client.get(address), client.get(address, headers=HTMX)

    assert "Vụ Thử nghiệm" in page.text
    assert "Vụ Thử nghiệm" in part.text
    assert "<html" in page.text
    assert "<html" not in part.text
    assert "HX-Request" in page.headers["Vary"]


def test_without_being_asked_the_list_shows_what_is_open(client: Client) -> None:
    confirmed(a_task(title="đã xong"), on=date(2025, 3, 5))
    a_task(title="còn mở")
    client.force_login(a_leader())

    page = client.get("/tasks/").text

    assert "còn mở" in page
    assert "đã xong" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("words=de+an", {"trình đề án"}),
        ("status=done", {"đã xong"}),
        (MARCH, {"trình đề án", "đã xong"}),
        ("due_from=01/04/2025&due_to=30/04/2025&status=all", {"hạn tháng tư"}),
        ("stage=reported", {"chờ xác nhận"}),
        ("role=coordinate&status=all", {"trình đề án"}),
        ("field=0&status=open_overdue&words=thang", {"hạn tháng tư"}),
    ],
)
def test_addresses_narrow_the_list(client: Client, query: str, shown: set[str]) -> None:
    a_task(title="trình đề án", coordinating=[Share(a_unit().pk)])
    confirmed(a_task(title="đã xong"), on=date(2025, 3, 5))
    april = date(2025, 4, 1)
    a_task(title="hạn tháng tư", assigned_on=april, due_on=date(2025, 4, 20))
    reported(a_task(title="chờ xác nhận", assigned_on=april, due_on=None), on=april)
    client.force_login(a_leader())

    page = client.get(f"/tasks/?{query}").text

    titles = {"trình đề án", "đã xong", "hạn tháng tư", "chờ xác nhận"}
    assert {title for title in titles if f">{title}</a>" in page} == shown


def test_the_first_line_says_what_of_whom_and_of_when(client: Client) -> None:
    unit = a_unit(name="Vụ Thử nghiệm")
    a_task(lead=unit)
    client.force_login(a_leader())

    page = client.get(f"/tasks/?{MARCH}&unit={unit.pk}&status=open_in_time", headers=ENGLISH)

    head = "Tasks open, in time of Vụ Thử nghiệm, March 2025, as of 31/03/2025"
    assert f"<h1>{head}</h1>" in page.text


def test_one_s_own_units_can_be_asked_for(client: Client) -> None:
    unit = a_unit()
    a_task(title="của mình", lead=unit)
    a_task(title="cùng làm", coordinating=[Share(unit.pk)])
    client.force_login(an_officer(unit))

    page = client.get("/tasks/?own=1&status=all").text

    assert "của mình" in page
    assert "cùng làm" not in page


def test_a_long_list_has_pages_that_keep_the_question(client: Client) -> None:
    for _ in range(26):
        a_task(title="giống nhau")
    client.force_login(a_leader())

    page = client.get("/tasks/?words=giong&rows=25").text

    assert page.count(">giống nhau</a>") == 25
    assert "words=giong&rows=25&page=2" in unescape(page)


def test_what_is_no_day_is_said_beside_the_field(client: Client) -> None:
    client.force_login(a_leader())

    page = client.get("/tasks/?due_from=hôm+qua")

    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text


def test_a_longer_list_takes_no_more_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        a_task(field_id=a_field().pk)
    client.force_login(a_leader())

    # Five are for what one may choose: programme, leader, officer, saved lists, columns. One
    # counts the notices in the frame.
    with django_assert_max_num_queries(21):
        client.get("/tasks/?status=all")


def test_the_list_comes_as_a_file_that_computes_nothing(client: Client) -> None:
    a_task(title="=1+1; chấm hết", lead=a_unit(name="Vụ Thử nghiệm"))
    client.force_login(a_leader())

    response = client.get("/tasks/list.csv?status=all")

    text = response.getvalue().decode()
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    assert '"\'=1+1; chấm hết";Vụ Thử nghiệm' in text
    assert response.headers["Content-Disposition"].startswith("attachment")


# The score-card


def test_the_score_card_shows_figures_with_their_parts(client: Client) -> None:
    unit = a_unit()
    confirmed(a_task(lead=unit), on=date(2025, 3, 10))
    a_task(lead=unit, due_on=date(2025, 3, 10))
    client.force_login(a_leader())

    page = client.get(f"/tasks/score-card/?{MARCH}").text

    assert "1/2 = 50,00\N{NO-BREAK SPACE}%" in page
    assert unescape(page).count(f"/tasks/?{MARCH}&unit={unit.pk}&status=open_overdue") == 1


@pytest.mark.parametrize("by", ["unit", "field", "source"])
def test_every_number_of_the_table_opens_a_list_of_that_length(client: Client, by: str) -> None:
    document = a_document()
    for unit in (a_unit(), a_unit()):
        confirmed(a_task(lead=unit, document=document), on=date(2025, 3, 10))
        a_task(lead=unit, due_on=date(2025, 3, 10), field_id=a_field().pk)
        a_task(lead=unit, due_on=None)
    client.force_login(a_leader())

    response = client.get(f"/tasks/score-card/?{MARCH}&by={by}")

    figures = links_with_numbers(unescape(response.text))
    assert len(figures) > 8
    for address, number in figures:
        listed = client.get(address)
        assert listed.context["page"].paginator.count == number, address


def links_with_numbers(page: str) -> list[tuple[str, int]]:
    """The links in cells of numbers, and the number each shows."""
    cells = [cell.split("</td>", 1)[0] for cell in page.split("<td class=")[1:]]
    found = []
    for cell in cells:
        if 'href="/tasks/?' in cell:
            address, rest = cell.split('href="', 1)[1].split('"', 1)
            shown = rest.split(">", 1)[1].split("<", 1)[0]
            found.append((address, int(shown.split("/")[-1])))
    return found


def test_another_period_comes_with_its_own_day(client: Client) -> None:
    client.force_login(a_leader())

    page = client.get("/tasks/score-card/?period=2025-04&was=2025-03&as_of=31/03/2025")

    assert page.context["question"].as_of == date(2025, 4, 30)


def test_a_day_that_was_chosen_stays(client: Client) -> None:
    client.force_login(a_leader())

    page = client.get("/tasks/score-card/?period=2025-03&was=2025-03&as_of=15/03/2025")

    assert page.context["question"].as_of == date(2025, 3, 15)


def test_unasked_the_score_card_is_of_this_month_until_today(client: Client) -> None:
    client.force_login(a_leader())

    question = client.get("/tasks/score-card/?period=nonsense").context["question"]

    today = timezone.localdate()
    assert (question.period.key, question.as_of) == (f"{today:%Y-%m}", today)


def test_what_became_of_the_overdue_is_told(client: Client) -> None:
    unit = a_unit(name="Vụ Thử nghiệm")
    old: dict[str, Any] = {
        "assigned_on": date(2025, 2, 3),
        "due_on": date(2025, 2, 20),
        "lead": unit,
    }
    confirmed(a_task(**old), on=date(2025, 3, 4))
    a_task(**old)
    a_task(lead=unit, due_on=date(2025, 3, 20))
    client.force_login(a_leader())

    moves = client.get(f"/tasks/score-card/?{MARCH}").context["shown"].moves

    assert (moves.no_longer.count, moves.still.count, moves.new.count) == (1, 1, 1)
    assert moves.new.units == (("Vụ Thử nghiệm", 1),)


def test_the_score_card_comes_as_a_table_for_spreadsheets(client: Client) -> None:
    confirmed(a_task(lead=a_unit(name="Vụ Thử nghiệm")), on=date(2025, 3, 10))
    client.force_login(a_leader())

    response = client.get(f"/tasks/score-card/table.csv?{MARCH}")

    assert "Vụ Thử nghiệm;1;1;0;0;0;1;100,00;1;100,00;0;0;0\r\n" in response.getvalue().decode()


def test_the_score_card_comes_as_a_word_file(client: Client) -> None:
    a_task()
    client.force_login(a_leader())

    response = client.get(f"/tasks/score-card/report.docx?{MARCH}")

    assert response.content.startswith(b"PK")
    assert "score-card-2025-03" in response.headers["Content-Disposition"]


def test_more_units_take_no_more_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        a_task(due_on=date(2025, 3, 10))
    client.force_login(a_leader())

    with django_assert_max_num_queries(32):
        client.get(f"/tasks/score-card/?{MARCH}")


# The task


def test_the_page_of_a_task_says_what_one_may_do(client: Client) -> None:
    unit = a_unit()
    task = a_task(lead=unit)

    client.force_login(an_officer(unit))
    mine = client.get(f"/tasks/{task.pk}/")
    client.force_login(a_leader())
    read_only = client.get(f"/tasks/{task.pk}/")

    assert "/report/" in mine.text
    assert "/cancel/" not in mine.text
    assert 'href="/tasks/duties/' not in read_only.text
    assert mine.context["shown"].may.sentence != read_only.context["shown"].may.sentence


def test_the_page_of_a_task_shows_its_sentence_in_its_document(client: Client) -> None:
    document = a_document(text="Mở đầu. Giao Vụ Bưu chính trình đề án. Kết thúc.")
    excerpt = take_excerpt(document=document, start=8, end=38, rule="lead")
    task = a_task(document=document, excerpt=excerpt)
    client.force_login(a_leader())

    page = client.get(f"/tasks/{task.pk}/").text

    assert "<mark>Giao Vụ Bưu chính trình đề án.</mark>" in page
    assert f"/documents/{document.pk}/" in page


def test_what_was_typed_is_never_markup(client: Client) -> None:
    task = a_task(title="<b>đậm</b>", product="<script>")
    client.force_login(a_leader())

    page = client.get(f"/tasks/{task.pk}/").text

    assert "&lt;b&gt;đậm" in page
    assert "<b>đậm" not in page
    assert "<dd><script>" not in page


def test_who_has_a_part_in_a_task_sees_its_document_and_nobody_else(client: Client) -> None:
    unit, document = a_unit(), a_document()
    task = a_task(lead=unit, document=document)

    client.force_login(a_stranger())
    assert client.get(f"/documents/{document.pk}/").status_code == 404
    client.force_login(an_officer(unit))
    page = client.get(f"/documents/{document.pk}/")

    assert f"/tasks/{task.pk}/" in page.text


def test_many_events_take_no_more_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    task = a_task(coordinating=[Share(a_unit().pk), Share(a_unit().pk)])
    confirmed(task, on=date(2025, 3, 10))
    client.force_login(a_leader())

    with django_assert_max_num_queries(19):
        client.get(f"/tasks/{task.pk}/")
