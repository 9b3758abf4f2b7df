"""What PostgreSQL alone can show. Skipped where the tests run on SQLite."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from giaoban.ground.platform.backups.postgresql import PostgresDatabase, find_program
from giaoban.ground.platform.backups.restoring import restore_backup
from giaoban.ground.platform.backups.taking import take_backup
from giaoban.ground.platform.backups.tests.build import NOON, REGISTER
from giaoban.ground.platform.backups.types import BackupRefused, Restored

ADDRESS = os.environ.get("GIAOBAN_DATABASE", "")

pytestmark = pytest.mark.skipif("://" not in ADDRESS, reason="not on PostgreSQL")

SCHEMA = """
CREATE TABLE kept (sha256 text);
CREATE TABLE note (id serial PRIMARY KEY, words text);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'append only'; END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON note FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER wall BEFORE TRUNCATE ON note EXECUTE FUNCTION refuse();
"""


def ask(database: PostgresDatabase, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(f"{ADDRESS.rpartition('/')[0]}/{database.name}") as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def databases() -> Iterator[list[PostgresDatabase]]:
    """A database with the words "giữ", and one with "khác"."""
    parts = psycopg.conninfo.conninfo_to_dict(ADDRESS)
    made = []
    with psycopg.connect(ADDRESS, autocommit=True) as server:
        for words in ("giữ", "khác"):
            name = f"backup_{uuid4().hex[:12]}"
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            database = PostgresDatabase(
                name=name,
                user=str(parts.get("user", "")),
                password=str(parts.get("password", "")),
                host=str(parts.get("host", "")),
                port=str(parts.get("port", "")),
            )
            ask(database, SCHEMA)
            ask(database, f"INSERT INTO note (words) VALUES ('{words}')")  # noqa: S608  # ours
            made.append(database)
    yield made
    with psycopg.connect(ADDRESS, autocommit=True) as server:
        for database in made:
            server.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database.name))
            )


def back_up(database: PostgresDatabase, folder: Path) -> Path:
    target = folder / "one.tar.gz"
    take_backup(target, database=database, files=folder / "files", register=REGISTER, now=NOON)
    return target


def restore(database: PostgresDatabase, archive: Path, folder: Path) -> Restored:
    return restore_backup(
        archive,
        database=database,
        files=folder / "there",
        register=REGISTER,
        force=True,
        knows=lambda _name: True,
    )


def test_triggers_functions_and_numbering_come_back(
    databases: list[PostgresDatabase], tmp_path: Path
) -> None:
    here, there = databases
    restore(there, back_up(here, tmp_path), tmp_path)
    ask(there, "INSERT INTO note (words) VALUES ('tiếp')")

    assert ask(there, "SELECT id, words FROM note ORDER BY id") == [(1, "giữ"), (2, "tiếp")]
    with pytest.raises(psycopg.errors.RaiseException):
        ask(there, "DELETE FROM note")


def test_what_the_old_database_had_besides_is_gone(
    databases: list[PostgresDatabase], tmp_path: Path
) -> None:
    here, there = databases
    ask(there, "CREATE TABLE besides (id int); CREATE VIEW seen AS SELECT * FROM besides")
    restore(there, back_up(here, tmp_path), tmp_path)

    names = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    assert {name for (name,) in ask(there, f"{names} AND relkind IN ('r', 'v')")} == {
        "kept",
        "note",
    }


def test_a_dump_that_lacks_rows_changes_nothing(
    databases: list[PostgresDatabase], tmp_path: Path
) -> None:
    here, there = databases
    with here.snapshot(tmp_path) as snapshot:
        rows = snapshot.rows()
    with pytest.raises(BackupRefused):
        there.replace(tmp_path / "database.sql", {**rows, "note": 7})

    assert ask(there, "SELECT words FROM note") == [("khác",)]


def test_a_dump_that_breaks_off_changes_nothing(
    databases: list[PostgresDatabase], tmp_path: Path
) -> None:
    here, there = databases
    with here.snapshot(tmp_path) as snapshot:
        rows = snapshot.rows()
    dump = tmp_path / "database.sql"
    dump.write_text(dump.read_text()[:1500])
    with pytest.raises(BackupRefused):
        there.replace(dump, rows)

    assert ask(there, "SELECT words FROM note") == [("khác",)]


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    nobody = PostgresDatabase("nobody", host="127.0.0.1", port="1")
    with pytest.raises(BackupRefused):
        back_up(nobody, tmp_path)


def test_the_programs_of_postgresql_are_found() -> None:
    assert find_program("pg_dump")
    assert find_program("psql")
    assert find_program("no-such-program") is None
