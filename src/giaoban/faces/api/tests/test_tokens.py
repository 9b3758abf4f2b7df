from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django.fixtures import Settings

from giaoban.faces.api.tests.build import NOW, Program, a_token
from giaoban.ground.accounts import selectors, services
from giaoban.ground.accounts.models import Token
from giaoban.ground.accounts.tests.build import a_user
from giaoban.ground.accounts.types import (
    AccountOfAPerson,
    TokenLivesTooLong,
    TokenRevoked,
    TokenWithoutScope,
    TooManyTokens,
    UnknownScope,
)
from giaoban.records.organisations.tests.build import an_appointment

pytestmark = pytest.mark.django_db


def test_the_secret_of_a_token_is_not_kept() -> None:
    issued = a_token(a_user())

    row = str(Token.objects.values().get(pk=issued.token.pk))
    assert issued.secret not in row
    assert issued.secret.startswith(issued.token.start)
    assert selectors.token_with(secret=issued.secret, now=NOW) == issued.token


def test_a_token_opens_until_it_expires() -> None:
    issued = a_token(a_user(), days=7)
    week = timedelta(days=7)

    assert selectors.token_with(secret=issued.secret, now=NOW + week - timedelta(seconds=1))
    assert selectors.token_with(secret=issued.secret, now=NOW + week) is None


def test_a_revoked_token_opens_nothing_and_stays_revoked() -> None:
    owner = a_user()
    issued = a_token(owner)

    services.revoke_token(actor=owner, token_id=issued.token.pk, now=NOW)

    assert Program(owner, secret=issued.secret).get("/me").status_code == 401
    with pytest.raises(TokenRevoked):
        services.revoke_token(actor=owner, token_id=issued.token.pk, now=NOW)


def test_the_token_of_a_closed_account_opens_nothing() -> None:
    owner = a_user()
    program = Program(owner)
    assert program.get("/me").status_code == 200

    owner.is_active = False
    owner.save()

    assert program.get("/me").status_code == 401


def test_nobody_revokes_the_token_of_another() -> None:
    issued = a_token(a_user())

    with pytest.raises(PermissionDenied):
        services.revoke_token(actor=a_user(), token_id=issued.token.pk, now=NOW)
    assert Program(a_user()).delete(f"/tokens/{issued.token.pk}").status_code == 404


def test_a_token_is_good_for_what_it_was_issued_for() -> None:
    owner = an_appointment().user
    program = Program(owner, secret=a_token(owner, scopes=("tasks:read",)).secret)

    assert program.get("/tasks").status_code == 200
    assert program.get("/me").status_code == 200
    refused = program.get("/documents")
    assert refused.status_code == 403
    assert refused.json()["code"] == "scope-missing"
    assert "documents:read" in refused.json()["detail"]
    assert program.post("/tasks", {}).status_code == 403


def test_what_nobody_offers_is_no_scope() -> None:
    with pytest.raises(UnknownScope):
        a_token(a_user(), scopes=("everything",))
    with pytest.raises(TokenWithoutScope):
        a_token(a_user(), scopes=())


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_lives_for_a_year_at_most(days: int) -> None:
    with pytest.raises(TokenLivesTooLong):
        a_token(a_user(), days=days)


def test_one_has_twenty_tokens_at_most() -> None:
    owner = a_user()
    for _ in range(services.TOKENS_OF_ONE):
        a_token(owner)

    with pytest.raises(TooManyTokens):
        a_token(owner)
    a_token(owner, now=NOW + timedelta(days=31))  # by then the others have expired


def test_a_service_acts_by_an_account_without_a_password() -> None:
    service = an_appointment().user
    service.set_unusable_password()
    service.save()

    issued = services.issue_service_token(
        actor=None, account=service, name="Cổng dữ liệu", scopes=["tasks:read"], days=30, now=NOW
    )

    assert issued.token.kind == "service"
    assert Program(service, secret=issued.secret).get("/tasks").status_code == 200


def test_no_service_acts_by_the_account_of_a_person() -> None:
    person = a_user(password="ba con vịt qua cầu")  # noqa: S106  # of nobody

    with pytest.raises(AccountOfAPerson):
        services.issue_service_token(
            actor=None, account=person, name="Cổng", scopes=["tasks:read"], days=30, now=NOW
        )


def test_only_the_installation_and_its_keeper_issue_for_services() -> None:
    service = a_user()
    service.set_unusable_password()
    service.save()

    with pytest.raises(PermissionDenied):
        services.issue_service_token(
            actor=a_user(), account=service, name="x", scopes=["tasks:read"], days=1, now=NOW
        )


def test_using_a_token_is_noted() -> None:
    owner = a_user()
    issued = a_token(owner)

    Program(owner, secret=issued.secret).get("/me")

    issued.token.refresh_from_db()
    assert issued.token.last_used_at is not None


# How many requests


def test_as_many_as_a_minute_allows_may_come_at_once() -> None:
    token = a_token(a_user()).token

    waits = [services.count_request(token=token, now=NOW, per_minute=5) for _ in range(6)]

    assert waits[:5] == [None] * 5
    assert waits[5] == pytest.approx(12)  # its share of the minute


def test_who_waited_long_enough_may_pass() -> None:
    token = a_token(a_user()).token
    for _ in range(5):
        services.count_request(token=token, now=NOW, per_minute=5)

    later = NOW + timedelta(seconds=12)

    assert services.count_request(token=token, now=later, per_minute=5) is None
    assert services.count_request(token=token, now=later, per_minute=5) is not None


def test_a_clock_that_was_set_back_locks_nobody_out() -> None:
    token = a_token(a_user()).token
    services.count_request(token=token, now=NOW + timedelta(days=1), per_minute=5)

    assert services.count_request(token=token, now=NOW, per_minute=5) is None


def test_too_many_requests_are_told_to_wait(settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 2
    owner = a_user()
    program, other = Program(owner), Program(owner)
    program.get("/me")
    program.get("/me")

    refused = program.get("/me")

    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 30
    assert refused.json()["code"] == "too-many-requests"
    assert other.get("/me").status_code == 200  # each token has its own count


# The page


def test_the_page_shows_a_new_token_once() -> None:
    owner = a_user()
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(owner)
    form = {"name": "Báo cáo tuần", "scopes": ["tasks:read"], "days": "30"}

    shown = client.post("/accounts/tokens/", form).content.decode()

    token = Token.objects.get(owner=owner)
    assert f'value="{token.start}' in shown
    again = client.get("/accounts/tokens/").content.decode()
    assert f'value="{token.start}' not in again
    assert "Báo cáo tuần" in again


def test_the_page_says_what_is_missing() -> None:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(a_user())

    answer = client.post("/accounts/tokens/", {"name": "x", "scopes": ["nothing"], "days": "30"})

    assert answer.status_code == 422
    assert not Token.objects.exists()


def test_a_token_is_revoked_on_the_page_by_its_owner_alone() -> None:
    owner, other = a_user(), a_user()
    token = a_token(owner).token
    client = Client()
    client.force_login(other)
    assert client.post(f"/accounts/tokens/{token.pk}/revoke/").status_code == 404

    client.force_login(owner)
    client.post(f"/accounts/tokens/{token.pk}/revoke/")

    token.refresh_from_db()
    assert token.revoked_at is not None


def test_the_account_tells_of_its_tokens_without_their_secrets() -> None:
    owner = a_user()
    program = Program(owner)
    a_token(a_user())

    told = program.get("/tokens").json()

    assert told["total"] == 1
    assert told["items"][0]["in_use"] is True
    assert "secret" not in told["items"][0]
