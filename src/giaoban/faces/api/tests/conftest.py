"""In these tests it is the morning of 2 July 2020."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def day(settings: Settings) -> date:
    settings.DAY = date(2020, 7, 2)
    return date(2020, 7, 2)


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads share as processes do. SQLite in memory knows no waiting for others,
    so there a file takes its place."""
    if connection.vendor != "sqlite":
        yield
        return
    file, in_memory = str(tmp_path / "shared.sqlite3"), connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [file])
    kept, connection.connection = connection.connection, None
    connection.settings_dict["NAME"] = file
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = in_memory, kept
