"""E-mail and workers that are killed: a real worker, a real server, a real signal."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from giaoban.ground.notices.tests.build import MailServer, a_mail_server
from giaoban.ground.platform.jobs.tests.build import (
    SECONDS,
    Installation,
    an_installation,
    wait_until,
)

pytestmark = pytest.mark.django_db  # which says on which database these run

A_NOTICE = """
from uuid import uuid4
from django.contrib.auth import get_user_model
from django.utils import timezone
from giaoban.ground.notices import services, hooks
from giaoban.ground.notices.types import Channel, Kind
from giaoban.ground.notices.models import Habits
person = get_user_model()(username=uuid4().hex, full_name="Lan", email="lan@example.vn")
person.save()
Habits.objects.create(user=person, quiet_from=0, quiet_to=0, on_rest_days=True)
hooks.declare([Kind("tests.urgent", "Urgent", is_duty=True, usual=Channel.AT_ONCE)])
services.notify(kind="tests.urgent", recipients=[person], about=person, now=timezone.now())
"""
WORKER = """
from django.utils import timezone
from giaoban.ground.notices import hooks
from giaoban.ground.notices.types import Channel, Kind, Subject
from giaoban.ground.platform.jobs.worker import work
hooks.declare([Kind("tests.urgent", "Urgent", is_duty=True, usual=Channel.AT_ONCE)])
hooks.tell_of("accounts.user", lambda reader, keys, on: {k: Subject("Lan", "/") for k in keys})
work(now=timezone.now())
"""
SEND = "from giaoban.ground.platform.jobs.services import enqueue; enqueue('notices.mail')"
STATE = "from giaoban.ground.notices.models import Mail; print(Mail.objects.last().state)"
WHO = """
from giaoban.ground.platform.models import JobRun
run = JobRun.objects.filter(name="notices.mail", state="running").first()
print(run.process if run else "")
"""


@pytest.fixture
def server() -> Iterator[MailServer]:
    with a_mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with an_installation(tmp_path_factory.mktemp("installation")) as ready:
        yield ready


@pytest.fixture
def installation(tables: Installation, server: MailServer) -> Installation:
    """With an e-mail to send, and this server to send it to."""
    tables.env["GIAOBAN_MAIL"] = f"smtp://127.0.0.1:{server.port}"
    tables.run(A_NOTICE)
    return tables


def kill_the_worker(installation: Installation) -> None:
    os.kill(int(wait_until(lambda: installation.run(WHO))), signal.SIGKILL)


def test_an_e_mail_goes_out_once_though_the_worker_died_before_handing_it_over(
    installation: Installation, server: MailServer
) -> None:
    server.silent_at = "greeting"
    with installation.process(WORKER):
        installation.run(SEND)
        assert server.reached.wait(30)
        kill_the_worker(installation)
        server.silent_at = ""
        server.go_on.set()
        time.sleep(SECONDS + 6)  # the claim runs out

        installation.run(SEND)
        wait_until(lambda: server.taken)
        installation.run(SEND)
        wait_until(lambda: installation.run(STATE) == "sent")

    assert len(server.taken) == 1


def test_an_e_mail_goes_out_once_though_the_worker_died_between_sending_and_marking(
    installation: Installation, server: MailServer
) -> None:
    server.silent_at = "taken"
    with installation.process(WORKER):
        installation.run(SEND)
        assert server.reached.wait(30)
        kill_the_worker(installation)
        server.silent_at = ""
        server.go_on.set()
        time.sleep(SECONDS + 6)

        installation.run(SEND)
        wait_until(lambda: installation.run(STATE) == "uncertain")
        installation.run(SEND)
        time.sleep(3)

    assert len(server.taken) == 1
