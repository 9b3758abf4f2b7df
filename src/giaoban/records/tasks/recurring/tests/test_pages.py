"""The pages about series."""

from datetime import date

import pytest
from django.test import Client

from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.recurring import services
from giaoban.records.tasks.recurring.models import Series
from giaoban.records.tasks.recurring.tests.build import a_series
from giaoban.records.tasks.tests.build import a_clerk, a_leader, an_officer, at

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
HTMX = {"HX-Request": "true"}


def given(**more: object) -> dict[str, object]:
    return {
        "title": "Báo cáo tuần",
        "words": "thứ Năm hằng tuần",
        "starts_on": "01/01/2099",
        "days_ahead": 3,
        "lead": a_unit().pk,
    } | more


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(a_clerk())
    return client


def test_a_series_is_begun_on_a_page_and_its_next_six_times_are_shown(office: Client) -> None:
    response = office.post("/tasks/series/new/", given(), follow=True, headers=ENGLISH)

    assert response.status_code == 200
    assert response.text.count("Thursday") == 6
    assert Series.objects.get().days_ahead == 3


@pytest.mark.parametrize(
    "wrong", [{"words": "sớm nhất"}, {"days_ahead": 999}, {"title": ""}, {"lead": ""}]
)
def test_what_is_wrong_is_said_beside_its_field(office: Client, wrong: dict[str, object]) -> None:
    response = office.post("/tasks/series/new/", given(**wrong), headers=HTMX)

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert not Series.objects.exists()


def test_while_it_is_typed_the_next_times_are_told(office: Client) -> None:
    query = "words=ngày 20 hằng tháng&starts_on=01/01/2099&days_ahead=5"

    assert "20/02/2099" in office.get(f"/tasks/series/preview/?{query}").text
    assert "<table" not in office.get("/tasks/series/preview/?words=ngay").text


def test_a_series_is_changed_and_stopped_on_pages(office: Client) -> None:
    series = a_series()
    page = office.get(f"/tasks/series/{series.pk}/change/").text
    assert series.title in page
    wanted = given(title="Báo cáo tháng", lead=series.lead_id)

    office.post(f"/tasks/series/{series.pk}/change/", wanted)
    office.post(f"/tasks/series/{series.pk}/stop/", {"reason": "Đã bãi bỏ"})

    series.refresh_from_db()
    assert series.title == "Báo cáo tháng"
    assert series.stopped_on is not None
    assert office.get(f"/tasks/series/{series.pk}/change/").status_code == 302


def test_the_page_of_a_task_says_that_it_comes_back(client: Client) -> None:
    series = a_series(days_ahead=0)
    services.make_due_tasks(now=at(date(2025, 3, 20)))
    task = Task.objects.get()

    client.force_login(series.kept_by)
    assert f"/tasks/series/{series.pk}/" in client.get(f"/tasks/{task.pk}/").text
    client.force_login(a_leader())
    page = client.get(f"/tasks/{task.pk}/").text
    assert series.words in page
    assert f"/tasks/series/{series.pk}/" not in page


@pytest.mark.parametrize("page", ["", "new/", "preview/", "1/", "1/change/", "1/stop/"])
def test_only_the_office_sees_series(client: Client, page: str) -> None:
    client.force_login(an_officer(a_unit()))

    assert client.get(f"/tasks/series/{page}").status_code == 403


def test_a_series_that_is_not_there_is_not_found(office: Client) -> None:
    assert office.get("/tasks/series/99/").status_code == 404


def test_the_list_shows_the_next_one_first_and_what_was_stopped(office: Client) -> None:
    a_series(title="Tháng", words="ngày 20 hằng tháng")
    a_series(title="Tuần", words="thứ Năm hằng tuần")
    stopped = a_series(title="Đã dừng")
    services.stop_series(
        actor=a_clerk(), series_id=stopped.pk, reason="Thôi", now=at(date(2025, 3, 3))
    )

    page = office.get("/tasks/series/").text

    assert page.index("Tuần</a>") < page.index("Tháng</a>") < page.index("Đã dừng</a>")
