"""Sending e-mail once.

What is to be told by e-mail is a row of the transaction that made it so. A job gathers the rows of
each person into one e-mail, claims it for as long as a job may take, and hands it over:

- dies the worker before the server was asked to take it, the claim runs out and another sends it;
- dies it after the server took it and the row says so, nothing is left to do;
- dies it in between, nobody can know: the e-mail is UNCERTAIN and is never sent by itself again.

So an e-mail goes out at most once, and exactly once but for a death (or a lost connection) in the
moment between the last byte and the row that notes the answer. What it tells stays in the inbox.
"""

import logging
import secrets
import smtplib
from collections import defaultdict
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.db.models import Q

from giaoban.ground.notices.models import Mail, MailState, Notice
from giaoban.ground.notices.services.writing import written

AT_ONE_TIME = 200  # e-mails that one job sends
ATTEMPTS = 8
# How long to wait after the first refusal that is not for good, the second, …
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480))
MARGIN = timedelta(seconds=5)  # a worker whose time is up is gone by then

_log = logging.getLogger(__name__)


class MailServerUnreachable(RuntimeError):
    """The server could not be spoken to; everything waits for the next job."""


class _Refused(Exception):
    """The server said no: for good, or for now."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code} {words}")
        self.for_good = 500 <= code < 600


@transaction.atomic
def collect_mail(*, now: datetime) -> int:
    """Make one e-mail for each person whom something is to be told by now. Gives how many."""
    due = Notice.objects.select_for_update(skip_locked=True).filter(
        mail=None, mail_after__isnull=False
    )
    of_person: defaultdict[int, list[int]] = defaultdict(list)
    for pk, recipient in due.filter(mail_after__lte=now).values_list("pk", "recipient"):
        of_person[recipient].append(pk)
    for recipient, notices in of_person.items():
        mail = Mail.objects.create(
            recipient_id=recipient, token=secrets.token_hex(16), made_at=now, not_before=now
        )
        Notice.objects.filter(pk__in=notices).update(mail=mail)
    return len(of_person)


def send_mail(*, now: datetime) -> int:
    """Hand over what waits; gives how many e-mails the server took. Raises MailServerUnreachable.

    It may be run by several at once, and again after any of them died.
    """
    _settle_the_uncertain(now)
    connection = get_connection()
    sent = 0
    try:
        for _ in range(AT_ONE_TIME):
            mail = _claim(now)
            if mail is None:
                break
            sent += _send(mail, connection, now=now)
    finally:
        _close(connection)
    return sent


def send_again(*, mail_id: int, now: datetime) -> bool:
    """Send one that is uncertain or was refused, because a person decided so; False where it is
    neither, as where somebody was quicker."""
    rows = Mail.objects.filter(pk=mail_id, state__in=[MailState.UNCERTAIN, MailState.FAILED])
    return bool(
        rows.update(state=MailState.WAITING, claimed_until=None, not_before=now, attempts=0)
    )


def _settle_the_uncertain(now: datetime) -> None:
    lost = Mail.objects.filter(state=MailState.HANDED, claimed_until__lt=now)
    number = lost.update(state=MailState.UNCERTAIN)
    if number:
        _log.warning("%s e-mails may have been sent or lost: their worker died", number)


@transaction.atomic
def _claim(now: datetime) -> Mail | None:
    """The next e-mail to send, which is ours until no job begun now can still be at work."""
    free = Mail.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        Q(claimed_until=None) | Q(claimed_until__lt=now),
        state=MailState.WAITING,
        not_before__lte=now,
    )
    mail = free.select_related("recipient").order_by("not_before", "pk").first()
    if mail is not None:
        mail.claimed_until = now + timedelta(seconds=settings.JOB_SECONDS) + MARGIN
        mail.attempts += 1
        mail.save(update_fields=["claimed_until", "attempts"])
    return mail


def _send(mail: Mail, connection: BaseEmailBackend, *, now: datetime) -> bool:
    message = written(mail, on=now)
    if message is None:
        _put(mail, MailState.DROPPED)
        return False
    try:
        _hand_over(mail, message, connection)
    except _Refused as refusal:
        _note_refusal(mail, refusal, now=now)
        return False
    except (OSError, smtplib.SMTPException) as failure:
        # Before the text went nothing has happened; after, it is as if the worker had died.
        if mail.state == MailState.WAITING:
            mail.claimed_until, mail.attempts = None, mail.attempts - 1
            mail.save(update_fields=["claimed_until", "attempts"])
        raise MailServerUnreachable(type(failure).__name__) from failure
    mail.sent_at = now
    _put(mail, MailState.SENT)
    return True


def _hand_over(mail: Mail, message: EmailMessage, connection: BaseEmailBackend) -> None:
    """Everything that may fail without doubt comes first; then the row says HANDED, then the text
    goes."""
    if not isinstance(connection, EmailBackend):  # of a test or a trial: it writes to a file
        _put(mail, MailState.HANDED)
        connection.send_messages([message])
        return
    connection.open()
    server = cast("smtplib.SMTP", connection.connection)
    server.ehlo_or_helo_if_needed()
    try:
        _demand(server.mail(_address(message.from_email)))
        _demand(server.rcpt(message.to[0]))
    except _Refused:
        server.rset()
        raise
    text = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own
    _put(mail, MailState.HANDED)
    try:
        _demand(server.data(text))
    except smtplib.SMTPDataError as refusal:  # before it took any of the text
        raise _Refused(refusal.smtp_code, str(refusal.smtp_error)) from refusal


def _demand(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if not 200 <= code < 300:
        raise _Refused(code, words.decode("utf-8", "replace"))


def _address(sender: str) -> str:
    """`Giao ban <giaoban@example.vn>` without the name."""
    return sender.rpartition("<")[2].rstrip(">").strip()


def _note_refusal(mail: Mail, refusal: _Refused, *, now: datetime) -> None:
    mail.refusal = str(refusal)[:500]
    if refusal.for_good or mail.attempts >= ATTEMPTS:
        _put(mail, MailState.FAILED)
        return
    mail.claimed_until = None
    mail.not_before = now + BACK_OFF[min(mail.attempts, len(BACK_OFF)) - 1]
    _put(mail, MailState.WAITING)


def _put(mail: Mail, state: MailState) -> None:
    mail.state = state
    mail.save(update_fields=["state", "claimed_until", "not_before", "sent_at", "refusal"])


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        _log.info("the mail server went away before the end")
