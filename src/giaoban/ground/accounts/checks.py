"""What `giaoban check --deploy` says of signing in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004 - Django's own name
from django.utils.translation import gettext as _


@register(deploy=True)
def second_factor_is_required(**_about: Any) -> list[CheckMessage]:
    if settings.SECOND_FACTOR == "required":
        return []
    words = _("GIAOBAN_SECOND_FACTOR lets administrators work with a password alone.")
    return [Warning(words, id="giaoban.accounts.W001")]


@register(deploy=True)
def issuer_speaks_https(**_about: Any) -> list[CheckMessage]:
    if settings.OIDC.issuer.startswith("http://"):
        words = _("GIAOBAN_OIDC_ISSUER is asked in the clear; let it speak HTTPS.")
        return [Warning(words, id="giaoban.accounts.W002")]
    return []
