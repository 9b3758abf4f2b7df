"""What holds for every test: nothing of the machine it runs on can surprise it.

No network beyond the loopback, no language of the person at the keyboard, no files but those of
the test, no settings from outside except the database and where the corpus lies.
"""

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from pytest_django.fixtures import Settings

from giaoban.ground.audit.guards import guards_lowered

MAY_COME_FROM_OUTSIDE = {"GIAOBAN_CORPUS", "GIAOBAN_DATABASE"}
LANGUAGE_OF_THE_MACHINE = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES")

# A slow moment of the machine is no failure of the product.
hypothesis_settings.register_profile("suite", deadline=None, print_blob=True)
hypothesis_settings.register_profile("ci", deadline=None, print_blob=True, derandomize=True)


def pytest_configure() -> None:
    strange = {name for name in os.environ if name.startswith("GIAOBAN_")} - MAY_COME_FROM_OUTSIDE
    if strange:
        names = ", ".join(sorted(strange))
        pytest.exit(f"tests run with the settings as shipped: unset {names}", returncode=4)
    for name in LANGUAGE_OF_THE_MACHINE:
        os.environ.pop(name, None)
    hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "suite")
    # Hashing a password is slow by intent, which no test is about.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Few tests are about the second factor that posts require; these say so.
    django_settings.SECOND_FACTOR = "offered"
    # What belongs to the pages is found where it lies; nothing was collected for tests.
    django_settings.STATIC_ROOT = None


@pytest.fixture(scope="session")
def folder_for_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def files_of_its_own(settings: Settings, folder_for_files: Path) -> None:
    """Each test finds an empty folder for the files it stores."""
    settings.FILES_ROOT = folder_for_files / uuid4().hex


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A connection to any other machine fails, whatever asks for it."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: tuple[str, int] | str) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_here(address[0]):
            raise OSError(f"a test may not connect to {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(scope="session", autouse=True)
def trail_can_be_emptied() -> Iterator[None]:
    """After a test that committed all rows go, though the database refuses to empty the trail."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # noqa: SLF001 - has no public name

    def empty_all(case: TransactionTestCase) -> None:
        with guards_lowered():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_all)
        yield


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads share as processes do. SQLite in memory knows no waiting for others,
    so there a file takes its place."""
    if connection.vendor != "sqlite":
        yield
        return
    file, in_memory = str(tmp_path / "shared.sqlite3"), connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [file])
    kept, connection.connection = connection.connection, None
    connection.settings_dict["NAME"] = file
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = in_memory, kept


def is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
