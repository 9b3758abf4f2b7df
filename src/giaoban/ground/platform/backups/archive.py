"""The archive: manifest.json, the database, files/ab/abc…, and SHA256SUMS of all before it.

A tar in gzip, written and read as a stream in little memory. Unpacked by hand, `sha256sum -c
SHA256SUMS` checks it. Nothing in an archive is trusted to say where it is to be written.
"""

import gzip
import hashlib
import json
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from giaoban.ground.platform.backups.types import BackupRefused

FORMAT = "giaoban.backup/1"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
FILE = re.compile(r"files/(?P<folder>[0-9a-f]{2})/(?P<sha256>(?P=folder)[0-9a-f]{62})")
LARGEST_MANIFEST = 5_000_000
CHUNK = 1 << 20
# Most files are packed already (Word, PDF), and the night is short.
COMPRESSION = 3


@dataclass(frozen=True)
class Manifest:
    """What the archive says of itself; `rows` by table, `registered` files that should be in it."""

    made_at: str
    giaoban: str
    kind: str
    database: str
    member: str
    sha256: str
    rows: dict[str, int]
    registered: int
    migrations: list[str] = field(default_factory=list)
    format: str = FORMAT

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """BackupRefused where it is none that this version understands."""
        try:
            told = json.loads(text)
            if told["format"] != FORMAT:
                raise BackupRefused(_("This backup is of a format that this version cannot read."))
            return cls(**told)
        except (ValueError, TypeError, KeyError) as error:
            raise BackupRefused(_("This is not a backup of giaoban.")) from error


class Writer:
    """Adds members and remembers their sums, those in a file of their own."""

    def __init__(self, tar: tarfile.TarFile, sums: IO[bytes]) -> None:
        self._tar = tar
        self._sums = sums

    def add_text(self, name: str, text: bytes) -> None:
        self._add(name, len(text), BytesIO(text), hashlib.sha256(text).hexdigest())

    def add_file(self, name: str, path: Path, sha256: str) -> None:
        with path.open("rb") as content:
            self._add(name, path.stat().st_size, content, sha256)

    def close(self) -> None:
        size = self._sums.tell()
        self._sums.seek(0)
        self._put(SUMS, size, self._sums)

    def _add(self, name: str, size: int, content: IO[bytes], sha256: str) -> None:
        self._put(name, size, content)
        self._sums.write(f"{sha256}  {name}\n".encode())

    def _put(self, name: str, size: int, content: IO[bytes]) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self._tar.addfile(entry, content)
        _forget_members(self._tar)


@contextmanager
def writing(target: IO[bytes], sums: IO[bytes]) -> Iterator[Writer]:
    """A writer into an open file; what it wrote is an archive only once this is left in peace."""
    with (
        gzip.GzipFile("", "wb", COMPRESSION, target, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        writer = Writer(tar, sums)
        yield writer
        writer.close()


@dataclass(frozen=True)
class Member:
    name: str
    content: IO[bytes]


def members(source: IO[bytes]) -> Iterator[Member]:
    """The members, each to be read before the next; within `damage_told`."""
    with tarfile.open(fileobj=source, mode="r|gz") as tar:
        while (entry := tar.next()) is not None:
            content = tar.extractfile(entry) if entry.isreg() else None
            if content is None:
                raise _not_ours(entry.name)
            yield Member(entry.name, content)
            _forget_members(tar)


@contextmanager
def damage_told() -> Iterator[None]:
    """BackupRefused where an archive that is read within turns out to be none, or not all of it."""
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BackupRefused(_("The archive is damaged or not complete.")) from error


def copy_member(member: Member, path: Path, sha256: str) -> None:
    """Write the content to a new file. BackupRefused where it is not what it should be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("xb") as file:
        while chunk := member.content.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
    if digest.hexdigest() != sha256:
        raise BackupRefused(_("%(name)s in the archive is damaged.") % {"name": member.name})


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def place_of(name: str) -> str:
    """The SHA-256 that a member of the store is named after. BackupRefused for any other name."""
    if (found := FILE.fullmatch(name)) is None:
        raise _not_ours(name)
    return found["sha256"]


def _not_ours(name: str) -> BackupRefused:
    return BackupRefused(_("%(name)s does not belong into a backup.") % {"name": repr(name)[:100]})


def _forget_members(tar: Any) -> None:
    # tarfile keeps a record of each, which for a million files is a gigabyte.
    tar.members.clear()


def manifest_text(manifest: Manifest) -> bytes:
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=2).encode()
