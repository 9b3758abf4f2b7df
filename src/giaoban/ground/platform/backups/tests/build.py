"""Small installations to back up: a database of two tables and a folder of files."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from giaoban.ground.platform.backups.restoring import restore_backup
from giaoban.ground.platform.backups.sqlite import SqliteDatabase
from giaoban.ground.platform.backups.taking import take_backup
from giaoban.ground.platform.backups.types import Register, Restored, Taken

NOON = datetime(2025, 3, 31, 5, tzinfo=UTC)
REGISTER = Register("kept", "sha256")


@dataclass(frozen=True)
class Place:
    """A SQLite installation in a folder."""

    folder: Path

    @property
    def database(self) -> SqliteDatabase:
        return SqliteDatabase(self.folder / "data.sqlite3")

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def keep(self, *contents: bytes) -> None:
        """Store files and register each."""
        with closing(sqlite3.connect(self.database.path)) as database, database:
            for content in contents:
                sha256 = store(self.files, content)
                database.execute("INSERT INTO kept VALUES (?)", [sha256])

    def note(self, words: str) -> None:
        with closing(sqlite3.connect(self.database.path)) as database, database:
            database.execute("INSERT INTO note VALUES (?)", [words])

    def notes(self) -> list[str]:
        with closing(sqlite3.connect(self.database.path)) as database:
            return [words for (words,) in database.execute("SELECT words FROM note")]

    def stored(self) -> set[str]:
        return {path.name for path in self.files.rglob("*") if path.is_file()}

    def back_up(self, target: Path) -> Taken:
        return take_backup(
            target, database=self.database, files=self.files, register=REGISTER, now=NOON
        )

    def restore(self, source: Path, *, force: bool = False, known: bool = True) -> Restored:
        return restore_backup(
            source,
            database=self.database,
            files=self.files,
            register=REGISTER,
            force=force,
            knows=lambda _name: known,
        )


def store(files: Path, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    path = files / sha256[:2] / sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return sha256


def a_bare_place(folder: Path, name: str = "bare") -> Place:
    (folder / name).mkdir()
    return Place(folder / name)


def a_place(folder: Path, name: str = "here", *, note: str = "một ghi chú") -> Place:
    place = a_bare_place(folder, name)
    with closing(sqlite3.connect(place.database.path)) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE kept (sha256 TEXT)")
        database.execute("CREATE TABLE note (words TEXT)")
        database.execute("CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'notes', '0001_initial')")
    place.note(note)
    place.keep(b"first", b"second", b"third" * 1000)
    return place
