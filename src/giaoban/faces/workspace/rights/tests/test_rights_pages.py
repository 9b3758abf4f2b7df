"""The pages about rights: one's own, delegations, and why somebody may do what with a record."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.notices.models import Notice
from giaoban.records.documents.tests.build import a_document
from giaoban.records.organisations import selectors
from giaoban.records.organisations.hooks import rules
from giaoban.records.organisations.models import Delegation
from giaoban.records.organisations.tests.build import a_delegation, a_unit, an_appointment
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import policies
from giaoban.records.tasks.folding import MAY_FOLLOW
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.tests.build import a_clerk, a_task, an_officer, lead_duty, lead_unit
from giaoban.records.tasks.types import Stage

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 20)
RIGHTS = "/rights/"


@pytest.fixture(autouse=True)
def _today(settings: Settings) -> None:
    settings.DAY = TODAY


def a_visit(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def in_task(task: Task, person: User | None = None) -> str:
    address = reverse("workspace:rights-in", args=[f"tasks.task:{task.pk}"])
    return f"{address}?person={person.pk}" if person else address


def given(appointment_id: int, to: User) -> dict[str, object]:
    return {
        "appointment": appointment_id,
        "to": to.pk,
        "first": "20/03/2025",
        "last": "25/03/2025",
        "reason": "Đi công tác",
    }


def test_the_page_shows_appointments_and_what_is_delegated_both_ways() -> None:
    head = an_appointment(post=Post.HEAD, unit=a_unit(name="Cục Mẫu"))
    gave = a_delegation(appointment=head, valid_to=date(2025, 4, 1))
    got = a_delegation(to=head.user)

    html = a_visit(head.user).get(RIGHTS).text

    assert "Cục Mẫu" in html
    assert str(gave.to) in html
    assert str(got.appointment.user) in html
    assert "31/03/2025" in html


def test_a_holder_delegates_up_to_and_including_the_last_day() -> None:
    head, other = an_appointment(post=Post.HEAD), an_appointment().user

    answer = a_visit(head.user).post(RIGHTS, given(head.pk, other))

    assert answer.status_code == 302
    delegation = Delegation.objects.get()
    assert (delegation.valid_from, delegation.valid_to) == (TODAY, date(2025, 3, 26))
    assert Notice.objects.get(recipient=other).kind == "organisations.delegated"


def test_a_refusal_is_told_in_words_and_nothing_is_kept() -> None:
    head, other = an_appointment(post=Post.HEAD), an_appointment().user

    answer = a_visit(head.user).post(RIGHTS, given(head.pk, other) | {"first": "01/03/2025"})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not Delegation.objects.exists()


def test_the_appointment_of_another_cannot_be_chosen() -> None:
    head, other = an_appointment(post=Post.HEAD), an_appointment()

    answer = a_visit(other.user).post(RIGHTS, given(head.pk, an_appointment().user))

    assert answer.status_code == 422
    assert not Delegation.objects.exists()


def test_an_administrator_delegates_for_somebody_and_an_auditor_does_not() -> None:
    head, to = an_appointment(post=Post.HEAD), an_appointment().user
    address = f"{RIGHTS}?person={head.user.pk}"
    auditor = an_appointment(post=Post.AUDITOR).user
    administrator = an_appointment(post=Post.ADMINISTRATOR).user

    assert a_visit(auditor).get(address).status_code == 200
    assert a_visit(auditor).post(address, given(head.pk, to)).status_code == 404
    assert a_visit(administrator).post(address, given(head.pk, to)).status_code == 302
    assert Delegation.objects.get().recorded_by == administrator


@pytest.mark.parametrize("post", [Post.HEAD, Post.OFFICE_CLERK, Post.LEADER])
def test_the_rights_of_others_are_not_there(post: Post) -> None:
    other = an_appointment().user

    answer = a_visit(an_appointment(post=post).user).get(f"{RIGHTS}?person={other.pk}")

    assert answer.status_code == 404


def test_a_holder_ends_a_delegation_and_the_delegate_cannot() -> None:
    head = an_appointment(post=Post.HEAD)
    delegation = a_delegation(appointment=head)
    address = reverse("workspace:end-delegation", args=[delegation.pk])

    assert a_visit(delegation.to).post(address).status_code == 404
    assert a_visit(head.user).post(address).status_code == 302
    assert not selectors.acting_by_delegation(on=TODAY).exists()


def test_whoever_acts_for_another_says_so_on_the_page_and_in_the_list_of_capacities() -> None:
    head = an_appointment(post=Post.HEAD, user=a_user(full_name="Hồ Thị Mây"))
    delegation = a_delegation(appointment=head)
    task = a_task(lead=head.unit)

    html = a_visit(delegation.to).get(in_task(task)).text

    assert "Hồ Thị Mây" in html
    assert html.count("<b>Có</b>") == len(policies.OF_THE_UNIT)


def test_what_one_does_not_see_is_not_explained() -> None:
    task, document = a_task(), a_document()
    visit = a_visit(an_officer(a_unit()))

    assert visit.get(in_task(task)).status_code == 404
    assert visit.get(f"/rights/documents.document:{document.pk}/").status_code == 404


@pytest.mark.parametrize(
    "reference",
    ["tasks.task:0", "tasks.task:x", "tasks.task", "nothing.here:1", "notices.notice:1"],
)
def test_what_is_no_record_is_not_there(reference: str) -> None:
    assert a_visit(a_clerk()).get(f"/rights/{reference}/").status_code == 404


@pytest.mark.parametrize("post", list(Post))
def test_the_page_says_what_the_rules_decide(post: Post) -> None:
    task = a_task()
    unit = lead_unit(task)
    person = an_appointment(unit=unit, post=post).user
    auditor = an_appointment(post=Post.AUDITOR).user

    shown = a_visit(auditor).get(in_task(task, person)).context["rights"]

    stage = lead_duty(task).stage
    allowed = {
        str(policies.RULES[kind].what)
        for kind in policies.IN_USE
        if kind in MAY_FOLLOW[Stage(stage)]
        and policies.may_do(person, kind, unit_id=unit.pk, on=TODAY)
    }
    assert {right.what for right in shown if right.allowed} == allowed
    assert all(right.why for right in shown)


@pytest.mark.parametrize("post", list(Post))
def test_whoever_sees_a_task_is_told_why_and_nobody_else(post: Post) -> None:
    task = a_task()
    auditor = a_visit(an_appointment(post=Post.AUDITOR).user)
    there = an_appointment(unit=lead_unit(task), post=post).user
    elsewhere = an_appointment(post=post).user

    for person in (there, elsewhere):
        sees = bool(a_visit(person).get(f"/tasks/{task.pk}/").status_code == 200)
        assert bool(auditor.get(in_task(task, person)).context["seen"]) is sees


def test_a_task_leads_to_the_page_that_explains_it() -> None:
    task = a_task()

    html = a_visit(an_officer(lead_unit(task))).get(f"/tasks/{task.pk}/").text

    assert f'href="{in_task(task)}"' in html


def test_every_rule_says_what_is_done_and_who_may() -> None:
    assert all(str(rule.what) and str(rule.who).endswith(".") for rule in rules())


def test_a_delegate_of_tomorrow_is_shown_as_one_to_come() -> None:
    head = an_appointment(post=Post.HEAD)
    a_delegation(appointment=head, valid_from=TODAY + timedelta(days=1))

    [line] = a_visit(head.user).get(RIGHTS).context["shown"].given

    assert line.can_end
    assert not selectors.acting_by_delegation(on=TODAY).exists()


def test_the_notice_of_a_delegation_leads_to_the_page() -> None:
    head, other = an_appointment(post=Post.HEAD), an_appointment().user
    a_visit(head.user).post(RIGHTS, given(head.pk, other))
    notice = Notice.objects.get(recipient=other)

    answer = a_visit(other).get(reverse("notices:follow", args=[notice.pk]))

    assert answer.headers["Location"] == RIGHTS
