"""The doors to the program: signing in and out, changing the password, tokens for programs."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from giaoban.ground.accounts import hooks, selectors, services
from giaoban.ground.accounts.forms import ChangePasswordForm, SignInForm, TokenForm
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import HtmxRequest, done, is_swap


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    request: HtmxRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Whose session ended is led here from within a page, and this page is no part of that one.
        if is_swap(self.request):
            back = urlencode({"next": self.request.htmx.current_url_abs_path or "/"})
            return HttpResponseClientRedirect(f"{reverse('accounts:sign-in')}?{back}")
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def change_password(request: SignedInRequest) -> HttpResponse:
    form = ChangePasswordForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        password = form.cleaned_data["new_password1"]
        services.change_password(actor=request.user, password=password, now=clock.now())
        # The other sessions of this person end; this one goes on.
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password was changed."))
        return done(request, to=settings.LOGIN_REDIRECT_URL)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/change_password.html", {"form": form}, status=status)


# Tokens


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def tokens(request: SignedInRequest) -> HttpResponse:
    """One's own tokens. A new one is shown in the answer to the form, which nobody can call up
    again: its secret is kept nowhere, so no other page could show it."""
    form = TokenForm(request.POST if request.method == "POST" else None, scopes=hooks.scopes())
    issued = None
    if form.is_valid():
        try:
            issued = services.issue_token(actor=request.user, now=clock.now(), **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            form = TokenForm(scopes=hooks.scopes())
    context = {
        "form": form,
        "issued": issued,
        "tokens": list(selectors.tokens_of(owner=request.user)),
        "now": clock.now(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/tokens.html", context, status=status)


@require_POST
@login_required
def revoke_token(request: SignedInRequest, token_id: int) -> HttpResponse:
    token = get_object_or_404(selectors.tokens_of(owner=request.user), pk=token_id)
    try:
        services.revoke_token(actor=request.user, token_id=token.pk, now=clock.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The token is revoked."))
    return done(request, to="accounts:tokens")
