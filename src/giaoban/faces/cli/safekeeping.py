"""Backing up and restoring for the command line. Imported once Django is set up."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from giaoban.ground.files.models import StoredFile
from giaoban.ground.platform.backups.last import LastBackup, remember_backup
from giaoban.ground.platform.backups.places import KnownMigrations, our_database
from giaoban.ground.platform.backups.restoring import restore_backup
from giaoban.ground.platform.backups.taking import take_backup
from giaoban.ground.platform.backups.types import BackupRefused, Register
from giaoban.ground.platform.templatetags.figures import moment
from giaoban.kit.vntext.numbers import format_number

INCOMPLETE = 1
REFUSED = 2
NAMED = 10

REGISTER = Register(StoredFile._meta.db_table, "sha256")


def back_up(name: str, *, language: str) -> int:
    """Write the backup and say what is in it; the exit status."""
    with translation.override(language):
        try:
            return _back_up(_target(Path(name), "giaoban"))
        except BackupRefused as refusal:
            return _refuse(refusal)


def restore(name: str, *, force: bool, without_backup: bool, language: str) -> int:
    """Put the backup in place and say what came back; the exit status."""
    with translation.override(language):
        try:
            return _restore(Path(name), force=force, without_backup=without_backup)
        except BackupRefused as refusal:
            return _refuse(refusal)


def _back_up(target: Path) -> int:
    now = timezone.now()
    taken = take_backup(
        target, database=our_database(), files=settings.FILES_ROOT, register=REGISTER, now=now
    )
    last = LastBackup(
        made_at=now, file=str(target.resolve()), size=taken.size, files=taken.files, rows=taken.rows
    )
    remember_backup(settings.VAR, last)
    told = {
        "name": target,
        "size": format_number(taken.size / 1_000_000, 1),
        "rows": format_number(taken.rows),
        "files": format_number(taken.files),
    }
    _say(_("%(name)s: %(size)s MB, %(rows)s rows, %(files)s files.") % told)
    incomplete = _warn(_("Missing in the folder of files: %(names)s"), taken.missing)
    incomplete |= _warn(_("Damaged in the folder of files, left out: %(names)s"), taken.damaged)
    return INCOMPLETE if incomplete else 0


def _restore(source: Path, *, force: bool, without_backup: bool) -> int:
    database = our_database()
    if force and not without_backup and not database.is_empty():
        settings.VAR.mkdir(parents=True, exist_ok=True)
        _back_up(_target(settings.VAR, "before-restore"))
    connections.close_all()
    restored = restore_backup(
        source,
        database=database,
        files=settings.FILES_ROOT,
        register=REGISTER,
        force=force,
        knows=KnownMigrations(),
    )
    told = {
        "when": moment(datetime.fromisoformat(restored.made_at)),
        "version": restored.version,
        "rows": format_number(restored.rows),
        "files": format_number(restored.files),
    }
    words = _("Restored: %(rows)s rows, %(files)s files, as of %(when)s, version %(version)s.")
    _say(words % told)
    _say(_("Start giaoban serve again; it brings an older database up to date."))
    incomplete = _warn(_("Missing in the backup: %(names)s"), restored.missing)
    return INCOMPLETE if incomplete else 0


def _target(path: Path, name: str) -> Path:
    """The file that is meant: in a folder one that is named after the moment."""
    if not path.is_dir():
        return path
    return path / f"{name}-{timezone.localtime():%Y%m%d-%H%M%S}.tar.gz"


def _warn(words: str, names: Sequence[str]) -> bool:
    if names:
        more = len(names) - NAMED
        told = ", ".join(names[:NAMED]) + (f", … (+{more})" if more > 0 else "")
        sys.stderr.write(words % {"names": told} + "\n")
    return bool(names)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _refuse(refusal: BackupRefused) -> int:
    sys.stderr.write(f"{refusal}\n")
    return REFUSED
