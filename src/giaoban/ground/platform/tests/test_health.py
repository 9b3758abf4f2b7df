from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django.fixtures import Settings

from giaoban.ground.platform import health
from giaoban.ground.platform.health import readiness
from giaoban.ground.platform.state import database_bytes, database_version, disk_of

pytestmark = pytest.mark.django_db


def failed() -> set[str]:
    return {finding.key for finding in readiness() if not finding.ok}


def test_a_process_that_answers_lives(client: Client) -> None:
    answer = client.get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "live"})
    assert not answer.cookies


def test_a_process_that_can_work_is_ready(client: Client) -> None:
    answer = client.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json()["checks"] == {
        "database": "ok",
        "migrations": "ok",
        "files": "ok",
        "disk": "ok",
    }


def test_probes_change_nothing(client: Client) -> None:
    assert client.post("/health/ready").status_code in {403, 405}


def test_a_database_that_is_away_is_told_and_lives_on(client: Client) -> None:
    def gone(*_arguments: object) -> None:
        raise DatabaseError

    with connection.execute_wrapper(gone):
        ready, live = client.get("/health/ready"), client.get("/health/live")

    assert ready.status_code == 503
    assert ready.json()["checks"]["database"] == "failed"
    assert live.status_code == 200


def test_a_database_that_lacks_migrations_is_told() -> None:
    health.forget_migrations()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'tasks'")

    assert failed() == {"migrations"}


def test_a_folder_that_is_none_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "file" / "files"
    (tmp_path / "file").write_bytes(b"")

    assert failed() == {"files"}


def test_a_disk_that_is_almost_full_is_told(settings: Settings) -> None:
    settings.DISK_MIN_MB = 10**9

    assert failed() == {"disk"}


def test_looking_leaves_nothing_behind(settings: Settings) -> None:
    readiness()

    assert list(Path(settings.FILES_ROOT).iterdir()) == []


def test_the_database_tells_what_it_is_and_how_large() -> None:
    assert database_version().startswith(connection.display_name)
    assert database_bytes() > 10_000


def test_the_disk_of_a_folder_that_is_not_there_yet_is_known(tmp_path: Path) -> None:
    assert disk_of(tmp_path / "not" / "yet").total > 0
