"""Builders: every argument has a name and a valid default. A test states only what it is about."""

from itertools import count

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
