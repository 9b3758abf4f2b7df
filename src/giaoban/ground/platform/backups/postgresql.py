"""PostgreSQL: pg_dump under an exported snapshot, put back by psql in one transaction.

PostgreSQL's own dump keeps what rows alone would lose: triggers, functions, constraints, sequences,
the schema as it was. Counts and names of files are read in the snapshot that pg_dump reads.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql
from psycopg.conninfo import make_conninfo

from giaoban.ground.platform.backups.types import FILLED_BY_ITSELF, BackupRefused, Register

SECONDS_TO_CONNECT = 10
BATCH = 5000
LONGEST_COMPLAINT = 300

# What is there goes first, within the transaction that brings the backup in. Extensions, and what
# belongs to them, stay: to remove them is often not ours to do.
PREFACE = """
SET lock_timeout = '20s';
DO $giaoban$
DECLARE each record;
BEGIN
  FOR each IN SELECT format('DROP TABLE IF EXISTS public.%I CASCADE', tablename) AS said
    FROM pg_catalog.pg_tables WHERE schemaname = 'public'
  LOOP EXECUTE each.said; END LOOP;
  FOR each IN SELECT format('DROP VIEW IF EXISTS public.%I CASCADE', viewname) AS said
    FROM pg_catalog.pg_views AS view WHERE schemaname = 'public' AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend WHERE deptype = 'e' AND classid = 'pg_class'::regclass
      AND objid = format('public.%I', viewname)::regclass)
  LOOP EXECUTE each.said; END LOOP;
  FOR each IN SELECT format('DROP SEQUENCE IF EXISTS public.%I CASCADE', sequencename) AS said
    FROM pg_catalog.pg_sequences WHERE schemaname = 'public'
  LOOP EXECUTE each.said; END LOOP;
  FOR each IN SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure) AS said
    FROM pg_catalog.pg_proc AS routine WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend WHERE deptype = 'e' AND objid = routine.oid
      AND classid = 'pg_proc'::regclass)
  LOOP EXECUTE each.said; END LOOP;
END $giaoban$;
"""


@dataclass(frozen=True)
class PostgresSnapshot:
    dump: Path
    version: str
    connection: "psycopg.Connection[Any]"

    def rows(self) -> dict[str, int]:
        return {name: _count(self.connection, name) for name in _tables(self.connection)}

    def migrations(self) -> list[str]:
        if "django_migrations" not in _tables(self.connection):
            return []
        applied = "SELECT app || '.' || name FROM public.django_migrations ORDER BY id"
        return [name for (name,) in self.connection.execute(applied)]

    def registered(self, register: Register) -> Iterator[str]:
        return _registered(self.connection, register)


@dataclass(frozen=True)
class PostgresDatabase:
    """Where the database is; what is empty is left to PostgreSQL's own rules."""

    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    kind = "PostgreSQL"
    member = "database.sql"

    @contextmanager
    def snapshot(self, folder: Path) -> Iterator[PostgresSnapshot]:
        dump = folder / self.member
        with self._connected() as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            name, server = _one(
                connection, "SELECT pg_export_snapshot(), current_setting('server_version')"
            )
            self._run(
                "pg_dump",
                f"--snapshot={name}",
                "--no-owner",
                "--no-privileges",
                "--encoding=UTF8",
                f"--file={dump}",
            )
            yield PostgresSnapshot(dump, f"PostgreSQL {server}", connection)

    def is_empty(self) -> bool:
        with self._connected() as connection:
            return not any(
                _count(connection, name, at_most=1)
                for name in _tables(connection)
                if name not in FILLED_BY_ITSELF
            )

    def registered(self, register: Register) -> Iterator[str]:
        with self._connected() as connection:
            yield from _registered(connection, register)

    def replace(self, dump: Path, rows: dict[str, int]) -> None:
        preface, closing = dump.with_name("preface.sql"), dump.with_name("closing.sql")
        preface.write_text(PREFACE, encoding="utf-8")
        closing.write_text(_closing(rows), encoding="utf-8")
        self._run(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--output=/dev/null",
            "--set=ON_ERROR_STOP=1",
            *(f"--file={path}" for path in (preface, dump, closing)),
        )

    @contextmanager
    def _connected(self) -> Iterator["psycopg.Connection[Any]"]:
        given = {
            "dbname": self.name,
            "user": self.user,
            "password": self.password,
            "host": self.host,
            "port": self.port,
        }
        known: dict[str, Any] = {name: value for name, value in given.items() if value}
        try:
            connection = psycopg.connect(make_conninfo(**known), connect_timeout=SECONDS_TO_CONNECT)
        except psycopg.Error as error:
            raise BackupRefused(_("The database does not answer.")) from error
        try:
            with connection:
                yield connection
        except psycopg.Error as error:
            words = _("The database %(name)s cannot be read: %(why)s")
            told = {"name": self.name, "why": error.diag.message_primary or type(error).__name__}
            raise BackupRefused(words % told) from error

    def _run(self, name: str, *arguments: str) -> None:
        """Run a program of PostgreSQL. BackupRefused, with its last words, where it fails."""
        command = [_program(name), *arguments]
        done = subprocess.run(  # noqa: S603  # PostgreSQL's own, and no argument is a user's
            command,
            env=self._surroundings(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode != 0:
            told = done.stderr.decode(errors="replace").strip()[-LONGEST_COMPLAINT:]
            words = _("%(program)s could not do it: %(why)s")
            raise BackupRefused(words % {"program": name, "why": told})

    def _surroundings(self, ours: Mapping[str, str]) -> dict[str, str]:
        """What the program may know: how to connect, and nothing else that we were told."""
        kept = {name: ours[name] for name in ours if name.startswith("PG") or name == "HOME"}
        given = {
            "PGDATABASE": self.name,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGHOST": self.host,
            "PGPORT": self.port,
        }
        return {
            **kept,
            **{name: value for name, value in given.items() if value},
            "PATH": ours.get("PATH", os.defpath),
            "PGCONNECT_TIMEOUT": str(SECONDS_TO_CONNECT),
            "LC_ALL": "C.UTF-8",
        }


def find_program(name: str) -> Path | None:
    """One of PostgreSQL's programs: on the path, or where Debian keeps those of each version."""
    if found := shutil.which(name):
        return Path(found)
    kept = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    return max(kept, key=lambda path: float(path.parts[-3]), default=None)


def _program(name: str) -> str:
    path = find_program(name)
    if path is None:
        words = _("%(program)s is missing; the package postgresql-client brings it.")
        raise BackupRefused(words % {"program": name})
    return str(path)


def _one(connection: "psycopg.Connection[Any]", statement: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = connection.execute(statement).fetchone() or ()
    return found


def _tables(connection: "psycopg.Connection[Any]") -> list[str]:
    found = connection.execute(
        "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    return [name for (name,) in found]


def _count(connection: "psycopg.Connection[Any]", name: str, at_most: int | None = None) -> int:
    statement = sql.SQL("SELECT count(*) FROM (SELECT FROM {} LIMIT {}) AS counted").format(
        sql.Identifier("public", name), sql.Literal(at_most)
    )
    [[count]] = connection.execute(statement).fetchall()
    return int(count)


def _registered(connection: "psycopg.Connection[Any]", register: Register) -> Iterator[str]:
    """Fetched a few thousand at a time, so that a large register takes little memory."""
    with connection.cursor(name="giaoban_files") as cursor:
        cursor.itersize = BATCH
        cursor.execute(
            sql.SQL("SELECT {} FROM {}").format(
                sql.Identifier(register.column), sql.Identifier("public", register.table)
            )
        )
        for (sha256,) in cursor:
            yield str(sha256)


def _closing(rows: Mapping[str, int]) -> str:
    """Statements that undo the transaction where a table does not have the rows it should."""
    checks = "\n".join(
        f"  IF (SELECT count(*) FROM public.{_quoted(name)}) <> {int(count)}\n"  # noqa: S608  # quoted
        "    THEN RAISE EXCEPTION 'rows are missing'; END IF;"
        for name, count in rows.items()
    )
    return f"DO $giaoban$\nBEGIN\n{checks or '  NULL;'}\nEND $giaoban$;\nANALYZE;\n"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
