"""How allauth signs people in here: its flow of steps, our rules, pages and words.

allauth keeps second factors and walks through the steps of signing in (password, then second
factor). Its own pages, messages and mails are not used; its settings name these classes.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from qrcode import QRCode
from qrcode.image.svg import SvgPathFillImage

from giaoban.ground.accounts import services
from giaoban.ground.accounts.http import (
    BEGAN,
    FACTOR,
    FRESH,
    SEEN,
    browser_of,
    remember_device,
    safe_path,
)
from giaoban.ground.accounts.models import User
from giaoban.ground.accounts.safekeeping import lock, unlock
from giaoban.ground.accounts.types import Way
from giaoban.ground.platform import clock

# What an OpenID Connect issuer says of how somebody signed in there (RFC 8176), kept for a moment.
METHODS_OF_ISSUER = "accounts.amr"
STRONG_METHODS = {"mfa", "otp", "hwk", "swk", "fpt", "pop", "sc"}


class Accounts(DefaultAccountAdapter):
    """Nobody signs up; who is signed in appears in the list of sessions and in the trail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["giaoban.ground.accounts.adapters.SecondFactor"]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        # A closed account is told nothing that an unknown one would not be told.
        return redirect("accounts:sign-in")

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session: a new key, and what is asked of it later."""
        super().login(request, user)
        now = clock.now()
        records = get_authentication_records(request, user)
        strong = set(request.session.pop(METHODS_OF_ISSUER, []))
        session = request.session
        session[BEGAN] = session[SEEN] = session[FRESH] = now.timestamp()
        if strong & STRONG_METHODS or any(each["method"] == "mfa" for each in records):
            session[FACTOR] = True
        services.open_session(
            actor=user,
            session_key=session.session_key or "",
            browser=browser_of(request),
            way=_way(records),
            now=now,
        )

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str | None, **_about: Any
    ) -> HttpResponse:
        response = redirect(safe_path(request, redirect_url or "/"))
        remember_device(request, response, user)
        return response

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """allauth's messages know no Vietnamese; our views say what happened."""

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """What happens to an account stands in its history."""


class SecondFactor(AuthenticateStage):
    """The step after the password. A passkey that proved who holds it needs none."""

    urlname = "accounts:sign-in-code"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if not self._should_handle(self.request):
            return None, True
        self.state["authentication_required"] = True
        return redirect(self.urlname), True


class Factors(DefaultMFAAdapter):
    """Secrets are kept under lock; people are shown by the names they have here."""

    def encrypt(self, text: str) -> str:
        return lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unlock(encrypted_text)

    def get_totp_issuer(self) -> str:
        return f"giaoban {self._get_site_name()}"

    def _get_user_identifier(self, user: User) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        """Black on white, also on a dark page."""
        code = QRCode(border=2, image_factory=SvgPathFillImage)
        code.add_data(url)
        return str(code.make_image().to_string(encoding="unicode"))


def _way(records: list[dict[str, Any]]) -> Way:
    methods = {record["method"] for record in records}
    if "socialaccount" in methods:
        return Way.ISSUER
    return Way.PASSWORD if "password" in methods else Way.PASSKEY
