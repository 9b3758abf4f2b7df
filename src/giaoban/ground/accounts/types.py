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
