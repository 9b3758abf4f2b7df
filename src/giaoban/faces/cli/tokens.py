"""Tokens of services for `giaoban token`. Imported once Django is set up."""

import sys
from collections.abc import Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from giaoban.ground.accounts import selectors, services
from giaoban.ground.accounts.models import Token
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken

REFUSED = 2


def issue(username: str, *, name: str, scopes: Sequence[str], days: int, language: str) -> int:
    """Issue a token to the account of a service; the secret alone goes to the standard output."""
    with translation.override(language):
        account = selectors.account_named(username=username)
        if account is None:
            return _refused(_("There is no such account."))
        try:
            issued = services.issue_service_token(
                actor=None, account=account, name=name, scopes=scopes, days=days, now=clock.now()
            )
        except RuleBroken as refusal:
            return _refused(str(refusal))
        sys.stdout.write(f"{issued.secret}\n")
        sys.stderr.write(_("It is shown this once and kept nowhere.") + "\n")
    return 0


def show(username: str, *, language: str) -> int:
    """One line for each token: number, kind, state, until when, scopes, name."""
    with translation.override(language):
        account = selectors.account_named(username=username)
        if account is None:
            return _refused(_("There is no such account."))
        for token in selectors.tokens_of(owner=account):
            until = timezone.localtime(token.expires_at)
            told = (
                str(token.pk),
                token.get_kind_display(),
                _state(token),
                f"{until:%d/%m/%Y %H:%M}",
                ",".join(token.scopes),
                token.name,
            )
            sys.stdout.write("\t".join(told) + "\n")
    return 0


def revoke(number: int, *, language: str) -> int:
    with translation.override(language):
        try:
            services.revoke_token(actor=None, token_id=number, now=clock.now())
        except Token.DoesNotExist:
            return _refused(_("There is no token with this number."))
        except RuleBroken as refusal:
            return _refused(str(refusal))
        sys.stdout.write(_("The token is revoked.") + "\n")
    return 0


def _state(token: Token) -> str:
    if token.revoked_at:
        return _("Revoked")
    return _("Expired") if token.expires_at <= clock.now() else _("In force")


def _refused(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
