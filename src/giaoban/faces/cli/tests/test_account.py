import pytest
from django.test import Client
from django.utils import timezone

from giaoban.faces.cli.accounts import REFUSED, forget_factors, link
from giaoban.ground.accounts import selectors, services
from giaoban.ground.accounts.tests.build import a_code_app, a_user
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_the_link_that_is_printed_opens(capsys: pytest.CaptureFixture[str]) -> None:
    a_user(username="may")

    assert link("MAY", language="en") == 0

    address = capsys.readouterr().out.strip()
    assert Client().get(address.partition("8000")[2]).status_code == 200
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor) == ("accounts.link-issued", None)


def test_whoever_lost_the_phone_has_no_factor_afterwards() -> None:
    user = a_user(username="may")
    a_code_app(user)
    services.renew_recovery_codes(actor=user, now=timezone.now())

    assert forget_factors("may", language="en") == 0

    assert not selectors.second_factors_of(account=user).exists()
    assert selectors.recovery_codes_left(account=user) == 0


def test_for_nobody_nothing_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert link("ai", language="en") == forget_factors("ai", language="en") == REFUSED
    assert capsys.readouterr().err == "There is no such account.\n" * 2
