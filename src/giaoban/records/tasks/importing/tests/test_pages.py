import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook  # type: ignore[import-untyped]  # it ships no types
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.records.tasks.importing import services
from giaoban.records.tasks.importing.columns import recognised
from giaoban.records.tasks.importing.models import Batch
from giaoban.records.tasks.importing.services import checking
from giaoban.records.tasks.importing.tests.build import (
    DAY,
    a_batch,
    a_row,
    comma_separated,
    rows,
    units,
)
from giaoban.records.tasks.importing.types import BatchState
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_clerk, a_task, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(settings: Settings) -> None:
    settings.DAY = DAY


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_table_to_fill_has_headings_that_are_recognised_and_all_units() -> None:
    units()
    answer = as_(a_clerk()).get(reverse("importing:to-fill"))

    tasks, names = load_workbook(io.BytesIO(answer.content)).worksheets
    heads = [cell.value for cell in tasks[1]]
    assert len(recognised(heads)) == len(heads)
    assert "Cục Đo lường Mỏ" in [row[0].value for row in names]


def test_wrong_rows_come_back_as_they_were_with_what_is_wrong_and_compute_nothing() -> None:
    clerk = a_clerk()
    batch = a_batch(comma_separated([a_row("=SUM(A1:A9)", "Tổ Vô danh")]), clerk=clerk)

    answer = as_(clerk).get(reverse("importing:wrong", args=[batch.pk]))

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    row = list(sheet[2])
    assert (row[1].value, row[1].data_type) == ("=SUM(A1:A9)", "s")
    assert "Tổ Vô danh" in row[-1].value


def test_a_long_import_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    units()
    monkeypatch.setattr(checking, "AT_ONCE", 2)
    monkeypatch.setattr("giaoban.records.tasks.importing.services.taking.AT_ONCE", 2)
    clerk = a_clerk()
    batch = a_batch(comma_separated(rows(5)), clerk=clerk)

    as_(clerk).post(reverse("importing:begin", args=[batch.pk]))

    page = as_(clerk).get(reverse("importing:batch", args=[batch.pk])).content.decode()
    assert "<progress" in page
    assert "every 2s" in page
    assert not Task.objects.exists()
    services.import_rows(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.done_count) == (BatchState.DONE, 5)


def test_a_copy_of_a_period_is_offered_as_rows() -> None:
    first, _second = units()
    clerk = a_clerk()
    a_task(lead=first, assigned_on=DAY, due_on=DAY, clerk=clerk)

    answer = as_(clerk).post(reverse("importing:copy"), {"period": "2020-07", "months": "1"})

    batch = Batch.objects.get()
    assert answer.headers["Location"] == reverse("importing:batch", args=[batch.pk])
    assert batch.row_count == 1


def test_columns_that_hold_the_same_are_refused_with_words() -> None:
    units()
    clerk = a_clerk()
    batch = services.bring_table(
        actor=clerk, data=comma_separated([a_row()]), file_name="x.csv", now=at(DAY)
    )

    answer = as_(clerk).post(
        reverse("importing:columns", args=[batch.pk]), {"title": "1", "lead": "1"}
    )

    assert answer.status_code == 422
