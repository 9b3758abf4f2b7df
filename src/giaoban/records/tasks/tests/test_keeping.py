"""What a task says, who follows it, and what the Office notes beside it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.models import OfficeNote, Task
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_leader,
    a_task,
    a_user,
    at,
    someone_acting_for,
)
from giaoban.records.tasks.types import (
    FollowerNotServing,
    NoteEmpty,
    NothingChanged,
    TaskWithoutTitle,
)

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 10)
ENGLISH = {"Accept-Language": "en"}


def test_what_a_task_says_is_changed_and_the_trail_keeps_both() -> None:
    task = a_task(product="Tờ trình")

    services.edit_task(
        actor=task.created_by,
        task_id=task.pk,
        now=at(DAY),
        product="Tờ trình và dự thảo",
        authority="Cục trưởng ký",
    )

    entry = Entry.objects.get(verb="tasks.edited")
    assert entry.before == {"product": "Tờ trình", "authority": ""}
    assert entry.after == {"product": "Tờ trình và dự thảo", "authority": "Cục trưởng ký"}


def test_a_changed_title_is_found_without_accents() -> None:
    task = a_task()
    services.edit_task(actor=task.created_by, task_id=task.pk, now=at(DAY), title="Đổi tên việc")

    found = selectors.task_list(actor=task.created_by, on=DAY, words="doi ten")

    assert [span.task_id for span in found] == [task.pk]


def test_a_task_keeps_a_title_and_an_edit_changes_something() -> None:
    task = a_task(product="Tờ trình")

    with pytest.raises(TaskWithoutTitle):
        services.edit_task(actor=task.created_by, task_id=task.pk, now=at(DAY), title=" ")
    with pytest.raises(NothingChanged):
        services.edit_task(actor=task.created_by, task_id=task.pk, now=at(DAY), product="Tờ trình")
    with pytest.raises(TypeError):
        services.edit_task(actor=task.created_by, task_id=task.pk, now=at(DAY), stage="confirmed")


def test_the_unit_changes_nothing_that_a_task_says() -> None:
    task = a_task()

    with pytest.raises(PermissionDenied):
        services.edit_task(
            actor=someone_acting_for(task), task_id=task.pk, now=at(DAY), product="Khác"
        )


def test_a_follower_serves_in_the_agency_and_is_told() -> None:
    task, follower = a_task(), a_clerk()
    with pytest.raises(FollowerNotServing):
        services.set_follower(
            actor=task.created_by, task_id=task.pk, user_id=a_user().pk, now=at(DAY)
        )

    services.set_follower(actor=task.created_by, task_id=task.pk, user_id=follower.pk, now=at(DAY))

    assert Task.objects.get().followed_by == follower
    assert Notice.objects.filter(kind="tasks.followed", recipient=follower).exists()


def test_a_note_of_the_office_is_read_by_the_office_alone(client: Client) -> None:
    task = a_task()
    services.add_office_note(
        actor=task.created_by, task_id=task.pk, text="Gọi lại trước ngày 20", now=at(DAY)
    )

    for reader, reads in (
        (task.created_by, True),
        (someone_acting_for(task), False),
        (a_leader(), False),
    ):
        client.force_login(reader)
        assert ("Gọi lại trước ngày 20" in client.get(f"/tasks/{task.pk}/").text) is reads


def test_only_the_office_writes_notes_and_none_is_empty(client: Client) -> None:
    task = a_task()
    with pytest.raises(NoteEmpty):
        services.add_office_note(actor=task.created_by, task_id=task.pk, text=" ", now=at(DAY))

    client.force_login(someone_acting_for(task))
    assert client.post(f"/tasks/{task.pk}/notes/", {"text": "Ghi"}).status_code == 403
    client.force_login(task.created_by)
    client.post(f"/tasks/{task.pk}/notes/", {"text": "Ghi"})

    assert OfficeNote.objects.get().text == "Ghi"


def test_the_office_edits_on_a_page_that_minds_what_others_changed(client: Client) -> None:
    task = a_task(product="Tờ trình")
    client.force_login(task.created_by)
    page = client.get(f"/tasks/{task.pk}/edit/").text
    assert "Tờ trình" in page
    given = {"title": task.title, "product": "Báo cáo", "urgency": "urgent"}

    client.post(f"/tasks/{task.pk}/edit/", given)

    task.refresh_from_db()
    assert (task.product, task.urgency) == ("Báo cáo", "urgent")


def test_a_follower_is_named_on_a_page(client: Client) -> None:
    task, follower = a_task(), a_clerk()
    client.force_login(task.created_by)
    assert str(follower) in client.get(f"/tasks/{task.pk}/follower/").text

    client.post(f"/tasks/{task.pk}/follower/", {"follower": follower.pk})

    assert str(follower) in client.get(f"/tasks/{task.pk}/", headers=ENGLISH).text
    assert Task.objects.get().followed_by == follower


@pytest.mark.parametrize("page", ["edit", "follower"])
def test_others_do_not_keep_a_task(client: Client, page: str) -> None:
    task = a_task()
    client.force_login(someone_acting_for(task))

    assert client.get(f"/tasks/{task.pk}/{page}/").status_code == 403
