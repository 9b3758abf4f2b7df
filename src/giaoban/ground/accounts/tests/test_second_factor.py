from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from giaoban.ground.accounts import hooks, selectors, services
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.tests.build import (
    PASSWORD,
    a_code_app,
    a_user,
    confirmed,
    shown_by,
    signed_in,
)
from giaoban.ground.accounts.types import CodeIsWrong, SecondFactorIsRequired
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db
CODE = "/accounts/sign-in/code/"
TODAY = date(2025, 3, 31)


@pytest.fixture
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def posts(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Whose post requires a second factor."""
    who: set[int] = set()
    monkeypatch.setattr(hooks, "_SECOND_FACTOR", [lambda user, _on: user.pk in who])
    return who


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_password_alone_does_not_let_in_who_has_an_app() -> None:
    user = a_user(password=PASSWORD)
    a_code_app(user)

    client = signed_in(user)

    assert not is_signed_in(client)
    assert client.get("/").headers["Location"].startswith("/accounts/sign-in/")
    assert client.get(CODE).status_code == 200


def test_what_the_app_shows_lets_in_and_leads_on() -> None:
    user = a_user(password=PASSWORD)
    secret = a_code_app(user)
    client = Client()
    where = {"username": user.username, "password": PASSWORD, "next": "/tasks/"}
    client.post("/accounts/sign-in/", where)

    answer = client.post(CODE, {"code": shown_by(secret)})

    assert answer.headers["Location"] == "/tasks/"
    assert is_signed_in(client)


def test_a_wrong_code_lets_nobody_in() -> None:
    user = a_user(password=PASSWORD)
    a_code_app(user)
    client = signed_in(user)

    answer = client.post(CODE, {"code": "000000"})

    assert answer.status_code == 422
    assert not is_signed_in(client)


def test_the_second_step_without_the_first_is_no_way_in() -> None:
    secret = a_code_app(a_user(password=PASSWORD))

    answer = Client().post(CODE, {"code": shown_by(secret)})

    assert answer.headers["Location"] == "/accounts/sign-in/"


def test_a_code_is_good_once() -> None:
    user = a_user()
    secret = a_code_app(user)
    code = shown_by(secret)
    services.use_code(account=user, code=code, now=timezone.now())

    with pytest.raises(CodeIsWrong):
        services.use_code(account=user, code=code, now=timezone.now())
    services.use_code(account=user, code=shown_by(secret, later=1), now=timezone.now())


def test_a_recovery_code_is_good_once_and_leaves_a_trace() -> None:
    user = a_user()
    a_code_app(user)
    codes = services.renew_recovery_codes(actor=user, now=timezone.now())

    services.use_code(account=user, code=codes[3], now=timezone.now())

    with pytest.raises(CodeIsWrong):
        services.use_code(account=user, code=codes[3], now=timezone.now())
    assert selectors.recovery_codes_left(account=user) == 9
    assert Entry.objects.filter(verb="accounts.recovery-code-used").count() == 1


def test_new_recovery_codes_make_the_old_ones_useless() -> None:
    user = a_user()
    a_code_app(user)
    old = services.renew_recovery_codes(actor=user, now=timezone.now())
    services.renew_recovery_codes(actor=user, now=timezone.now())

    with pytest.raises(CodeIsWrong):
        services.use_code(account=user, code=old[0], now=timezone.now())


def test_the_database_alone_tells_no_secret(settings: Settings) -> None:
    user = a_user()
    secret = a_code_app(user)

    kept = Authenticator.objects.get(user=user).data["secret"]
    assert secret not in kept

    settings.SECRET_KEY = "another installation's"  # noqa: S105 - of a test
    with pytest.raises(CodeIsWrong):
        services.use_code(account=user, code=shown_by(secret), now=timezone.now())


def test_a_former_key_still_opens_the_secrets(settings: Settings) -> None:
    user = a_user()
    secret = a_code_app(user)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a newer one"  # noqa: S105 - of a test
    code, now = shown_by(secret), timezone.now()

    services.use_code(account=user, code=code, now=now)

    # It was taken, and so cannot be used again.
    with pytest.raises(CodeIsWrong):
        services.use_code(account=user, code=code, now=now)


def test_an_app_is_set_up_by_what_it_shows() -> None:
    user = a_user(password=PASSWORD)
    client = confirmed(user)
    page = client.get("/accounts/code-app/")
    secret = client.session["mfa.totp.secret"]

    answer = client.post("/accounts/code-app/", {"code": shown_by(secret)})

    assert "data:image/svg+xml;base64," in page.text
    assert answer.headers["Location"] == "/accounts/recovery-codes/"
    assert selectors.second_factors_of(account=user).count() == 1
    assert [entry.verb for entry in Entry.objects.all()] == ["accounts.code-app-added"]


def test_an_app_that_shows_something_else_is_not_set_up() -> None:
    user = a_user(password=PASSWORD)

    answer = confirmed(user).post("/accounts/code-app/", {"code": "000000"})

    assert answer.status_code == 422
    assert not selectors.second_factors_of(account=user).exists()


def test_recovery_codes_are_shown_once() -> None:
    user = a_user()
    a_code_app(user)
    client = confirmed(user)

    answer = client.post("/accounts/recovery-codes/")

    codes = [row.split("<")[0] for row in answer.text.split("<li><code>")[1:]]
    assert len(codes) == 10
    assert codes[0] not in client.get("/accounts/recovery-codes/").text
    services.use_code(account=user, code=codes[0], now=timezone.now())


@pytest.mark.parametrize("path", ["code-app/", "passkeys/add/", "recovery-codes/"])
def test_who_did_not_prove_lately_that_it_is_they_is_asked_to(path: str) -> None:
    client = Client()
    client.force_login(a_user())

    answer = client.get(f"/accounts/{path}")

    assert answer.headers["Location"].startswith("/accounts/confirm/?next=%2Faccounts%2F")


@pytest.mark.usefixtures("required")
def test_whose_post_requires_it_sets_one_up_before_anything_else(posts: set[int]) -> None:
    user = a_user(password=PASSWORD)
    posts.add(user.pk)
    client = signed_in(user)

    assert client.get("/tasks/").headers["Location"] == "/accounts/"
    assert client.get("/accounts/tokens/").headers["Location"] == "/accounts/"
    refused = client.get("/api/v1/tasks")
    assert (refused.status_code, refused.json()["status"]) == (403, 403)
    swapped = client.get("/tasks/", headers={"HX-Request": "true"})
    assert swapped.headers["HX-Redirect"] == "/accounts/"
    assert client.get("/accounts/code-app/").status_code == 200


@pytest.mark.usefixtures("required")
def test_once_it_is_set_up_all_is_open(posts: set[int]) -> None:
    user = a_user(password=PASSWORD)
    posts.add(user.pk)
    client = signed_in(user)
    client.get("/accounts/code-app/")
    secret = client.session["mfa.totp.secret"]

    client.post("/accounts/code-app/", {"code": shown_by(secret)})

    assert client.get("/tasks/").status_code == 200


@pytest.mark.usefixtures("required")
def test_a_post_given_while_signed_in_counts_at_once(posts: set[int]) -> None:
    user = a_user(password=PASSWORD)
    client = signed_in(user)
    assert client.get("/tasks/").status_code == 200

    posts.add(user.pk)

    assert client.get("/tasks/").headers["Location"] == "/accounts/"


@pytest.mark.usefixtures("posts")
def test_where_it_is_only_offered_nobody_is_led_away(posts: set[int]) -> None:
    user = a_user(password=PASSWORD)
    posts.add(user.pk)

    assert signed_in(user).get("/tasks/").status_code == 200


@pytest.mark.usefixtures("required")
def test_the_last_one_stays_where_the_post_requires_it(posts: set[int]) -> None:
    user = a_user()
    posts.add(user.pk)
    a_code_app(user)
    factor = selectors.second_factors_of(account=user).get()

    with pytest.raises(SecondFactorIsRequired):
        services.remove_factor(actor=user, factor_id=factor.pk, on=TODAY, now=timezone.now())


def test_the_last_one_takes_the_recovery_codes_along() -> None:
    user = a_user()
    a_code_app(user)
    services.renew_recovery_codes(actor=user, now=timezone.now())
    factor = selectors.second_factors_of(account=user).get()

    services.remove_factor(actor=user, factor_id=factor.pk, on=TODAY, now=timezone.now())

    assert not Authenticator.objects.exists()


def test_the_factor_of_somebody_else_cannot_be_removed() -> None:
    a_code_app(a_user())
    factor = Authenticator.objects.get()

    answer = confirmed(a_user()).post(f"/accounts/factors/{factor.pk}/remove/")

    assert answer.status_code == 404
    assert Authenticator.objects.exists()


@pytest.mark.parametrize(
    "sent",
    ["", "no JSON", "[]", "{}", '{"id": 7}', '{"response": {"userHandle": "x"}}', "[" * 9999],
)
def test_what_is_no_passkey_lets_nobody_in(sent: str) -> None:
    client = Client()
    client.post("/accounts/sign-in/passkey/")

    answer = client.post("/accounts/sign-in/passkey/", {"credential": sent})

    assert answer.headers["Location"] == "/accounts/sign-in/"
    assert not is_signed_in(client)


def test_the_challenge_for_a_passkey_tells_of_no_account() -> None:
    told = Client().post("/accounts/sign-in/passkey/").json()["publicKey"]

    assert told["userVerification"] == "required"
    assert not told.get("allowCredentials")


def test_an_administrator_helps_who_lost_the_phone() -> None:
    admin = User.objects.create_superuser("goc", full_name="Gốc")
    user = a_user(password=PASSWORD)
    a_code_app(user)
    client = signed_in(user)

    services.remove_second_factors(actor=admin, account=user, now=timezone.now())

    assert not Authenticator.objects.exists()
    assert is_signed_in(signed_in(user, client=client))
