"""An installation of its own for a test: a real database, and processes that can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

BEGIN = "import django; django.setup()\n"
T = TypeVar("T")
SECONDS = 4  # that a job may take
LONGEST_WAIT = 180.0  # a busy machine starts workers slowly


class Installation:
    """Runs pieces of Python as this installation: to the end, or until the test ends it."""

    def __init__(self, database: str, folder: Path, extra: Mapping[str, str]) -> None:
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
            "GIAOBAN_DATABASE": database,
            "GIAOBAN_VAR": str(folder),
            "GIAOBAN_SECRET_KEY": "a key that the processes of one test share",
            "GIAOBAN_JOB_SECONDS": str(SECONDS),
            "GIAOBAN_JOB_WORKERS": "1",
            **extra,
        }

    def run(self, code: str) -> str:
        """What the code printed; an error there is one here."""
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-c", BEGIN + code],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise AssertionError(done.stderr)
        return done.stdout.strip()

    @contextmanager
    def process(self, code: str) -> Iterator[subprocess.Popen[bytes]]:
        """A process with a group of its own, which does not outlive the block."""
        process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-c", BEGIN + code],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            kill_all(process)


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """As if the machine lost its power: nobody of the process's group does anything any more."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def an_installation(folder: Path, **extra: str) -> Iterator[Installation]:
    """With its tables, on the same kind of database as the test runs on."""
    with _database(folder) as address:
        installation = Installation(address, folder, extra)
        installation.run(
            "from django.core.management import call_command; call_command('migrate', verbosity=0)"
        )
        yield installation


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield str(folder / "installation.sqlite3")
        return
    given = settings.DATABASES["default"]
    name = f"giaoban_{uuid4().hex[:12]}"
    server = f"{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}"
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"postgresql://{server}/{name}"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def wait_until(found: Callable[[], T | None], *, seconds: float = LONGEST_WAIT) -> T:
    """What it finds at last; fails where that takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.1)
    raise AssertionError(f"nothing after {seconds} s")
