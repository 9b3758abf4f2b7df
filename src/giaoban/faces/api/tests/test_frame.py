"""What holds for every operation: who asks, how it says no, pages, versions, repetition."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from giaoban.faces.api import services
from giaoban.faces.api.models import KeptAnswer
from giaoban.faces.api.tests.build import API, NOW, Program
from giaoban.faces.api.types import Answer
from giaoban.ground.accounts.tests.build import a_user
from giaoban.records.organisations.tests.build import a_field, a_unit
from giaoban.records.tasks.models import Event, Task
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_stranger,
    a_task,
    an_officer,
    lead_duty,
    lead_unit,
)

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)


def a_running_task(**more: Any) -> Task:
    return a_task(assigned_on=DAY, due_on=date(2020, 7, 20), **more)


# Who asks


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer gbn_unknown", "Bearer gbn_é", "Basic eA=="]
)
def test_without_a_token_in_force_one_is_asked_for_it(header: str) -> None:
    answer = Client().get(f"{API}/tasks", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_person_who_is_signed_in_needs_no_token() -> None:
    client = Client()
    client.force_login(a_clerk())

    assert client.get(f"{API}/me").json()["sees_everything"] is True


def test_a_change_in_a_session_needs_the_csrf_token_of_its_pages() -> None:
    clerk = a_clerk()
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    client.force_login(clerk)
    body = {"title": "Soát kho", "lead_id": a_unit().pk}

    refused = client.post(f"{API}/tasks", body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    assert not Task.objects.exists()

    page = client.get("/accounts/tokens/").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    done = client.post(
        f"{API}/tasks", body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert done.status_code == 201


def test_a_wrong_token_is_refused_even_beside_a_session() -> None:
    client = Client()
    client.force_login(a_clerk())

    answer = client.get(f"{API}/me", headers={"Authorization": "Bearer gbn_wrong"})

    assert answer.status_code == 401


# How it says no


def test_a_problem_is_told_in_the_language_of_whoever_asks() -> None:
    program = Program(a_clerk())

    english = program.get("/tasks/99999").json()
    vietnamese = program.get("/tasks/99999", headers={"Accept-Language": "vi"}).json()

    assert english["detail"] == "This does not exist, or you may not see it."
    assert english["code"] == vietnamese["code"] == "not-found"
    assert len(english["request"]) == 16


def test_everything_wrong_in_a_body_is_told_with_its_place() -> None:
    body = {
        "title": "x" * 1001,
        "lead_id": "one",
        "due_on": "31/07/2020",
        "colour": "red",
        "coordinating": [{"unit_id": 0}],
    }

    answer = Program(a_clerk()).post("/tasks", body)

    assert answer.status_code == 422
    told = {each["pointer"]: each["detail"] for each in answer.json()["errors"]}
    assert told == {
        "#/title": "This has more than 1000 characters.",
        "#/lead_id": "This is no whole number.",
        "#/due_on": "A day is written as 2020-07-31.",
        "#/colour": "There is no such part.",
        "#/coordinating/0/unit_id": "This is less than 1.",
    }


def test_what_is_wrong_in_an_address_is_told_by_its_name() -> None:
    answer = Program(a_clerk()).get("/tasks", limit="many", status="finished", due_to="2020-02-30")

    told = {each["parameter"]: each["code"] for each in answer.json()["errors"]}
    assert answer.status_code == 422
    assert told == {
        "limit": "int_parsing",
        "status": "enum",
        "due_to": "date_from_datetime_parsing",
    }


def test_what_the_state_of_things_forbids_is_a_conflict() -> None:
    duty = lead_duty(a_running_task())

    answer = Program(a_clerk()).post(f"/duties/{duty.pk}/confirm")

    assert (answer.status_code, answer.json()["code"]) == (409, "no-result-reported")


def test_what_is_wrong_in_itself_is_not_valid() -> None:
    unit = a_unit()
    body = {"title": "Soát kho", "lead_id": unit.pk, "coordinating": [{"unit_id": unit.pk}]}

    answer = Program(a_clerk()).post("/tasks", body)

    assert (answer.status_code, answer.json()["code"]) == (422, "unit-named-twice")


@pytest.mark.parametrize(
    "raw", [b"{", b"\xff\xfe", b"[" * 100_000, b'{"title": ' + b"9" * 5000 + b"}"]
)
def test_a_body_that_is_no_json_is_told(raw: bytes) -> None:
    answer = Program(a_clerk()).post("/tasks", raw=raw)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_body_that_is_too_large_is_told() -> None:
    answer = Program(a_clerk()).post("/tasks", raw=b'"' + b"x" * 13_000_000 + b'"')

    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"


def test_another_method_is_told_which_ones_there_are() -> None:
    answer = Program(a_clerk()).post("/me")

    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert answer.json()["code"] == "method-not-allowed"


def test_an_address_that_is_none_is_told_as_a_problem() -> None:
    answer = Program(a_clerk()).get("/nothing/here")

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_number_that_nothing_can_have_names_nothing() -> None:
    assert Program(a_clerk()).get(f"/tasks/{10**30}").status_code == 404


def test_no_answer_is_kept_on_the_way() -> None:
    program = Program(a_clerk())

    assert program.get("/me")["Cache-Control"] == "private, no-store"
    assert program.get("/tasks/9999")["Cache-Control"] == "private, no-store"


# Pages


def test_a_long_list_tells_where_its_other_pages_are() -> None:
    for number in range(5):
        a_field(name=f"Lĩnh vực số {number}", position=number)

    answer = Program(a_user()).get("/fields", limit=2, offset=2)

    told = answer.json()
    assert (told["total"], told["limit"], told["offset"]) == (5, 2, 2)
    assert [each["name"] for each in told["items"]] == ["Lĩnh vực số 2", "Lĩnh vực số 3"]
    links = dict(reversed(each.split("; ")) for each in answer["Link"].split(", "))
    address = f"<http://testserver{API}/fields?limit=2&offset="
    assert links == {
        'rel="first"': f"{address}0>",
        'rel="prev"': f"{address}0>",
        'rel="next"': f"{address}4>",
        'rel="last"': f"{address}4>",
    }


def test_links_keep_what_was_asked_for() -> None:
    answer = Program(a_clerk()).get("/tasks?status=open_overdue&status=done_late&limit=1")

    assert "status=open_overdue&status=done_late" in answer["Link"]


# Versions


def test_a_change_of_what_changed_meanwhile_is_refused() -> None:
    task = a_running_task()
    duty = lead_duty(task)
    program = Program(a_clerk())
    read = program.get(f"/tasks/{task.pk}")["ETag"]
    Program(an_officer(lead_unit(task))).post(f"/duties/{duty.pk}/acknowledge")
    body = {"due_on": "2020-08-01", "note": "Lùi theo lịch họp"}

    refused = program.post(f"/duties/{duty.pk}/deadline", body, headers={"If-Match": read})
    assert (refused.status_code, refused.json()["code"]) == (412, "changed-meanwhile")

    now = program.get(f"/tasks/{task.pk}")["ETag"]
    done = program.post(
        f"/duties/{duty.pk}/deadline", body, headers={"If-Match": f'"other", {now}'}
    )
    assert done.status_code == 200
    assert done["ETag"] not in {now, read}


def test_a_deadline_is_changed_by_who_says_which_version_they_read() -> None:
    duty = lead_duty(a_running_task())
    program = Program(a_clerk())
    body = {"due_on": "2020-08-01", "note": "Lùi theo lịch họp"}

    refused = program.post(f"/duties/{duty.pk}/deadline", body)
    assert (refused.status_code, refused.json()["code"]) == (428, "version-missing")

    any_version = program.post(f"/duties/{duty.pk}/deadline", body, headers={"If-Match": "*"})
    assert any_version.status_code == 200


def test_a_weak_version_is_not_enough_to_change_something() -> None:
    task = a_running_task()
    program = Program(a_clerk())
    read = program.get(f"/tasks/{task.pk}")["ETag"]

    answer = program.post(
        f"/duties/{lead_duty(task).pk}/deadline",
        {"due_on": "2020-08-01", "note": "Lùi"},
        headers={"If-Match": f"W/{read}"},
    )

    assert answer.status_code == 412


# Repetition


def test_a_repeated_request_is_carried_out_once() -> None:
    program = Program(a_clerk())
    body = {"title": "Soát kho", "lead_id": a_unit().pk}

    first = program.post("/tasks", body, headers={"Idempotency-Key": "k1"})
    second = program.post("/tasks", body, headers={"Idempotency-Key": "k1"})

    assert Task.objects.count() == 1
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert (first["ETag"], first["Location"]) == (second["ETag"], second["Location"])
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert program.get(first["Location"].removeprefix(API)).status_code == 200


def test_a_key_belongs_to_one_request() -> None:
    program = Program(a_clerk())
    unit = a_unit()
    program.post("/tasks", {"title": "Một", "lead_id": unit.pk}, headers={"Idempotency-Key": "k"})

    other = program.post(
        "/tasks", {"title": "Hai", "lead_id": unit.pk}, headers={"Idempotency-Key": "k"}
    )

    assert (other.status_code, other.json()["code"]) == (422, "key-used-otherwise")
    assert Task.objects.count() == 1


def test_the_keys_of_two_people_are_two() -> None:
    body = {"title": "Soát kho", "lead_id": a_unit().pk}

    for clerk in (a_clerk(), a_clerk()):
        Program(clerk).post("/tasks", body, headers={"Idempotency-Key": "k"})

    assert Task.objects.count() == 2


def test_what_was_refused_leaves_its_key_free() -> None:
    task = a_running_task()
    duty = lead_duty(task)
    program = Program(a_clerk())
    key = {"Idempotency-Key": "k"}
    assert program.post(f"/duties/{duty.pk}/confirm", headers=key).status_code == 409
    officer = Program(an_officer(lead_unit(task)))
    officer.post(f"/duties/{duty.pk}/report", {"note": "Đã trình"})

    assert program.post(f"/duties/{duty.pk}/confirm", headers=key).status_code == 200


@pytest.mark.parametrize("key", ["", "x" * 201, "khóa"])
def test_a_key_is_short_and_plain(key: str) -> None:
    answer = Program(a_clerk()).post(
        "/tasks", {"title": "x", "lead_id": 1}, headers={"Idempotency-Key": key}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "key-malformed")


def test_a_kept_answer_is_forgotten_after_a_day() -> None:
    actor = a_user()

    def answered(now: Any) -> Answer:
        return services.answer_once(
            actor=actor, key="k", request_digest="d", now=now, work=lambda: Answer(200, {}, "{}")
        )

    now = NOW
    answered(now)
    assert answered(now).repeated
    assert not answered(now + services.KEPT).repeated
    assert KeptAnswer.objects.count() == 1


@pytest.mark.usefixtures("shared_database")
def test_of_requests_at_once_with_one_key_one_is_carried_out() -> None:
    clerk, unit = a_clerk(), a_unit()
    programs = [Program(clerk) for _ in range(4)]
    body = {"title": "Soát kho", "lead_id": unit.pk}
    key = {"Idempotency-Key": "k"}

    answers = at_once(lambda number: programs[number].post("/tasks", body, headers=key), 4)

    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.content for answer in answers}) == 1
    assert Task.objects.count() == 1


@pytest.mark.usefixtures("shared_database")
def test_of_changes_at_once_to_one_version_one_is_made() -> None:
    task = a_running_task()
    duty, clerk = lead_duty(task), a_clerk()
    programs = [Program(clerk) for _ in range(4)]
    headers = {"If-Match": programs[0].get(f"/tasks/{task.pk}")["ETag"]}

    def change(number: int) -> Any:
        body = {"due_on": f"2020-08-0{number + 1}", "note": "Lùi"}
        return programs[number].post(f"/duties/{duty.pk}/deadline", body, headers=headers)

    statuses = sorted(answer.status_code for answer in at_once(change, 4))

    assert statuses == [200, 412, 412, 412]
    assert Event.objects.filter(kind="deadline_changed").count() == 1


def at_once(work: Callable[[int], Any], number: int) -> list[Any]:
    """What `work` gives in as many threads that begin together."""
    answers: list[Any] = [None] * number
    ready = threading.Barrier(number)

    def run(each: int) -> None:
        try:
            ready.wait()
            answers[each] = work(each)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(each,)) for each in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_stranger_does_not_learn_that_a_duty_exists() -> None:
    duty = lead_duty(a_running_task())
    program = Program(a_stranger())

    for step in ("acknowledge", "report", "confirm", "return", "deadline"):
        body = {"note": "x", "due_on": "2020-08-01"} if step == "deadline" else {"note": "x"}
        assert program.post(f"/duties/{duty.pk}/{step}", body).status_code == 404
