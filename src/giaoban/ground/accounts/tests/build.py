"""Builders: every argument has a name and a valid default. A test states only what it is about."""

from itertools import count

from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils import timezone

from giaoban.ground.accounts import services
from giaoban.ground.accounts.http import FRESH, RAISED
from giaoban.ground.accounts.models import User

_serial = count(1)


def a_user(
    *,
    username: str | None = None,
    full_name: str | None = None,
    password: str | None = None,
    is_active: bool = True,
) -> User:
    """A person with an account; without a password they can only be let in by `force_login`."""
    number = next(_serial)
    return User.objects.create_user(
        username or f"user{number}",
        full_name=full_name or f"Nguyễn Văn {number}",
        password=password,
        is_active=is_active,
    )


PASSWORD = "ba con vịt qua cầu"  # noqa: S105 (of an invented person)


def signed_in(user: User, *, password: str = PASSWORD, client: Client | None = None) -> Client:
    """A browser in which somebody signed in by the form, as far as the password leads."""
    browser = client or Client()
    browser.post("/accounts/sign-in/", {"username": user.username, "password": password})
    return browser


def confirmed(user: User) -> Client:
    """A browser whose person has just proved that it is they."""
    client = Client()
    client.force_login(user)
    return with_session(client, **{FRESH: timezone.now().timestamp()})


def raised(user: User) -> Client:
    """A browser whose administrator has raised the rights just now."""
    client = confirmed(user)
    key = client.session.session_key or ""
    box = services.raise_rights(actor=user, session_key=key, now=timezone.now())
    return with_session(client, **{RAISED: box.ends_at.timestamp()})


def with_session(client: Client, **values: object) -> Client:
    session = client.session
    session.update(values)
    session.save()
    return client


def a_code_app(user: User) -> str:
    """The secret of an app that is set up; its first code was shown a minute ago."""
    secret: str = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def shown_by(secret: str, *, later: int = 0) -> str:
    """What the app shows now, or as many half-minutes later."""
    counter = list(totp.yield_hotp_counters_from_time())[1]
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter + later)))
