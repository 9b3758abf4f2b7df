"""The pages by which tasks change."""

import pytest
from django.test import Client

from giaoban.ground.accounts.models import User
from giaoban.records.documents.services import register_document
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.models import Duty, Event, Span, Task
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_stranger,
    a_task,
    an_officer,
    at,
    lead_duty,
    someone_acting_for,
)
from giaoban.records.tasks.types import EventKind, Stage

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ENGLISH = {"Accept-Language": "en"}


def address(task: Task, step: str) -> str:
    return f"/tasks/duties/{lead_duty(task).pk}/{step}/"


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("headers", "status", "header"),
    [({}, 302, "Location"), (HTMX, 200, "HX-Redirect")],
    ids=["browser", "htmx"],
)
def test_a_step_leads_back_to_the_task(
    client: Client, headers: dict[str, str], status: int, header: str
) -> None:
    task = a_task()
    signed_in(client, someone_acting_for(task))

    response = client.post(address(task, "report"), {"note": "Đã trình"}, headers=headers)

    assert response.status_code == status
    assert response.headers[header] == f"/tasks/{task.pk}/"
    assert lead_duty(task).stage == Stage.REPORTED


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
def test_without_words_the_form_comes_back(client: Client, headers: dict[str, str]) -> None:
    task = a_task()
    signed_in(client, task.created_by)

    response = client.post(address(task, "suspend"), {"note": " "}, headers=headers)

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert ("<html" in response.text) is (headers == {})


def test_what_the_rules_forbid_is_said_in_words(client: Client) -> None:
    task = a_task()
    signed_in(client, task.created_by)

    response = client.post(address(task, "confirm"), headers=ENGLISH)

    assert response.status_code == 422
    assert "No result has been reported." in response.text


def test_a_step_that_cannot_follow_leads_back_and_says_why(client: Client) -> None:
    task = a_task()
    signed_in(client, task.created_by)

    response = client.get(address(task, "confirm"), headers=ENGLISH, follow=True)

    assert response.redirect_chain == [(f"/tasks/{task.pk}/", 302)]
    assert "No result has been reported." in response.text


@pytest.mark.parametrize("step", ["confirm", "return", "deadline", "suspend", "transfer", "cancel"])
def test_the_unit_does_not_decide(client: Client, step: str) -> None:
    task = a_task()
    signed_in(client, someone_acting_for(task))

    assert client.get(address(task, step)).status_code == 403
    assert client.post(address(task, step), {"note": "Tự quyết"}).status_code == 403


@pytest.mark.parametrize("step", ["acknowledge", "progress", "report"])
def test_the_office_does_not_do_the_work_of_a_unit(client: Client, step: str) -> None:
    task = a_task()
    signed_in(client, task.created_by)

    assert client.post(address(task, step), {"note": "Thay mặt"}).status_code == 403


def test_to_a_stranger_a_duty_does_not_exist(client: Client) -> None:
    task = a_task()
    signed_in(client, a_stranger())

    assert client.get(address(task, "report")).status_code == 404


def test_a_step_that_is_none_is_not_found(client: Client) -> None:
    task = a_task()
    signed_in(client, task.created_by)

    assert client.get(address(task, "forget")).status_code == 404


def test_a_result_can_rest_on_a_document_of_the_register(client: Client) -> None:
    task = a_task()
    officer = someone_acting_for(task)
    document = register_document(
        actor=task.created_by,
        now=at(task.assigned_on),
        text="Báo cáo kết quả thực hiện.",
        subject="Báo cáo kết quả",
        symbol="77/BC-VBC",
    )
    a_task(lead=Span.objects.get(task=task).unit, document=document)
    signed_in(client, officer)

    client.post(address(task, "report"), {"symbol": "77/bc-vbc"})

    assert Event.objects.get(kind=EventKind.REPORTED).document == document


def test_a_document_that_is_not_there_is_said_beside_its_field(client: Client) -> None:
    task = a_task()
    signed_in(client, someone_acting_for(task))

    response = client.post(address(task, "report"), {"note": "Xong", "symbol": "1/KHONG-CO"})

    assert response.status_code == 422
    assert lead_duty(task).stage == Stage.ASSIGNED


def test_the_deadline_is_typed_as_offices_write_it(client: Client) -> None:
    task = a_task()
    signed_in(client, task.created_by)

    client.post(address(task, "deadline"), {"due_on": "30/04/2025", "note": "Chờ số liệu"})

    span = Span.objects.get(task=task, valid_to=None)
    assert f"{span.due_on:%d/%m/%Y}" == "30/04/2025"


def test_a_duty_is_transferred_to_a_unit_of_the_register(client: Client) -> None:
    task, new = a_task(), a_unit()
    signed_in(client, task.created_by)

    client.post(address(task, "transfer"), {"unit": new.pk, "note": "Đổi phân công"})

    assert Span.objects.get(task=task, valid_to=None).unit == new


def test_a_task_is_cancelled_as_a_whole(client: Client) -> None:
    task = a_task()
    signed_in(client, task.created_by)

    client.post(address(task, "cancel"), {"note": "Trùng"})

    assert lead_duty(task).stage == Stage.CANCELLED


def test_a_result_is_read_where_it_is_confirmed(client: Client) -> None:
    unit = a_unit()
    task = a_task(lead=unit)
    signed_in(client, an_officer(unit)).post(address(task, "report"), {"note": "Tờ trình số 3"})
    signed_in(client, task.created_by)

    assert "Tờ trình số 3" in client.get(address(task, "confirm")).text
    client.post(address(task, "confirm"))

    assert lead_duty(task).stage == Stage.CONFIRMED


def test_a_task_is_assigned_by_hand(client: Client) -> None:
    lead, other = a_unit(), a_unit()
    signed_in(client, a_clerk())
    given = {
        "title": "Lập kế hoạch kiểm tra",
        "lead": lead.pk,
        "due": "31/12/2099",
        "with-0-unit": other.pk,
        "with-0-due": "30/11/2099",
        "with-1-unit": "",
    }

    response = client.post("/tasks/new/", given)

    task = Task.objects.get()
    assert response.headers["Location"] == f"/tasks/{task.pk}/"
    dues = Span.objects.order_by("duty").values_list("unit", "due_on__month")
    assert list(dues) == [(lead.pk, 12), (other.pk, 11)]


@pytest.mark.parametrize("missing", ["title", "lead"])
def test_a_task_without_title_or_lead_comes_back(client: Client, missing: str) -> None:
    signed_in(client, a_clerk())
    given = {"title": "Lập kế hoạch", "lead": a_unit().pk} | {missing: ""}

    response = client.post("/tasks/new/", given)

    assert response.status_code == 422
    assert not Duty.objects.exists()


def test_a_unit_twice_in_a_task_is_refused_in_words(client: Client) -> None:
    unit = a_unit()
    signed_in(client, a_clerk())
    given = {"title": "Lập kế hoạch", "lead": unit.pk, "with-0-unit": unit.pk}

    response = client.post("/tasks/new/", given, headers=ENGLISH)

    assert response.status_code == 422
    assert "A unit can have one part in a task only." in response.text
