"""Zip packages of office files, opened within bounds: directory, members, ratio, one member."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.parsers import expat

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.refusals import Reason, Unreadable

_DIRECTORY_END = struct.Struct("<4s4H2LH")
_ENCRYPTED = 0x1
_LONGEST_MIMETYPE = 200

# All that zipfile, zlib and expat may raise on a damaged file.
DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError, struct.error),
    *(EOFError, KeyError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError),
)


class Package:
    """The members of an office file, each unpacked only when asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {member.filename: member for member in archive.infolist()}

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def read(self, name: str, most: int = limits.XML_BYTES) -> bytes:
        """The content of a member; Unreadable if it is longer than allowed or encrypted."""
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable(Reason.PASSWORD)
        with self._archive.open(member) as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise Unreadable(Reason.ZIP_BOMB)
        return content


@contextmanager
def opened_package(data: bytes, broken: Reason) -> Iterator[Package]:
    """The package, refused as a bomb or, if anything in it is damaged, for the reason `broken`."""
    try:
        _refuse_large_directory(data, broken)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_bombs(archive.infolist())
            yield Package(archive)
    except DAMAGE:
        raise Unreadable(broken) from None


def names_in(data: bytes) -> list[str]:
    """The names in the directory of a zip; none where it cannot be read."""
    try:
        _refuse_large_directory(data, Reason.NOT_WORD)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except DAMAGE:
        return []


def mimetype_of(data: bytes) -> str:
    """What an OpenDocument file says that it is."""
    with opened_package(data, Reason.NOT_OPEN_DOCUMENT) as package:
        return package.read("mimetype", _LONGEST_MIMETYPE).decode("ascii").strip()


def _refuse_large_directory(data: bytes, broken: Reason) -> None:
    """Refuse a list of members that is itself a bomb, before zipfile makes objects of it."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0:
        raise Unreadable(broken)
    size = _DIRECTORY_END.unpack_from(data, at)[5]
    if size > limits.ZIP_DIRECTORY_BYTES:
        raise Unreadable(Reason.ZIP_BOMB)


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.ZIP_MEMBERS:
        raise Unreadable(Reason.ZIP_BOMB)
    if sum(member.file_size for member in members) > limits.UNZIPPED_BYTES:
        raise Unreadable(Reason.ZIP_BOMB)
    for member in members:
        large = member.file_size > limits.SMALL_MEMBER_BYTES
        if large and member.file_size > limits.UNZIPPED_RATIO * member.compress_size:
            raise Unreadable(Reason.ZIP_BOMB)
