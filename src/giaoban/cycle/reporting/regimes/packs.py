"""Reading the packs of regimes that come with the program: what each says, told as a version."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

from giaoban.cycle.reporting.regimes.types import (
    FigureTold,
    LevelTold,
    PackRegime,
    SectionTold,
    VersionTold,
)
from giaoban.cycle.reporting.types import (
    Counted,
    DueKind,
    Frequency,
    Prefill,
    Roll,
    UnknownPack,
)
from giaoban.kit.periods import reporting as kit
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Field
from giaoban.records.organisations.types import UnitKind

_FOLDER = resources.files("giaoban.cycle.reporting") / "packs"
# The day from which a regime of a pack holds.
VALID_FROM = date(2019, 3, 12)


def shipped_packs() -> list[str]:
    """The names of the packs."""
    return sorted(
        each.name.removesuffix(".json") for each in _FOLDER.iterdir() if each.name[-5:] == ".json"
    )


def regimes_of(key: str, *, on: date) -> list[PackRegime]:
    """The regimes of a pack, with the fields of the register and the Office as they are that day.

    Raises UnknownPack.
    """
    if key not in shipped_packs():
        raise UnknownPack
    pack = json.loads((_FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    fields = list(organisations.fields())
    office = _office(on)
    return [PackRegime(each["key"], _told(each, pack, fields, office)) for each in pack["regimes"]]


def _told(
    each: Mapping[str, Any], pack: Mapping[str, Any], fields: list[Field], office: int | None
) -> VersionTold:
    clock = kit.CLOCKS[pack["clock"]]
    timing = clock.timings[kit.Frequency(each["frequency"])]
    window = timing.cut_off.window
    return VersionTold(
        name=each["name"],
        frequency=Frequency(each["frequency"]),
        content=pack["content"],
        basis=clock.source,
        window_day=window.day,
        months_before=window.months_before,
        form=pack["form"],
        channel=pack["channel"],
        unsure=timing.unsure,
        levels=tuple(_levels(pack["levels"], timing, office)),
        sections=tuple(_sections(pack["sections"], fields)),
        figures=tuple(_figure(told) for told in pack["figures"]),
    )


def _levels(told: Mapping[str, Any], timing: kit.Timing, office: int | None) -> Iterator[LevelTold]:
    for level in timing.levels:
        words = told[level.key]
        yield LevelTold(
            name=words["name"],
            kinds=tuple(words["kinds"]),
            left_out=(office,) if office else (),
            recipient_id=office if words.get("to_the_office") else None,
            due_kind=DueKind(level.due.kind),
            due_number=level.due.number,
            months_after=level.due.months_after,
            roll=Roll(level.due.roll),
        )


def _sections(told: list[Mapping[str, Any]], fields: list[Field]) -> Iterator[SectionTold]:
    for each in told:
        section = SectionTold(
            title=each["title"],
            key=each["key"],
            guidance=each.get("guidance", ""),
            is_required=each.get("required", True),
            prefill=Prefill(each.get("prefill", "")),
        )
        if not each.get("each_field"):
            yield section
            continue
        # One section of the outline for each field, none of which everybody has to fill.
        for field in fields:
            yield replace(
                section,
                key=f"{section.key}-{field.key}"[:60],
                title=f"{section.title}: {field.name}",
                field_id=field.pk,
                is_required=False,
            )


def _figure(told: Mapping[str, Any]) -> FigureTold:
    return FigureTold(
        name=told["name"],
        key=told["key"],
        measure=told.get("measure", ""),
        parts=tuple(told.get("parts", ())),
        counted=Counted(told.get("counted", "")),
    )


def _office(on: date) -> int | None:
    """The Office of the agency: the first unit of that kind."""
    office = organisations.units_on(on=on).filter(kind=UnitKind.OFFICE).first()
    return office.unit_id if office else None
