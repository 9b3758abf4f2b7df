"""Long lists in pages: how many there are in all, and where the other pages are."""

from collections.abc import Callable, Iterable
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

T = TypeVar("T")
Row_co = TypeVar("Row_co", covariant=True)
Made = TypeVar("Made")

MOST = 200


class Paging(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(50, ge=1, le=MOST, description="How many to give.")
    offset: int = Field(0, ge=0, le=1_000_000_000, description="How many to leave out before.")


class Page(Schema, Generic[T]):
    """A part of a list; `total` counts all of it."""

    total: int
    limit: int
    offset: int
    items: list[T]


class Countable(Protocol[Row_co]):
    """As much of a queryset as paging needs."""

    def count(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Iterable[Row_co]: ...


def page_of(
    request: HttpRequest,
    response: HttpResponse,
    found: Countable[Row_co] | list[Row_co],
    paging: Paging,
    make: Callable[[list[Row_co]], list[Made]],
) -> dict[str, Any]:
    """The page asked for, its rows made by one call, so that what they need is loaded at once.

    The Link header of the answer leads to the other pages (RFC 8288).
    """
    total = len(found) if isinstance(found, list) else found.count()
    rows = found[paging.offset : paging.offset + paging.limit]
    links = _links(request, paging, total)
    response["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in links.items())
    return {
        "total": total,
        "limit": paging.limit,
        "offset": paging.offset,
        "items": make(list(rows)),
    }


def _links(request: HttpRequest, paging: Paging, total: int) -> dict[str, str]:
    limit, offset = paging.limit, paging.offset
    places = {"first": 0}
    if offset > 0:
        places["prev"] = max(min(offset, total) - limit, 0)
    if offset + limit < total:
        places["next"] = offset + limit
    places["last"] = max((total - 1) // limit * limit, 0)
    return {rel: _address(request, limit, place) for rel, place in places.items()}


def _address(request: HttpRequest, limit: int, offset: int) -> str:
    asked = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in {"limit", "offset"}
        for value in values
    ]
    query = urlencode([*asked, ("limit", limit), ("offset", offset)], errors="replace")
    return request.build_absolute_uri(f"{request.path}?{query}")
