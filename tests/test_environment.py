"""What conftest.py promises every test about the machine it runs on."""

import os
import socket

import pytest
from django.conf import settings


def test_a_test_cannot_reach_another_machine() -> None:
    with pytest.raises(OSError, match="a test may not connect"):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)


def test_a_test_can_reach_a_server_of_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_a_test_finds_no_stored_files() -> None:
    assert not settings.FILES_ROOT.exists()


def test_a_test_does_not_speak_the_language_of_the_keyboard() -> None:
    assert not {"LANG", "LANGUAGE", "LC_ALL"} & os.environ.keys()
