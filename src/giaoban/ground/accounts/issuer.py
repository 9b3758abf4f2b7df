"""Signing in at an OpenID Connect issuer that the agency trusts, such as its own directory.

One issuer, named in the environment. Its addresses come from its own discovery document, which is
fetched from the configured address alone: nothing that a visitor sends is ever asked for, and no
redirect is followed. Beyond what allauth does, the document must be the issuer's own, signature
and nonce of the ID token are always checked, and what the issuer tells of a person apart from the
token must be of the same person.
"""

import hashlib
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from giaoban.ground.accounts import services
from giaoban.ground.accounts.adapters import METHODS_OF_ISSUER
from giaoban.ground.accounts.types import StrangeAccount
from giaoban.ground.platform import clock  # noqa: TID251 (allauth calls it in a request, as a view)

# Signed with the issuer's private key: a token "signed" with what all know counts for nothing.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
LEEWAY_SECONDS = 30


def provider_id_of(issuer: str) -> str:
    """Another issuer's people are other people, even where it numbers them alike."""
    return f"issuer-{hashlib.sha256(issuer.encode()).hexdigest()[:12]}"


def the_provider(request: HttpRequest) -> "Provider":
    """The issuer of the settings as allauth wants it; no row of its tables is looked at."""
    told = settings.OIDC
    app = SocialApp(
        provider=OpenIDConnectProvider.id,
        provider_id=provider_id_of(told.issuer),
        name=told.name,
        client_id=told.client,
        secret=told.secret,
        settings={"server_url": told.issuer.rstrip("/"), "oauth_pkce_enabled": True},
    )
    return Provider(request, app=app)


def refused(request: HttpRequest, words: str = "") -> HttpResponse:
    """Back to the sign-in page, with one sentence."""
    usual = _("Signing in there did not succeed. Try again, or sign in here.")
    messages.error(request, words or usual)
    return redirect("accounts:sign-in")


class Issuer(OpenIDConnectOAuth2Adapter):
    """What is asked of the issuer, and how its answers are checked."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, provider_id_of(settings.OIDC.issuer))

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer", "")).rstrip("/") != settings.OIDC.issuer.rstrip("/"):
            raise OAuth2Error("the discovery document is another issuer's")
        return config

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        return request.build_absolute_uri(reverse("accounts:issuer-callback"))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("the issuer sent no ID token")
        login = super().complete_login(request, app, token, **kwargs)
        told = login.account.extra_data
        of_token, further = told["id_token"], told.get("userinfo") or {}
        if further.get("sub", of_token["sub"]) != of_token["sub"]:
            raise OAuth2Error("the issuer tells of another person than the token")
        login.token_claims, login.claims = of_token, {**further, **of_token}
        # What else the issuer told of a person is not kept.
        login.account.extra_data = {}
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=self._key_of(id_token),
                algorithms=ALGORITHMS,
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except jwt.PyJWTError as wrong:
            raise OAuth2Error("the ID token does not hold") from wrong
        return claims

    def _key_of(self, id_token: str) -> jwt.PyJWK:
        """By the number that the token names, or the only one where it names none."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
        answer.raise_for_status()
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if _signs(key)]
        number = jwt.get_unverified_header(id_token).get("kid")
        fitting = keys if number is None else [key for key in keys if key.key_id == number]
        if len(fitting) != 1:
            raise OAuth2Error("no key of the issuer fits the ID token")
        return fitting[0]


def _signs(key: jwt.PyJWK) -> bool:
    return key.public_key_use in {None, "sig"}


class Provider(OpenIDConnectProvider):
    """allauth's provider, with our addresses and checks."""

    def get_oauth2_adapter(self, request: HttpRequest) -> Issuer:
        return Issuer(request)


class Issuers(DefaultSocialAccountAdapter):
    """Whose account it is that the issuer vouches for."""

    def get_requests_session(self) -> Any:
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def get_provider(self, request: HttpRequest, provider: Any, client_id: Any = None) -> Any:
        return the_provider(request)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account, or lead back to the sign-in page."""
        nonce = str(sociallogin.state.get("nonce", ""))
        told = str(sociallogin.token_claims.get("nonce", ""))
        if not nonce or not constant_time_compare(nonce, told):
            raise ImmediateHttpResponse(refused(request))
        if not sociallogin.is_existing:
            try:
                services.link_with_issuer(
                    provider=sociallogin.account.provider,
                    subject=sociallogin.account.uid,
                    claims=sociallogin.claims,
                    now=clock.now(),
                )
            except StrangeAccount as refusal:
                raise ImmediateHttpResponse(refused(request, str(refusal))) from refusal
            sociallogin.lookup()
        methods = sociallogin.token_claims.get("amr")
        request.session[METHODS_OF_ISSUER] = methods if isinstance(methods, list) else []

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> None:
        raise ImmediateHttpResponse(refused(request))
