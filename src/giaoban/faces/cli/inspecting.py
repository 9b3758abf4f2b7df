"""`giaoban check`: what was looked at and how it is. Imported once Django is set up."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import ERROR, run_checks
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.ground.audit.selectors import last_verification
from giaoban.ground.platform.backups.last import last_backup
from giaoban.ground.platform.backups.postgresql import find_program
from giaoban.ground.platform.environment import strange_variables
from giaoban.ground.platform.health import readiness
from giaoban.ground.platform.state import MEGABYTE, disk_of
from giaoban.kit.office import find_office
from giaoban.kit.vntext.numbers import format_number

IN_ORDER, PROBLEM = 0, 1
SHORTEST_KEY = 40
LOOPBACK = {"localhost", "127.0.0.1", "::1", "[::1]"}

# Django's advice that does not fit, and why.
NOT_FOR_US = {
    "security.W005",  # the agency's other names are not ours to bind to HTTPS
    "security.W009",  # the key: told below in our words
    "security.W021",  # nor to put onto the list that browsers ship
}
# What follows from HTTPS being off is told once.
FOLLOWS_FROM_HTTPS = {"security.W004", "security.W008", "security.W012", "security.W016"}


class Grade(Enum):
    """How a finding is marked in the answer."""

    GOOD = "+"
    HINT = "~"
    BAD = "!"


@dataclass(frozen=True)
class Line:
    grade: Grade
    words: str


def inspect(*, deploy: bool, language: str) -> int:
    """Look at everything, print a line for each, and give the exit status."""
    with translation.override(language):
        lines = list(_lines(deploy=deploy))
        for line in lines:
            sys.stdout.write(f"{line.grade.value} {line.words}\n")
        bad = sum(line.grade is Grade.BAD for line in lines)
        found = ngettext("%(n)d problem was found.", "%(n)d problems were found.", bad)
        sys.stdout.write((found % {"n": bad} if bad else _("No problem was found.")) + "\n")
    return PROBLEM if bad else IN_ORDER


def _lines(*, deploy: bool) -> Iterator[Line]:
    for ask in (_settings, _readiness, _trail, _machine, *(DEPLOYED if deploy else ())):
        yield from ask()
    yield from _of_django(deploy=deploy)


def _settings() -> Iterator[Line]:
    yield Line(Grade.GOOD, _("The settings can be read."))
    for strange in strange_variables(os.environ):
        yield Line(Grade.HINT, strange.told(_))


def _readiness() -> Iterator[Line]:
    for finding in readiness():
        if finding.ok:
            yield Line(Grade.GOOD, f"{finding.label}: {_('in order')}")
        else:
            yield Line(Grade.BAD, f"{finding.label}: {finding.words}")


def _trail() -> Iterator[Line]:
    """What the last nightly verification found, where the database can be asked."""
    if not all(finding.ok for finding in readiness() if finding.key in {"database", "migrations"}):
        return
    found = last_verification()
    if found is None:
        yield Line(Grade.HINT, _("The trail was not verified yet; the worker does it every night."))
    elif not found.holds:
        words = _("The trail is broken: %(place)s. Run giaoban audit verify.")
        yield Line(Grade.BAD, words % {"place": found.words})
    elif not found.guarded:
        yield Line(Grade.BAD, _("The database no longer refuses changes to the trail."))
    else:
        words = _("The trail held when it was last verified, on %(day)s.")
        yield Line(Grade.GOOD, words % {"day": f"{timezone.localtime(found.at):%d/%m/%Y}"})


def _machine() -> Iterator[Line]:
    try:
        ZoneInfo(settings.TIME_ZONE)
        yield Line(Grade.GOOD, _("The time zone of Viet Nam is known to this machine."))
    except ZoneInfoNotFoundError:
        words = _("This machine lacks time zones; the package tzdata brings them.")
        yield Line(Grade.BAD, words)
    if find_office():
        yield Line(Grade.GOOD, _("LibreOffice is there: reports can be had as PDF."))
    else:
        yield Line(Grade.HINT, _("LibreOffice is missing: reports can be had as Word only."))
    disk = disk_of(settings.FILES_ROOT)
    free = format_number(disk.free // MEGABYTE)
    yield Line(Grade.GOOD, _("%(free)s MB are free on the disk of the files.") % {"free": free})


def _secrets() -> Iterator[Line]:
    key = settings.ENVIRONMENT["GIAOBAN_SECRET_KEY"]
    if key and len(key) < SHORTEST_KEY:
        words = _("GIAOBAN_SECRET_KEY is too short; take 50 random characters.")
        yield Line(Grade.BAD, words)
    elif key:
        yield Line(Grade.GOOD, _("A secret key is set."))
    elif (settings.VAR / "secret-key").is_file():
        yield Line(Grade.GOOD, _("A secret key is kept beside the data; one machine can serve."))
    else:
        yield Line(
            Grade.BAD, _("No secret key: set GIAOBAN_SECRET_KEY or GIAOBAN_SECRET_KEY_FILE.")
        )
    if settings.DEBUG:
        yield Line(Grade.BAD, _("GIAOBAN_DEBUG is on: error pages show what nobody should see."))
    if settings.DAY is not None:
        yield Line(Grade.BAD, _("GIAOBAN_DAY sets the day: that is for demos only."))


def _addresses() -> Iterator[Line]:
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        yield Line(Grade.BAD, _("GIAOBAN_HOSTS accepts every name; write those of this server."))
    elif hosts <= LOOPBACK:
        words = _("GIAOBAN_HOSTS names this machine alone; nobody else can open the pages.")
        yield Line(Grade.BAD, words)
    else:
        yield Line(
            Grade.GOOD, _("Pages answer as %(names)s.") % {"names": ", ".join(sorted(hosts))}
        )
    if settings.HTTPS:
        yield Line(Grade.GOOD, _("HTTPS is on: secure cookies and HSTS."))
    else:
        words = _("HTTPS is off: passwords cross the network in the clear. Set GIAOBAN_HTTPS=1.")
        yield Line(Grade.BAD, words)


def _assets() -> Iterator[Line]:
    if finders.find("platform/vendor/tabler.min.css") and finders.find("platform/giaoban.css"):
        yield Line(Grade.GOOD, _("Style, fonts and scripts of the pages are there and are served."))
    else:
        yield Line(Grade.BAD, _("Style or fonts of the pages are missing; run make setup."))


def _database() -> Iterator[Line]:
    if connection.vendor != "postgresql":
        words = _(
            "SQLite serves one machine and some dozens of people; an agency takes PostgreSQL."
        )
        yield Line(Grade.HINT, words)
        return
    for name in ("pg_dump", "psql"):
        if find_program(name) is None:
            words = _("%(program)s is missing; the package postgresql-client brings it.")
            yield Line(Grade.BAD, words % {"program": name})


def _backups() -> Iterator[Line]:
    last = last_backup(settings.VAR)
    if last is None:
        words = _("No backup has been made. Have giaoban backup run every night.")
        yield Line(Grade.BAD, words)
        return
    hours = int((timezone.now() - last.made_at).total_seconds() // 3600)
    words = _("The last backup is %(hours)s hours old.") % {"hours": format_number(hours)}
    yield Line(Grade.BAD if hours >= settings.BACKUP_HOURS else Grade.GOOD, words)


DEPLOYED: tuple[Callable[[], Iterator[Line]], ...] = (
    _secrets,
    _addresses,
    _assets,
    _database,
    _backups,
)


def _of_django(*, deploy: bool) -> Iterator[Line]:
    """What Django's own checks say, in its words."""
    told = NOT_FOR_US if settings.HTTPS else NOT_FOR_US | FOLLOWS_FROM_HTTPS
    for message in run_checks(include_deployment_checks=deploy):
        if message.id not in told and not message.is_silenced():
            grade = Grade.BAD if deploy or message.level >= ERROR else Grade.HINT
            yield Line(grade, f"{message.id}: {message.msg}")
