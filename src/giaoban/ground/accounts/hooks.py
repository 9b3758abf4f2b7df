"""Where upper rooms say what accounts cannot know: what tokens are for, and what posts demand."""

from collections.abc import Callable, Iterable
from datetime import date

from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.types import TokenScope

Rule = Callable[[User, date], bool]

_SCOPES: dict[str, TokenScope] = {}
_SECOND_FACTOR: list[Rule] = []
_ADMINISTRATOR: list[Rule] = []


def offer_scopes(scopes: Iterable[TokenScope]) -> None:
    """Let tokens be issued for these, in this order."""
    _SCOPES.update({scope.name: scope for scope in scopes})


def scopes() -> list[TokenScope]:
    return list(_SCOPES.values())


def register_second_factor_rule(rule: Rule) -> None:
    """Whom `rule` holds for, on a day, works with a second factor only. Asked with each request."""
    if rule not in _SECOND_FACTOR:
        _SECOND_FACTOR.append(rule)


def register_administrator_rule(rule: Rule) -> None:
    """Whom `rule` holds for, on a day, has rights that are raised before they are used."""
    if rule not in _ADMINISTRATOR:
        _ADMINISTRATOR.append(rule)


def must_have_second_factor(user: User, *, on: date) -> bool:
    """A superuser must in any case."""
    return user.is_superuser or any(rule(user, on) for rule in _SECOND_FACTOR)


def administers(user: User, *, on: date) -> bool:
    return any(rule(user, on) for rule in _ADMINISTRATOR)
