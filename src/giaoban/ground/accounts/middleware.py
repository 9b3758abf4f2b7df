"""What is asked of a session with each request, before any view."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from giaoban.ground.accounts import hooks, selectors, services
from giaoban.ground.accounts.http import (
    BEGAN,
    FACTOR,
    RAISED,
    SEEN,
    address_of,
    are_rights_raised,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock

# How exactly the list of sessions tells when one was in use.
SEEN_EVERY = 300

# Where somebody goes who has yet to set up a second factor, and nowhere else.
ON_THE_WAY = {
    "accounts:account",
    "accounts:code-app",
    "accounts:confirm",
    "accounts:passkey-add",
    "accounts:password-change",
    "accounts:recovery-codes",
    "accounts:sign-in",
    "accounts:sign-out",
    "set_language",
}


class Signing:
    """Ends sessions that are too old, lays rights aside that are not raised, and lets nobody work
    without the second factor that their post requires."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Without the cookie nobody is signed in, and the database need not be asked.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            now = clock.now()
            _end_what_is_too_old(request, now)
            if request.user.is_authenticated:
                _lay_rights_aside(request, request.user, now)
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        user = request.user
        if not isinstance(user, User) or not _lacks_second_factor(request, user):
            return None
        match = request.resolver_match
        if match is None or match.view_name in ON_THE_WAY or "platform" in match.namespaces:
            return None
        return _led_to_set_up(request, is_api="api" in match.namespaces)


def _end_what_is_too_old(request: HttpRequest, now: datetime) -> None:
    session = request.session
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None or not request.user.is_authenticated:
        return
    at = now.timestamp()
    if at - began > settings.SESSION_HOURS * 3600 or at - seen > settings.IDLE_MINUTES * 60:
        services.close_session(session_key=session.session_key or "")
        logout(request)
    elif abs(at - seen) > min(SEEN_EVERY, settings.IDLE_MINUTES * 6):
        session[SEEN] = at
        services.see_session(
            session_key=session.session_key or "", address=address_of(request), now=now
        )


def _lay_rights_aside(request: HttpRequest, user: Any, now: datetime) -> None:
    user.holds_back = not are_rights_raised(request, now)
    if user.holds_back and RAISED in request.session:
        del request.session[RAISED]
        services.lower_rights(actor=user, session_key=request.session.session_key or "", now=now)


def _lacks_second_factor(request: HttpRequest, user: User) -> bool:
    if not selectors.second_factor_is_demanded() or request.session.get(FACTOR):
        return False
    if not hooks.must_have_second_factor(user, on=clock.today()):
        return False
    if selectors.second_factors_of(account=user).exists():
        request.session[FACTOR] = True
        return False
    return True


def _led_to_set_up(request: HttpRequest, *, is_api: bool) -> HttpResponse:
    address = reverse("accounts:account")
    if is_api:
        told = {
            "type": "about:blank",
            "title": _("A second factor is required"),
            "status": 403,
            "detail": _("Set up a second factor on the page of your account first."),
        }
        return JsonResponse(told, status=403, content_type="application/problem+json")
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(address)
    return redirect(address)
