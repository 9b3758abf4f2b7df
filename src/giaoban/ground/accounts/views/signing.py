"""Signing in, step by step, and out.

A refusal is one sentence whatever its reason, and takes as long: who has an account here is
nobody's business.
"""

from datetime import timedelta
from http import HTTPStatus

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from giaoban.ground.accounts import selectors, services
from giaoban.ground.accounts.forms import CodeForm, SignInForm
from giaoban.ground.accounts.http import known_device, place_of, safe_path
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.types import CodeIsWrong, PasskeyIsWrong
from giaoban.ground.accounts.views import passkeys
from giaoban.ground.platform import clock
from giaoban.ground.platform.http import HtmxRequest, is_swap


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HtmxRequest) -> HttpResponseBase:
    # Whose session ended is led here from within a page, and this page is no part of that one.
    if is_swap(request):
        back = urlencode({"next": request.htmx.current_url_abs_path or "/"})
        return HttpResponseClientRedirect(f"{reverse('accounts:sign-in')}?{back}")
    to = safe_path(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.user.is_authenticated:
        return redirect(to)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _try_password(request, form, to)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _sign_in_page(request, form, to, status=status)


def _try_password(request: HtmxRequest, form: SignInForm, to: str) -> HttpResponseBase:
    now = clock.now()
    name: str = form.cleaned_data["username"]
    sides = services.sides_of_sign_in(
        name=name, address=place_of(request), device=known_device(request, name)
    )
    wait = services.begin_attempt(sides=sides, now=now)
    if wait is not None:
        return _told_to_wait(request, form, to, wait)
    # For a name that nobody has, the password is hashed all the same.
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if not isinstance(user, User):
        form.add_error(None, _("No account opens with this name and password."))
        return _sign_in_page(request, form, to, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    services.forgive(sides=sides, now=now)
    login = Login(user=user, redirect_url=to)
    answer: HttpResponse = perform_password_login(request, {"username": name}, login)
    return answer


def _told_to_wait(request: HtmxRequest, form: SignInForm, to: str, wait: timedelta) -> HttpResponse:
    form.add_error(None, waiting_words(wait))
    response = _sign_in_page(request, form, to, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(seconds_of(wait))
    return response


def waiting_words(wait: timedelta) -> str:
    seconds = seconds_of(wait)
    if seconds < 60:
        return _("Too many attempts. Try again in %(count)s seconds.") % {"count": seconds}
    minutes = -(-seconds // 60)
    return _("Too many attempts. Try again in %(count)s minutes.") % {"count": minutes}


def seconds_of(wait: timedelta) -> int:
    return max(1, -int(-wait.total_seconds() // 1))


def _sign_in_page(
    request: HttpRequest, form: SignInForm, to: str, *, status: HTTPStatus
) -> HttpResponse:
    context = {
        "form": form,
        "next": to,
        "issuer": settings.OIDC,
        "mail_is_sent": settings.MAIL_IS_SENT,
    }
    return render(request, "accounts/sign_in.html", context, status=status)


# The second step


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponseBase:
    """The code of the app, a recovery code or a passkey, after the password was right."""
    stage = LoginStageController.enter(request, LoginStageKey.MFA_AUTHENTICATE.value)
    if request.user.is_authenticated or stage is None:
        return redirect("accounts:sign-in")
    user: User = stage.login.user
    if request.method == "POST" and "code" not in request.POST:
        return _second_by_passkey(request, stage, user)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            factor = try_code(request, user, form.cleaned_data["code"])
        except Waits as waits:
            form.add_error(None, str(waits))
        except CodeIsWrong as refusal:
            form.add_error("code", str(refusal))
        else:
            passkeys.note(request, factor)
            answer: HttpResponse = stage.exit()
            return answer
    return _code_page(request, form, user)


def _second_by_passkey(request: HttpRequest, stage: LoginStage, user: User) -> HttpResponseBase:
    if "credential" not in request.POST:
        return passkeys.challenge(user)
    try:
        factor = passkeys.answered(request, user)
    except PasskeyIsWrong as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:sign-in-code")
    passkeys.note(request, factor)
    answer: HttpResponse = stage.exit()
    return answer


def _code_page(request: HttpRequest, form: CodeForm, user: User) -> HttpResponse:
    kinds = set(selectors.second_factors_of(account=user).values_list("type", flat=True))
    context = {
        "form": form,
        "person": user,
        "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        "has_app": Authenticator.Type.TOTP in kinds,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/sign_in_code.html", context, status=status)


class Waits(Exception):
    """Too many codes were wrong; says how long to wait."""


def try_code(request: HttpRequest, user: User, code: str) -> Authenticator:
    """The factor whose code it is. Raises CodeIsWrong and Waits."""
    now = clock.now()
    sides = services.sides_of_code(
        account_id=user.pk,
        address=place_of(request),
        device=known_device(request, user.get_username()),
    )
    wait = services.begin_attempt(sides=sides, now=now)
    if wait is not None:
        raise Waits(waiting_words(wait))
    factor = services.use_code(account=user, code=code, now=now)
    services.forgive(sides=sides, now=now)
    return factor


# Without a password


@never_cache
@require_POST
def sign_in_passkey(request: HttpRequest) -> HttpResponseBase:
    """A passkey says both who it is and that it is they. Without one sent, the challenge for it."""
    if request.user.is_authenticated:
        return redirect("/")
    if "credential" not in request.POST:
        return passkeys.challenge(None)
    try:
        factor = passkeys.answered(request, None)
    except PasskeyIsWrong as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:sign-in")
    services.note_use(factor=factor, now=clock.now())
    login = Login(user=factor.user, redirect_url=safe_path(request, request.POST.get("next", "")))
    answer: HttpResponse = perform_passwordless_login(request, factor, login)
    return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    key = request.session.session_key
    if isinstance(request.user, User) and key:
        services.lower_rights(actor=request.user, session_key=key, now=clock.now())
        services.close_session(session_key=key)
    logout(request)
    response: HttpResponse = redirect("accounts:sign-in")
    # Not "storage": with it would go the worker that tells this device of notices.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
