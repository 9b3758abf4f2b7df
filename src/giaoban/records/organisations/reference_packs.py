"""Reference packs: units and fields as an order or a decree tells them, in one JSON file each.

`giaoban.pack/1`: `valid_from`, then `fields` (key, name), `units` (key, name, kind, and where they
have them short_name, code, parent, aliases, fields) and `series`: units that differ in one word
alone, such as the departments of the provinces, told once with {key} and {name} of each member. A
parent stands before its units, or is in the register already. `mergers` tell which units of the
register give place to one new one from `valid_from` on (`from`, `to` as in a series, each member
with the keys it comes `from`), `renames` which are called otherwise (key, name, short_name, and
`on` where that is another day); both name the `document`. The packs in packs/ come with the
program; an agency may load its own.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from giaoban.records.organisations.types import PackInvalid, UnitKind

SCHEMA = "giaoban.pack/1"
_SHIPPED = resources.files("giaoban.records.organisations") / "packs"


@dataclass(frozen=True)
class PackField:
    key: str
    name: str


@dataclass(frozen=True)
class PackUnit:
    key: str
    name: str
    kind: UnitKind
    short_name: str = ""
    code: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class PackMerger:
    predecessors: tuple[str, ...]
    founded: PackUnit
    document: str


@dataclass(frozen=True)
class PackRename:
    key: str
    name: str
    short_name: str
    on: date
    document: str


@dataclass(frozen=True)
class Pack:
    valid_from: date
    fields: tuple[PackField, ...]
    units: tuple[PackUnit, ...]
    mergers: tuple[PackMerger, ...] = ()
    renames: tuple[PackRename, ...] = ()


def shipped_packs() -> list[str]:
    """The names of the packs that come with the program."""
    return sorted(file.name.removesuffix(".json") for file in _SHIPPED.iterdir())


def shipped_pack(name: str) -> dict[str, Any]:
    """The pack of that name, as its file tells it. Raises KeyError where there is none."""
    if name not in shipped_packs():
        raise KeyError(name)
    pack: dict[str, Any] = json.loads((_SHIPPED / f"{name}.json").read_text(encoding="utf-8"))
    return pack


def parse_pack(pack: Mapping[str, Any]) -> Pack:
    """The pack, checked whole before anything of it is loaded. Raises PackInvalid."""
    if pack.get("schema") != SCHEMA:
        raise PackInvalid(f'"schema" is not "{SCHEMA}".')
    valid_from = _day(pack, "valid_from")
    fields = tuple(
        PackField(key=_text(each, "key"), name=_text(each, "name"))
        for each in _objects(pack, "fields")
    )
    units = tuple(_unit(each) for each in _objects(pack, "units"))
    units += tuple(unit for series in _objects(pack, "series") for unit in _series(series))
    mergers = tuple(each for told in _objects(pack, "mergers") for each in _mergers(told))
    renames = tuple(_rename(each, valid_from) for each in _objects(pack, "renames"))
    _demand_once(field.key for field in fields)
    _demand_once(unit.key for unit in (*units, *(merger.founded for merger in mergers)))
    _demand_once(key for merger in mergers for key in merger.predecessors)
    return Pack(valid_from, fields, units, mergers, renames)


def _unit(told: Mapping[str, Any]) -> PackUnit:
    kind = _text(told, "kind")
    if kind not in UnitKind.values:
        raise PackInvalid(f'"{_text(told, "key")}": there is no kind "{kind}".')
    return PackUnit(
        key=_text(told, "key"),
        name=_text(told, "name"),
        kind=UnitKind(kind),
        short_name=_text(told, "short_name", default=""),
        code=_text(told, "code", default=""),
        parent=_text(told, "parent", default=""),
        aliases=_texts(told, "aliases"),
        fields=_texts(told, "fields"),
    )


def _series(told: Mapping[str, Any]) -> Iterator[PackUnit]:
    for member in _objects(told, "members"):
        key, name = _text(member, "key"), _text(member, "name")
        filled = {
            what: text.replace("{key}", key).replace("{name}", name)
            for what, text in told.items()
            if isinstance(text, str)
        }
        also = [_text(told, "name").replace("{name}", each) for each in _texts(member, "also")]
        yield _unit({**filled, "aliases": also, "fields": _texts(member, "fields")})


def _mergers(told: Mapping[str, Any]) -> Iterator[PackMerger]:
    to = told.get("to")
    if not isinstance(to, dict):
        raise PackInvalid(f'"to" must be an object in {_shown(told)}.')
    members = {**to, "members": told.get("members", [])}
    for member, founded in zip(_objects(told, "members"), _series(members), strict=True):
        old = tuple(_text(told, "from").replace("{key}", key) for key in _texts(member, "from"))
        if len(old) < 2:
            raise PackInvalid(f'"{founded.key}": a merger needs two units at least.')
        yield PackMerger(old, founded, _text(told, "document"))


def _rename(told: Mapping[str, Any], valid_from: date) -> PackRename:
    return PackRename(
        key=_text(told, "key"),
        name=_text(told, "name"),
        short_name=_text(told, "short_name", default=""),
        on=_day(told, "on") if "on" in told else valid_from,
        document=_text(told, "document"),
    )


def _day(told: Mapping[str, Any], what: str) -> date:
    try:
        return date.fromisoformat(_text(told, what))
    except ValueError as error:
        raise PackInvalid(f'"{what}" is not a day such as 2017-02-17: {error}') from None


def _demand_once(keys: Iterator[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise PackInvalid(f'"{key}" stands there twice.')
        seen.add(key)


def _text(told: Mapping[str, Any], what: str, *, default: str | None = None) -> str:
    text = told.get(what, default)
    if not isinstance(text, str) or (not text.strip() and default is None):
        raise PackInvalid(f'"{what}" must be words in {_shown(told)}.')
    return text.strip()


def _texts(told: Mapping[str, Any], what: str) -> tuple[str, ...]:
    texts = told.get(what, [])
    if not isinstance(texts, Sequence) or not all(isinstance(text, str) for text in texts):
        raise PackInvalid(f'"{what}" must be a list of words in {_shown(told)}.')
    return tuple(texts)


def _objects(told: Mapping[str, Any], what: str) -> list[Mapping[str, Any]]:
    objects = told.get(what, [])
    if not isinstance(objects, list) or not all(isinstance(each, dict) for each in objects):
        raise PackInvalid(f'"{what}" must be a list of objects in {_shown(told)}.')
    return objects


def _shown(told: Mapping[str, Any]) -> str:
    return json.dumps(dict(told), ensure_ascii=False, default=str)[:80]
