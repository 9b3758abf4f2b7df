import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from giaoban.faces.cli import trail
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.audit import services
from giaoban.ground.audit.guards import guards_lowered

pytestmark = pytest.mark.django_db


def an_act(actor: User) -> None:
    verb = "accounts.password-changed"
    services.record(actor=actor, verb=verb, target=actor, now=timezone.now())


def tampered(statement: str) -> None:
    with guards_lowered(), connection.cursor() as cursor:
        cursor.execute(statement)


def verify(against: Path | None = None) -> int:
    return trail.verify(
        language="en", as_json=False, since=None, against=str(against) if against else None
    )


def verified(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    trail.verify(language="en", as_json=True, since=None, against=None)
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_a_trail_that_holds_is_told_with_the_seal_of_its_last_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    an_act(a_user())

    assert verify() == 0
    said = capsys.readouterr().out
    assert "The trail holds: 1 entry, 1 days." in said
    assert verified(capsys)["days"][0]["seal"] in said


def test_a_broken_trail_names_the_first_broken_entry_and_ends_with_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = a_user()
    an_act(user)
    an_act(user)
    services.seal()
    tampered("UPDATE audit_entry SET verb = 'accounts.opened' WHERE number = 2")

    assert verify() == 1
    assert f"accounts.opened accounts.user:{user.pk}) was changed" in capsys.readouterr().out
    told = verified(capsys)
    assert (told["holds"], told["first_broken"]["kind"]) == (False, "changed")


def test_a_chain_made_anew_is_found_out_by_an_earlier_verification(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    user = a_user()
    an_act(user)
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(verified(capsys)), encoding="utf-8")
    an_act(user)
    assert verify(against=earlier) == 0

    tampered("UPDATE audit_entry SET target = 'accounts.user:0', number = NULL, seal = ''")
    tampered("UPDATE audit_chain SET length = 0, seal = '" + "0" * 64 + "'")

    assert verify() == 0
    assert verify(against=earlier) == 1
    assert "no longer in it" in capsys.readouterr().out


def test_a_file_that_is_no_verification_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "other.json"
    file.write_text("[]", encoding="utf-8")

    assert verify(against=file) == 2
    assert "holds no earlier verification" in capsys.readouterr().err


def test_a_person_is_erased_by_user_name(capsys: pytest.CaptureFixture[str]) -> None:
    user = a_user(username="may")
    an_act(user)

    assert trail.erase("may", reason="Theo đơn", language="en") == 0
    assert "1 entry no longer tells" in capsys.readouterr().out
    assert trail.erase("nobody", reason="Theo đơn", language="en") == 2
    assert verify() == 0


def test_what_waits_is_sealed_once(capsys: pytest.CaptureFixture[str]) -> None:
    an_act(a_user())

    trail.seal(language="en")
    trail.seal(language="en")
    assert capsys.readouterr().out.splitlines() == ["1 entry sealed.", "0 entries sealed."]
