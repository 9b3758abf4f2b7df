"""Administrators work without an administrator's rights until they raise them."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from pytest_django.fixtures import Settings

from giaoban.ground.accounts import hooks, policies, selectors, services
from giaoban.ground.accounts.http import RAISED, stepped_up
from giaoban.ground.accounts.models import Raise, User
from giaoban.ground.accounts.tests.build import (
    PASSWORD,
    a_code_app,
    a_user,
    raised,
    shown_by,
    signed_in,
    with_session,
)
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db
CONFIRM = "/accounts/confirm/"


@login_required
@stepped_up
def administering(request: HttpRequest) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    may = user.administers_all or hooks.administers(user, on=timezone.localdate())
    return HttpResponse(status=HTTPStatus.OK if may else HTTPStatus.NOT_FOUND)


@login_required
def telling(request: HttpRequest) -> HttpResponse:
    """What services would see of whoever asks."""
    user = request.user
    assert isinstance(user, User)
    return HttpResponse(str(user.administers_all))


of_the_test = [path("administering/", administering), path("telling/", telling)]
urlpatterns = [path("", include("giaoban.config.urls")), path("tests/", include(of_the_test))]
PAGE = "/tests/administering/"


@pytest.fixture(autouse=True)
def with_the_page(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr(
        hooks, "_ADMINISTRATOR", [lambda user, _on: user.username.startswith("quantri")]
    )


def an_administrator() -> User:
    return a_user(username="quantri1", password=PASSWORD)


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="accounts.rights").order_by("pk")
    return list(found.values_list("verb", flat=True))


def test_an_administrator_is_led_to_raise_the_rights_first() -> None:
    answer = signed_in(an_administrator()).get(PAGE)

    assert answer.headers["Location"] == f"{CONFIRM}?next=%2Ftests%2Fadministering%2F&raise=1"


def test_who_has_no_such_rights_learns_nothing_of_the_page() -> None:
    assert signed_in(a_user(password=PASSWORD)).get(PAGE).status_code == 404


def test_the_password_raises_them_where_there_is_no_second_factor() -> None:
    client = signed_in(an_administrator())

    answer = client.post(CONFIRM, {"password": PASSWORD, "raise": "1", "next": PAGE})

    assert answer.headers["Location"] == PAGE
    assert client.get(PAGE).status_code == 200
    assert verbs() == ["accounts.rights-raised"]


def test_a_wrong_password_raises_nothing() -> None:
    client = signed_in(an_administrator())

    assert client.post(CONFIRM, {"password": "sai", "raise": "1"}).status_code == 422
    assert client.get(PAGE).status_code == 302


def test_who_has_a_second_factor_raises_them_by_it_and_not_by_the_password() -> None:
    user = an_administrator()
    client = signed_in(user)
    secret = a_code_app(user)

    assert client.post(CONFIRM, {"password": PASSWORD, "raise": "1"}).status_code == 422
    client.post(CONFIRM, {"code": shown_by(secret), "raise": "1"})

    assert client.get(PAGE).status_code == 200


def test_who_has_no_rights_to_raise_raises_none() -> None:
    client = signed_in(a_user(password=PASSWORD))

    client.post(CONFIRM, {"password": PASSWORD, "raise": "1"})

    assert not Raise.objects.exists()
    assert RAISED not in client.session


def test_after_a_quarter_of_an_hour_they_are_laid_aside() -> None:
    client = raised(an_administrator())
    assert client.get(PAGE).status_code == 200

    with_session(client, **{RAISED: timezone.now().timestamp() - 1})

    assert client.get(PAGE).status_code == 302
    assert verbs() == ["accounts.rights-raised", "accounts.rights-lowered"]


def test_a_session_cannot_claim_more_than_a_quarter_of_an_hour() -> None:
    client = raised(an_administrator())

    with_session(client, **{RAISED: timezone.now().timestamp() + 86_400})

    assert client.get(PAGE).status_code == 302


def test_they_can_be_laid_aside_before() -> None:
    client = raised(an_administrator())

    client.post("/accounts/rights/lower/")

    assert client.get(PAGE).status_code == 302
    assert verbs() == ["accounts.rights-raised", "accounts.rights-lowered"]


def test_signing_out_lays_them_aside() -> None:
    client = raised(an_administrator())

    client.post("/accounts/sign-out/")

    assert verbs() == ["accounts.rights-raised", "accounts.rights-lowered"]


def test_a_job_writes_when_those_ended_whose_person_never_came_back() -> None:
    user = an_administrator()
    raised(user)
    box = Raise.objects.get()
    later = timezone.now() + timedelta(hours=2)

    assert services.lower_expired_rights(now=later) == 1
    assert services.lower_expired_rights(now=later) == 0

    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.data["ended"]) == (
        "accounts.rights-lowered",
        box.ends_at.isoformat(),
    )


def test_they_are_raised_in_one_browser_only() -> None:
    user = an_administrator()
    raised(user)

    assert signed_in(user).get(PAGE).status_code == 302


def test_a_superuser_is_one_only_while_the_rights_are_raised() -> None:
    user = User.objects.create_superuser("goc", full_name="Gốc", password=PASSWORD)

    assert signed_in(user).get("/tests/telling/").text == "False"
    assert raised(user).get("/tests/telling/").text == "True"


def test_a_token_of_a_superuser_is_not_one() -> None:
    user = User.objects.create_superuser("goc", full_name="Gốc")
    now = timezone.now()
    hooks.offer_scopes([])
    token = services.issue_token(
        actor=user, name="Máy", scopes=[hooks.scopes()[0].name], days=1, now=now
    )

    found = selectors.token_with(secret=token.secret, now=now)

    assert found is not None
    assert not policies.may_keep_accounts(found.owner, on=timezone.localdate(now))


def test_a_form_is_sent_once_more_after_it(client: Client) -> None:
    client = signed_in(an_administrator())
    page = "http://testserver/tests/administering/?page=2"

    answer = client.post(PAGE, headers={"Referer": page})

    assert "next=%2Ftests%2Fadministering%2F%3Fpage%3D2" in answer.headers["Location"]


def test_the_confirmation_leads_to_no_strange_site() -> None:
    client = signed_in(a_user(password=PASSWORD))

    form = {"password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(CONFIRM, form).headers["Location"] == "/"
