"""Whether this process can do its work now: what a load balancer, a check and a page ask."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.state import MEGABYTE, disk_of


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `key` is for machines; `words` say what is wrong, if it is."""

    key: str
    label: Promise
    ok: bool
    words: str | Promise = ""


def readiness() -> list[Finding]:
    """Everything an answer depends on. What needs the database is not asked where it is away."""
    database = _database()
    findings = [database]
    if database.ok:
        findings.append(_migrations())
    return [*findings, _files(), _disk()]


def _database() -> Finding:
    label = _("Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return Finding("database", label, ok=False, words=_("The database does not answer."))
    return Finding("database", label, ok=True)


def _migrations() -> Finding:
    label = _("Migrations")
    try:
        missing = unapplied_migrations()
    except Error:
        missing = ["?"]
    if not missing:
        return Finding("migrations", label, ok=True)
    words = _("The database is older than the program; a new start of giaoban serve brings it up.")
    return Finding("migrations", label, ok=False, words=words)


_all_applied: set[str] = set()


def unapplied_migrations() -> list[str]:
    """`app.name` of what the database lacks. Once none is missing, none is looked for again.

    A process runs one version of the program, and a restored database is brought up to it before
    anybody is served.
    """
    database = str(connection.settings_dict["NAME"])
    if database in _all_applied:
        return []
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        _all_applied.add(database)
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def forget_migrations() -> None:
    """Look again next time, as after another database was put in the place of this one."""
    _all_applied.clear()


def _files() -> Finding:
    folder = Path(settings.FILES_ROOT)
    label = _("Files")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".probe-", dir=folder)
        os.close(handle)
        Path(name).unlink()
    except OSError:
        words = _("Nothing can be written into the folder of files.")
        return Finding("files", label, ok=False, words=words)
    return Finding("files", label, ok=True)


def _disk() -> Finding:
    free = disk_of(Path(settings.FILES_ROOT)).free
    label = _("Disk")
    if free >= settings.DISK_MIN_MB * MEGABYTE:
        return Finding("disk", label, ok=True)
    return Finding("disk", label, ok=False, words=_("The disk is almost full."))
