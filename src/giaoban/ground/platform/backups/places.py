"""Where this installation keeps what is backed up, by its settings."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from giaoban.ground.platform.backups.postgresql import PostgresDatabase
from giaoban.ground.platform.backups.sqlite import SqliteDatabase
from giaoban.ground.platform.backups.types import Database


def our_database() -> Database:
    """The database of the settings, as far as copying goes."""
    told: dict[str, Any] = settings.DATABASES["default"]
    if told["ENGINE"].endswith("sqlite3"):
        return SqliteDatabase(Path(told["NAME"]))
    return PostgresDatabase(
        name=told["NAME"],
        user=told["USER"],
        password=told["PASSWORD"],
        host=told["HOST"],
        port=told["PORT"],
    )


class KnownMigrations:
    """Whether this program has a migration; those it has itself and those that it replaced."""

    def __init__(self) -> None:
        loader = MigrationLoader(None, ignore_no_migrations=True)
        self._known = {f"{app}.{name}" for app, name in loader.disk_migrations}
        for migration in loader.disk_migrations.values():
            self._known |= {f"{app}.{name}" for app, name in migration.replaces}

    def __call__(self, name: str) -> bool:
        return name in self._known
