"""What can be done to accounts, for the trail."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.audit.hooks import declare
from giaoban.ground.audit.types import ObjectKind, Verb


def _the_account(person_id: int) -> Iterable[str]:
    return [f"accounts.user:{person_id}"]


def _ones_own(actor: User, _on: date) -> QuerySet[User]:
    # Of others' accounts only those know who may read the whole trail.
    return User.objects.filter(pk=actor.pk)


declare(
    "accounts",
    verbs=[
        Verb(
            "accounts.opened",
            _("Account opened"),
            personal=frozenset({"username", "full_name", "email"}),
            whose=_the_account,
        ),
        Verb("accounts.password-changed", _("Password changed")),
        Verb("accounts.token-issued", _("Token issued"), frozenset({"token"}), _the_account),
        Verb("accounts.token-revoked", _("Token revoked"), frozenset({"token"}), _the_account),
    ],
    kinds=[ObjectKind("accounts.user", _("Account"), _ones_own)],
    facts={
        "username": _("User name"),
        "full_name": _("Full name"),
        "email": _("E-mail"),
        "token": _("Name of the token"),
        "start": _("Its first letters"),
        "scopes": _("Scopes"),
        "days": _("Days"),
    },
)
