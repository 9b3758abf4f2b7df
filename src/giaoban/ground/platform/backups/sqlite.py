"""SQLite: copied by its own backup in one read, replaced by renaming a file."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from giaoban.ground.platform.backups.types import FILLED_BY_ITSELF, BackupRefused, Register

SECONDS_TO_WAIT = 20
SECONDS_FOR_OTHERS_TO_LEAVE = 5
BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class SqliteSnapshot:
    dump: Path
    version: str = f"SQLite {sqlite3.sqlite_version}"

    def rows(self) -> dict[str, int]:
        with closing(_open(self.dump)) as copy:
            return _rows(copy)

    def migrations(self) -> list[str]:
        with closing(_open(self.dump)) as copy:
            if "django_migrations" not in _tables(copy):
                return []
            applied = "SELECT app || '.' || name FROM django_migrations ORDER BY id"
            return [name for (name,) in copy.execute(applied)]

    def registered(self, register: Register) -> Iterator[str]:
        with closing(_open(self.dump)) as copy:
            for (sha256,) in copy.execute(_column(register)):
                yield str(sha256)


@dataclass(frozen=True)
class SqliteDatabase:
    path: Path
    kind = "SQLite"
    member = "database.sqlite3"

    @contextmanager
    def snapshot(self, folder: Path) -> Iterator[SqliteSnapshot]:
        dump = folder / self.member
        try:
            # All pages in one step are one read: in WAL mode nobody waits, and nothing changes.
            with closing(_open(self.path)) as source, closing(sqlite3.connect(dump)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        except sqlite3.Error as error:
            words = _("The database %(name)s cannot be read: %(why)s")
            raise BackupRefused(words % {"name": self.path, "why": error}) from error
        yield SqliteSnapshot(dump)

    def is_empty(self) -> bool:
        if not self.path.exists() or not self.path.stat().st_size:
            return True
        try:
            with closing(_open(self.path)) as there:
                return not any(_holds_rows(there, name) for name in _tables(there))
        except sqlite3.DatabaseError:
            return False  # not to be read, but something

    def registered(self, register: Register) -> Iterator[str]:
        return SqliteSnapshot(self.path).registered(register)

    def replace(self, dump: Path, rows: dict[str, int]) -> None:
        _compare(dump, rows)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        staged = self.path.with_name(f"{self.path.name}.restoring")
        try:
            shutil.copyfile(dump, staged)
            with staged.open("rb+") as file:
                os.fsync(file.fileno())
            self._come_to_rest()
            staged.replace(self.path)
        except OSError as error:
            words = _("The database %(name)s cannot be replaced: %(why)s")
            told = {"name": self.path, "why": error.strerror}
            raise BackupRefused(words % told) from error
        finally:
            staged.unlink(missing_ok=True)

    def _come_to_rest(self) -> None:
        """Have all of the old database in its one file: its log beside a new one would be mixed in.

        SQLite does so only for the last who has the database open.
        """
        if not self.path.exists():
            return
        try:
            with closing(_open(self.path, SECONDS_FOR_OTHERS_TO_LEAVE)) as old:
                old.execute("PRAGMA journal_mode=DELETE").fetchall()
        except sqlite3.OperationalError as error:
            raise BackupRefused(_("The database is in use. Stop giaoban serve first.")) from error
        except sqlite3.DatabaseError:
            pass  # damaged, which is why somebody restores
        for ending in BESIDE:
            Path(f"{self.path}{ending}").unlink(missing_ok=True)


def _open(path: Path, seconds: int = SECONDS_TO_WAIT) -> sqlite3.Connection:
    """An open database; sqlite3.OperationalError where there is none, instead of a new one."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", timeout=seconds, uri=True)


def _tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if not name.startswith("sqlite_")]


def _rows(database: sqlite3.Connection) -> dict[str, int]:
    return {
        name: database.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]  # noqa: S608  # quoted
        for name in _tables(database)
    }


def _holds_rows(database: sqlite3.Connection, name: str) -> bool:
    if name in FILLED_BY_ITSELF:
        return False
    found = database.execute(f"SELECT 1 FROM {_quoted(name)} LIMIT 1")  # noqa: S608  # quoted
    return found.fetchone() is not None


def _column(register: Register) -> str:
    return f"SELECT {_quoted(register.column)} FROM {_quoted(register.table)}"  # noqa: S608  # quoted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _compare(dump: Path, rows: dict[str, int]) -> None:
    """BackupRefused unless the copy is whole and holds the rows that it should."""
    try:
        with closing(_open(dump)) as copy:
            [said] = copy.execute("PRAGMA integrity_check(1)").fetchone()
            whole = said == "ok" and _rows(copy) == rows
    except sqlite3.DatabaseError:
        whole = False
    if not whole:
        raise BackupRefused(_("The database in the backup is damaged."))
