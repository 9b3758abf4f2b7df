"""Taking a backup while people work: the database of one moment, then the files it names."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from giaoban.ground.platform.backups.archive import (
    MANIFEST,
    Manifest,
    Writer,
    manifest_text,
    sha256_of,
    writing,
)
from giaoban.ground.platform.backups.types import (
    BackupRefused,
    Database,
    Register,
    Snapshot,
    Taken,
)
from giaoban.ground.platform.state import version_of


def take_backup(
    target: Path, *, database: Database, files: Path, register: Register, now: datetime
) -> Taken:
    """Write the archive, readable by its owner alone, complete or not at all.

    BackupRefused where the target is there already or the database cannot be copied. Files that the
    store lacks or that no longer have their content are told, and do not stop the rest.
    """
    if target.exists():
        raise BackupRefused(_("%(name)s is there already.") % {"name": target})
    with _folder_beside(target) as folder, database.snapshot(folder) as snapshot:
        rows = snapshot.rows()
        manifest = Manifest(
            made_at=now.isoformat(),
            giaoban=version_of("giaoban"),
            kind=database.kind,
            database=snapshot.version,
            member=database.member,
            sha256=sha256_of(snapshot.dump),
            rows=rows,
            registered=sum(1 for _sha256 in snapshot.registered(register)),
            migrations=snapshot.migrations(),
        )
        archive = folder / "archive"
        with archive.open("xb") as written, (folder / "sums").open("w+b") as sums:
            archive.chmod(0o600)
            count, damaged = _write(written, sums, manifest, snapshot, files)
            written.flush()
            os.fsync(written.fileno())
        missing = _missing(snapshot, register, files)
        size = archive.stat().st_size
        archive.rename(target)
    return Taken(size=size, files=count, rows=sum(rows.values()), missing=missing, damaged=damaged)


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """A place of our own on the same disk, so that the archive comes into its place in one step."""
    try:
        folder = tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent)
    except OSError as error:
        words = _("Nothing can be written into %(folder)s.") % {"folder": target.parent}
        raise BackupRefused(words) from error
    with folder as name:
        yield Path(name)


def _write(
    written: IO[bytes], sums: IO[bytes], manifest: Manifest, snapshot: Snapshot, files: Path
) -> tuple[int, list[str]]:
    with writing(written, sums) as writer:
        writer.add_text(MANIFEST, manifest_text(manifest))
        writer.add_file(manifest.member, snapshot.dump, manifest.sha256)
        return _write_files(writer, files)


def _write_files(writer: Writer, files: Path) -> tuple[int, list[str]]:
    count, damaged = 0, []
    for path in stored_files(files):
        # What no longer has its content would be refused on the way back, and all else with it.
        if sha256_of(path) != path.name:
            damaged.append(path.name)
            continue
        writer.add_file(f"files/{path.parent.name}/{path.name}", path, path.name)
        count += 1
    return count, damaged


def stored_files(files: Path) -> Iterator[Path]:
    """The files of the store in the order of their names, without those that are half written."""
    if not files.is_dir():
        return
    for folder in sorted(files.glob("[0-9a-f][0-9a-f]")):
        for path in sorted(folder.iterdir()):
            if len(path.name) == 64 and path.name.startswith(folder.name):
                yield path


def _missing(snapshot: Snapshot, register: Register, files: Path) -> list[str]:
    return [
        sha256
        for sha256 in snapshot.registered(register)
        if not (files / sha256[:2] / sha256).is_file()
    ]
