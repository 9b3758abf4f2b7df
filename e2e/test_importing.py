"""A table of tasks from the file to the tasks by keys and without script; an export beside ours."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.records.tasks.importing.models import Batch
from giaoban.records.tasks.importing.tests.build import DAY, a_row, excel, units
from giaoban.records.tasks.importing.types import BatchState
from giaoban.records.tasks.models import Span, Task
from giaoban.records.tasks.reconciling.tests.build import HEADS
from giaoban.records.tasks.reconciling.tests.build import a_row as a_row_of_theirs
from giaoban.records.tasks.tests.build import a_clerk, a_task

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Page, User], None]
Axe = Callable[..., None]


@pytest.fixture(autouse=True)
def day(settings: Settings) -> None:
    settings.DAY = DAY


def a_file(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_table_becomes_tasks_without_script(
    page_without_script: Page, live_server: object, sign_in: SignIn, tmp_path: Path
) -> None:
    page, (first, _second) = page_without_script, units()
    rows = [a_row(), a_row("Việc của tổ", "Tổ Giúp việc"), a_row("")]
    path = a_file(tmp_path, excel(rows), "giao-viec.xlsx")
    sign_in(page, a_clerk())

    page.goto(f"{live_server}{reverse('importing:bring')}")
    page.set_input_files("[name=file]", path)
    page.press("[name=file] >> xpath=ancestor::form//button", "Enter")
    batch = Batch.objects.get()
    expect(page).to_have_url(f"{live_server}{reverse('importing:batch', args=[batch.pk])}")
    assert not Task.objects.exists()

    page.select_option("[name=name-0]", str(first.pk))
    page.press(f"form[action='{reverse('importing:units', args=[batch.pk])}'] button", "Enter")
    page.press(f"form[action='{reverse('importing:begin', args=[batch.pk])}'] button", "Enter")

    expect(page.locator("form[action$='/undo/']")).to_have_count(1)
    assert Task.objects.count() == 2

    page.locator("details:has(form[action$='/undo/']) summary").press("Enter")
    page.fill("[name=reason]", "Nhầm tệp")
    page.press("[name=reason]", "Enter")
    expect(page.locator("form[action$='/undo/']")).to_have_count(0)
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert not Task.objects.exists()


def test_an_export_stands_beside_ours_and_changes_what_is_chosen_alone(
    page: Page, axe: Axe, live_server: object, sign_in: SignIn, tmp_path: Path
) -> None:
    _first, second = units()
    task = a_task(
        title="Kiểm định toàn bộ trạm cân tại các mỏ đá lộ thiên",
        lead=second,
        assigned_on=date(2020, 6, 1),
        due_on=date(2020, 7, 31),
    )
    rows = [
        a_row_of_theirs("Kiểm định toàn bộ trạm cân tại…", "Cục Đo lường Mỏ", due="15/08/2020"),
        a_row_of_theirs("Việc chưa có ở đây", "Cục Đo lường Mỏ"),
    ]
    path = a_file(tmp_path, excel(rows, heads=HEADS), "thong-ke.xlsx")
    sign_in(page, a_clerk())

    page.goto(f"{live_server}{reverse('reconciling:bring')}")
    page.set_input_files("[name=file]", path)
    page.press("[name=file] >> xpath=ancestor::form//button", "Enter")
    expect(page.locator("#row-2")).to_contain_text(task.number)
    axe(page)
    before = Span.objects.get(task=task, valid_to=None).due_on

    page.press("#row-3 button[value=ignore]", "Enter")
    expect(page.locator("#row-3 button")).to_have_count(0)
    assert Span.objects.get(task=task, valid_to=None).due_on == before

    page.press("#row-2 button[value=take-due]", "Enter")
    expect(page.locator("#row-2 button")).to_have_count(0)
    assert Span.objects.get(task=task, valid_to=None).due_on != before
