"""Whoever guesses is slowed down; whoever is guessed at is not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from giaoban.ground.accounts import services
from giaoban.ground.accounts.models import Brake
from giaoban.ground.accounts.services.brakes import FREE_FOR_A_PLACE, FREE_FOR_ONE, LONGEST
from giaoban.ground.accounts.tests.build import PASSWORD, a_code_app, a_user, shown_by, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 31, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
FAR = {"REMOTE_ADDR": "192.0.2.7"}


def try_password(client: Client, name: str, password: str = "sai", **environ: str) -> int:  # noqa: S107 - wrong on purpose
    form = {"username": name, "password": password}
    return client.post("/accounts/sign-in/", form, **environ).status_code  # type: ignore[arg-type]


def attempt(
    *, name: str = "may", address: str = "192.0.2.1", device: str = "", now: datetime = NOW
) -> timedelta | None:
    sides = services.sides_of_sign_in(name=name, address=address, device=device)
    return services.begin_attempt(sides=sides, now=now)


def exhausted(**where: str) -> datetime:
    """Try until the first wait is over; the moment from which the next attempt is free."""
    now = NOW
    for _ in range(FREE_FOR_ONE):
        assert attempt(now=now, **where) is None
    return now


def test_each_failure_beyond_the_free_ones_waits_twice_as_long() -> None:
    now = exhausted()

    for seconds in (1, 2, 4, 8):
        assert attempt(now=now) == timedelta(seconds=seconds)
        now += timedelta(seconds=seconds)
        assert attempt(now=now) is None


def test_no_wait_is_longer_than_a_quarter_of_an_hour() -> None:
    now = exhausted()
    for _ in range(20):
        now += attempt(now=now) or timedelta()
        attempt(now=now)

    assert attempt(now=now) == LONGEST


def test_asking_again_while_waiting_makes_the_wait_no_longer() -> None:
    now = exhausted()

    assert [attempt(now=now) for _ in range(5)] == [SECOND] * 5


def test_somebody_at_another_place_is_not_slowed_down() -> None:
    exhausted()

    assert attempt(address="192.0.2.99") is None


def test_the_known_browser_is_not_slowed_down_by_strangers_beside_it() -> None:
    exhausted()

    assert attempt(device="the nonce of a browser") is None


def test_a_known_browser_that_is_stolen_is_slowed_down_as_well() -> None:
    for _ in range(FREE_FOR_ONE * 2):
        assert attempt(device="stolen") is None

    assert attempt(device="stolen") == SECOND


def test_one_place_that_tries_many_names_is_slowed_down() -> None:
    for number in range(FREE_FOR_A_PLACE):
        assert attempt(name=f"name{number}") is None

    assert attempt(name="another") == SECOND


def test_a_success_at_one_account_does_not_free_the_place_to_guess_at_others() -> None:
    mine = services.sides_of_sign_in(name="mine", address="192.0.2.1", device="")
    for number in range(FREE_FOR_A_PLACE):
        attempt(name=f"name{number}")
        services.begin_attempt(sides=mine, now=NOW + number * timedelta(minutes=1))
        services.forgive(sides=mine, now=NOW)
    attempt(name="one more")

    assert attempt(name="another") is not None


def test_what_lies_half_a_day_back_is_forgotten() -> None:
    exhausted()
    later = NOW + timedelta(hours=13)

    for _ in range(FREE_FOR_ONE):
        assert attempt(now=later) is None
    services.forget_old_brakes(now=later + timedelta(days=1))
    assert not Brake.objects.exists()


def test_no_name_and_no_address_is_kept() -> None:
    attempt(name="hothimay", address="192.0.2.1")

    kept = [brake.key for brake in Brake.objects.all()]
    assert kept
    # The whole address: three of its digits stand in any digest now and then.
    assert not [key for key in kept if "hothimay" in key or "192.0.2.1" in key]


def test_a_clock_set_back_locks_nobody_out() -> None:
    exhausted()
    attempt(now=NOW + timedelta(days=400))

    assert attempt(now=NOW - timedelta(days=1)) is None


def test_the_page_says_how_long_to_wait_and_judges_no_password(client: Client) -> None:
    user = a_user(password=PASSWORD)
    for _ in range(FREE_FOR_ONE):
        try_password(client, user.username)

    form = {"username": user.username, "password": PASSWORD}
    answer = client.post("/accounts/sign-in/", form, headers={"Accept-Language": "en"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert "Too many attempts. Try again in 1 seconds." in answer.text
    assert "_auth_user_id" not in client.session


def test_an_unknown_account_is_answered_as_a_known_one() -> None:
    user = a_user(password=PASSWORD)

    def answers(name: str) -> list[tuple[int, str]]:
        client = Client()
        found = []
        for _ in range(FREE_FOR_ONE + 1):
            answer = client.post("/accounts/sign-in/", {"username": name, "password": "sai"})
            found.append((answer.status_code, answer.text.split("<main")[1].replace(name, "NAME")))
        return [(status, text.split("csrfmiddlewaretoken")[0]) for status, text in found]

    assert answers("nobodyhere") == answers(user.username)


def test_a_stranger_cannot_keep_the_owner_out() -> None:
    user = a_user(password=PASSWORD)
    own = signed_in(user)
    own.post("/accounts/sign-out/")
    for _ in range(FREE_FOR_ONE + 2):
        try_password(Client(), user.username, **FAR)

    assert try_password(Client(), user.username, PASSWORD, **FAR) == 429
    assert try_password(own, user.username, PASSWORD, **FAR) == 302  # the browser is known
    assert try_password(Client(), user.username, PASSWORD) == 302  # another place


def test_a_forged_cookie_makes_no_browser_known() -> None:
    user = a_user(password=PASSWORD)
    client = Client()
    for number in range(FREE_FOR_ONE + 1):
        client.cookies["giaoban_device"] = f"forged{number}"
        status = try_password(client, user.username)

    assert status == 429


def test_the_browser_of_one_person_is_not_known_for_another() -> None:
    mine, other = a_user(password=PASSWORD), a_user(password=PASSWORD)
    own = signed_in(mine)
    own.post("/accounts/sign-out/")
    for _ in range(FREE_FOR_ONE):
        try_password(own, other.username)

    assert try_password(own, other.username, PASSWORD) == 429
    assert try_password(own, mine.username, PASSWORD) == 302


def test_codes_are_slowed_down_too() -> None:
    user = a_user(password=PASSWORD)
    secret = a_code_app(user)
    client = signed_in(user)
    for _ in range(FREE_FOR_ONE):
        client.post("/accounts/sign-in/code/", {"code": "000000"})

    client.post("/accounts/sign-in/code/", {"code": shown_by(secret)})

    assert "_auth_user_id" not in client.session


def test_codes_from_all_places_count_together() -> None:
    """Six digits are guessed in a million attempts, which a thousand places could share."""
    waits = []
    for number in range(40):
        sides = services.sides_of_code(account_id=7, address=f"192.0.2.{number}", device="")
        waits.append(services.begin_attempt(sides=sides, now=NOW))

    assert waits[29] is None
    assert waits[31] is not None
