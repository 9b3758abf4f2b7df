from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from giaoban.faces.workspace.running.standing import standing_of_installation
from giaoban.ground.files.services import keep_file
from giaoban.ground.platform.backups.last import LastBackup, remember_backup
from giaoban.records.organisations.tests.build import an_appointment
from giaoban.records.organisations.types import Post

NOW = datetime(2025, 3, 31, 5, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def a_visit(post: Post) -> Client:
    client = Client()
    client.force_login(an_appointment(post=post).user)
    return client


def a_backup(settings: Settings, *, hours_ago: int) -> None:
    made_at = NOW - timedelta(hours=hours_ago)
    last = LastBackup(made_at=made_at, file="/luu/dem.tar.gz", size=12_300_000, files=3, rows=4567)
    remember_backup(settings.VAR, last)


def test_an_administrator_sees_what_runs(settings: Settings) -> None:
    a_backup(settings, hours_ago=3)
    keep_file(data=b"x" * 2_500_000, media_type="text/plain", now=NOW)
    page = a_visit(Post.ADMINISTRATOR).get("/running/")

    assert page.status_code == 200
    for words in ("/luu/dem.tar.gz", "12,3 MB", "4.567", "2,5 MB", "GB = "):
        assert words in page.text, words


@pytest.mark.parametrize("post", [post for post in Post if post != Post.ADMINISTRATOR])
def test_for_others_it_is_not_there(post: Post) -> None:
    assert a_visit(post).get("/running/").status_code == 404


def test_nobody_comes_in_without_signing_in(client: Client) -> None:
    assert client.get("/running/").status_code == 302


def test_only_administrators_are_led_there() -> None:
    assert 'href="/running/"' in a_visit(Post.ADMINISTRATOR).get("/").text
    assert 'href="/running/"' not in a_visit(Post.OFFICE_CLERK).get("/").text


@pytest.mark.parametrize(("hours_ago", "late"), [(25, False), (26, True)])
def test_a_backup_that_is_too_old_is_late(
    settings: Settings, hours_ago: int, *, late: bool
) -> None:
    a_backup(settings, hours_ago=hours_ago)

    assert standing_of_installation(now=NOW).backup_is_late is late


def test_without_a_backup_the_page_says_what_to_do(settings: Settings) -> None:
    assert standing_of_installation(now=NOW).backup_is_late
    assert "giaoban backup" in a_visit(Post.ADMINISTRATOR).get("/running/").text


def test_what_is_wrong_is_counted_in_the_first_line(settings: Settings) -> None:
    a_backup(settings, hours_ago=1)
    before = standing_of_installation(now=NOW).trouble_count
    settings.DISK_MIN_MB = 10**9

    assert standing_of_installation(now=NOW).trouble_count == before + 1
