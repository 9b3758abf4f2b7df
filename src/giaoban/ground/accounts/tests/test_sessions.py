"""Where somebody is signed in, and how it ends."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from giaoban.ground.accounts import services
from giaoban.ground.accounts.http import BEGAN, SEEN
from giaoban.ground.accounts.models import OpenSession, User
from giaoban.ground.accounts.tests.build import PASSWORD, a_user, signed_in, with_session
from giaoban.ground.audit.models import Entry

pytestmark = pytest.mark.django_db
NEW = "bốn con ngựa lên đồi"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def user() -> User:
    return a_user(password=PASSWORD)


def is_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def test_signing_in_stands_in_the_list_and_in_the_trail(user: User) -> None:
    client = signed_in(user, client=Client(headers={"User-Agent": FIREFOX}))

    page = client.get("/accounts/", headers={"Accept-Language": "en"}).text
    session = OpenSession.objects.get()

    assert "Firefox · Windows" in page
    assert (session.address, session.way) == ("127.0.0.1", "password")
    assert Entry.objects.get().verb == "accounts.signed-in"


def test_a_session_gets_a_new_key_when_somebody_signs_in(user: User) -> None:
    client = Client()
    client.post("/accounts/sign-in/passkey/")  # a stranger's session, as one could plant it
    planted = client.session.session_key

    signed_in(user, client=client)

    assert client.session.session_key not in {None, planted}
    assert not Session.objects.filter(session_key=planted).exists()


def test_one_session_can_be_ended_from_another(user: User) -> None:
    here, there = signed_in(user), signed_in(user)
    other = OpenSession.objects.get(session_key=there.session.session_key)

    here.post(f"/accounts/sessions/{other.pk}/end/")

    assert is_in(here)
    assert not is_in(there)


def test_nobody_ends_the_session_of_somebody_else(user: User) -> None:
    mine, theirs = signed_in(user), signed_in(a_user(password=PASSWORD))
    other = OpenSession.objects.get(session_key=theirs.session.session_key)

    assert mine.post(f"/accounts/sessions/{other.pk}/end/").status_code == 404
    assert is_in(theirs)


def test_all_but_this_one_can_be_ended(user: User) -> None:
    here, there, elsewhere = signed_in(user), signed_in(user), signed_in(user)

    here.post("/accounts/sessions/end/")

    assert [is_in(each) for each in (here, there, elsewhere)] == [True, False, False]


def test_a_new_password_ends_the_others_and_keeps_this_one_in_the_list(user: User) -> None:
    here, there = signed_in(user), signed_in(user)

    here.post(
        "/accounts/password/",
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW},
    )

    assert is_in(here)
    assert not is_in(there)
    assert OpenSession.objects.get().session_key == here.session.session_key


def test_signing_out_takes_the_session_from_the_list(user: User) -> None:
    client = signed_in(user)

    client.post("/accounts/sign-out/")

    assert not OpenSession.objects.exists()
    assert not is_in(client)


@pytest.mark.parametrize(("mark", "ago"), [(BEGAN, 13 * 3600), (SEEN, 121 * 60)])
def test_a_session_ends_by_its_age_and_by_lying_idle(user: User, mark: str, ago: int) -> None:
    client = signed_in(user)
    assert is_in(client)

    with_session(client, **{mark: timezone.now().timestamp() - ago})

    assert not is_in(client)
    assert not OpenSession.objects.exists()


def test_a_session_in_use_is_seen(user: User) -> None:
    client = signed_in(user)
    OpenSession.objects.update(seen_at=timezone.now() - timedelta(minutes=30))
    with_session(client, **{SEEN: timezone.now().timestamp() - 1800})

    client.get("/accounts/", REMOTE_ADDR="192.0.2.7")

    session = OpenSession.objects.get()
    assert timezone.now() - session.seen_at < timedelta(minutes=1)
    assert session.address == "192.0.2.7"


def test_what_ended_by_itself_goes_from_the_list(user: User) -> None:
    signed_in(user)
    Session.objects.all().delete()

    services.forget_ended_sessions(longest=timedelta(hours=12), now=timezone.now())

    assert not OpenSession.objects.exists()


def test_through_a_proxy_the_address_is_what_the_proxy_says_last(
    user: User, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forged = {"X-Forwarded-For": "10.0.0.1, 192.0.2.8"}

    signed_in(user, client=Client(headers=forged))

    assert OpenSession.objects.get().address == "192.0.2.8"


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_led_to_a_strange_site(user: User, to: str) -> None:
    form = {"username": user.username, "password": PASSWORD, "next": to}

    assert Client().post("/accounts/sign-in/", form).headers["Location"] == "/"


def test_a_form_from_elsewhere_signs_nobody_in(user: User) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/accounts/sign-in/", {"username": user.username, "password": PASSWORD})

    assert answer.status_code == 403


def test_the_cookie_of_the_known_browser_is_guarded(user: User) -> None:
    morsel = signed_in(user).cookies["giaoban_device"]

    assert (morsel["httponly"], morsel["samesite"]) == (True, "Lax")
    assert morsel["path"] == "/"  # as the prefix of host-only cookies wants it
    assert user.username not in morsel.value
