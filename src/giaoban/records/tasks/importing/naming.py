"""Which unit a table means by a name: of today, or the one that stands today where it stood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import UnitVersion
from giaoban.records.organisations.successions import selectors as successions
from giaoban.records.organisations.types import Candidate, UnitIndex

SURE = 0.9
_LOOKED_BACK = 6  # days on which units changed, the latest first
_SEPARATORS = (("\n", ";"), (",",), (" và ", " & "))


@dataclass(frozen=True)
class Named:
    """What a name comes to: a unit, or the candidates; `remark` says what was made of it."""

    unit_id: int | None
    remark: str = ""
    candidates: Sequence[Candidate] = ()


class UnitsNamed:
    """The units as a table may name them. Each name is looked up once."""

    def __init__(self, *, on: date, chosen: Mapping[str, int] | None = None) -> None:
        self._on = on
        self._chosen = dict(chosen or {})
        self._today: UnitIndex = organisations.unit_index(on=on)
        self._before: list[tuple[date, UnitIndex]] | None = None
        self._names = organisations.unit_names(on=on)
        self._known: dict[str, Named] = {}

    def one(self, text: str) -> Named:
        """The unit that the text names."""
        text = " ".join(text.split())
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def several(self, text: str) -> list[tuple[str, Named]]:
        """Each unit of a cell that names several, with its words."""
        return [(part, self.one(part)) for part in self._parts(text, _SEPARATORS)]

    def _parts(self, text: str, separators: Sequence[Sequence[str]]) -> Iterator[str]:
        """The names in a text: cut no further than needed, for names have commas and "và" too."""
        text = text.strip(" ,;.\n")
        if not text:
            return
        if not separators or (("\n" not in text) and self.one(text).unit_id is not None):
            yield text
            return
        for mark in separators[0][1:]:
            text = text.replace(mark, separators[0][0])
        pieces = [piece.strip() for piece in text.split(separators[0][0]) if piece.strip()]
        parts = list(self._joined(pieces, separators))
        # What no part of is known was one name: a line or a semicolon parts in any case.
        is_one = separators is not _SEPARATORS and not any(self.one(p).unit_id for p in parts)
        yield from [text] if is_one else parts

    def _joined(self, pieces: list[str], separators: Sequence[Sequence[str]]) -> Iterator[str]:
        """The longest runs of neighbouring pieces that are a name; what is none is cut further."""
        mark = separators[0][0]
        glue = mark if mark == " và " else f"{mark} "
        at = 0
        while at < len(pieces):
            ends = range(min(len(pieces), at + 4), at + 1, -1) if mark != "\n" else range(0)
            joined = ((end, glue.join(pieces[at:end])) for end in ends)
            whole = next(((end, name) for end, name in joined if self.one(name).unit_id), None)
            if whole:
                at = whole[0]
                yield whole[1]
            else:
                yield from self._parts(pieces[at], separators[1:])
                at += 1

    def _find(self, text: str) -> Named:
        if text in self._chosen:
            return Named(self._chosen[text])
        candidates = self._today.match(text)
        if candidates and candidates[0].score >= SURE:
            return Named(candidates[0].unit_id)
        return self._formerly(text) or Named(None, candidates=candidates)

    def _formerly(self, text: str) -> Named | None:
        """The unit that stands today where one of that name stood, if it is one alone."""
        for day, index in self._earlier():
            found = index.match(text, limit=1)
            if not found or found[0].score < SURE:
                continue
            heirs = successions.successors_on(unit_id=found[0].unit_id, on=self._on)
            if len(heirs) != 1:
                heirs_named = [
                    Candidate(unit, self._names[unit], found[0].score, found[0].why)
                    for unit in sorted(heirs)
                ]
                return Named(None, candidates=heirs_named)
            (unit_id,) = heirs
            told = {"name": text, "day": f"{day:%d/%m/%Y}", "now": self._names[unit_id]}
            return Named(unit_id, _("“%(name)s” (until %(day)s) is now %(now)s.") % told)
        return None

    def _earlier(self) -> list[tuple[date, UnitIndex]]:
        """The names of before, as of the eves of the latest changes."""
        if self._before is None:
            begun = UnitVersion.objects.filter(valid_from__lte=self._on).order_by("-valid_from")
            firsts = begun.values_list("valid_from", flat=True).distinct()[:_LOOKED_BACK]
            days = [day - timedelta(days=1) for day in firsts]
            self._before = [(day, organisations.unit_index(on=day)) for day in days]
        return self._before
