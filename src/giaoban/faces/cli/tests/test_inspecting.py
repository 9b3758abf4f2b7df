from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from giaoban.faces.cli import inspecting
from giaoban.faces.cli.inspecting import PROBLEM, inspect
from giaoban.ground.platform.backups.last import LastBackup, remember_backup
from giaoban.ground.platform.environment import OpenIdConnect

pytestmark = pytest.mark.django_db

LONG_KEY = "k" * 50


@pytest.fixture(autouse=True)
def in_order(settings: Settings, tmp_path: Path) -> None:
    """An installation with which nothing is wrong."""
    settings.VAR = tmp_path
    settings.ENVIRONMENT = {**settings.ENVIRONMENT, "GIAOBAN_SECRET_KEY": LONG_KEY}
    settings.SECRET_KEY = LONG_KEY
    settings.ALLOWED_HOSTS = ["giaoban.example.vn"]
    settings.HTTPS = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_SSL_REDIRECT = True
    settings.SECOND_FACTOR = "required"
    a_backup(settings, hours_ago=2)


def a_backup(settings: Settings, *, hours_ago: int) -> None:
    made_at = timezone.now() - timedelta(hours=hours_ago)
    remember_backup(settings.VAR, LastBackup(made_at=made_at, file="x", size=1, files=1, rows=1))


def bad(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line for line in capsys.readouterr().out.splitlines() if line.startswith("!")]


def test_an_installation_in_order_is_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    status = inspect(deploy=True, language="en")

    assert (status, bad(capsys)) == (0, [])


def no_key(settings: Settings) -> None:
    settings.ENVIRONMENT = {**settings.ENVIRONMENT, "GIAOBAN_SECRET_KEY": ""}


def short_key(settings: Settings) -> None:
    settings.ENVIRONMENT = {**settings.ENVIRONMENT, "GIAOBAN_SECRET_KEY": "k" * 20}


def local_host(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]


def every_host(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]


def no_https(settings: Settings) -> None:
    settings.HTTPS = False
    settings.SECURE_HSTS_SECONDS = 0
    settings.SESSION_COOKIE_SECURE = False


def password_alone(settings: Settings) -> None:
    settings.SECOND_FACTOR = "offered"


def issuer_in_the_clear(settings: Settings) -> None:
    settings.OIDC = OpenIdConnect(issuer="http://sso.example.vn", client="giaoban")


def demo_day(settings: Settings) -> None:
    settings.DAY = date(2020, 7, 2)


def old_backup(settings: Settings) -> None:
    a_backup(settings, hours_ago=27)


def no_backup(settings: Settings) -> None:
    (settings.VAR / "last-backup.json").unlink()


def full_disk(settings: Settings) -> None:
    settings.DISK_MIN_MB = 10**9


def no_assets(settings: Settings) -> None:
    settings.STATICFILES_FINDERS = []


@pytest.mark.parametrize(
    "spoil",
    [
        no_key,
        short_key,
        local_host,
        every_host,
        no_https,
        password_alone,
        issuer_in_the_clear,
        demo_day,
        old_backup,
        no_backup,
        full_disk,
        no_assets,
    ],
)
def test_one_thing_that_is_wrong_is_one_sentence(
    spoil: object, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(spoil)
    spoil(settings)
    status = inspect(deploy=True, language="en")

    assert (status, len(bad(capsys))) == (PROBLEM, 1)


def test_debug_pages_are_told(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DEBUG = True

    assert inspect(deploy=True, language="en") == PROBLEM
    assert any("GIAOBAN_DEBUG" in line for line in bad(capsys))


def test_what_concerns_only_deployment_is_not_asked_of_a_desk(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    no_https(settings)
    no_backup(settings)

    assert (inspect(deploy=False, language="en"), bad(capsys)) == (0, [])


def test_a_missing_office_is_a_hint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(inspecting, "find_office", lambda: None)

    assert inspect(deploy=True, language="en") == 0
    assert "~ LibreOffice is missing" in capsys.readouterr().out


def test_a_misspelt_setting_is_a_hint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIAOBAN_HOST", "x")

    assert inspect(deploy=False, language="en") == 0
    assert "~ GIAOBAN_HOST" in capsys.readouterr().out
