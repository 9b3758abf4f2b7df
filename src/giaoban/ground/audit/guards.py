"""What the database itself refuses to do with the trail, whoever asks.

An entry may be sealed once and lose personal parts; the chain may grow. Nothing else may happen to
a row once it is written. Triggers hold for the owner of the tables as well, though an owner can
take them away: `giaoban audit verify` says when they are missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# ruff: noqa: S608 - every word of these statements stands here, nothing comes from outside

_REFUSAL = "the trail only grows"

_FIXED = (
    *("id", "at", "actor_id", "on_behalf_of_id", "verb", "target", "told", "request"),
    "commitments",
)
_PLACE = ("day", "number", "previous", "seal")

_TRIGGERS = {
    "sqlite": (
        "audit_entry_stays",
        "audit_entry_is_not_replaced",
        "audit_entry_is_fixed",
        "audit_chain_stays",
        "audit_chain_grows",
    ),
    "postgresql": (
        "audit_entry_is_fixed",
        "audit_entry_is_not_emptied",
        "audit_chain_grows",
        "audit_chain_is_not_emptied",
    ),
}


def _same(columns: tuple[str, ...]) -> str:
    return " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns)


_SQLITE = (
    f"""CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above.
    f"""CREATE TRIGGER audit_entry_is_not_replaced BEFORE INSERT ON audit_entry
        WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR number = NEW.number)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    f"""CREATE TRIGGER audit_entry_is_fixed BEFORE UPDATE ON audit_entry
        WHEN NOT ({_same(_FIXED)} AND (
            (OLD.number IS NULL AND NEW.number IS NOT NULL AND NEW.personal IS OLD.personal)
            OR ({_same(_PLACE)} AND NOT EXISTS (
                SELECT 1 FROM json_each(NEW.personal) AS kept
                LEFT JOIN json_each(OLD.personal) AS was ON was.key = kept.key
                WHERE was.value IS NOT kept.value
            ))
        ))
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    f"""CREATE TRIGGER audit_chain_stays BEFORE DELETE ON audit_chain
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    f"""CREATE TRIGGER audit_chain_grows BEFORE UPDATE ON audit_chain
        WHEN NEW.id IS NOT OLD.id OR NEW.length <= OLD.length
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
)

_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'insufficient_privilege'; END $$""",
    """CREATE OR REPLACE FUNCTION audit_entry_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            place text[] := '{day,number,previous,seal}';
            old_row jsonb := to_jsonb(OLD) - 'personal';
            new_row jsonb := to_jsonb(NEW) - 'personal';
            old_people jsonb := OLD.personal::jsonb;
            new_people jsonb := NEW.personal::jsonb;
        BEGIN
            IF OLD.number IS NULL AND NEW.number IS NOT NULL
                AND new_row - place = old_row - place AND NEW.personal = OLD.personal
            THEN RETURN NEW; END IF;
            IF new_row = old_row AND NOT EXISTS (
                SELECT 1 FROM jsonb_each(new_people) AS kept
                WHERE old_people -> kept.key IS DISTINCT FROM kept.value
            )
            THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'the trail only grows' USING ERRCODE = 'insufficient_privilege';
        END $$""",
    """CREATE TRIGGER audit_entry_is_fixed BEFORE UPDATE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_changes()""",
    """CREATE TRIGGER audit_entry_is_not_emptied BEFORE DELETE OR TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_chain_grows BEFORE UPDATE ON audit_chain FOR EACH ROW
        WHEN (NEW.id <> OLD.id OR NEW.length <= OLD.length) EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_chain_is_not_emptied BEFORE DELETE OR TRUNCATE ON audit_chain
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
)

_RAISING = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
_STANDING = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = %s",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname = %s AND tgenabled IN ('O', 'A')",
}


def raise_guards(database: BaseDatabaseWrapper = connection) -> None:
    """Let the database refuse. It must not stand guard already."""
    with database.cursor() as cursor:
        for statement in _RAISING[database.vendor]:
            cursor.execute(statement)


def lower_guards(database: BaseDatabaseWrapper = connection) -> None:
    """Let the database allow everything: for undoing the migration, and for tests that clean up."""
    with database.cursor() as cursor:
        for name in _TRIGGERS[database.vendor]:
            table = "audit_chain" if name.startswith("audit_chain") else "audit_entry"
            on_table = f" ON {table}" if database.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


@contextmanager
def guards_lowered() -> Iterator[None]:
    """The database allows everything for a while."""
    lower_guards()
    try:
        yield
    finally:
        with transaction.atomic():
            raise_guards()


def guards_stand() -> bool:
    """Whether the database refuses to rewrite the trail."""
    with connection.cursor() as cursor:
        return all(
            _stands(cursor, connection.vendor, name) for name in _TRIGGERS[connection.vendor]
        )


def _stands(cursor: object, vendor: str, name: str) -> bool:
    cursor.execute(_STANDING[vendor], [name])  # type: ignore[attr-defined]  # Django's wrapper has no public name
    (count,) = cursor.fetchone()  # type: ignore[attr-defined]  # nor here
    return bool(count)
