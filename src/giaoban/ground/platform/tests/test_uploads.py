"""The scanner at the door of files, against a daemon that speaks INSTREAM as clamd documents it.

It is no clamd: it knows one pattern, the test file that all scanners agree on.
"""

import io
import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict
from pytest_django.fixtures import Settings

from giaoban.ground.platform.scanning import HarmfulFile, NotScanned, refuse_harmful
from giaoban.ground.platform.uploads import UploadField

# Written in two, or a scanner would take this very file away.
HARMFUL = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 300_000


class Daemon(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    answer: bytes | None = None  # what it says whatever comes


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, Daemon)
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        heard = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            heard += self.rfile.read(length)
            if len(heard) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = b"stream: Eicar-Signature FOUND" if HARMFUL in heard else b"stream: OK"
        self.wfile.write((found if self.server.answer is None else self.server.answer) + b"\0")


@pytest.fixture
def daemon(tmp_path: Path, settings: Settings) -> Iterator[Daemon]:
    settings.CLAMAV = str(tmp_path / "clamd.ctl")
    with Daemon(settings.CLAMAV, Conversation) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield server
        server.shutdown()


@pytest.mark.usefixtures("daemon")
@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 64 * 1024 + 1, 200_000])
def test_a_clean_file_is_taken_and_read_from_its_start(size: int) -> None:
    file = io.BytesIO(b"a" * size)
    file.seek(size)
    refuse_harmful(file)

    assert file.read() == b"a" * size


@pytest.mark.usefixtures("daemon")
def test_a_harmful_file_is_refused_wherever_its_harm_lies() -> None:
    with pytest.raises(HarmfulFile):
        refuse_harmful(io.BytesIO(b"a" * (64 * 1024 - 10) + HARMFUL))


@pytest.mark.usefixtures("daemon")
def test_a_file_that_the_scanner_will_not_hear_to_its_end_is_refused() -> None:
    with pytest.raises(NotScanned):
        refuse_harmful(io.BytesIO(b"a" * (LIMIT * 4)))


@pytest.mark.parametrize("answer", [b"", b"stream: OK ERROR", b"PONG", b"stream: Can't allocate"])
def test_an_answer_that_is_not_clear_is_no_leave(daemon: Daemon, answer: bytes) -> None:
    daemon.answer = answer

    with pytest.raises(NotScanned):
        refuse_harmful(io.BytesIO(b"a"))


@pytest.mark.parametrize("place", ["/nowhere/clamd.ctl", "127.0.0.1:1", "[::1]:1"])
def test_while_the_scanner_is_away_no_file_is_taken(settings: Settings, place: str) -> None:
    settings.CLAMAV = place

    with pytest.raises(NotScanned):
        refuse_harmful(io.BytesIO(b"a"))


def test_where_no_scanner_is_named_nobody_is_asked(settings: Settings) -> None:
    settings.CLAMAV = ""
    file = io.BytesIO(HARMFUL)

    refuse_harmful(file)

    assert file.read() == HARMFUL


def sent(name: str, data: bytes) -> "MultiValueDict[str, UploadedFile[Any]]":
    return MultiValueDict({"file": [SimpleUploadedFile(name, data)]})


@pytest.mark.usefixtures("daemon")
def test_a_form_says_why_it_refuses_a_file() -> None:
    class OneFile(forms.Form):
        file = UploadField()

    form = OneFile({}, sent("a.txt", HARMFUL))

    assert form.errors["file"] == [str(HarmfulFile())]
    assert OneFile({}, sent("a.txt", b"a")).is_valid()


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [("a.docx", True), ("A.DOCX", True), ("a", True), ("a.docx.exe", False), ("a.html", False)],
)
def test_a_name_that_ends_otherwise_is_refused(name: str, is_taken: bool) -> None:
    class OneFile(forms.Form):
        file = UploadField(endings=(".docx",))

    assert OneFile({}, sent(name, b"a")).is_valid() == is_taken


def test_every_field_for_files_is_one_that_is_scanned() -> None:
    """A plain FileField in a form would be a door beside the scanner."""
    package = Path(__file__).parents[3]
    plain = [
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if "tests" not in path.parts
        and path.name != "uploads.py"
        and any(word in path.read_text(encoding="utf-8") for word in ("FileField(", "ImageField("))
    ]

    assert plain == []
