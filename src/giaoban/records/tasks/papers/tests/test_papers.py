"""What papers say of tasks, who may have them, and by which template they are made."""

import io
from datetime import date, timedelta

import docx
import openpyxl  # type: ignore[import-untyped]  # it ships no types
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.kit.paper.word import shipped_template
from giaoban.kit.periods.period import Kind, Period
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations.administration import services as administration
from giaoban.records.organisations.administration.types import Paper
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import services
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.papers import selectors
from giaoban.records.tasks.papers.types import Asked
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_stranger,
    a_task,
    at,
    confirmed,
    lead_duty,
    someone_acting_for,
)
from giaoban.records.tasks.types import Measure, Share

pytestmark = pytest.mark.django_db

TODAY = date(2025, 4, 10)
MARCH = Period(Kind.MONTH, 2025, 3)
LONG_NAME = "Trung tâm Kiểm định, Đánh giá và Chứng nhận Thiết bị Đo lường Vô tuyến khu vực IV"


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    settings.DAY = TODAY
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def clerk() -> User:
    return a_clerk()


@pytest.fixture
def pages(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


def asked(*units: Unit, measure: Measure = Measure.CURRENT, as_of: date = TODAY) -> Asked:
    return Asked(MARCH, as_of, measure, frozenset(unit.pk for unit in units))


def moved(task: Task, *, to: date, on: date) -> None:
    services.change_deadline(
        actor=task.created_by, duty_id=lead_duty(task).pk, due_on=to, note="Thêm việc", now=at(on)
    )


def overdue(
    clerk: User, *units: Unit, measure: Measure = Measure.CURRENT
) -> list[tuple[str, list[str]]]:
    about = asked(*units, measure=measure)
    found = selectors.overdue_list(actor=clerk, on=TODAY, asked=about, most=50)
    return [(unit.name, [row.title for row in unit.rows]) for unit in found.units]


# The list of what is overdue


def test_the_overdue_stand_with_their_unit_the_longest_overdue_first(clerk: User) -> None:
    unit, other = a_unit(name=LONG_NAME), a_unit(name="Cục Khác")
    a_task(title="Sau", lead=unit, due_on=date(2025, 4, 1))
    a_task(title="Trước", lead=unit, due_on=date(2025, 3, 20))
    a_task(title="Của người khác", lead=other, due_on=date(2025, 4, 9))
    a_task(title="Chưa đến hạn", lead=other, due_on=TODAY)

    assert overdue(clerk) == [(LONG_NAME, ["Trước", "Sau"]), ("Cục Khác", ["Của người khác"])]
    assert overdue(clerk, other) == [("Cục Khác", ["Của người khác"])]


def test_days_are_told_by_both_deadlines_whatever_the_list_goes_by(clerk: User) -> None:
    task = a_task(due_on=date(2025, 3, 31))
    moved(task, to=date(2025, 4, 8), on=date(2025, 3, 20))

    [unit] = selectors.overdue_list(actor=clerk, on=TODAY, asked=asked(), most=5).units

    assert (unit.rows[0].days_original, unit.rows[0].days) == (10, 2)


def test_a_task_late_by_its_first_deadline_alone_is_listed_by_that_alone(clerk: User) -> None:
    task = a_task(title="Được lùi hạn", due_on=date(2025, 3, 31))
    moved(task, to=date(2025, 4, 30), on=date(2025, 3, 20))

    assert overdue(clerk) == []
    [(_unit, titles)] = overdue(clerk, measure=Measure.ORIGINAL)
    assert titles == ["Được lùi hạn"]


def test_the_overdue_of_a_past_day_are_those_of_that_day(clerk: User) -> None:
    confirmed(a_task(title="Xong muộn", due_on=date(2025, 3, 10)), on=date(2025, 3, 20))
    then = selectors.overdue_list(
        actor=clerk, on=TODAY, asked=asked(as_of=date(2025, 3, 15)), most=5
    )

    assert [row.days for unit in then.units for row in unit.rows] == [5]
    assert [row.stage for unit in then.units for row in unit.rows] == [""]  # known for today only
    assert overdue(clerk) == []


def test_the_summary_parts_the_overdue_by_age(clerk: User) -> None:
    for days in (1, 7, 8, 30):
        a_task(due_on=TODAY - timedelta(days=days), assigned_on=date(2025, 3, 3))

    words = selectors.overdue_list(actor=clerk, on=TODAY, asked=asked(), most=50).summary

    assert "có 4 nhiệm vụ quá hạn của 4 đơn vị" in words[0]
    assert "1–7 ngày: 2; 8–30 ngày: 2; 31–90 ngày: 0; trên 90 ngày: 0" in words[1]


def test_more_rows_ask_no_more_questions(
    clerk: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unit = a_unit()
    for _ in range(5):
        a_task(lead=unit, document=a_document(), due_on=date(2025, 3, 20))

    with django_assert_num_queries(8):
        selectors.overdue_list(actor=clerk, on=TODAY, asked=asked(), most=50)
    with django_assert_num_queries(9):
        selectors.follow_up_register(actor=clerk, on=TODAY, asked=asked(), most=50)


# The follow-up register


def test_the_register_holds_what_the_units_lead_and_coordinate_in_the_period(clerk: User) -> None:
    lead, helper = a_unit(name="Cục Chủ trì"), a_unit(name="Cục Phối hợp")
    a_task(
        title="Thống kê trạm đo",
        lead=lead,
        coordinating=[Share(helper.pk, date(2025, 3, 20))],
        due_on=date(2025, 4, 5),
    )
    confirmed(a_task(lead=lead, assigned_on=date(2025, 2, 3)), on=date(2025, 2, 20))

    rows = selectors.follow_up_register(actor=clerk, on=TODAY, asked=asked(), most=50).rows

    assert [(row.unit, row.deadline, row.note) for row in rows] == [
        ("Cục Chủ trì", "05/04/2025", ""),
        ("Cục Phối hợp", "20/03/2025", "Phối hợp"),
    ]
    assert rows[0].progress == "Chưa tiếp nhận; quá hạn 5 ngày"


def test_the_register_names_the_document_that_answered(clerk: User) -> None:
    answer = a_document(symbol="45/BC-CM")
    task = a_task(document=a_document(symbol="12/TB-BM"), due_on=date(2025, 3, 31))
    services.report_result(
        actor=someone_acting_for(task),
        duty_id=lead_duty(task).pk,
        note="Đã báo cáo",
        document=answer,
        now=at(date(2025, 3, 28)),
    )
    services.confirm_result(
        actor=task.created_by, duty_id=lead_duty(task).pk, now=at(date(2025, 3, 29))
    )

    [row] = selectors.follow_up_register(actor=clerk, on=TODAY, asked=asked(), most=50).rows

    assert row.answer == "45/BC-CM"
    assert "12/TB-BM" in row.document
    assert row.progress == "Hoàn thành ngày 28/03/2025, đúng hạn"


# The assignment slip


def test_a_slip_says_who_what_when_which_product_and_by_whom(clerk: User) -> None:
    unit = a_unit(name="Cục Mẫu")
    task = a_task(
        lead=unit,
        leader="Thứ trưởng Lò Văn Đo",
        product="Tờ trình",
        document=a_document(symbol="12/TB-BM"),
    )
    officer = an_appointment(unit=unit, post=Post.OFFICER).user

    slip = selectors.assignment_slip(task=task, on=TODAY)

    assert slip.subject == f"Nhiệm vụ {task.number}"
    assert slip.who == f"Cục Mẫu (chủ trì): {officer}"
    assert slip.deadline == "31/03/2025"
    assert slip.product == "Tờ trình"
    assert slip.authority == "Thứ trưởng Lò Văn Đo giao"
    assert "12/TB-BM" in slip.basis
    assert slip.received == ""


def test_a_slip_tells_each_change_of_the_deadline_and_keeps_the_first(clerk: User) -> None:
    task = a_task(due_on=date(2025, 3, 31))
    moved(task, to=date(2025, 4, 30), on=date(2025, 3, 20))

    slip = selectors.assignment_slip(task=task, on=TODAY)

    assert slip.deadline == "30/04/2025 (thời hạn ban đầu: 31/03/2025)"
    assert slip.deadline_told == ("Ngày 20/03/2025 đổi thời hạn thành 30/04/2025 (Thêm việc).",)


def test_a_slip_explains_the_working_days_its_deadline_was_counted_in() -> None:
    task = a_task(due_on=date(2025, 3, 17))
    task.duties.update(deadline_words="trong 10 ngày làm việc", deadline_anchor=date(2025, 3, 3))

    [told] = selectors.assignment_slip(task=task, on=TODAY).deadline_told

    assert told.startswith("“trong 10 ngày làm việc”: ")
    assert "17/03/2025" in told


def test_a_slip_says_who_acknowledged_it_and_when() -> None:
    task = a_task()
    officer = someone_acting_for(task)
    services.acknowledge_duty(actor=officer, duty_id=lead_duty(task).pk, now=at(date(2025, 3, 4)))

    slip = selectors.assignment_slip(task=task, on=TODAY)

    assert slip.received == f"Đã tiếp nhận ngày 04/03/2025 trên hệ thống ({officer})"


# The pages


def test_the_page_counts_the_rows_of_each_paper_before_it_is_made(pages: Client) -> None:
    unit = a_unit(name="Cục Mẫu")
    a_task(lead=unit, due_on=date(2025, 3, 20))

    page = pages.get(reverse("papers:papers"), {"unit": str(unit.pk), "period": "2025-03"})

    content = page.content.decode()
    assert "Papers on tasks of Cục Mẫu, March 2025" in content
    assert f"period=2025-03&amp;as_of=2025-03-31&amp;measure=current&amp;unit={unit.pk}" in content
    assert page.context["followed"] == 1
    assert page.context["late"] == 1


def test_a_wrong_question_narrows_nothing_and_breaks_nothing(pages: Client) -> None:
    asked: dict[str, str] = {
        "unit": "abc",
        "period": "2025-13",
        "as_of": "31/02/2025",
        "measure": "no",
    }

    assert pages.get(reverse("papers:papers"), asked).status_code == 200


@pytest.mark.parametrize("name", ["register-word", "overdue-word"])
def test_tables_come_as_word(pages: Client, name: str) -> None:
    a_task(title="Thống kê trạm đo", due_on=date(2025, 3, 20))

    answer = pages.get(reverse(f"papers:{name}"))

    document = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for row in document.tables[1].rows for cell in row.cells]
    assert any("Thống kê trạm đo" in text for text in cells)


def test_the_overdue_come_as_excel_with_days_and_numbers(pages: Client) -> None:
    a_task(title="=1+1", lead=a_unit(name=LONG_NAME), due_on=date(2025, 4, 1))

    answer = pages.get(reverse("papers:overdue-excel"))

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    row = [cell.value for cell in sheet[5]]
    assert row[1] == LONG_NAME
    assert row[3] == "=1+1"
    assert sheet["D5"].data_type == "s"  # shown, and never computed
    assert row[7].date() == date(2025, 4, 1)
    assert row[8] == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$4:$4"


def test_the_register_comes_as_excel(pages: Client) -> None:
    a_task(title="Thống kê trạm đo")

    answer = pages.get(reverse("papers:register-excel"), {"period": "2025-03"})

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[4]][3] == "Thời hạn giải quyết"
    assert sheet["B5"].value == "Thống kê trạm đo"


def test_too_long_a_paper_is_not_made_but_told(
    pages: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("giaoban.records.tasks.papers.views.MOST_IN_WORD", 1)
    for _ in range(2):
        a_task(due_on=date(2025, 3, 20))

    answer = pages.get(reverse("papers:overdue-word"), follow=True)

    assert "It would have more than 1 rows" in answer.content.decode()


def test_papers_hold_what_one_may_see_and_no_more(client: Client) -> None:
    task = a_task(title="Thống kê trạm đo", due_on=date(2025, 3, 20))
    client.force_login(a_stranger())

    assert client.get(reverse("papers:slip-word", args=[task.pk])).status_code == 404
    assert client.get(reverse("papers:papers")).context["late"] == 0


def test_the_page_of_a_task_leads_to_its_slip_and_the_list_to_the_papers(pages: Client) -> None:
    task = a_task()

    page = pages.get(reverse("tasks:task", args=[task.pk])).content.decode()
    listed = pages.get(reverse("tasks:list")).content.decode()

    assert reverse("papers:slip-word", args=[task.pk]) in page
    assert reverse("papers:slip-pdf", args=[task.pk]) in page
    assert reverse("papers:papers") in listed


def test_the_agencys_own_template_goes_before_the_programs(pages: Client) -> None:
    task = a_task()
    administrator = an_appointment(post=Post.ADMINISTRATOR).user
    own = docx.Document(io.BytesIO(shipped_template(Paper.ASSIGNMENT_SLIP.template)))
    own.add_paragraph("Mẫu riêng của cơ quan")
    kept = io.BytesIO()
    own.save(kept)
    template = administration.add_template(
        actor=administrator,
        paper=Paper.ASSIGNMENT_SLIP,
        data=kept.getvalue(),
        file_name="phieu.docx",
        now=at(TODAY),
    )
    administration.put_in_force(actor=administrator, template_id=template.pk, now=at(TODAY))

    answer = pages.get(reverse("papers:slip-word", args=[task.pk]))

    assert docx.Document(io.BytesIO(answer.content)).paragraphs[-1].text == "Mẫu riêng của cơ quan"
