import io
import json
from datetime import date

import openpyxl  # type: ignore[import-untyped]  # it ships no types
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.kit.periods.period import Period
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.editions import public
from giaoban.records.tasks.editions.frozen import digest_of
from giaoban.records.tasks.editions.models import Edition
from giaoban.records.tasks.editions.tests.build import MARCH, PUBLISHED, an_edition, what_is_seen
from giaoban.records.tasks.tests.build import a_clerk, a_task, an_officer, confirmed
from giaoban.records.tasks.types import Tally

pytestmark = pytest.mark.django_db
ASKED = "?period=2025-03&as_of=2025-03-31"


@pytest.fixture(autouse=True)
def day(settings: Settings) -> None:
    settings.DAY = PUBLISHED


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, *args: int) -> str:
    return reverse(f"editions:{name}", args=args)


def test_the_office_publishes_from_the_score_card_after_looking() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    client = as_(clerk)

    card = client.get(f"{reverse('tasks:score-card')}{ASKED}").text
    assert address("publish") in card
    preview = client.get(f"{address('publish')}{ASKED}")
    given = {"seen": preview.context["form"].initial["seen"], "sure": "on"}
    answer = client.post(f"{address('publish')}{ASKED}", given, follow=True)

    edition = Edition.objects.get()
    assert answer.redirect_chain == [(address("edition", edition.pk), 302)]
    assert edition.check_words in answer.text
    card = client.get(f"{reverse('tasks:score-card')}{ASKED}").text
    assert address("edition", edition.pk) in card


def test_without_the_tick_nothing_is_published() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)

    answer = as_(clerk).post(f"{address('publish')}{ASKED}", {"seen": what_is_seen(clerk)})

    assert answer.status_code == 422
    assert not Edition.objects.exists()


def test_what_changed_since_the_page_was_shown_is_shown_and_not_published() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    given = {"seen": what_is_seen(clerk), "sure": "on"}
    a_task(clerk=clerk)

    answer = as_(clerk).post(f"{address('publish')}{ASKED}", given)

    assert answer.status_code == 422
    assert answer.context["shown"].total.tally.total == 2
    assert not Edition.objects.exists()
    again = as_(clerk).post(
        f"{address('publish')}{ASKED}",
        {"seen": answer.context["form"]["seen"].value(), "sure": "on"},
    )
    assert again.status_code == 302


def test_units_and_leaders_cannot_publish() -> None:
    a_task()
    for person in (an_officer(a_unit()),):
        assert as_(person).get(f"{address('publish')}{ASKED}").status_code == 403
        assert as_(person).post(f"{address('publish')}{ASKED}").status_code == 403
        assert (
            address("publish") not in as_(person).get(f"{reverse('tasks:score-card')}{ASKED}").text
        )


@pytest.mark.parametrize("asked", ["", "?period=x", "?period=9999-12", "?period=2030-01"])
def test_what_is_no_period_is_not_there_to_be_published(asked: str) -> None:
    assert as_(a_clerk()).get(f"{address('publish')}{asked}").status_code == 404


def test_a_correction_shows_what_differs_with_the_tasks_one_may_see() -> None:
    clerk, unit = a_clerk(), a_unit(name="Vụ Thử nghiệm")
    a_task(clerk=clerk)
    first = an_edition(clerk)
    late = a_task(clerk=clerk, lead=unit, due_on=date(2025, 3, 20), title="Rà soát quy hoạch")
    second = an_edition(clerk, reason="Vào sổ muộn")

    told = as_(clerk).get(address("against", second.pk, first.pk)).text
    hidden = as_(an_officer(a_unit())).get(address("edition", second.pk)).text

    assert "Rà soát quy hoạch" in told
    assert late.number in told
    assert "Vụ Thử nghiệm" in hidden
    assert "Rà soát quy hoạch" not in hidden


def test_editions_of_different_periods_are_not_compared() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    march = an_edition(clerk)
    first_quarter = an_edition(clerk, period=Period.parse("2025-Q1"))

    assert as_(clerk).get(address("against", march.pk, first_quarter.pk)).status_code == 404


def test_the_files_of_an_edition_say_what_was_published_and_not_what_is_so_now() -> None:
    clerk, unit = a_clerk(), a_unit(name="Vụ Thử nghiệm")
    task = a_task(clerk=clerk, lead=unit, due_on=date(2025, 3, 10))
    edition = an_edition(clerk)
    confirmed(task, on=date(2025, 4, 1))
    client = as_(clerk)

    csv = b"".join(client.get(address("figures-csv", edition.pk))).decode()
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(address("figures-excel", edition.pk)).content)
    )
    [_head, row, _total] = list(book.active.values)

    assert "Vụ Thử nghiệm;1;0;0;0;1" in csv
    assert row[:6] == ("Vụ Thử nghiệm", 1, 0, 0, 0, 1)
    assert client.get(address("word", edition.pk)).status_code == 200
    listed = b"".join(client.get(address("tasks-csv", edition.pk))).decode()
    assert task.number in listed


def test_the_text_that_was_hashed_can_be_checked_by_anyone_who_sees_all() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    edition = an_edition(clerk)

    text = as_(clerk).get(address("frozen", edition.pk)).text

    assert digest_of(text) == edition.digest
    assert json.loads(text)["schema"] == "giaoban.score-card/1"


@pytest.mark.parametrize("name", ["word", "pdf", "tasks-csv", "frozen"])
def test_what_names_single_tasks_is_not_there_for_those_who_see_some(name: str) -> None:
    a_task()
    edition = an_edition(a_clerk())
    officer = as_(an_officer(a_unit()))

    assert officer.get(address(name, edition.pk)).status_code == 404
    assert officer.get(address("edition", edition.pk)).status_code == 200


def test_the_list_names_editions_and_says_what_to_do_when_there_are_none() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk)
    assert as_(clerk).get(address("list")).status_code == 200
    edition = an_edition(clerk)

    assert edition.check_words in as_(clerk).get(address("list")).text


def test_the_portal_gets_the_last_edition_of_each_period_and_no_task() -> None:
    clerk = a_clerk()
    a_task(clerk=clerk, due_on=date(2025, 3, 10))
    an_edition(clerk)
    a_task(clerk=clerk, due_on=None)
    an_edition(clerk, reason="Vào sổ muộn")

    [line] = public.published()
    shown = public.edition(period=MARCH.key)
    first = public.edition(period=MARCH.key, number=1)

    assert (line.period, line.number) == ("2025-03", 2)
    assert shown
    assert first
    assert (shown.number, shown.editions, shown.total) == (
        2,
        2,
        Tally(open_overdue=1, no_deadline=1),
    )
    assert first.total == Tally(open_overdue=1)
    assert public.edition(period="2025-04") is None
