"""One's own account on one page, and what is changed from there."""

from base64 import b64encode
from http import HTTPStatus

from allauth.mfa.adapter import get_adapter as factors_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground.accounts import hooks, policies, selectors, services
from giaoban.ground.accounts.forms import (
    ChangePasswordForm,
    CodeAppForm,
    PasskeyForm,
)
from giaoban.ground.accounts.http import (
    FACTOR,
    SignedInRequest,
    are_rights_raised,
    confirmed,
)
from giaoban.ground.accounts.types import PasskeyIsWrong
from giaoban.ground.accounts.views import passkeys
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done


@never_cache
@require_GET
@login_required
def account(request: SignedInRequest) -> HttpResponse:
    """Who one is here, by what one signs in, and where one is signed in."""
    user, now, today = request.user, clock.now(), clock.today()
    factors = list(selectors.second_factors_of(account=user))
    demanded = selectors.second_factor_is_demanded()
    must = demanded and hooks.must_have_second_factor(user, on=today)
    key = request.session.session_key or ""
    context = {
        "app": next((one for one in factors if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in factors if one.type == Authenticator.Type.WEBAUTHN],
        "codes_left": selectors.recovery_codes_left(account=user),
        "must_set_up": must and not factors and not request.session.get(FACTOR),
        "must_keep_one": must,
        "sessions": selectors.sessions_of(account=user),
        "this_session": key,
        "may_raise": policies.may_raise(user, on=today),
        "raised": are_rights_raised(request, now)
        and selectors.raised_rights(account=user, session_key=key, now=now),
        "issuer": settings.OIDC,
    }
    return render(request, "accounts/account.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def change_password(request: SignedInRequest) -> HttpResponse:
    form = ChangePasswordForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        password = form.cleaned_data["new_password1"]
        old_key = request.session.session_key
        services.change_password(
            actor=request.user, password=password, now=clock.now(), session_key=old_key
        )
        # The other sessions of this person end; this one goes on, under a new key.
        update_session_auth_hash(request, request.user)
        services.rename_session(old=old_key or "", new=request.session.session_key or "")
        messages.success(request, _("Your password was changed."))
        return done(request, to=settings.LOGIN_REDIRECT_URL)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/change_password.html", {"form": form}, status=status)


# Second factors


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
@login_required
@confirmed
def code_app(request: SignedInRequest) -> HttpResponseBase:
    """Set up an app that shows six digits: its secret as a picture to scan and in letters."""
    form = CodeAppForm(request.POST if request.method == "POST" else None)
    secret = totp.get_totp_secret()
    if form.is_valid():
        try:
            services.set_up_code_app(
                actor=request.user,
                secret=secret,
                code=form.cleaned_data["code"],
                now=clock.now(),
            )
        except RuleBroken as refusal:
            form.add_error("code", str(refusal))
        else:
            totp.clear_totp_secret(request)
            return _set_up(request, _("The authenticator app is set up."))
    adapter = factors_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    context = {
        "form": form,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": b64encode(picture.encode()).decode(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/code_app.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
@confirmed
def passkey_add(request: SignedInRequest) -> HttpResponseBase:
    """Make a passkey. A form without one sent gets the challenge for it."""
    if request.method == "POST" and "credential" not in request.POST:
        return passkeys.challenge_to_make_one(request.user)
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.add_passkey(
                actor=request.user,
                name=form.cleaned_data["name"],
                credential=passkeys.made(request),
                now=clock.now(),
            )
        except (PasskeyIsWrong, RuleBroken) as refusal:
            form.add_error(None, str(refusal))
        else:
            return _set_up(request, _("The passkey is added."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/passkey_add.html", {"form": form}, status=status)


def _set_up(request: SignedInRequest, words: str) -> HttpResponse:
    """Whoever has no recovery codes yet is led to make some, before the telephone is lost."""
    request.session[FACTOR] = True
    messages.success(request, words)
    has_codes = selectors.recovery_codes_left(account=request.user)
    return redirect("accounts:account" if has_codes else "accounts:recovery-codes")


@require_POST
@login_required
@confirmed
def factor_remove(request: SignedInRequest, factor_id: int) -> HttpResponse:
    try:
        services.remove_factor(
            actor=request.user, factor_id=factor_id, on=clock.today(), now=clock.now()
        )
    except ObjectDoesNotExist:
        raise Http404 from None
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        # Whether they still have one is asked anew.
        request.session.pop(FACTOR, None)
        messages.success(request, _("It is removed."))
    return done(request, to="accounts:account")


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
@confirmed
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """New codes are shown in the answer to the form, which nobody can call up again."""
    codes: list[str] = []
    if request.method == "POST":
        try:
            codes = services.renew_recovery_codes(actor=request.user, now=clock.now())
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect("accounts:account")
    context = {
        "codes": codes,
        "left": selectors.recovery_codes_left(account=request.user),
        "has_factor": selectors.second_factors_of(account=request.user).exists(),
    }
    return render(request, "accounts/recovery_codes.html", context)


# Sessions


@require_POST
@login_required
def session_end(request: SignedInRequest, session_id: int) -> HttpResponse:
    try:
        services.end_session(actor=request.user, session_id=session_id, now=clock.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("The session is ended."))
    return done(request, to="accounts:account")


@require_POST
@login_required
def sessions_end(request: SignedInRequest) -> HttpResponse:
    """All but this one."""
    key = request.session.session_key
    services.end_sessions(actor=request.user, account=request.user, but=key, now=clock.now())
    messages.success(request, _("You are signed out everywhere else."))
    return done(request, to="accounts:account")
