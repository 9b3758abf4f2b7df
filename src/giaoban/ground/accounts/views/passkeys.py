"""The talk with a browser about passkeys: a challenge as JSON, and what came back for it."""

import json
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse

from giaoban.ground.accounts import services
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.types import PasskeyIsWrong
from giaoban.ground.platform import clock

# Larger than what any authenticator sends.
LONGEST = 20_000


def challenge(user: User | None) -> JsonResponse:
    """What the browser is to sign; the session remembers it. For nobody known: any passkey."""
    return JsonResponse(auth.begin_authentication(user))


def challenge_to_make_one(user: User) -> JsonResponse:
    """For a new passkey, which keeps whose it is and asks for a finger, a face or a PIN."""
    return JsonResponse(auth.begin_registration(user, passwordless=True))


def answered(request: HttpRequest, user: User | None) -> Authenticator:
    """The passkey that signed the challenge. Raises PasskeyIsWrong."""
    response = sent(request)
    try:
        owner = user or auth.extract_user_from_response(response)
        factor: Authenticator = auth.complete_authentication(owner, response)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise PasskeyIsWrong from wrong
    return factor


def made(request: HttpRequest) -> dict[str, object]:
    """The new passkey, once it was proved that it answers the challenge. Raises PasskeyIsWrong."""
    response = sent(request)
    try:
        auth.parse_registration_response(response)
        auth.complete_registration(response)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise PasskeyIsWrong from wrong
    return response


def note(request: HttpRequest, factor: Authenticator) -> None:
    """Let the session know that a second factor was shown."""
    services.note_use(factor=factor, now=clock.now())
    record_authentication(request, factor.user, "mfa", id=factor.pk, type=factor.type)


def sent(request: HttpRequest) -> dict[str, Any]:
    text = request.POST.get("credential", "")
    try:
        told = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise PasskeyIsWrong
    return told
