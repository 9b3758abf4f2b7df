"""What surrounds a page: whose agency it is, where the signed-in person serves, where one may go.

The settings hand it to the templates: the frame, far below, shows it and does not know whose it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.faces.workspace.trail.policies import READERS as TRAIL_READERS
from giaoban.ground.accounts.models import User
from giaoban.ground.audit import hooks
from giaoban.ground.notices import selectors as notices
from giaoban.ground.platform import clock  # noqa: TID251 (asked for each request, as a view)
from giaoban.records.organisations import selectors
from giaoban.records.organisations.hooks import explained
from giaoban.records.organisations.types import Post, Scope


@dataclass(frozen=True)
class Part:
    """A part of the program: the page it opens with, and who alone goes there, if not everybody.

    `waiting` counts what waits there for a person; it is asked once it is shown. What few need
    and none all day stands in the menu under one's name, so that the bar has room.
    """

    page: str
    label: Promise
    of_the_office: bool = False
    posts: frozenset[Post] = frozenset(Post)
    waiting: Callable[[User], int] | None = None
    in_menu: bool = False


def _unread(user: User) -> int:
    return notices.unread_count(reader=user)


_SIGN_HANDOVERS = frozenset({Post.ADMINISTRATOR, Post.OFFICE_CLERK, Post.HEAD, Post.LEADER})

PARTS = (
    Part("workspace:home", _("My day")),
    Part("tasks:list", _("Tasks")),
    Part("tasks:score-card", _("Score-card")),
    Part("intake:queue", _("Reading desk"), of_the_office=True),
    Part("reporting:start", _("Reports")),
    Part("meetings:list", _("Meetings")),
    Part("documents:list", _("Documents")),
    Part("urging:plan", _("Urging"), of_the_office=True),
    Part("notices:inbox", _("Notices"), waiting=_unread),
    Part("looking:leader", _("Leader's page"), in_menu=True),
    Part("saved:lists", _("Saved lists"), in_menu=True),
    Part("recurring:list", _("Recurring tasks"), of_the_office=True, in_menu=True),
    Part("workspace:rights", _("Your rights"), in_menu=True),
    Part("editions:list", _("Published score-cards"), in_menu=True),
    Part("handing_over:list", _("Handovers"), posts=_SIGN_HANDOVERS, in_menu=True),
    Part("importing:list", _("Imports"), of_the_office=True, in_menu=True),
    Part("workspace:trail", _("Trail"), posts=TRAIL_READERS, in_menu=True),
    Part(
        "administering:start",
        _("Administration"),
        posts=frozenset({Post.ADMINISTRATOR}),
        in_menu=True,
    ),
    Part("workspace:running", _("Running"), posts=frozenset({Post.ADMINISTRATOR}), in_menu=True),
)


@dataclass(frozen=True)
class Link:
    """A part as the frame shows it; `is_current` is what aria-current says of it, if anything."""

    address: str
    label: Promise
    is_current: str
    waiting: Callable[[], int] | None = None


class Frame:
    """Asks only for what a template shows: a part of a page, put in by htmx, costs nothing."""

    def __init__(self, user: User | None, path: str, on: date, shown: str = "") -> None:
        self._user = user
        self._path = path
        self._shown = shown
        self.on = on

    @property
    def history(self) -> str:
        """Where to read what happened to the object that the page shows, if it shows one."""
        return reverse("workspace:history", args=[self._shown]) if self._shown else ""

    @property
    def rights(self) -> str:
        """Where to read why one may do what with it, where its room explains that."""
        if explained(self._shown.partition(":")[0]) is None:
            return ""
        return reverse("workspace:rights-in", args=[self._shown])

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
        served = {each.unit_id for each in self._scope.capacities if each.principal is None}
        if not served:
            return ""
        units = selectors.units_on(on=self.on).filter(unit__in=served)
        return ", ".join(units.values_list("name", flat=True))

    @cached_property
    def links(self) -> list[Link]:
        return self._led_to(in_menu=False)

    @cached_property
    def menu_links(self) -> list[Link]:
        return self._led_to(in_menu=True)

    def _led_to(self, *, in_menu: bool) -> list[Link]:
        if self._user is None:
            return []
        posts, office = self._scope.posts, self._scope.runs_the_briefing
        parts = [part for part in PARTS if part.in_menu == in_menu]
        for_all = frozenset(Post)
        led_to = [
            part
            for part in parts
            if (office or not part.of_the_office) and (part.posts == for_all or part.posts & posts)
        ]
        return links_to(led_to, self._path, self._user)

    @cached_property
    def _scope(self) -> Scope:
        if self._user is None:
            return Scope()
        return selectors.scope_of(actor=self._user, on=self.on)

    @property
    def search_address(self) -> str:
        return reverse("workspace:search")


def links_to(parts: Sequence[Part], path: str, user: User) -> list[Link]:
    """The parts with the one that `path` belongs to marked: as this page, or as above it."""
    addresses = [reverse(part.page) for part in parts]
    above = [address for address in addresses if _lies_under(path, address)]
    here = max(above, key=len, default=None)
    return [
        Link(
            address=address,
            label=part.label,
            is_current="" if address != here else "page" if address == path else "true",
            waiting=partial(part.waiting, user) if part.waiting else None,
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
    shown = _object_of_page(request) if known else ""
    return {"frame": Frame(known, request.path, clock.today(), shown)}


def _object_of_page(request: HttpRequest) -> str:
    """The object that the page shows, such as tasks.task:12, if it shows one."""
    match = request.resolver_match
    if match is None or len(match.kwargs) != 1:
        return ""
    (key,) = match.kwargs.values()
    labels = (kind.label for kind in hooks.kinds() if kind.page == match.view_name)
    return next((f"{label}:{key}" for label in labels), "")
