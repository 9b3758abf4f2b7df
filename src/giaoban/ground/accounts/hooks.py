"""Where upper rooms say what a token can be good for; accounts knows nothing of them."""

from collections.abc import Iterable

from giaoban.ground.accounts.types import TokenScope

_SCOPES: dict[str, TokenScope] = {}


def offer_scopes(scopes: Iterable[TokenScope]) -> None:
    """Let tokens be issued for these, in this order."""
    _SCOPES.update({scope.name: scope for scope in scopes})


def scopes() -> list[TokenScope]:
    return list(_SCOPES.values())
