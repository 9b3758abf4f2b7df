"""What taking and restoring speak of."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from giaoban.ground.platform.errors import RuleBroken


class BackupRefused(RuleBroken):
    """Nothing was changed. The words, translated where it is raised, say why."""

    message = ""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Register:
    """The column in which the database names, by SHA-256, each file that must be in the folder."""

    table: str
    column: str


class Snapshot(Protocol):
    """The database as it was at one moment; `dump` holds all of it."""

    @property
    def dump(self) -> Path: ...

    @property
    def version(self) -> str: ...

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""

    def migrations(self) -> list[str]:
        """`app.name` of each migration that was applied."""

    def registered(self, register: Register) -> Iterator[str]:
        """The files that the database names."""


class Database(Protocol):
    """A database that can be copied while it is in use, and replaced in one step."""

    kind: str
    member: str

    def snapshot(self, folder: Path) -> AbstractContextManager[Snapshot]:
        """Copy the database, as of one moment, into a file in the folder."""

    def is_empty(self) -> bool:
        """Whether nothing would be lost: no tables, or none but what a first start fills."""

    def registered(self, register: Register) -> Iterator[str]:
        """The files that the database names now."""

    def replace(self, dump: Path, rows: dict[str, int]) -> None:
        """Put the copy in the place of what is there, in one step.

        BackupRefused, and everything as before, if it is damaged, lacks rows or is in use.
        """


@dataclass(frozen=True)
class Taken:
    """What a backup holds, and which files of the store it could not hold."""

    size: int
    files: int
    rows: int
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Restored:
    """What came back. `missing` names files that the database names and the backup lacked."""

    made_at: str
    version: str
    files: int
    rows: int
    missing: list[str] = field(default_factory=list)


# What a first start fills by itself, before anybody has entered anything.
FILLED_BY_ITSELF = frozenset(
    {"auth_permission", "django_content_type", "django_migrations", "django_q_schedule"}
)
