from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from giaoban.ground.audit.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.records.organisations.tests.build import a_unit
from giaoban.records.tasks.models import Event, Span, Task
from giaoban.records.tasks.tests.build import (
    a_clerk,
    a_leader,
    a_task,
    at,
    lead_duty,
    lead_unit,
    reported,
)
from giaoban.records.tasks.together import services
from giaoban.records.tasks.together.types import MOST, Act, Asked, NothingChosen, TooMany

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 20)
NOW = at(DAY, hour=15)
ENGLISH = {"Accept-Language": "en"}


def asked(act: Act, *tasks: Task, **more: Any) -> Asked:
    return Asked(act, tuple(lead_duty(task).pk for task in tasks), **more)


def due_days(*tasks: Task) -> list[date | None]:
    spans = [Span.objects.get(duty=lead_duty(task), valid_to=None) for task in tasks]
    return [span.due_on for span in spans]


def test_what_a_rule_refuses_stays_and_the_rest_is_done() -> None:
    clerk = a_clerk()
    ready, open_one = reported(a_task(), on=DAY), a_task()

    outcomes = services.carry_out(actor=clerk, asked=asked(Act.CONFIRM, ready, open_one), now=NOW)

    assert [bool(each.refusal) for each in outcomes] == [False, True]
    assert lead_duty(ready).stage == "confirmed"
    assert lead_duty(open_one).stage == "assigned"


def test_a_preview_says_the_same_and_changes_nothing() -> None:
    clerk = a_clerk()
    ready, open_one = reported(a_task(), on=DAY), a_task()
    wanted = asked(Act.CONFIRM, ready, open_one)
    before = (Event.objects.count(), Entry.objects.count(), Notice.objects.count())

    told = services.preview(actor=clerk, asked=wanted, now=NOW)

    assert (Event.objects.count(), Entry.objects.count(), Notice.objects.count()) == before
    assert lead_duty(ready).stage == "reported"
    assert told == services.carry_out(actor=clerk, asked=wanted, now=NOW)


def test_deadlines_move_to_one_day_or_each_by_as_many_days() -> None:
    clerk = a_clerk()
    early, late = a_task(due_on=date(2025, 3, 25)), a_task(due_on=date(2025, 4, 1))
    without = a_task(due_on=None)

    outcomes = services.carry_out(
        actor=clerk,
        asked=asked(Act.DEADLINE, early, late, without, days=7, note="Theo lịch họp"),
        now=NOW,
    )
    assert due_days(early, late, without) == [date(2025, 4, 1), date(2025, 4, 8), None]
    assert outcomes[2].refusal

    same = asked(Act.DEADLINE, early, late, due_on=date(2025, 5, 5), note="Theo lịch họp")
    services.carry_out(actor=clerk, asked=same, now=NOW)
    assert due_days(early, late) == [date(2025, 5, 5)] * 2


def test_duties_pass_to_another_unit_and_officers_change() -> None:
    clerk, other, unit = a_clerk(), a_clerk(), a_unit()
    task = a_task()

    transfer = asked(Act.TRANSFER, task, unit_id=unit.pk, note="Đúng chức năng")
    services.carry_out(actor=clerk, asked=transfer, now=NOW)
    services.carry_out(actor=clerk, asked=asked(Act.OFFICER, task, officer_id=other.pk), now=NOW)

    task.refresh_from_db()
    assert lead_unit(task) == unit
    assert task.followed_by == other


def test_only_the_office_acts_on_many_at_once() -> None:
    task = a_task()

    with pytest.raises(PermissionDenied):
        services.carry_out(actor=a_leader(), asked=asked(Act.CONFIRM, task), now=NOW)


def test_nothing_and_too_much_are_refused() -> None:
    clerk = a_clerk()
    with pytest.raises(NothingChosen):
        services.carry_out(actor=clerk, asked=Asked(Act.CONFIRM, ()), now=NOW)
    with pytest.raises(TooMany):
        services.carry_out(actor=clerk, asked=Asked(Act.CONFIRM, tuple(range(MOST + 1))), now=NOW)


# The pages


@pytest.fixture
def clerk(client: Client, settings: Any) -> Client:
    settings.DAY = DAY
    client.force_login(a_clerk())
    return client


def test_choosing_leads_to_the_page_of_the_act(clerk: Client) -> None:
    duty = lead_duty(a_task())

    answer = clerk.get(f"/tasks/together/?act=deadline&duty={duty.pk}&from=status%3Dopen")

    assert (
        answer.headers["Location"] == f"/tasks/together/deadline/?duty={duty.pk}&from=status%3Dopen"
    )
    assert clerk.get(answer.headers["Location"]).status_code == 200


def test_all_that_the_list_shows_can_be_chosen(clerk: Client) -> None:
    unit = a_unit()
    mine, _other = a_task(lead=unit), a_task()

    answer = clerk.get(f"/tasks/together/?act=deadline&all=1&from=unit%3D{unit.pk}")

    assert answer.headers["Location"].startswith(
        f"/tasks/together/deadline/?duty={lead_duty(mine).pk}&from="
    )


def test_a_deadline_is_asked_for_shown_and_then_moved(clerk: Client) -> None:
    task = a_task(due_on=date(2025, 3, 25))
    here = f"/tasks/together/deadline/?duty={lead_duty(task).pk}&from=status%3Dopen"
    form = {"days": "7", "note": "Theo lịch họp"}

    assert clerk.post(here, {"note": "Theo lịch họp"}).status_code == 422
    preview = clerk.post(here, form, headers=ENGLISH)
    assert "Nothing is done yet" in preview.text
    assert due_days(task) == [date(2025, 3, 25)]

    done = clerk.post(here, {**form, "sure": "1"})
    assert done.headers["Location"] == "/tasks/?status=open"
    assert due_days(task) == [date(2025, 4, 1)]


def test_chosen_tasks_are_taken_along_as_excel(clerk: Client) -> None:
    answer = clerk.get(f"/tasks/together/export/?duty={lead_duty(a_task()).pk}")

    assert answer.content.startswith(b"PK")


def test_urging_leads_to_a_letter_about_the_chosen(clerk: Client) -> None:
    task = a_task(due_on=date(2025, 3, 10))

    answer = clerk.get(f"/tasks/together/?act=urge&duty={lead_duty(task).pk}")
    page = clerk.get(answer.headers["Location"])

    assert page.status_code == 200
    assert task.title in page.text


@pytest.mark.parametrize("address", ["/tasks/together/?act=bay", "/tasks/together/bay/?duty=1"])
def test_an_act_that_there_is_not_is_not_found(clerk: Client, address: str) -> None:
    assert clerk.get(address).status_code == 404


def test_without_a_choice_one_is_told_so_in_the_list(clerk: Client) -> None:
    answer = clerk.get(
        "/tasks/together/?act=confirm&from=status%3Dall", follow=True, headers=ENGLISH
    )

    assert "No task is chosen." in answer.text
