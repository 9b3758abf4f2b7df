"""What surrounds a page: whose agency it is, where the signed-in person serves, where one may go.

The settings hand it to the templates: the frame, far below, shows it and does not know whose it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock  # noqa: TID251 (asked for each request, as a view)
from giaoban.records.organisations import selectors
from giaoban.records.organisations.types import Role, Scope


@dataclass(frozen=True)
class Part:
    """A part of the program: the page it opens with, and whether only the Office goes there."""

    page: str
    label: Promise
    of_the_office: bool = False


PARTS = (
    Part("workspace:home", _("My day")),
    Part("tasks:list", _("Tasks")),
    Part("tasks:score-card", _("Score-card")),
    Part("intake:queue", _("Reading desk"), of_the_office=True),
    Part("documents:list", _("Documents")),
)


@dataclass(frozen=True)
class Link:
    """A part as the frame shows it; `is_current` is what aria-current says of it, if anything."""

    address: str
    label: Promise
    is_current: str


class Frame:
    """Asks only for what a template shows: a part of a page, put in by htmx, costs nothing."""

    def __init__(self, user: User | None, path: str, on: date) -> None:
        self._user = user
        self._path = path
        self.on = on

    @cached_property
    def agency(self) -> str:
        root = selectors.agency_on(on=self.on)
        return root.name if root else ""

    @property
    def person(self) -> str:
        return str(self._user or "")

    @cached_property
    def unit(self) -> str:
        """Where the person serves on the day; nothing for those who serve nowhere."""
        served = {unit_id for unit_id, _ in self._memberships}
        if not served:
            return ""
        units = selectors.units_on(on=self.on).filter(unit__in=served)
        return ", ".join(units.values_list("name", flat=True))

    @cached_property
    def links(self) -> list[Link]:
        if self._user is None:
            return []
        roles = frozenset(Role(role) for _, role in self._memberships)
        office = Scope(everything=False, unit_ids=frozenset(), roles=roles).runs_the_briefing
        parts = [part for part in PARTS if office or not part.of_the_office]
        return links_to(parts, self._path)

    @cached_property
    def _memberships(self) -> list[tuple[int, str]]:
        if self._user is None:
            return []
        memberships = selectors.memberships_of(user=self._user, on=self.on)
        return list(memberships.values_list("unit_id", "role"))

    @property
    def search_address(self) -> str:
        return reverse("workspace:search")


def links_to(parts: Sequence[Part], path: str) -> list[Link]:
    """The parts with the one that `path` belongs to marked: as this page, or as above it."""
    addresses = [reverse(part.page) for part in parts]
    above = [address for address in addresses if _lies_under(path, address)]
    here = max(above, key=len, default=None)
    return [
        Link(
            address=address,
            label=part.label,
            is_current="" if address != here else "page" if address == path else "true",
        )
        for part, address in zip(parts, addresses, strict=True)
    ]


def _lies_under(path: str, address: str) -> bool:
    """The home page is above everything and contains nothing."""
    return path == address or (address != "/" and path.startswith(address))


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Like a view this is where the clock is read. A request that failed early has no user."""
    user = getattr(request, "user", None)
    known = user if isinstance(user, User) else None
    return {"frame": Frame(known, request.path, clock.today())}
