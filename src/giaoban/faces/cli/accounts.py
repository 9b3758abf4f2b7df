"""What `giaoban account` does. Imported once Django is set up.

Whoever may run commands on the machine needs no right besides; the trail names the installation.
"""

import sys

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.ground.accounts import selectors, services
from giaoban.ground.platform import clock

REFUSED = 2


def link(username: str, *, language: str) -> int:
    """Print a link to a new password; the address alone goes to the standard output."""
    with translation.override(language):
        account = selectors.account_named(username=username)
        if account is None:
            return _refused(_("There is no such account."))
        issued = services.issue_link(actor=None, account=account, now=clock.now())
        path = reverse("accounts:one-time", args=[issued.secret])
        sys.stdout.write(f"{settings.SITE_URL}{path}\n")
        sys.stderr.write(_("It is good once, and for 24 hours.") + "\n")
    return 0


def forget_factors(username: str, *, language: str) -> int:
    """Remove what a person proved themselves by besides the password, and end their sessions."""
    with translation.override(language):
        account = selectors.account_named(username=username)
        if account is None:
            return _refused(_("There is no such account."))
        services.remove_second_factors(actor=None, account=account, now=clock.now())
        sys.stdout.write(_("App, passkeys and recovery codes are removed.") + "\n")
    return 0


def _refused(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
