"""The number of the request that is being answered, for the trail and for the logs.

It is made here and never taken from outside, where anybody could choose one.
"""

import secrets
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

T = TypeVar("T")

HEADER = "X-Request-ID"

# A request by these only reads, so that what was found once holds until its end.
_READING = frozenset({"GET", "HEAD"})

_current: ContextVar[str] = ContextVar("giaoban_request", default="")
_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("giaoban_memory", default=None)


def current_request() -> str:
    """16 hexadecimal digits; nothing outside a request, as in a command."""
    return _current.get()


def remembered(key: Hashable, find: Callable[[], T]) -> T:
    """What `find` gives, asked once in a request that only reads; elsewhere it is always asked.

    For what every selector needs and no page shows, such as who may see what. The key names the
    room, and everything that the answer depends on. What is remembered must not be changed.
    """
    memory = _memory.get()
    if memory is None:
        return find()
    if key not in memory:
        memory[key] = find()
    found: T = memory[key]
    return found


@contextmanager
def remembering() -> Iterator[None]:
    """Remember also while writing: for one act on many things that changes nobody's rights."""
    token = _memory.set(_memory.get() or {})
    try:
        yield
    finally:
        _memory.reset(token)


def forget_what_is_remembered() -> None:
    """For services that change what others remember, should a request that reads ever call one."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()


class RequestNumber:
    """Middleware: numbers each request, and tells the number in the answer.

    It also opens the memory of a request that only reads, and closes it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _current.set(secrets.token_hex(8))
        memory = _memory.set({} if request.method in _READING else None)
        try:
            response = self._get_response(request)
            response.headers[HEADER] = current_request()
            return response
        finally:
            _memory.reset(memory)
            _current.reset(token)
