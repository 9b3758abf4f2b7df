"""Asking clamd, the daemon of ClamAV, whether a file holds something that is known to do harm.

Spoken is INSTREAM of clamd's protocol: the file goes over the socket in chunks, each behind its
length in four bytes, and an empty one ends it. Off where GIAOBAN_CLAMAV names nobody. Where it
names somebody, a file that was not checked is a file that is refused.
"""

import logging
import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken

log = logging.getLogger("giaoban.scanning")

SECONDS = 20  # that one step of the conversation may take
CHUNK = 64 * 1024  # bytes
ANSWER = 4096  # bytes; clamd answers with one short line
END = b"\0"


class HarmfulFile(RuleBroken):
    message = _("The virus scanner found something harmful in this file; it was not taken.")


class NotScanned(RuleBroken):
    message = _(
        "The virus scanner does not answer, and no file is taken without it. "
        "Try again later, or tell whoever runs this service."
    )


def refuse_harmful(file: IO[bytes]) -> None:
    """Nothing where no scanner is named or the file is clean; the file is at its start then.

    Raises HarmfulFile, and NotScanned where the scanner gave no clear answer.
    """
    if not settings.CLAMAV:
        return
    try:
        answer = _asked(file)
    except OSError as error:
        log.error("the virus scanner was not reached: %s", type(error).__name__)  # noqa: TRY400 - the words of an error may hold an address
        raise NotScanned from None
    finally:
        file.seek(0)
    if answer.endswith(b" FOUND"):
        log.warning("the virus scanner refused a file")
        raise HarmfulFile
    if answer != b"stream: OK":
        log.error("the virus scanner gave no clear answer")
        raise NotScanned


def _asked(file: IO[bytes]) -> bytes:
    file.seek(0)
    with closing(_connected()) as scanner:
        scanner.sendall(b"zINSTREAM" + END)
        try:
            for chunk in iter(lambda: file.read(CHUNK), b""):
                scanner.sendall(struct.pack("!I", len(chunk)) + chunk)
            scanner.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it says why it heard enough, as of a file beyond its StreamMaxLength
        return b"".join(_heard(scanner)).partition(END)[0].strip()


def _connected() -> socket.socket:
    """A path is a local socket; anything else is host:port."""
    if settings.CLAMAV.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(SECONDS)
        try:
            scanner.connect(settings.CLAMAV)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = settings.CLAMAV.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _heard(scanner: socket.socket) -> Iterator[bytes]:
    left = ANSWER
    while left > 0 and (part := scanner.recv(left)):
        yield part
        left -= len(part)
