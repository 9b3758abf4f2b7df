"""How the installation stands: versions, sizes, the disk. Looked up whenever it is asked."""

import platform
import shutil
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.db import connection

MEGABYTE = 1_000_000


@cache
def version_of(package: str) -> str:
    return version(package)


@dataclass(frozen=True)
class Disk:
    """The disk that a folder lies on, in bytes. `free` is what this program may still fill."""

    total: int
    used: int
    free: int

    @property
    def fillable(self) -> int:
        """What used and free come to; a file system keeps a little of its size for itself."""
        return self.used + self.free


def disk_of(folder: Path) -> Disk:
    """The disk of a folder, or of the nearest one above it that is there."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    return Disk(*shutil.disk_usage(place))


@dataclass(frozen=True)
class Versions:
    giaoban: str
    django: str
    python: str
    database: str


def versions() -> Versions:
    return Versions(
        giaoban=version_of("giaoban"),
        django=version_of("django"),
        python=platform.python_version(),
        database=database_version(),
    )


def database_version() -> str:
    """`PostgreSQL 15.6` or `SQLite 3.40.1`."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('server_version')")
        else:
            cursor.execute("SELECT sqlite_version()")
        [number] = cursor.fetchone()
    return f"{connection.display_name} {str(number).split(' ', maxsplit=1)[0]}"


def database_bytes() -> int:
    """What the database takes on its disk, without what SQLite has yet to write back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])
