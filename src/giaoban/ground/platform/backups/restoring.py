"""Restoring: unpack beside its place, compare, then put in place; the database last, in one step.

Files come in before the database that names them, and what it does not name goes after it. An end
at any moment, even of the machine, leaves a database whose files are all there.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from giaoban.ground.platform.backups.archive import (
    LARGEST_MANIFEST,
    MANIFEST,
    SUMS,
    Manifest,
    Member,
    copy_member,
    damage_told,
    members,
    place_of,
)
from giaoban.ground.platform.backups.taking import stored_files
from giaoban.ground.platform.backups.types import (
    BackupRefused,
    Database,
    Register,
    Restored,
)

STAGE = ".restoring-"


def restore_backup(
    source: Path,
    *,
    database: Database,
    files: Path,
    register: Register,
    force: bool,
    knows: Callable[[str], bool],
) -> Restored:
    """Put the backup in the place of the database and the files; everything, or BackupRefused.

    What is there is overwritten only with `force`. `knows` tells whether the program has a
    migration: a backup of a later version is refused.
    """
    if not force and not (database.is_empty() and next(stored_files(files), None) is None):
        raise BackupRefused(
            _("There is something here already. With --force it is overwritten; back it up first.")
        )
    with _opened(source) as archive, _stage(files) as stage:
        unpacked = _Unpacked(stage)
        _unpack(archive, unpacked, database, knows)
        with _brought_in(stage / "files", files, noted=stage / "brought-in"):
            database.replace(stage / "database", unpacked.manifest.rows)
        _take_out(unpacked.sums, files)
        return Restored(
            made_at=unpacked.manifest.made_at,
            version=unpacked.manifest.giaoban,
            files=unpacked.files,
            rows=sum(unpacked.manifest.rows.values()),
            missing=_missing(database, register, files),
        )


class _Unpacked:
    """What has come out of the archive so far, in a folder of its own."""

    manifest: Manifest
    complete = False
    files = 0

    def __init__(self, stage: Path) -> None:
        self.stage = stage
        self.sums = stage / "sums"


@contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    try:
        archive = source.open("rb")
    except OSError as error:
        words = _("%(name)s cannot be read: %(why)s")
        raise BackupRefused(words % {"name": source, "why": error.strerror}) from error
    with archive:
        yield archive


@contextmanager
def _stage(files: Path) -> Iterator[Path]:
    """A folder on the disk of the files, so that they come into their places without a copy."""
    try:
        files.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=STAGE, dir=files)
    except OSError as error:
        words = _("Nothing can be written into %(folder)s.") % {"folder": files}
        raise BackupRefused(words) from error
    with folder as name:
        yield Path(name)


def _unpack(
    archive: IO[bytes], unpacked: _Unpacked, database: Database, knows: Callable[[str], bool]
) -> None:
    try:
        with damage_told(), unpacked.sums.open("w+b") as sums:
            for number, member in enumerate(members(archive)):
                if number == 0:
                    unpacked.manifest = _manifest(member, sums, database, knows)
                else:
                    _take(member, unpacked, sums)
    except OSError as error:
        words = _("The backup could not be unpacked: %(why)s")
        raise BackupRefused(words % {"why": error.strerror or error}) from error
    if not unpacked.complete:
        raise BackupRefused(_("The archive is damaged or not complete."))


def _manifest(
    member: Member, sums: IO[bytes], database: Database, knows: Callable[[str], bool]
) -> Manifest:
    text = member.content.read(LARGEST_MANIFEST) if member.name == MANIFEST else b""
    manifest = Manifest.read(text)
    if manifest.kind != database.kind:
        words = _("This is a backup of %(theirs)s; the database here is %(ours)s.")
        raise BackupRefused(words % {"theirs": manifest.kind, "ours": database.kind})
    if not all(map(knows, manifest.migrations)):
        words = _("This backup was made by a later version, %(version)s. Install that one first.")
        raise BackupRefused(words % {"version": manifest.giaoban})
    sums.write(f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode())
    return manifest


def _take(member: Member, unpacked: _Unpacked, sums: IO[bytes]) -> None:
    if unpacked.complete:
        raise BackupRefused(_("The archive is damaged or not complete."))
    if member.name == SUMS:
        _compare(member, sums)
        unpacked.complete = True
        return
    if member.name == unpacked.manifest.member:
        sha256, path = unpacked.manifest.sha256, unpacked.stage / "database"
    else:
        sha256 = place_of(member.name)
        path = unpacked.stage / member.name
        unpacked.files += 1
    copy_member(member, path, sha256)
    sums.write(f"{sha256}  {member.name}\n".encode())


def _compare(member: Member, sums: IO[bytes]) -> None:
    """Whether all that was written into the archive, and nothing else, came out of it."""
    sums.seek(0)
    while line := sums.readline():
        if member.content.readline() != line:
            break
    else:
        if not member.content.read(1):
            return
    raise BackupRefused(_("The archive is damaged or not complete."))


@contextmanager
def _brought_in(staged: Path, files: Path, *, noted: Path) -> Iterator[None]:
    """Have the files in their places; those that were not there before go again on a refusal."""
    with noted.open("w+", encoding="utf-8") as new:
        for path in stored_files(staged):
            place = files / path.parent.name / path.name
            if not place.exists():
                new.write(f"{path.parent.name}/{path.name}\n")
            place.parent.mkdir(exist_ok=True)
            path.replace(place)
        os.sync()  # the database must not be there before them, whatever happens to the machine
        try:
            yield
        except BackupRefused:
            new.seek(0)
            for line in new:
                (files / line.rstrip("\n")).unlink()
            raise


def _take_out(sums: Path, files: Path) -> None:
    """Remove what the backup does not hold. One folder at a time: a list of all may be long."""
    known = set()
    for folder, names in _by_folder(sums):
        known.add(folder)
        for path in (files / folder).iterdir():
            if path.name not in names:
                path.unlink()
    for place in files.glob("[0-9a-f][0-9a-f]"):
        if place.name not in known:
            shutil.rmtree(place)


def _by_folder(sums: Path) -> Iterator[tuple[str, set[str]]]:
    with sums.open(encoding="ascii") as lines:
        names = (line.rstrip("\n").partition("  ")[2] for line in lines)
        stored = (name.split("/") for name in names if name.startswith("files/"))
        for folder, parts in groupby(stored, key=lambda part: part[1]):
            yield folder, {name for _files, _folder, name in parts}


def _missing(database: Database, register: Register, files: Path) -> list[str]:
    return [
        sha256
        for sha256 in database.registered(register)
        if not (files / sha256[:2] / sha256).is_file()
    ]
