"""Tokens for programs of one's own."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.ground.accounts import hooks, selectors, services
from giaoban.ground.accounts.forms import TokenForm
from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done


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
