"""Signing in at an OpenID Connect issuer: a real one, and one that lies."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from pytest_django.fixtures import Settings

from giaoban.ground.accounts import hooks
from giaoban.ground.accounts.models import OpenSession, User
from giaoban.ground.accounts.tests.build import a_code_app, a_user
from giaoban.ground.accounts.tests.issuers import (
    CLIENT,
    Liar,
    asked_for,
    consented,
    known_there,
    lying_issuer,
    real_issuer,
)
from giaoban.ground.audit.models import Entry
from giaoban.ground.platform.environment import OpenIdConnect

pytestmark = pytest.mark.django_db
START = "/accounts/sign-in/issuer/"
BACK = "/accounts/sign-in/issuer/back/"
SIGN_IN = "/accounts/sign-in/"
EMAIL = "may@giaoban.example"


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    with real_issuer() as address:
        yield address


@pytest.fixture
def issuer(running: str, settings: Settings) -> str:
    settings.OIDC = OpenIdConnect(running, CLIENT, "geheim", "Thư mục của Bộ")
    return running


@pytest.fixture
def liar(settings: Settings) -> Iterator[Liar]:
    with lying_issuer() as liar:
        settings.OIDC = OpenIdConnect(liar.address, CLIENT, "geheim", "Thư mục")
        yield liar


def with_address(user: User, email: str = EMAIL) -> User:
    user.email = email
    user.save(update_fields=["email"])
    return user


def through(issuer: str, subject: str, client: Client, **asked: str) -> str:
    """Go to the real issuer as a person and back; where that leads."""
    there = client.get(START, asked).headers["Location"]
    assert there.startswith(f"{issuer}/oauth2/authorize?")
    back = consented(there, subject)
    answer = client.get(
        urlsplit(back).path, dict(part.split("=") for part in urlsplit(back).query.split("&"))
    )
    return answer.headers["Location"]


def through_liar(liar: Liar, client: Client) -> str:
    there = client.get(START).headers["Location"]
    if not there.startswith(liar.address):
        return there
    liar.nonce = liar.nonce or asked_for(there, "nonce")
    return client.get(BACK, {"code": "c", "state": asked_for(there, "state")}).headers["Location"]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_verified_address_finds_the_account(issuer: str) -> None:
    user = with_address(a_user())
    known_there(issuer, "71", email=EMAIL.upper(), email_verified=True)
    client = Client()

    to = through(issuer, "71", client, next="/tasks/")

    assert to == "/tasks/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert OpenSession.objects.get().way == "issuer"
    assert "accounts.issuer-linked" in Entry.objects.values_list("verb", flat=True)


def test_afterwards_the_number_counts_and_not_the_address(issuer: str) -> None:
    user = with_address(a_user())
    known_there(issuer, "72", email=EMAIL, email_verified=True)
    through(issuer, "72", Client())
    with_address(user, "moi@giaoban.example")
    known_there(issuer, "72", email="khac@giaoban.example", email_verified=False)
    client = Client()

    through(issuer, "72", client)

    assert client.session["_auth_user_id"] == str(user.pk)
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize(
    "claims",
    [
        {"email": EMAIL},
        {"email": EMAIL, "email_verified": False},
        {"email": EMAIL, "email_verified": "true"},
        {"email": "", "email_verified": True},
        {"email": "nobody@giaoban.example", "email_verified": True},
    ],
    ids=["unsaid", "not verified", "said in a word", "empty", "of nobody"],
)
def test_an_address_that_is_not_verified_or_unknown_opens_nothing(
    issuer: str, claims: dict[str, object]
) -> None:
    with_address(a_user())
    known_there(issuer, "73", **claims)
    client = Client()

    assert through(issuer, "73", client) == SIGN_IN
    assert not is_in(client)
    assert User.objects.count() == 1


def test_an_address_that_two_share_opens_neither(issuer: str) -> None:
    with_address(a_user())
    with_address(a_user())
    known_there(issuer, "74", email=EMAIL, email_verified=True)
    client = Client()

    through(issuer, "74", client)

    assert not is_in(client)


def test_a_closed_account_stays_closed(issuer: str) -> None:
    with_address(a_user(is_active=False))
    known_there(issuer, "75", email=EMAIL, email_verified=True)
    client = Client()

    through(issuer, "75", client)

    assert not is_in(client)


def test_the_second_factor_is_asked_for_here_as_well(issuer: str) -> None:
    a_code_app(with_address(a_user()))
    known_there(issuer, "76", email=EMAIL, email_verified=True)
    client = Client()

    assert through(issuer, "76", client) == "/accounts/sign-in/code/"
    assert not is_in(client)


def test_another_claim_can_name_the_account(issuer: str, settings: Settings) -> None:
    settings.OIDC = OpenIdConnect(issuer, CLIENT, "geheim", "Bộ", claim="preferred_username")
    user = a_user(username="may")
    known_there(issuer, "77", preferred_username="may")
    client = Client()

    through(issuer, "77", client)

    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_account_is_opened_only_where_that_is_configured(
    issuer: str, settings: Settings
) -> None:
    settings.OIDC = OpenIdConnect(issuer, CLIENT, "geheim", "Bộ", opens_accounts=True)
    known_there(issuer, "78", email=EMAIL, email_verified=True, name="Hồ Thị Mây")
    client = Client()

    through(issuer, "78", client)

    user = User.objects.get()
    assert (user.username, user.full_name, user.email) == (EMAIL, "Hồ Thị Mây", EMAIL)
    assert not user.has_usable_password()


def test_whoever_says_no_there_comes_back_and_is_told(issuer: str) -> None:
    client = Client()
    there = client.get(START).headers["Location"]

    answer = client.get(BACK, {"error": "access_denied", "state": asked_for(there, "state")})

    assert answer.headers["Location"] == SIGN_IN


def test_the_page_offers_the_issuer_by_its_name(issuer: str) -> None:
    page = Client().get(SIGN_IN, {"next": "/tasks/"}).text

    assert "Thư mục của Bộ" in page
    assert f'href="{START}?next=/tasks/"' in page


def test_an_honest_token_of_the_other_server_opens_the_account(liar: Liar) -> None:
    """Without this the refusals below would prove nothing."""
    with_address(a_user())
    client = Client()

    assert through_liar(liar, client) == "/"
    assert is_in(client)


def test_an_answer_that_was_not_asked_for_is_refused(liar: Liar) -> None:
    with_address(a_user())
    client = Client()

    answer = client.get(BACK, {"code": "c", "state": "planted"})

    assert answer.headers["Location"] == SIGN_IN
    assert liar.asked == []


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"aud": "another program"},
        {"iss": "https://another.example"},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"email_verified": False},
    ],
    ids=lambda claims: "-".join(f"{name}={value}" for name, value in claims.items()),
)
def test_a_token_that_says_something_else_opens_nothing(
    liar: Liar, claims: dict[str, object]
) -> None:
    with_address(a_user())
    liar.claims = claims
    client = Client()

    assert through_liar(liar, client) == SIGN_IN
    assert not is_in(client)


def test_a_token_signed_by_somebody_else_opens_nothing(liar: Liar) -> None:
    with_address(a_user())
    liar.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    client = Client()

    assert through_liar(liar, client) == SIGN_IN


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_signed_with_nothing_or_with_what_all_know_opens_nothing(
    liar: Liar, algorithm: str
) -> None:
    with_address(a_user())
    client = Client()
    there = client.get(START).headers["Location"]
    claims = jwt.decode(liar.tokens()["id_token"], options={"verify_signature": False})
    claims["nonce"] = asked_for(there, "nonce")
    known = "a key of thirty-two bytes or more, which all know"
    key = None if algorithm == "none" else known
    liar.token = jwt.encode(claims, key, algorithm, {"kid": "1"})  # type: ignore[arg-type]

    answer = client.get(BACK, {"code": "c", "state": asked_for(there, "state")})

    assert answer.headers["Location"] == SIGN_IN
    assert not is_in(client)


def test_what_it_tells_of_another_person_opens_nothing(liar: Liar) -> None:
    with_address(a_user())
    liar.userinfo = {"sub": "8", "email": EMAIL}
    client = Client()

    assert through_liar(liar, client) == SIGN_IN


def test_a_document_of_another_issuer_is_refused(liar: Liar) -> None:
    liar.document = {"issuer": "https://another.example"}

    assert through_liar(liar, Client()) == SIGN_IN


def test_no_redirect_is_followed(liar: Liar) -> None:
    liar.moved = True

    assert through_liar(liar, Client()) == SIGN_IN
    assert len(liar.asked) == 1


def test_an_issuer_that_does_not_answer_leads_back(settings: Settings) -> None:
    settings.OIDC = OpenIdConnect("http://127.0.0.1:9", CLIENT, "geheim", "Bộ")

    assert Client().get(START).headers["Location"] == SIGN_IN


def test_what_a_visitor_sends_changes_nothing_of_what_is_asked_for(liar: Liar) -> None:
    hostile = {"scope": "admin", "auth_params": "prompt=none", "server_url": "http://evil.example"}

    there = Client().get(START, {**hostile, "next": "https://evil.example/"}).headers["Location"]

    assert there.startswith(f"{liar.address}/authorize?")
    assert "evil" not in there
    assert set(asked_for(there, "scope").split()) == {"openid", "profile", "email"}
    assert asked_for(there, "code_challenge_method") == "S256"


def test_who_proved_a_second_factor_there_need_not_set_one_up_here(
    liar: Liar, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECOND_FACTOR = "required"
    monkeypatch.setattr(hooks, "_SECOND_FACTOR", [lambda _user, _on: True])
    with_address(a_user())
    weak, strong = Client(), Client()

    through_liar(liar, weak)
    liar.nonce, liar.claims = "", {"amr": ["pwd", "mfa"]}
    through_liar(liar, strong)

    assert weak.get("/tasks/").headers["Location"] == "/accounts/"
    assert strong.get("/tasks/").status_code == 200
