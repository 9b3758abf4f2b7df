from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from giaoban.faces.cli.main import main
from giaoban.ground.accounts.models import Token, User
from giaoban.ground.accounts.tests.build import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder_of_static_files(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path


def a_service() -> User:
    service = a_user()
    service.set_unusable_password()
    service.save()
    return service


def issue(service: User, *more: str) -> int:
    asked = ["token", "issue", service.username, "--name", "Cổng dữ liệu", "--lang", "en"]
    return main([*asked, *(more or ("--scope", "tasks:read"))])


def test_a_service_gets_a_token_that_is_printed_once(capsys: pytest.CaptureFixture[str]) -> None:
    service = a_service()

    assert issue(service, "--scope", "tasks:read", "--scope", "documents:read", "--days", "7") == 0

    token = Token.objects.get(owner=service)
    assert token.scopes == ["documents:read", "tasks:read"]
    printed = capsys.readouterr().out
    assert printed.startswith(token.start)
    main(["token", "list", service.username, "--lang", "en"])
    listed = capsys.readouterr().out
    assert "Cổng dữ liệu" in listed
    assert "In force" in listed
    assert printed.strip() not in listed


def test_a_token_is_revoked_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    service = a_service()
    issue(service)
    token = Token.objects.get(owner=service)

    assert main(["token", "revoke", str(token.pk), "--lang", "en"]) == 0
    assert main(["token", "revoke", str(token.pk), "--lang", "en"]) == 2
    assert "revoked already" in capsys.readouterr().err


def test_what_cannot_be_done_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert issue(a_service(), "--scope", "everything") == 2
    assert main(["token", "list", "nobody", "--lang", "en"]) == 2
    assert main(["token", "revoke", "99", "--lang", "en"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "There is no such scope.",
        "There is no such account.",
        "There is no token with this number.",
    ]
