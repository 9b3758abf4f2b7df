"""Builders of people and notices, and a mail server that does as it is told."""

import socketserver
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import count
from typing import Any, cast

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.utils.functional import Promise

from giaoban.ground.notices import hooks, services
from giaoban.ground.notices.models import Notice
from giaoban.ground.notices.types import Channel, Kind, Subject

# Monday 31/03/2025, 9:00 in Viet Nam.
NOW = datetime(2025, 3, 31, 2, 0, tzinfo=UTC)
_serial = count(1)
HIDDEN: set[int] = set()

AT_ONCE, DAILY, QUIET = "tests.at-once", "tests.daily", "tests.quiet"


def _kind(key: str, words: str, **more: Any) -> Kind:
    return Kind(key, cast("Promise", words), **more)


# Declared when a test first needs a builder: no room of the product has such kinds.
hooks.declare(
    [
        _kind(AT_ONCE, "Something urgent", is_duty=True, usual=Channel.AT_ONCE),
        _kind(DAILY, "Something of the day", usual=Channel.DIGEST),
        _kind(QUIET, "Something small", usual=Channel.INBOX),
    ]
)


def _people(_reader: Any, keys: Collection[int], _on: date) -> Mapping[int, Subject]:
    """Notices of the tests are about people, whom everybody sees but those in HIDDEN."""
    found = get_user_model().objects.filter(pk__in=set(keys) - HIDDEN)
    return {
        person.pk: Subject(str(person), f"/people/{person.pk}/", lambda: ("a detail",))
        for person in found
    }


hooks.tell_of("accounts.user", _people)


def a_reader(*, email: str | None = None, full_name: str = "Vũ Thị Lan") -> AbstractUser:
    # Accounts stand above this app and may not be imported, not even by a test.
    number = next(_serial)
    user: AbstractUser = get_user_model()(
        username=f"lan{number}",
        full_name=full_name,
        email=f"lan{number}@example.vn" if email is None else email,
    )
    user.save()
    return user


def a_notice(
    reader: AbstractUser | None = None,
    *,
    kind: str = AT_ONCE,
    about: AbstractUser | None = None,
    now: datetime = NOW,
) -> Notice:
    reader = reader or a_reader()
    services.notify(kind=kind, recipients=[reader], about=about or reader, now=now)
    return Notice.objects.latest("pk")


class MailServer(socketserver.ThreadingTCPServer):
    """Takes e-mail and keeps it. `silent_at` names a step at which it says nothing until `go_on`;
    `answers` what it says instead of yes: `{"RCPT": "550 who is that"}`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.silent_at = ""
        self.reached = threading.Event()
        self.go_on = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def be_silent_if_told(self, step: str) -> None:
        if step == self.silent_at:
            self.reached.set()
            self.go_on.wait(60)


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        try:
            self._greet()
            for line in self.rfile:
                if not self._answer(line.decode().strip().upper()):
                    return
        except OSError:
            return  # whoever spoke with us was killed

    def _greet(self) -> None:
        self.server.be_silent_if_told("greeting")
        self._say("220 here")

    def _answer(self, line: str) -> bool:
        word = line.split(" ", maxsplit=1)[0].split(":", maxsplit=1)[0]
        if word == "DATA" and word not in self.server.answers:
            self._say("354 go ahead")
            self._take()
            return True
        if word == "QUIT":
            self._say("221 bye")
            return False
        self._say(self.server.answers.get(word, "250 yes"))
        return True

    def _take(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if "text" in self.server.answers:
            self._say(self.server.answers["text"])
            return
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=default))
        self.server.be_silent_if_told("taken")
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def a_mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.go_on.set()
            server.shutdown()
            thread.join()
