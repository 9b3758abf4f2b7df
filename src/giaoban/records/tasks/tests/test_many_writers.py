"""Twenty writers on one task lose nothing and double nothing, on both databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from giaoban.records.tasks.tests.writers import all_note_and_one_reports

SCRIPT = """
import django
django.setup()
from django.core.management import call_command
from giaoban.records.tasks.tests.writers import all_note_and_one_reports
call_command("migrate", verbosity=0)
all_note_and_one_reports()
"""


@pytest.mark.django_db(transaction=True)
def test_in_one_database_that_many_connections_share() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a SQLite database in memory has one connection; the file is tried below")

    all_note_and_one_reports()


def test_in_a_sqlite_file(tmp_path: Path) -> None:
    env = os.environ | {
        "GIAOBAN_VAR": str(tmp_path),
        "GIAOBAN_DATABASE": str(tmp_path / "twenty.sqlite3"),
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
    }

    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False
    )

    assert told.returncode == 0, told.stderr[-2000:]
