"""To the agency's own sign-in and back."""

from http import HTTPStatus

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from giaoban.ground.accounts.http import safe_path
from giaoban.ground.accounts.issuer import Issuer, refused, the_provider

# What an answer may lack or be, besides what allauth itself refuses: requests' own errors are
# OSErrors, a document that is no JSON is a ValueError, a missing part of it a KeyError.
BROKEN = (OAuth2Error, OSError, ValueError, KeyError, TypeError, AttributeError)


@never_cache
@require_GET
def issuer(request: HttpRequest) -> HttpResponseBase:
    """Off to the issuer. It is a link: the content policy lets no form end elsewhere."""
    if not settings.OIDC.issuer:
        raise Http404
    to = safe_path(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(to)
    nonce = get_random_string(32)
    try:
        answer: HttpResponse = the_provider(request).redirect(
            request, "login", next_url=to, nonce=nonce, auth_params={"nonce": nonce}
        )
    except BROKEN:
        return refused(request)
    return answer


@never_cache
@require_GET
def issuer_callback(request: HttpRequest) -> HttpResponseBase:
    """Back from the issuer."""
    if not settings.OIDC.issuer:
        raise Http404
    if request.user.is_authenticated:
        return redirect("/")
    try:
        answer: HttpResponseBase = OAuth2CallbackView.adapter_view(Issuer(request))(request)
    except BROKEN:
        return refused(request)
    # allauth's own pages, in other words and another hand, are never shown.
    return answer if answer.status_code == HTTPStatus.FOUND else refused(request)
