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
        Verb(
            "accounts.corrected",
            _("Account corrected"),
            personal=frozenset({"full_name", "email"}),
            whose=_the_account,
        ),
        Verb("accounts.closed", _("Account closed")),
        Verb("accounts.reopened", _("Account opened again")),
        Verb("accounts.password-changed", _("Password changed")),
        Verb("accounts.signed-in", _("Signed in")),
        Verb("accounts.sessions-ended", _("Sessions ended")),
        Verb("accounts.code-app-added", _("Authenticator app set up")),
        Verb("accounts.code-app-removed", _("Authenticator app removed")),
        Verb("accounts.passkey-added", _("Passkey added"), frozenset({"passkey"}), _the_account),
        Verb(
            "accounts.passkey-removed", _("Passkey removed"), frozenset({"passkey"}), _the_account
        ),
        Verb("accounts.recovery-codes-made", _("Recovery codes made")),
        Verb("accounts.recovery-code-used", _("Recovery code used")),
        Verb("accounts.factors-removed", _("Second factors removed for somebody")),
        Verb("accounts.link-issued", _("One-time link issued")),
        Verb("accounts.link-mailed", _("One-time link sent by e-mail")),
        Verb("accounts.rights-raised", _("Rights raised")),
        Verb("accounts.rights-lowered", _("Raised rights ended")),
        Verb("accounts.issuer-linked", _("Account linked with the agency's sign-in")),
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
        "way": _("By"),
        "count": _("How many"),
        "passkey": _("Passkey"),
        "until": _("Until"),
        "ended": _("Ended"),
        "issuer": _("Issuer"),
    },
)
