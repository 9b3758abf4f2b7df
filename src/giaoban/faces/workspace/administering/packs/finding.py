"""What the pages about reference packs show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.records.organisations import services
from giaoban.records.organisations.types import Difference, PackReport

_KINDS: Mapping[str, Promise] = {
    "field": _("Fields of work"),
    "unit": _("Units"),
    "alias": _("Ways of writing them"),
    "charge": _("Fields in charge"),
    "succession": _("Successions"),
}
_WHATS: Mapping[str, Promise] = {
    "name": _("Name"),
    "short_name": _("Short name"),
    "kind": _("Kind"),
    "code": _("Code"),
    "parent": _("Stands under"),
    "valid_from": _("From"),
}


@dataclass(frozen=True)
class Shipped:
    """A pack that comes with the program."""

    name: str
    title: str
    valid_from: date | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """What a load does to one kind of record: the keys that are new, and how many are there."""

    words: str | Promise
    created: tuple[str, ...]
    unchanged: int


@dataclass(frozen=True)
class Told:
    """A word that the pack tells otherwise and which is left alone."""

    key: str
    what: str | Promise
    registered: str
    in_pack: str


def shipped() -> list[Shipped]:
    return [shipped_called(name) for name in services.shipped_packs()]


def shipped_called(name: str) -> Shipped:
    """Raises KeyError where there is none."""
    pack = services.shipped_pack(name)
    return Shipped(name, title_of(pack) or name, first_day_of(pack), sources_of(pack))


def first_day_of(pack: Mapping[str, Any]) -> date | None:
    """From which day on a pack tells; nothing where it does not say so as a day."""
    try:
        return date.fromisoformat(str(pack.get("valid_from", "")))
    except ValueError:
        return None


def title_of(pack: Mapping[str, Any]) -> str:
    title = pack.get("title", "")
    return title if isinstance(title, str) else ""


def sources_of(pack: Mapping[str, Any]) -> tuple[str, ...]:
    told = pack.get("sources", [])
    return tuple(str(each) for each in told) if isinstance(told, list) else ()


def kinds_of(report: PackReport) -> list[Kind]:
    """What the load does, kind by kind; kinds that the pack does not tell of are left out."""
    found = dict.fromkeys(_prefix(key) for key in (*report.created, *report.unchanged))
    return [
        Kind(
            words=_KINDS.get(prefix, prefix),
            created=tuple(_rest(key) for key in report.created if _prefix(key) == prefix),
            unchanged=sum(_prefix(key) == prefix for key in report.unchanged),
        )
        for prefix in found
    ]


def differences(changed: tuple[Difference, ...]) -> list[Told]:
    return [
        Told(_rest(each.key), _WHATS.get(each.what, each.what), each.registered, each.in_pack)
        for each in changed
    ]


def _prefix(key: str) -> str:
    return key.partition("/")[0]


def _rest(key: str) -> str:
    return key.partition("/")[2]
