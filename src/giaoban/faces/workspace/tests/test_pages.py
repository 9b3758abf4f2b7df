import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_clerk, a_task, an_officer, reported
from giaoban.records.tasks.types import Share

pytestmark = pytest.mark.django_db

Queries = Callable[..., AbstractContextManager[Any]]


def a_visit(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def a_recent_task(lead: Unit | None = None, *, due_in: int = 3, **more: Any) -> Task:
    """Assigned a month ago and due so many days from today, whatever today is."""
    today = timezone.localdate()
    return a_task(
        lead=lead,
        assigned_on=today - timedelta(days=30),
        due_on=today + timedelta(days=due_in),
        **more,
    )


def links(html: str) -> list[str]:
    return [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]+)"', html)]


@pytest.mark.parametrize("address", ["/", "/search/"])
def test_nobody_comes_in_without_signing_in(client: Client, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
        302,
        "/accounts/sign-in/",
    )


@pytest.mark.parametrize("post", list(Post))
def test_everybody_has_a_day(post: Post) -> None:
    a_unit(name="Bộ Thí điểm", kind=UnitKind.MINISTRY)
    unit = a_unit(name="Cục Mẫu")
    user = an_appointment(post=post, unit=unit).user
    reported(a_recent_task(), on=timezone.localdate())
    a_recent_task(unit, due_in=-3)
    page = a_visit(user).get("/")

    assert page.status_code == 200
    assert "Việc hôm nay" in page.text
    assert user.full_name in page.text
    assert "Cục Mẫu" in page.text


def test_whoever_serves_nowhere_is_told_so() -> None:
    assert "chưa thuộc đơn vị nào" in a_visit(a_user()).get("/").text


def test_an_officer_goes_from_a_duty_straight_to_its_next_step() -> None:
    unit = a_unit()
    task = a_recent_task(unit, due_in=-3)
    html = a_visit(an_officer(unit)).get("/").text

    assert f"/tasks/{task.pk}/" in links(html)
    assert task.title in html
    assert html.count("btn-primary") == 1  # one red button in a block


def test_each_figure_of_the_month_opens_a_list_of_as_many() -> None:
    unit = a_unit()
    for due_in in (-3, 3, 5):
        a_recent_task(unit, due_in=due_in)
    a_recent_task(due_in=-3)
    visit = a_visit(an_officer(unit))
    html = visit.get("/").text
    figures = re.findall(r'<td class="n[^"]*"><a href="(/tasks/[^"]+)">(\d+)</a>', html)

    assert figures
    for address, count in figures:
        listed = visit.get(address.replace("&amp;", "&"))
        assert listed.context["page"].paginator.count == int(count), address


def test_each_day_of_the_strip_opens_a_list_of_as_many() -> None:
    unit = a_unit()
    for due_in in range(8):
        a_recent_task(unit, due_in=due_in)
    in_two_days = timezone.localdate() + timedelta(days=2)
    a_recent_task(due_in=5, coordinating=[Share(unit.pk, in_two_days)])
    for user in (an_officer(unit), a_clerk()):
        visit = a_visit(user)
        strip = visit.get("/").text.split("gb-week")[1].split("</table>")[0]
        figures = re.findall(r'<a href="(/tasks/[^"]+)">(\d+)</a>', strip)
        assert sum(int(count) for _, count in figures) == 9
        for address, count in figures:
            listed = visit.get(address.replace("&amp;", "&"))
            assert listed.context["page"].paginator.count == int(count), address


def test_the_day_costs_the_same_however_much_there_is(
    django_assert_max_num_queries: Queries,
) -> None:
    unit = a_unit()
    clerk = a_clerk()
    an_appointment(user=clerk, unit=unit, post=Post.HEAD)
    for due_in in range(-10, 10):
        a_recent_task(unit, due_in=due_in)
    visit = a_visit(clerk)
    with django_assert_max_num_queries(60):
        visit.get("/")


def test_the_search_finds_without_accents_and_leads_on() -> None:
    unit = a_unit(name="Cục Bưu điện Mẫu")
    task = a_recent_task(unit, title="Trình đề án bưu điện xã")
    html = a_visit(a_clerk()).get("/search/", {"q": "buu dien"}).text

    assert f"/tasks/{task.pk}/" in links(html)
    assert any(f"unit={unit.pk}" in address for address in links(html))


def test_a_search_that_finds_nothing_says_what_to_do_next() -> None:
    html = a_visit(a_clerk()).get("/search/", {"q": "<khong-co>"}).text

    assert "&lt;khong-co&gt;" in html
    assert "Hãy thử ít từ hơn" in html


def test_the_language_is_changed_where_one_stands(client: Client) -> None:
    answer = client.post("/language/setlang/", {"language": "en", "next": "/search/?q=a"})

    assert answer.headers["Location"] == "/search/?q=a"
    assert "Sign in" in client.get("/accounts/sign-in/").text


def test_an_unknown_address_is_answered_in_the_frame(client: Client) -> None:
    answer = client.get("/khong-co/")

    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text


def test_pages_let_no_foreign_or_inline_script_run(client: Client) -> None:
    policy = client.get("/accounts/sign-in/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
