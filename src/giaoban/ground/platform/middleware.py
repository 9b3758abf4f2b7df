"""What happens around every request, whichever app answers it."""

import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from giaoban.ground.platform.metrics import request_seconds, requests_total

Answer = Callable[[HttpRequest], HttpResponseBase]

log = logging.getLogger("giaoban.requests")

KNOWN_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# Asked for every few seconds by machines: a line for each would hide the others.
QUIET = {"platform:live", "platform:ready", "platform:metrics"}

# Addresses that programs ask, and no browser is led to.
MACHINES = "/api/v1/"

# Nothing that a page could do with the devices of whoever looks at it.
PERMISSIONS = ", ".join(
    f"{each}=()"
    for each in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class Watch:
    """Counts and times each request, and leaves one line of it; a slow one is a warning."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        statements = _Statements()
        began = perf_counter()
        with connection.execute_wrapper(statements):
            response = self._get_response(request)
        seconds = perf_counter() - began
        view = _view_of(request)
        method = request.method if request.method in KNOWN_METHODS else "other"
        requests_total.labels(method, view, str(response.status_code)).inc()
        request_seconds.labels(view).observe(seconds)
        slow = seconds * 1000 >= settings.SLOW_MS
        if slow or view not in QUIET or response.status_code >= HTTPStatus.BAD_REQUEST:
            fields = {
                "method": method,
                "view": view,
                "status": response.status_code,
                "ms": round(seconds * 1000),
                "database_ms": round(statements.seconds * 1000),
                "queries": statements.count,
            }
            log.log(
                logging.WARNING if slow else logging.INFO,
                "slow request" if slow else "request",
                extra=fields,
            )
        return response


class _Statements:
    """How many statements were sent to the database, and how long they took together."""

    def __init__(self) -> None:
        self.count = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        began = perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.count += 1
            self.seconds += perf_counter() - began


def _view_of(request: HttpRequest) -> str:
    """The name of the address, never the address: it may hold what somebody looked for."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"


class BoundedBody:
    """Refuses a body that is larger than any that a page sends, before a byte of it is read.

    Django bounds fields but not files, which it would write to the disk however large they are. A
    body without a length counts as empty.
    """

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.BODY_MAX_BYTES:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            megabytes = settings.BODY_MAX_BYTES // 1_000_000
            return render(request, "413.html", {"megabytes": megabytes}, status=status)
        return self._get_response(request)


class NoMachineInTheClear:
    """Refuses a machine that asks the API in the clear, where a browser is led to HTTPS.

    A program that were led on would send its token in the clear with every request, and nobody
    would notice. Where the installation knows no HTTPS there is nothing to refuse.
    """

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_machine = request.path_info.startswith(MACHINES)
        if settings.SECURE_SSL_REDIRECT and is_machine and not request.is_secure():
            told = {
                "type": "about:blank",
                "title": _("Only over HTTPS"),
                "status": HTTPStatus.FORBIDDEN,
                "detail": _("This was asked in the clear. If a token came with it, revoke it."),
            }
            return HttpResponse(
                json.dumps(told, ensure_ascii=False),
                status=HTTPStatus.FORBIDDEN,
                content_type="application/problem+json; charset=utf-8",
            )
        return self._get_response(request)


class CarefulHeaders:
    """What Django does not say: no devices, no use by other sites, no copy of a page kept."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _is_somebody(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _is_somebody(request: HttpRequest) -> bool:
    """Whether the answer was made for one person. Asks nothing of the database for it."""
    session = getattr(request, "session", None)
    return session is not None and bool(session.accessed) and not session.is_empty()
