import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from giaoban.faces.workspace.navigation import Frame
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit import services as audit
from giaoban.ground.audit.models import Entry
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations import services as organisations
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import services as tasks
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_stranger, a_task, at, lead_duty, someone_acting_for

pytestmark = pytest.mark.django_db
READERS = [Post.ADMINISTRATOR, Post.AUDITOR]
OTHERS = [post for post in Post if post not in READERS]
NOW = datetime(2020, 7, 3, 1, 40, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _english(client: Client) -> None:
    client.cookies["django_language"] = "en"


def an_auditor() -> User:
    return an_appointment(post=Post.AUDITOR).user


def history_of(row: Any) -> str:
    return f"/trail/{row._meta.label_lower}:{row.pk}/"


def as_table(response: Any) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def a_changed_deadline() -> Task:
    task = a_task(title="Soạn quy chế", due_on=date(2025, 3, 31))
    tasks.change_deadline(
        actor=task.created_by,
        duty_id=lead_duty(task).pk,
        due_on=date(2025, 4, 30),
        note="Chờ số liệu",
        now=at(date(2025, 3, 20)),
    )
    return task


# The history of an object


def test_the_history_of_a_task_tells_who_did_what_with_units_and_days_in_words(
    client: Client,
) -> None:
    task = a_changed_deadline()
    client.force_login(someone_acting_for(task))

    page = client.get(history_of(task)).text

    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert f"History of task {task.pk}" in text
    assert "Deadline: 30/04/2025" in text
    assert "Note: Chờ số liệu" in text
    assert "Lead unit: Vụ Tổng hợp" in text
    assert task.created_by.full_name in text
    assert f'href="/tasks/{task.pk}/"' in page


def test_what_one_may_not_see_has_no_history(client: Client) -> None:
    task, document = a_task(), a_document()
    client.force_login(a_stranger())

    assert client.get(history_of(task)).status_code == 404
    assert client.get(history_of(document)).status_code == 404


@pytest.mark.parametrize(
    "reference",
    [
        *("tasks.task:0", "tasks.task:x", "tasks.task:", "tasks.task", "auth.group:1", "x:1"),
        *("tasks.task:99999999999999999999", "tasks.duty:1", "tasks.task:¹"),
    ],
)
def test_what_does_not_exist_has_no_history(client: Client, reference: str) -> None:
    client.force_login(an_auditor())

    assert client.get(f"/trail/{reference}/").status_code == 404


def test_a_unit_has_a_history_that_everybody_reads_with_before_and_after(client: Client) -> None:
    unit = a_unit(name="Vụ Mây")
    organisations.change_unit(
        actor=None, unit=unit, valid_from=date(2020, 7, 1), now=NOW, name="Cục Mây"
    )
    client.force_login(a_stranger())

    page = client.get(history_of(unit)).text

    assert "<s>Vụ Mây</s> → Cục Mây" in page
    assert "giaoban" in page


def test_an_appointment_is_the_history_of_its_person_and_of_those_who_see_the_unit(
    client: Client,
) -> None:
    appointment = an_appointment()
    for user, status in ((appointment.user, 200), (a_stranger(), 404), (an_auditor(), 200)):
        client.force_login(user)
        assert client.get(history_of(appointment)).status_code == status


def test_an_appointment_is_told_with_the_names_of_unit_and_post(client: Client) -> None:
    person, unit = a_user(full_name="Hồ Thị Mây"), a_unit(name="Vụ Gió")
    appointment = organisations.appoint(
        actor=None, user=person, unit=unit, post=Post.HEAD, valid_from=date(2020, 1, 1), now=NOW
    )
    client.force_login(person)

    page = re.sub(r"<[^>]+>", "", client.get(history_of(appointment)).text)

    assert "Hồ Thị Mây · Vụ Gió" in page
    assert "Unit: Vụ Gió" in page
    assert "Post: Unit head" in page


def test_an_account_has_a_history_for_its_owner_and_the_readers_of_the_trail(
    client: Client,
) -> None:
    owner = a_user()
    for user, status in ((owner, 200), (a_stranger(), 404), (an_auditor(), 200)):
        client.force_login(user)
        assert client.get(history_of(owner)).status_code == status


def test_what_is_gone_is_still_read_by_those_who_read_the_trail(client: Client) -> None:
    task = a_task(title="Việc đọc nhầm")
    address, clerk = history_of(task), task.created_by
    tasks.withdraw_task(actor=clerk, task_id=task.pk, reason="Đọc nhầm", now=at(date(2025, 3, 4)))

    client.force_login(clerk)
    assert client.get(address).status_code == 404
    client.force_login(an_auditor())
    page = client.get(address).text
    assert "Việc đọc nhầm" in page
    assert "no longer there" in page


def test_the_page_of_an_object_leads_to_its_history(client: Client) -> None:
    task, document = a_task(), a_document()
    client.force_login(an_auditor())

    assert f'href="{history_of(task)}"' in client.get(f"/tasks/{task.pk}/").text
    assert f'href="{history_of(document)}"' in client.get(f"/documents/{document.pk}/").text
    assert "History of changes" not in client.get("/tasks/").text


# The whole trail


@pytest.mark.parametrize("address", ["/trail/", "/trail/table.csv", "/trail/tasks.task:1/"])
def test_nobody_comes_in_without_signing_in(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("post", OTHERS)
def test_to_everybody_else_the_whole_trail_does_not_exist(client: Client, post: Post) -> None:
    user = an_appointment(post=post).user
    client.force_login(user)

    assert client.get("/trail/").status_code == 404
    assert client.get("/trail/table.csv").status_code == 404
    assert "/trail/" not in {link.address for link in Frame(user, "/", NOW.date()).menu_links}


@pytest.mark.parametrize("post", READERS)
def test_administrators_and_auditors_read_the_whole_trail(client: Client, post: Post) -> None:
    a_changed_deadline()
    user = an_appointment(post=post).user
    client.force_login(user)

    page = client.get("/trail/").text
    assert "Deadline changed" in page
    assert '<a href="/trail/" aria-current="page"' in page


def test_an_auditor_changes_nothing() -> None:
    auditor, task, unit = an_auditor(), a_task(), a_unit()
    duty_id = lead_duty(task).pk
    attempts: list[Callable[[], object]] = [
        lambda: a_document(actor=auditor),
        lambda: a_task(clerk=auditor),
        lambda: tasks.acknowledge_duty(actor=auditor, duty_id=duty_id, now=at(date(2025, 4, 1))),
        lambda: tasks.report_result(
            actor=auditor, duty_id=duty_id, note="xong", now=at(date(2025, 4, 1))
        ),
        lambda: tasks.cancel_task(
            actor=auditor, task_id=task.pk, note="thôi", now=at(date(2025, 4, 1))
        ),
        lambda: organisations.close_unit(
            actor=auditor, unit=unit, valid_to=date(2026, 1, 1), now=NOW
        ),
        lambda: audit.erase_personal_data(actor=auditor, person=auditor, reason="x", now=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()


def test_the_trail_is_searched_by_person_verb_object_and_days(client: Client) -> None:
    may = an_appointment(user=a_user(full_name="Hồ Thị Mây"), post=Post.OFFICE_CLERK).user
    task, other = a_task(clerk=may, title="Soạn quy chế"), a_task(title="Sửa mái nhà")
    client.force_login(an_auditor())

    def found(**asked: str) -> set[str]:
        page = client.get("/trail/", asked, headers=HTMX).text
        return {title for title in ("Soạn quy chế", "Sửa mái nhà") if title in page}

    both = {"Soạn quy chế", "Sửa mái nhà"}
    assert found() == both
    assert found(who="may ho") == {"Soạn quy chế"}
    assert found(who="nobody") == set()
    assert found(verb="tasks.assigned") == both
    assert found(verb="tasks.withdrawn") == set()
    assert found(kind="tasks.task", key=str(other.pk)) == {"Sửa mái nhà"}
    assert found(kind="tasks.task", key=str(task.pk), who="may") == {"Soạn quy chế"}
    assert found(kind="documents.document") == set()
    assert found(since="03/03/2025", until="03/03/2025") == both
    assert found(until="02/03/2025") == set()
    assert found(since="nonsense", verb="no.such", key="x") == both


def test_a_search_says_what_it_was_narrowed_to(client: Client) -> None:
    client.force_login(an_auditor())
    asked = {"who": "Mây", "kind": "tasks.task", "key": "7", "since": "1/3/2025"}

    page = client.get("/trail/", asked).text

    assert "Trail of changes since 01/03/2025" in page
    assert "by or for “Mây”; Task 7." in page


def test_a_long_trail_is_leafed_through_and_takes_no_more_queries(client: Client) -> None:
    a_changed_deadline()
    auditor = an_auditor()
    client.force_login(auditor)
    with CaptureQueriesContext(connection) as with_few:
        client.get("/trail/")

    for _ in range(60):
        audit.record(actor=auditor, verb="audit.exported", target=auditor, now=NOW)
    with CaptureQueriesContext(connection) as with_many:
        page = client.get("/trail/").text

    assert len(with_many) <= len(with_few)
    assert "page=2" in page
    assert page.count("<tr>") == 51


def test_the_trail_is_taken_along_as_a_table_which_is_an_entry_itself(client: Client) -> None:
    a_changed_deadline()
    audit.seal()
    auditor = an_auditor()
    client.force_login(auditor)

    head, *rows = as_table(client.get("/trail/table.csv", {"verb": "tasks.deadline_changed"}))

    assert head[:4] == ["When", "Who", "For whom", "What was done"]
    assert [row[3] for row in rows] == ["Deadline changed"]
    assert "Deadline: 30/04/2025" in rows[0][6]
    entry = Entry.objects.get(verb="audit.exported")
    assert (entry.actor, entry.data) == (
        auditor,
        {"entries": 1, "verb": "tasks.deadline_changed"},
    )
    assert len(entry.request) == 16


def test_the_number_of_entries_told_is_that_of_the_table(client: Client) -> None:
    client.force_login(an_auditor())
    client.get("/trail/table.csv")

    _head, *rows = as_table(client.get("/trail/table.csv"))

    told = Entry.objects.filter(verb="audit.exported").latest("pk").data["entries"]
    assert len(rows) == told == 1


def test_no_cell_of_the_table_is_computed_by_a_spreadsheet(client: Client) -> None:
    mischief = a_user(full_name="=1+1")
    audit.record(actor=mischief, verb="audit.exported", target=mischief, now=NOW)
    client.force_login(an_auditor())

    table = as_table(client.get("/trail/table.csv"))

    assert table[1][1] == "'=1+1"


def test_what_an_entry_tells_is_shown_as_text(client: Client) -> None:
    mischief = a_user(full_name="<b>Đậm</b>")
    audit.record(
        actor=mischief,
        verb="audit.exported",
        target=mischief,
        data={"verb": "<script>alert(1)</script>"},
        now=NOW,
    )
    client.force_login(an_auditor())

    page = client.get("/trail/").text

    assert "<script>alert" not in page
    assert "<b>Đậm</b>" not in page


def test_an_erased_person_is_shown_as_erased(client: Client) -> None:
    gone = a_user(full_name="Hồ Thị Mây")
    audit.record(actor=gone, verb="accounts.password-changed", target=gone, now=NOW)
    audit.erase_personal_data(actor=None, person=gone, reason="Theo đơn", now=NOW)
    client.force_login(an_auditor())

    with override("en"):
        page = client.get("/trail/", {"verb": "accounts.password-changed"}).text

    assert "(erased)" in page
    assert "Hồ Thị Mây" not in page


def test_of_whom_an_act_was_for_is_told_beside_who_did_it(client: Client) -> None:
    deputy, head = a_user(full_name="Lý Văn Đá"), a_user(full_name="Hồ Thị Mây")
    audit.record(
        actor=deputy,
        on_behalf_of=head,
        verb="accounts.password-changed",
        target=deputy,
        now=NOW - timedelta(minutes=1),
    )
    client.force_login(an_auditor())

    assert "for Hồ Thị Mây" in client.get("/trail/").text
