"""Proving once more that it is oneself, and raising an administrator's rights by it."""

from http import HTTPStatus

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.ground.accounts import policies, selectors, services
from giaoban.ground.accounts.forms import CodeForm, ConfirmPasswordForm
from giaoban.ground.accounts.http import FRESH, RAISED, SignedInRequest, place_of, safe_path
from giaoban.ground.accounts.types import CodeIsWrong, PasskeyIsWrong
from giaoban.ground.accounts.views import passkeys
from giaoban.ground.accounts.views.signing import Waits, try_code, waiting_words
from giaoban.ground.platform import clock
from giaoban.ground.platform.http import done

Kind = Authenticator.Type


@sensitive_post_parameters("code", "password")
@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def confirm(request: SignedInRequest) -> HttpResponseBase:
    """By a second factor, or the password of who has none. With `raise` rights are raised too."""
    kinds = set(selectors.second_factors_of(account=request.user).values_list("type", flat=True))
    if request.method == "POST" and Kind.WEBAUTHN in kinds and "code" not in request.POST:
        return _by_passkey(request)
    form = _form_for(request, kinds)
    if form is not None and form.is_valid() and _is_right(request, form):
        return _confirmed(request)
    context = {
        "form": form,
        "has_passkey": Kind.WEBAUTHN in kinds,
        "has_app": Kind.TOTP in kinds,
        "has_factor": bool(kinds),
        "raising": _is_raising(request),
        "next": safe_path(request, _asked(request, "next")),
    }
    wrong = form is not None and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "accounts/confirm.html", context, status=status)


@require_POST
@login_required
def lower(request: SignedInRequest) -> HttpResponse:
    """Do without the raised rights before the time is up."""
    request.session.pop(RAISED, None)
    services.lower_rights(
        actor=request.user, session_key=request.session.session_key or "", now=clock.now()
    )
    messages.success(request, _("Your administrator's rights are laid aside."))
    return done(request, to="accounts:account")


def _form_for(request: SignedInRequest, kinds: set[str]) -> forms.Form | None:
    """None for who has nothing to prove it by, such as whoever signs in elsewhere."""
    data = request.POST if request.method == "POST" else None
    if kinds:
        return CodeForm(data)
    return ConfirmPasswordForm(data) if request.user.has_usable_password() else None


def _is_right(request: SignedInRequest, form: forms.Form) -> bool:
    try:
        if isinstance(form, CodeForm):
            try_code(request, request.user, form.cleaned_data["code"])
            return True
        return _is_password(request, form)
    except CodeIsWrong as refusal:
        form.add_error("code", str(refusal))
    except Waits as waits:
        form.add_error(None, str(waits))
    return False


def _is_password(request: SignedInRequest, form: forms.Form) -> bool:
    now, user = clock.now(), request.user
    # Counted by the session: a stranger at another place cannot keep its owner from it.
    device = request.session.session_key or ""
    sides = services.sides_of_sign_in(
        name=user.get_username(), address=place_of(request), device=device
    )
    wait = services.begin_attempt(sides=sides, now=now)
    if wait is not None:
        raise Waits(waiting_words(wait))
    if not user.check_password(form.cleaned_data["password"]):
        form.add_error("password", _("This is not your password."))
        return False
    services.forgive(sides=sides, now=now)
    return True


def _by_passkey(request: SignedInRequest) -> HttpResponseBase:
    if "credential" not in request.POST:
        return passkeys.challenge(request.user)
    try:
        factor = passkeys.answered(request, request.user)
    except PasskeyIsWrong as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    passkeys.note(request, factor)
    return _confirmed(request)


def _confirmed(request: SignedInRequest) -> HttpResponse:
    now, user = clock.now(), request.user
    request.session[FRESH] = now.timestamp()
    if _is_raising(request):
        raised = services.raise_rights(
            actor=user, session_key=request.session.session_key or "", now=now
        )
        request.session[RAISED] = raised.ends_at.timestamp()
        messages.success(request, _("Your administrator's rights are raised for 15 minutes."))
    return redirect(safe_path(request, _asked(request, "next")))


def _is_raising(request: SignedInRequest) -> bool:
    asked = _asked(request, "raise") == "1"
    return asked and policies.may_raise(request.user, on=clock.today())


def _asked(request: SignedInRequest, name: str) -> str:
    return str(request.POST.get(name) or request.GET.get(name) or "")
