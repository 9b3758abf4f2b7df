"""The nightly walk along the chain: what is kept of it, and the alarm."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from giaoban.ground.audit import hooks, selectors, services
from giaoban.ground.audit.guards import guards_lowered
from giaoban.ground.audit.jobs import TrailBroken, verify_trail
from giaoban.ground.audit.models import Chain, Entry, Verification
from giaoban.ground.audit.tests.build import an_entry

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 3, 31, 20, 0, tzinfo=UTC)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Verification]:
    """What the alarm was told."""
    heard: list[Verification] = []
    monkeypatch.setattr(hooks, "_ALARMS", [lambda found, _now: heard.append(found)])
    return heard


def change_behind_the_back(sql: str) -> None:
    with guards_lowered(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_chain_that_holds_is_kept_as_such_and_nobody_is_told(heard: list[Verification]) -> None:
    an_entry()
    found = services.check_trail(now=NOW)

    assert found.holds
    assert (found.entries, found.waiting) == (1, 0)
    assert found.seal == Chain.objects.get().seal
    assert selectors.last_verification() == found
    assert not heard


def test_a_broken_chain_raises_the_alarm_and_fails_the_job(heard: list[Verification]) -> None:
    an_entry()
    services.seal()
    change_behind_the_back("UPDATE audit_entry SET verb = 'tests.other'")

    with pytest.raises(TrailBroken, match="changed"):
        verify_trail()
    assert [found.holds for found in heard] == [False]
    assert not Verification.objects.get().holds


def test_a_chain_that_was_made_anew_from_its_beginning_is_noticed(
    heard: list[Verification],
) -> None:
    an_entry()
    services.check_trail(now=NOW)
    change_behind_the_back("DELETE FROM audit_entry")
    change_behind_the_back("DELETE FROM audit_chain")
    an_entry()
    found = services.check_trail(now=NOW + timedelta(days=1))

    assert selectors.verify().holds
    assert not found.holds
    assert heard == [found]


def test_verifications_are_kept_for_a_little_more_than_a_year() -> None:
    services.check_trail(now=NOW)
    services.check_trail(now=NOW + timedelta(days=500))

    assert Verification.objects.count() == 1


def test_a_chain_that_grew_since_still_holds(heard: list[Verification]) -> None:
    an_entry()
    services.check_trail(now=NOW)
    an_entry()

    assert services.check_trail(now=NOW + timedelta(days=1)).holds
    assert Entry.objects.filter(number=None).count() == 0
    assert not heard
