"""What each resource tells, and to whom."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.faces.api.tests.build import Program
from giaoban.ground.accounts.tests.build import a_user
from giaoban.records.documents.models import Document
from giaoban.records.documents.services import note_citations, take_excerpt
from giaoban.records.documents.tests.build import a_document
from giaoban.records.documents.types import CitedDocument
from giaoban.records.organisations.tests.build import (
    a_charge,
    a_field,
    a_unit,
    a_version,
    an_appointment,
)
from giaoban.records.organisations.types import Post
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_stranger,
    a_task,
    an_officer,
    confirmed,
    lead_duty,
    lead_unit,
)

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)
DUE = date(2020, 7, 20)


def test_one_learns_who_one_is_and_how_far_one_sees() -> None:
    unit = a_unit(name="Vụ Bưu chính")
    below = a_unit(parent=unit)
    officer = an_officer(unit)

    told = Program(officer).get("/me").json()

    assert told["name"] == officer.full_name
    assert told["sees_everything"] is False
    assert told["unit_ids"] == sorted([unit.pk, below.pk])
    assert [(each["unit"], each["post"]) for each in told["appointments"]] == [
        ("Vụ Bưu chính", "officer")
    ]
    assert "tasks:read" in told["scopes"]


def test_people_are_those_who_serve_on_the_day() -> None:
    unit = a_unit()
    here = an_appointment(unit=unit, post=Post.HEAD)
    gone = an_appointment(unit=unit, valid_to=date(2020, 7, 1))
    below = an_appointment(unit=a_unit(parent=unit))
    program = Program(a_user())

    def found(**asked: Any) -> set[int]:
        return {each["id"] for each in program.get("/people", **asked).json()["items"]}

    assert found() == {here.user_id, below.user_id}
    assert found(on="2020-06-30") == {here.user_id, below.user_id, gone.user_id}
    assert found(unit=unit.pk) == {here.user_id}
    assert found(unit=unit.pk, below=True) == {here.user_id, below.user_id}
    assert found(post="head") == {here.user_id}
    assert program.get(f"/people/{gone.user_id}").status_code == 404
    person = program.get(f"/people/{here.user_id}").json()
    assert person["appointments"][0]["unit_id"] == unit.pk


def test_units_are_told_as_they_stood_on_the_day() -> None:
    ministry = a_unit(name="Bộ")
    unit = a_unit(name="Vụ Cũ", parent=ministry, valid_to=date(2020, 7, 1), aliases=("Vụ C",))
    a_version(unit=unit, name="Vụ Mới", parent=ministry, valid_from=date(2020, 7, 1))
    field = a_charge(unit=unit, field=a_field(name="Bưu chính")).field
    program = Program(a_user())

    now = program.get("/units").json()["items"]
    before = program.get("/units", on="2020-06-30").json()["items"]

    assert [(each["name"], each["depth"]) for each in now] == [("Bộ", 0), ("Vụ Mới", 1)]
    assert [each["name"] for each in before] == ["Bộ", "Vụ Cũ"]
    told = program.get(f"/units/{unit.pk}").json()
    assert [each["name"] for each in told["versions"]] == ["Vụ Cũ", "Vụ Mới"]
    assert (told["name"], told["in_force"], told["aliases"]) == ("Vụ Mới", True, ["Vụ C"])
    assert [each["id"] for each in told["fields_in_charge"]] == [field.pk]
    assert program.get("/units", under=unit.pk).json()["total"] == 1
    assert program.get(f"/units/{unit.pk}", on="2010-01-01").json()["in_force"] is False


def test_documents_are_found_without_accents_and_only_by_who_may_see_them() -> None:
    document = a_document(text="Kiểm kê kho lưu trữ phía nam.", symbol="12/TB-VP")
    a_document(text="Soát lại thiết bị đầu cuối.")
    clerk = Program(a_clerk())

    assert [each["id"] for each in clerk.get("/documents", words="kiem ke").json()["items"]] == [
        document.pk
    ]
    told = clerk.get(f"/documents/{document.pk}").json()
    assert (told["symbol"], told["kind"]) == ("12/TB-VP", document.kind)
    assert clerk.get(f"/documents/{document.pk}/text").json()["text"] == document.text

    stranger = Program(a_stranger())
    assert stranger.get("/documents").json()["total"] == 0
    assert stranger.get(f"/documents/{document.pk}").status_code == 404
    assert stranger.get(f"/documents/{document.pk}/text").status_code == 404


def test_a_document_tells_what_was_read_from_it_and_what_it_cites() -> None:
    cited = a_document(symbol="34/QĐ-VP")
    document = a_document(text="Căn cứ 34/QĐ-VP, Tổ Lưu trữ kiểm kê kho.")
    take_excerpt(document=document, start=0, end=6, rule="test")
    mention = CitedDocument(cited.symbol, 8, 16)
    hidden = CitedDocument("99/QĐ-VP", 8, 16)
    note_citations(document=document, citations=[mention, hidden])
    program = Program(a_clerk())

    told = program.get(f"/documents/{document.pk}").json()

    assert told["excerpts"][0]["text"] == "Căn cứ"
    assert [each["document_id"] for each in told["citations"]] == [cited.pk, None]
    assert program.get(f"/documents/{cited.pk}").json()["cited_by"] == [document.pk]


def test_tasks_are_narrowed_as_on_their_page() -> None:
    unit = a_unit()
    late = a_task(lead=unit, assigned_on=DAY, due_on=date(2020, 6, 20), title="Rà soát cáp quang")
    done = confirmed(a_task(assigned_on=DAY, due_on=DUE), on=date(2020, 6, 15))
    coordinated = a_task(assigned_on=DAY, due_on=DUE)
    program = Program(a_clerk())

    def found(**asked: Any) -> set[int]:
        return {each["task_id"] for each in program.get("/tasks", **asked).json()["items"]}

    assert found() == {late.pk, done.pk, coordinated.pk}
    assert found(status="open_overdue") == {late.pk}
    assert found(status=["open_overdue", "done_on_time"]) == {late.pk, done.pk}
    assert found(unit=unit.pk) == {late.pk}
    assert found(words="ra soat") == {late.pk}
    assert found(words=late.number) == {late.pk}
    assert found(due_to="2020-06-30") == {late.pk}
    assert found(document=0) == {late.pk, done.pk, coordinated.pk}
    assert found(period="2020-07") == {late.pk, coordinated.pk}
    assert found(status="done_on_time", as_of="2020-06-14") == set()
    assert found(stage="confirmed") == {done.pk}
    assert program.get("/tasks", period="2020-13").json()["code"] == "no-such-period"


def test_one_sees_the_tasks_of_ones_unit() -> None:
    own = a_task(assigned_on=DAY, due_on=DUE)
    other = a_task(assigned_on=DAY, due_on=DUE)
    program = Program(an_officer(lead_unit(own)))

    assert [each["task_id"] for each in program.get("/tasks").json()["items"]] == [own.pk]
    assert [each["task_id"] for each in program.get("/tasks", own=True).json()["items"]] == [own.pk]
    assert program.get(f"/tasks/{own.pk}").status_code == 200
    assert program.get(f"/tasks/{other.pk}").status_code == 404


def test_a_task_goes_from_its_assignment_to_its_confirmation() -> None:
    lead, helping = a_unit(), a_unit()
    clerk, officer = Program(a_clerk()), Program(an_officer(lead))
    document = a_document(symbol="12/TB-VP")

    assigned = clerk.post(
        "/tasks",
        {
            "title": "Rà soát mạng điểm phục vụ",
            "lead_id": lead.pk,
            "due_on": "2020-07-20",
            "coordinating": [{"unit_id": helping.pk, "part": "Số liệu"}],
            "field_id": a_field().pk,
            "document_id": document.pk,
        },
    )
    assert assigned.status_code == 201, assigned.json()
    task = assigned.json()
    duty = task["duties"][0]
    assert [each["role"] for each in task["duties"]] == ["lead", "coordinate"]
    assert officer.get(f"/tasks/{task['id']}").json()["duties"][0]["may"] == [
        "reported",
        "progress",
        "difficulty",
        "acknowledged",
        "extension_asked",
        "declined",
    ]

    officer.post(f"/duties/{duty['id']}/acknowledge")
    reported = officer.post(
        f"/duties/{duty['id']}/report", {"note": "Đã trình", "document_id": document.pk}
    )
    assert reported.json()["duties"][0]["stage"] == "reported"
    returned = clerk.post(f"/duties/{duty['id']}/return", {"note": "Thiếu phụ lục"})
    assert returned.json()["duties"][0]["stage"] == "returned"
    officer.post(f"/duties/{duty['id']}/report", {"note": "Đã bổ sung"})
    done = clerk.post(f"/duties/{duty['id']}/confirm").json()

    assert done["duties"][0]["status"] == "done_on_time"
    kinds = [each["kind"] for each in done["duties"][0]["events"]]
    assert kinds == ["assigned", "acknowledged", "reported", "returned", "reported", "confirmed"]


def test_an_extension_is_asked_for_and_granted() -> None:
    task = a_task(assigned_on=DAY, due_on=date(2020, 7, 20))
    officer, clerk = Program(an_officer(lead_unit(task))), Program(task.created_by)
    duty = f"/duties/{lead_duty(task).pk}"

    asked = officer.post(f"{duty}/ask-extension", {"due_on": "2020-08-10", "note": "Chờ số liệu"})
    assert asked.json()["duties"][0]["extension_asked"]["due_on"] == "2020-08-10"
    granted = clerk.post(f"{duty}/extend", {"due_on": "2020-08-05"})

    told = granted.json()["duties"][0]
    assert (told["due_on"], told["original_due_on"]) == ("2020-08-05", "2020-07-20")
    assert told["extension_asked"] is None


def test_a_declined_duty_is_transferred_to_the_unit_that_was_proposed() -> None:
    task, other = a_task(assigned_on=DAY, due_on=date(2020, 7, 20)), a_unit()
    duty = f"/duties/{lead_duty(task).pk}"
    officer, clerk = Program(an_officer(lead_unit(task))), Program(task.created_by)

    declined = officer.post(f"{duty}/decline", {"note": "Không thuộc", "unit_id": other.pk})
    assert declined.json()["duties"][0]["stage"] == "declined"
    moved = clerk.post(f"{duty}/transfer", {"note": "Đúng vậy", "unit_id": other.pk}).json()

    assert (moved["duties"][0]["unit_id"], moved["duties"][0]["stage"]) == (other.pk, "assigned")


def test_what_a_task_says_is_another_version_of_it() -> None:
    task = a_task(assigned_on=DAY, due_on=DUE)
    clerk = Program(task.created_by)
    before = clerk.get(f"/tasks/{task.pk}").headers["ETag"]

    edited = clerk.post(f"/tasks/{task.pk}/edit", {"product": "Tờ trình"})

    assert edited.json()["product"] == "Tờ trình"
    assert edited.headers["ETag"] != before


def test_what_one_may_not_do_is_refused() -> None:
    task = a_task(assigned_on=DAY, due_on=DUE)
    officer = Program(an_officer(lead_unit(task)))

    refused = officer.post(f"/duties/{lead_duty(task).pk}/confirm")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
    assert officer.post("/tasks", {"title": "x", "lead_id": 1}).status_code == 403


def test_a_task_rests_only_on_a_document_that_one_may_see() -> None:
    task = a_task(assigned_on=DAY, due_on=DUE)
    hidden = a_document()
    officer = Program(an_officer(lead_unit(task)))

    answer = officer.post(
        f"/duties/{lead_duty(task).pk}/report", {"note": "x", "document_id": hidden.pk}
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "no-such-document")


def test_a_score_card_shows_both_rates_with_their_parts() -> None:
    unit = a_unit(name="Vụ Bưu chính")
    confirmed(a_task(lead=unit, assigned_on=DAY, due_on=date(2020, 6, 20)), on=date(2020, 6, 15))
    confirmed(a_task(lead=unit, assigned_on=DAY, due_on=date(2020, 6, 10)), on=date(2020, 6, 15))
    a_task(lead=unit, assigned_on=DAY, due_on=DUE)

    told = Program(a_clerk()).get("/score-card", period="2020-06").json()

    assert (told["start"], told["end"], told["as_of"]) == ("2020-06-01", "2020-07-01", "2020-06-30")
    assert told["total"]["on_time_of_due"] == {"part": 1, "whole": 2, "percent": 50.0}
    assert told["total"]["done_of_all"] == {"part": 2, "whole": 3, "percent": 66.67}
    assert [(each["name"], each["tally"]["total"]) for each in told["rows"]] == [
        ("Vụ Bưu chính", 3)
    ]
    assert Program(a_stranger()).get("/score-card", period="2020-06").json()["rows"] == []


def test_a_text_is_read_and_not_kept() -> None:
    text = "Giao Vụ Bưu chính chủ trì rà soát mạng điểm phục vụ, xong trước ngày 20/7/2020."
    program = Program(a_clerk())

    told = program.post("/readings/preview", {"text": text})

    assert told.status_code == 200
    reading = told.json()
    assert reading["schema"] == "giaoban.reading/1"
    assert reading["items"][0]["lead"] == "Vụ Bưu chính"
    assert reading["items"][0]["due"] == "2020-07-20"
    assert not Document.objects.exists()


def test_only_who_works_at_the_desk_has_texts_read() -> None:
    assert Program(a_stranger()).post("/readings/preview", {"text": "x"}).status_code == 403


def test_a_secret_text_is_not_read() -> None:
    answer = Program(a_clerk()).post("/readings/preview", {"text": "MẬT\nBÁO CÁO\nMột việc."})

    assert (answer.status_code, answer.json()["code"]) == (422, "text-refused")


def test_a_text_that_is_too_long_is_not_read() -> None:
    assert Program(a_clerk()).post("/readings/preview", {"text": "a" * 200_001}).status_code == 422


# How many questions to the database


def many_people(number: int) -> None:
    for _ in range(number):
        an_appointment()


def many_documents(number: int) -> None:
    clerk = a_clerk()
    for _ in range(number):
        document = a_document(actor=clerk)
        take_excerpt(document=document, start=0, end=5, rule="test")


def many_tasks(number: int) -> None:
    clerk, unit, other = a_clerk(), a_unit(), a_unit()
    for _ in range(number):
        confirmed(
            a_task(lead=unit, clerk=clerk, assigned_on=DAY, due_on=DUE, document=a_document()),
            on=date(2020, 6, 15),
        )
        a_task(lead=other, clerk=clerk, assigned_on=DAY, due_on=DUE)


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/people", many_people),
        ("/units", many_people),
        ("/fields", many_people),
        ("/documents", many_documents),
        ("/tasks", many_tasks),
        ("/score-card?period=2020-06", many_tasks),
        ("/tokens", many_people),
    ],
)
def test_a_longer_list_takes_no_more_questions(path: str, more: Callable[[int], Any]) -> None:
    program = Program(a_clerk())
    more(1)
    few = questions(program, path)

    more(6)

    assert questions(program, path) == few


def questions(program: Program, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert program.get(path).status_code == 200
    return len(asked)
