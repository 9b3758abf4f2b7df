"""The words of accounts that other apps may use, and the refusals."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.ground.platform.errors import RuleBroken


class UsernameTaken(RuleBroken):
    message = _("Someone already signs in with this name.")


class TokenKind(TextChoices):
    """Whose programs use a token."""

    PERSONAL = "personal", _("Personal")
    SERVICE = "service", _("Of a service")


@dataclass(frozen=True)
class TokenScope:
    """What a token may be good for: `tasks:read`, and the words for it on the page of tokens."""

    name: str
    words: str | Promise


class TokenWithoutName(RuleBroken):
    message = _("Give the token a name, so that you know it again.")


class TokenWithoutScope(RuleBroken):
    message = _("Choose what the token may do.")


class UnknownScope(RuleBroken):
    message = _("There is no such scope.")


class TokenLivesTooLong(RuleBroken):
    message = _("A token lives for one day at least and for a year at most.")


class TooManyTokens(RuleBroken):
    message = _("You have as many tokens as one may have. Revoke one that you no longer use.")


class TokenRevoked(RuleBroken):
    message = _("This token has been revoked already.")


class AccountOfAPerson(RuleBroken):
    message = _("A person signs in with this account; a service needs one without a password.")


class SecondFactorIsRequired(RuleBroken):
    message = _("Your post requires a second factor: set up another one before you remove this.")


class CodeIsWrong(RuleBroken):
    message = _("This code is not right, or it was used already.")


class PasskeyIsWrong(RuleBroken):
    message = _("This passkey was not accepted.")


class TooManyPasskeys(RuleBroken):
    message = _("You have as many passkeys as one may have. Remove one that you no longer use.")


class CodeAppIsSetUp(RuleBroken):
    message = _("An authenticator app is set up already. Remove it before you set up another.")


class NoSecondFactor(RuleBroken):
    message = _("Recovery codes stand in for a second factor: set one up first.")


class LinkIsSpent(RuleBroken):
    message = _("This link was used already or is too old. Ask for another one.")


class StrangeAccount(RuleBroken):
    """What an OpenID Connect issuer vouches for is nobody here."""

    message = _(
        "No account here belongs to whom you signed in as. Ask whoever administers the accounts."
    )


class Way(TextChoices):
    """By what a person signed in."""

    PASSWORD = "password", _("Password")
    PASSKEY = "passkey", _("Passkey")
    ISSUER = "issuer", _("Sign-in of the agency")
    LINK = "link", _("One-time link")
