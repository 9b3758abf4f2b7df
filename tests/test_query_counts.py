"""How many questions each page about tasks puts to the database: a baseline that is kept.

The numbers may fall; whoever needs more says so here. They do not depend on how much is there.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.tests.build import a_clerk, a_task, confirmed
from giaoban.records.tasks.types import Share

pytestmark = pytest.mark.django_db

TODAY = date(2020, 7, 2)
# With sign-in, session, scope and the frame; the address of the task is filled in.
BASELINE = {
    "/tasks/": 21,
    "/tasks/?status=open_overdue": 21,
    "/tasks/?status=all&words=bao+cao": 21,
    "/tasks/{task}/": 20,
    "/tasks/score-card/?period=2020-06": 24,
    "/tasks/looking/board/": 26,
    "/tasks/looking/calendar/": 20,
    "/tasks/looking/charts/": 30,
    "/papers/": 14,
}


@pytest.fixture(autouse=True)
def on_that_day(settings: Settings) -> None:
    settings.DAY = TODAY


@pytest.fixture
def clerk(client: Client) -> User:
    person = a_clerk()
    client.force_login(person)
    return person


@pytest.mark.parametrize("address", BASELINE)
def test_a_page_asks_no_more_than_it_did_and_no_more_for_more_tasks(
    address: str, client: Client, clerk: User
) -> None:
    units = [a_unit(name=f"Cục Đo lường {number}") for number in range(3)]
    task = some_tasks(units, clerk, 1)
    few = questions(client, address.format(task=task))
    some_tasks(units, clerk, 3)
    many = questions(client, address.format(task=task))

    assert few <= BASELINE[address]
    assert many <= few


def some_tasks(units: list[Unit], clerk: User, times: int) -> int:
    """So many times an overdue task, one in time and a finished one; gives the key of the first."""
    tasks = []
    for number in range(times):
        unit, other = units[number % len(units)], units[(number + 1) % len(units)]
        given: dict[str, Any] = {"lead": unit, "clerk": clerk, "assigned_on": date(2020, 6, 1)}
        late = a_task(
            due_on=TODAY - timedelta(days=5 + number), coordinating=[Share(other.pk)], **given
        )
        tasks.append(late)
        a_task(due_on=TODAY + timedelta(days=5), **given)
        confirmed(a_task(due_on=date(2020, 6, 20), **given), on=date(2020, 6, 15))
    return tasks[0].pk


def questions(client: Client, address: str) -> int:
    client.get(address)  # what is read once and kept is not the page's
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(asked)
