from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from giaoban.ground.notices import services
from giaoban.ground.notices.models import Mail, MailState, Notice
from giaoban.ground.notices.services import MailServerUnreachable
from giaoban.ground.notices.services.mailing import ATTEMPTS
from giaoban.ground.notices.tests.build import (
    DAILY,
    HIDDEN,
    NOW,
    MailServer,
    a_mail_server,
    a_notice,
    a_reader,
)

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def nothing_hidden() -> None:
    HIDDEN.clear()


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A real server on this machine, to which all e-mail goes."""
    settings.MAIL_IS_SENT = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Giao ban <giaoban@example.vn>"
    settings.SITE_URL = "https://giaoban.example.vn"
    with a_mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def deliver(*, after: timedelta = MINUTE) -> int:
    services.collect_mail(now=NOW + after)
    return services.send_mail(now=NOW + after)


def test_a_notice_goes_out_as_plain_text_in_the_readers_language(server: MailServer) -> None:
    reader = a_reader(full_name="Vũ Thị Lan")
    services.keep_habits(actor=reader, habits={"language": "en"})
    a_notice(reader, about=a_reader(full_name="Hồ Văn Sông"))

    assert deliver() == 1
    [message] = server.taken
    assert message["To"] == reader.email
    assert message["Subject"].strip() == "[giaoban] Something urgent: Hồ Văn Sông"
    assert message.get_content_type() == "text/plain"
    text = message.get_content()
    assert "To Vũ Thị Lan:" in text
    assert "Hồ Văn Sông" in text
    assert "https://giaoban.example.vn/people/" in text


def test_what_waits_for_one_person_is_one_e_mail(server: MailServer) -> None:
    reader = a_reader()
    for _ in range(3):
        a_notice(reader)
    a_notice()

    assert deliver() == 2


def test_the_daily_e_mail_waits_for_its_hour(server: MailServer) -> None:
    a_notice(kind=DAILY)

    assert deliver() == 0
    assert deliver(after=timedelta(hours=23)) == 1


def test_what_was_sent_is_not_sent_again(server: MailServer) -> None:
    a_notice()
    deliver()

    assert deliver(after=timedelta(days=3)) == 0
    assert Mail.objects.get().state == MailState.SENT


def test_what_its_reader_may_no_longer_see_is_not_told(server: MailServer) -> None:
    notice = a_notice(about=a_reader())
    HIDDEN.add(int(notice.about.split(":")[1]))

    assert deliver() == 0
    assert Mail.objects.get().state == MailState.DROPPED


def test_a_server_that_is_away_costs_no_e_mail(server: MailServer, settings: Settings) -> None:
    a_notice()
    settings.EMAIL_PORT = 1  # nobody listens there
    for minute in range(20):
        with pytest.raises(MailServerUnreachable):
            deliver(after=MINUTE * minute)
    settings.EMAIL_PORT = server.port

    assert deliver(after=MINUTE * 30) == 1


def test_a_refusal_for_now_is_tried_again_later(server: MailServer) -> None:
    a_notice()
    server.answers["RCPT"] = "451 come back"

    assert deliver() == 0
    server.answers.clear()
    assert deliver(after=MINUTE * 1.5) == 0
    assert deliver(after=MINUTE * 3) == 1


@pytest.mark.parametrize("step", ["DATA", "text"])  # before the text, or after it
def test_a_text_that_is_refused_was_not_sent_and_is_tried_again(
    server: MailServer, step: str
) -> None:
    a_notice()
    server.answers[step] = "452 no room"

    assert deliver() == 0
    assert Mail.objects.get().state == MailState.WAITING
    server.answers.clear()
    assert deliver(after=MINUTE * 3) == 1


def test_an_address_that_is_refused_for_good_stops_nobody_else(server: MailServer) -> None:
    server.answers["RCPT"] = "550 who is that"
    a_notice()
    deliver()
    server.answers.clear()
    a_notice()

    assert deliver(after=MINUTE * 5) == 1
    refused = Mail.objects.get(state=MailState.FAILED)
    assert refused.refusal == "550 who is that"


def test_a_server_that_never_takes_it_ends_it(server: MailServer) -> None:
    a_notice()
    server.answers["MAIL"] = "451 not now"
    for day in range(ATTEMPTS):
        deliver(after=timedelta(days=day))

    assert Mail.objects.get().state == MailState.FAILED


def test_a_claim_of_a_worker_that_died_runs_out(server: MailServer) -> None:
    a_notice()
    services.collect_mail(now=NOW)
    Mail.objects.update(claimed_until=NOW + MINUTE * 10)

    assert deliver() == 0
    assert deliver(after=MINUTE * 11) == 1


def test_what_may_have_been_sent_is_never_sent_by_itself_again(server: MailServer) -> None:
    a_notice()
    services.collect_mail(now=NOW)
    Mail.objects.update(state=MailState.HANDED, claimed_until=NOW + MINUTE * 10)

    assert deliver(after=timedelta(days=1)) == 0
    mail = Mail.objects.get()
    assert mail.state == MailState.UNCERTAIN
    services.send_again(mail_id=mail.pk, now=NOW)
    assert deliver(after=timedelta(days=1)) == 1


def test_each_attempt_of_an_e_mail_bears_the_same_number(server: MailServer) -> None:
    a_notice()
    deliver()
    mail = Mail.objects.get()
    Mail.objects.update(state=MailState.UNCERTAIN)
    services.send_again(mail_id=mail.pk, now=NOW)
    deliver()

    first, second = server.taken
    assert first["Message-ID"] == second["Message-ID"] == f"<{mail.token}@example.vn>"


def test_notices_of_a_closed_account_are_not_sent(server: MailServer) -> None:
    notice = a_notice()
    notice.recipient.is_active = False
    notice.recipient.save()

    assert deliver() == 0
    assert Notice.objects.count() == 1
