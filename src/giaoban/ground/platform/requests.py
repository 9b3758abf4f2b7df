"""The number of the request that is being answered, for the trail and for the logs.

It is made here and never taken from outside, where anybody could choose one.
"""

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-ID"

_current: ContextVar[str] = ContextVar("giaoban_request", default="")


def current_request() -> str:
    """16 hexadecimal digits; nothing outside a request, as in a command."""
    return _current.get()


class RequestNumber:
    """Middleware: numbers each request, and tells the number in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _current.set(secrets.token_hex(8))
        try:
            response = self._get_response(request)
            response.headers[HEADER] = current_request()
            return response
        finally:
            _current.reset(token)
