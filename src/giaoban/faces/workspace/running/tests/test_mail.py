"""E-mail that was refused, or may be lost: who sees it, and sending it again."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from giaoban.faces.workspace.running import services
from giaoban.faces.workspace.trail.alarms import raise_alarm
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit.models import Entry, Verification
from giaoban.ground.audit.services import check_trail
from giaoban.ground.notices.models import Mail, MailState, Notice
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 3, 31, 5, tzinfo=UTC)


@pytest.fixture
def administrator() -> User:
    return an_appointment(post=Post.ADMINISTRATOR).user


@pytest.fixture
def pages(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def an_email(state: MailState = MailState.UNCERTAIN) -> Mail:
    number = Mail.objects.count()
    return Mail.objects.create(
        recipient=a_user(),
        token=f"t{number}",
        state=state,
        made_at=NOW,
        not_before=NOW,
        refusal="550 nobody",
    )


def test_what_is_sure_is_not_listed(pages: Client) -> None:
    lost, sent = an_email(), an_email(MailState.SENT)
    page = pages.get(reverse("workspace:mail")).text

    assert str(lost.recipient) in page
    assert reverse("workspace:mail-again", args=[sent.pk]) not in page


def test_sending_again_is_asked_first_and_leaves_its_entry(pages: Client) -> None:
    mail = an_email()
    address = reverse("workspace:mail-again", args=[mail.pk])
    pages.get(address)
    mail.refresh_from_db()
    assert mail.state == MailState.UNCERTAIN

    assert pages.post(address)["Location"] == reverse("workspace:mail")
    mail.refresh_from_db()
    assert mail.state == MailState.WAITING
    assert Entry.objects.get(verb="workspace.mail-sent-again").target == f"notices.mail:{mail.pk}"


def test_what_somebody_else_sent_again_is_not_sent_twice(administrator: User) -> None:
    mail = an_email()
    results = [services.send_mail_again(actor=administrator, mail=mail, now=NOW) for _ in range(2)]

    assert results == [True, False]
    assert Entry.objects.filter(verb="workspace.mail-sent-again").count() == 1


@pytest.mark.parametrize("post", [Post.OFFICE_CLERK, Post.AUDITOR, Post.HEAD])
def test_for_others_there_is_no_such_page(client: Client, post: Post) -> None:
    mail = an_email()
    client.force_login(an_appointment(post=post).user)

    assert client.get(reverse("workspace:mail")).status_code == 404
    assert client.post(reverse("workspace:mail-again", args=[mail.pk])).status_code == 404
    mail.refresh_from_db()
    assert mail.state == MailState.UNCERTAIN


def a_broken_trail() -> Verification:
    return Verification.objects.create(
        at=NOW,
        holds=False,
        entries=3,
        waiting=0,
        guarded=True,
        words="place 2, 2025-03-30: changed",
    )


def test_a_broken_trail_is_the_first_thing_the_page_counts(pages: Client) -> None:
    check_trail(now=NOW)
    before = pages.get(reverse("workspace:running")).context["standing"].trouble_count
    Verification.objects.all().delete()
    a_broken_trail()
    page = pages.get(reverse("workspace:running"))

    assert page.context["standing"].trouble_count == before + 1
    assert "place 2" in page.text
    assert "place 2" in pages.get(reverse("workspace:trail")).text


def test_administrators_and_auditors_hear_that_the_trail_is_broken(administrator: User) -> None:
    auditor = an_appointment(post=Post.AUDITOR).user
    an_appointment(post=Post.HEAD)
    raise_alarm(a_broken_trail(), timezone.now())  # noqa: TID251 - appointments hold today

    told = Notice.objects.filter(kind="workspace.trail-broken")
    assert set(told.values_list("recipient", flat=True)) == {administrator.pk, auditor.pk}


def test_the_notice_of_a_broken_trail_leads_to_the_trail(pages: Client) -> None:
    raise_alarm(a_broken_trail(), timezone.now())  # noqa: TID251 - appointments hold today
    notice = Notice.objects.get()

    answer = pages.get(reverse("notices:follow", args=[notice.pk]))
    assert answer["Location"] == reverse("workspace:trail")
