"""Which unit a text means: every way texts have of writing a name, each with an honest score."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TypeVar

from giaoban.records.organisations.spelling import (
    Fit,
    Spelled,
    Words,
    align,
    likeness,
    may_be_mistaken,
    phrases,
    split_kind,
    words_of,
)
from giaoban.records.organisations.types import Candidate, MatchRule

# How sure each rule is at its best. A clerk need not look twice from 0.9 on.
_SCORES: Mapping[MatchRule, float] = {
    MatchRule.EXACT: 1.0,
    MatchRule.TRIMMED: 0.97,
    MatchRule.ABBREVIATION: 0.95,
    MatchRule.SPELLING: 0.92,
    MatchRule.WITHOUT_KIND: 0.8,
    MatchRule.PLACE: 0.6,
    MatchRule.OTHER_KIND: 0.55,
    MatchRule.PARTIAL: 0.85,
    MatchRule.KIND_ALONE: 0.35,
}
_WHOLE_NAME = frozenset(
    {MatchRule.EXACT, MatchRule.TRIMMED, MatchRule.ABBREVIATION, MatchRule.SPELLING}
)
_LOWEST = 0.32
# What a score falls to when another unit fits as well: then nothing in the text tells which.
_TIE = 0.02
_TIED_WHOLE = 0.7
_TIED = 0.4
_MOST_OF_A_KIND = 12
_LONGEST = 40  # words: no name, with all that may stand around it, is longer

# Several doers, not one: "các Sở", "một số đơn vị", "toàn ngành".
_MANY = phrases("cac", "nhung", "moi", "mot so", "nhieu", "toan", "tung")
# Whoever is named so is named by nothing.
_ANYONE = frozenset(phrases("tinh", "thanh pho", "huyen", "dia phuong", "don vi", "co quan"))
# fmt: off
# Whoever heads a unit stands for it; an order names it after its verb.
_BEFORE_A_UNIT = phrases(
    "dong chi", "lanh dao", "thu truong", "giam doc", "vu truong", "cuc truong", "vien truong",
    "bo truong", "tong bien tap", "chanh", "pho", "giao", "de nghi", "yeu cau", "don vi",
    "co quan", "tap the",
)
# fmt: on
_QUALIFIER = re.compile(
    r"\s*[(,;]\s*|\s+[-–—]\s+|\s+(?:trực\s+)?thuộc\s+|\s+của\s+", flags=re.IGNORECASE
)
_PLACES_SHARE_A_NAME_FROM = 2


@dataclass(frozen=True)
class Named:
    """A unit on a day and everything it is called."""

    unit_id: int
    name: str
    also: Sequence[str] = ()
    provincial: bool = False
    parent_id: int | None = None


@dataclass(frozen=True)
class _Form:
    unit_id: int
    spelled: Spelled


@dataclass(frozen=True)
class _Variant:
    """The text, or the part of it that may be the name; then the rest may say whose unit it is."""

    words: Words
    qualifier: Words = ()


@dataclass(frozen=True)
class _Found:
    score: float
    why: MatchRule


class Index:
    """The names of the units of one day. Finding many texts in it asks the database nothing."""

    def __init__(self, units: Iterable[Named]) -> None:
        self._units = {unit.unit_id: unit for unit in units}
        self._exact: defaultdict[Words, set[int]] = defaultdict(set)
        self._forms: list[_Form] = []
        self._places: list[tuple[int, Words]] = []
        self._known: dict[str, list[Candidate]] = {}
        for unit in self._units.values():
            for words in {words_of(text) for text in (unit.name, *unit.also)} - {()}:
                self._exact[words].add(unit.unit_id)
                self._forms.append(_Form(unit.unit_id, split_kind(words)))
        self._find_places()

    def match(self, text: str, *, limit: int = 5) -> list[Candidate]:
        """The units that the text may mean, best first; none where nothing fits."""
        if text not in self._known:
            self._known[text] = self._ranked(self._find(text))
        return self._known[text][:limit]

    def _find_places(self) -> None:
        """What tells units apart that differ in their province alone."""
        provincial = [unit for unit in self._units.values() if unit.provincial]
        if len(provincial) < _PLACES_SHARE_A_NAME_FROM:
            return
        names = [split_kind(words_of(unit.name)).rest for unit in provincial]
        columns = zip(*names, strict=False)
        shared = list(takewhile(lambda column: len(set(column)) == 1, columns))
        before = tuple(column[0] for column in shared)
        ids = {unit.unit_id for unit in provincial}
        self._places = [
            (form.unit_id, form.spelled.rest[len(before) :])
            for form in self._forms
            if form.unit_id in ids and form.spelled.rest[: len(before)] == before
        ]

    def _find(self, text: str) -> dict[int, _Found]:
        best: dict[int, _Found] = {}
        for number, variant in enumerate(_variants(text)):
            for unit_id, found in self._find_variant(variant, trimmed=number > 0).items():
                if unit_id not in best or found.score > best[unit_id].score:
                    best[unit_id] = found
        return {unit_id: found for unit_id, found in best.items() if found.score >= _LOWEST}

    def _find_variant(self, variant: _Variant, *, trimmed: bool) -> dict[int, _Found]:
        exact = self._exact.get(variant.words, set())
        why = MatchRule.TRIMMED if trimmed else MatchRule.EXACT
        found = {unit_id: _Found(_SCORES[why], why) for unit_id in exact}
        if not exact:
            found = self._fitting(split_kind(variant.words))
        return self._qualified(found, variant.qualifier) if variant.qualifier else found

    def _fitting(self, text: Spelled) -> dict[int, _Found]:
        if not text.rest:
            return self._of_kind(text.kind)
        best: dict[int, _Found] = {}
        for form in self._forms:
            found = _compare(text, form.spelled)
            if found and (form.unit_id not in best or found.score > best[form.unit_id].score):
                best[form.unit_id] = found
        if not text.kind:
            best |= self._in_place(text.rest)
        return best

    def _of_kind(self, kind: Words) -> dict[int, _Found]:
        units = {form.unit_id for form in self._forms if kind and form.spelled.kind == kind}
        if len(units) > _MOST_OF_A_KIND:
            return {}
        why = MatchRule.KIND_ALONE
        return {unit_id: _Found(_SCORES[why], why) for unit_id in units}

    def _in_place(self, words: Words) -> dict[int, _Found]:
        why = MatchRule.PLACE
        return {
            unit_id: _Found(_SCORES[why], why)
            for unit_id, place in self._places
            if _is_whole(align(words, place), place)
        }

    def _qualified(self, found: dict[int, _Found], qualifier: Words) -> dict[int, _Found]:
        """Leave out what cannot be meant because the text says whose unit it speaks of."""
        named = self._exact.get(qualifier) or {
            unit_id
            for unit_id, other in self._fitting(split_kind(qualifier)).items()
            if other.why in _WHOLE_NAME
        }
        if named:
            return {
                unit_id: other
                if named & self._upwards(unit_id)
                else replace(other, score=other.score / 2)
                for unit_id, other in found.items()
            }
        rest = split_kind(qualifier)
        if rest.is_agency:
            return {}
        # Words of which nothing is known may as well be the other half of the name.
        whole = {unit_id: other for unit_id, other in found.items() if other.why in _WHOLE_NAME}
        return found if rest.kind else whole

    def _upwards(self, unit_id: int) -> set[int]:
        """The unit and those it stands under."""
        seen: set[int] = set()
        step: int | None = unit_id
        while step is not None and step in self._units and step not in seen:
            seen.add(step)
            step = self._units[step].parent_id
        return seen

    def _ranked(self, found: dict[int, _Found]) -> list[Candidate]:
        order = {unit_id: number for number, unit_id in enumerate(self._units)}
        candidates: list[Candidate] = []
        score = 1.0
        for unit_id in sorted(found, key=lambda each: (-found[each].score, order[each])):
            # Never above the one before: a tie may have brought that one down.
            score = min(score, _unless_tied(found[unit_id], found.values()))
            why = found[unit_id].why
            candidates.append(Candidate(unit_id, self._units[unit_id].name, round(score, 2), why))
        return candidates


def _unless_tied(found: _Found, all_found: Iterable[_Found]) -> float:
    """The score, or what is left of it when another unit fits as well."""
    as_good = sum(abs(found.score - other.score) <= _TIE for other in all_found)
    if as_good == 1:
        return found.score
    return min(found.score, _TIED_WHOLE if found.why in _WHOLE_NAME else _TIED)


def _variants(text: str) -> list[_Variant]:
    """The text as it stands first, then without what comes before a name and after it."""
    words = words_of(text)
    names_none = words in _ANYONE or any(words[: len(many)] == many for many in _MANY)
    if names_none or len(words) > _LONGEST:
        return []
    variants = [_Variant(words)]
    name, *rest = _QUALIFIER.split(text, maxsplit=1)
    if rest:
        variants.append(_Variant(words_of(name), words_of(rest[0])))
    # "Vụ Bưu chính Bộ TT&TT": what follows from the second word for an agency on says whose it is.
    second = [at for at, word in enumerate(words) if at and (word,) in (("bo",), ("so",))]
    if second:
        variants.append(_Variant(words[: second[0]], words[second[0] :]))
    bare = [replace(variant, words=_without_lead(variant.words)) for variant in variants]
    ordered = dict.fromkeys(variants + bare)
    return [variant for variant in ordered if variant.words]


def _without_lead(words: Words) -> Words:
    """`đồng chí Cục trưởng Cục Viễn thông` from its unit on; as it is where no unit follows."""
    rest = _after(_BEFORE_A_UNIT, words)
    return rest if split_kind(rest).kind else words


def _after(leads: Iterable[Words], words: Words) -> Words:
    """The words behind whatever leads into them."""
    while lead := next((lead for lead in leads if words[: len(lead)] == lead), None):
        words = words[len(lead) :]
    return words


def _is_whole(fit: Fit, name: Words) -> bool:
    return fit.words == len(name) and not fit.left_over and bool(name)


def _compare(text: Spelled, name: Spelled) -> _Found | None:
    """How well a text fits a name when it is not the name itself."""
    may_fit = not text.kind or not name.kind or text.kind == name.kind
    if not (may_fit or may_be_mistaken(text.kind, name.kind)):
        return None
    if not name.rest or not _could_meet(text.rest, name.rest):
        return None
    fit = align(text.rest, name.rest)
    if fit.words <= -fit.misspelt:  # nothing was met as it is written
        return None
    return _judge_kind(_judge_words(fit, name.rest), text, name)


def _judge_words(fit: Fit, name: Words) -> _Found:
    if not _is_whole(fit, name):
        why = MatchRule.PARTIAL
        return _Found(_SCORES[why] * _part(fit, name), why)
    if fit.misspelt:
        why = MatchRule.SPELLING
        return _Found(_SCORES[why] * fit.gain / fit.words, why)
    why = MatchRule.ABBREVIATION if fit.shortened else MatchRule.TRIMMED
    return _Found(_SCORES[why], why)


def _part(fit: Fit, name: Words) -> float:
    """0 to 1. A word of the text that means nothing here weighs more than one that was left out."""
    return fit.of_text**2 * (0.4 + 0.6 * fit.gain / len(name))


def _judge_kind(found: _Found, text: Spelled, name: Spelled) -> _Found:
    """What becomes of a fit in view of the words for the kind of unit."""
    if text.kind == name.kind:
        return found
    if text.kind and not name.kind:
        return replace(found, score=found.score * 0.95)
    lower = MatchRule.OTHER_KIND if text.kind else MatchRule.WITHOUT_KIND
    why = lower if found.why in _WHOLE_NAME else found.why
    return _Found(found.score * _SCORES[lower], why)


def _could_meet(text: Words, name: Words) -> bool:
    """Whether laying the two along each other is worth the work."""
    if not set(text).isdisjoint(name):
        return True
    initials = "".join(word[0] for word in name)
    return any(len(word) > 1 and word in initials for word in text) or any(
        likeness(word, other) for word in text for other in name
    )


# Fields of work

_Field = TypeVar("_Field")
# fmt: off
_BEFORE_A_FIELD = phrases(
    "trong", "ve", "doi voi", "linh vuc", "cong tac", "hoat dong", "mang", "nganh",
    "quan li nha nuoc", "quan li",
)
# fmt: on
_FIELD_IS_CLEAR = 0.6
_CLEAR_BY = 0.1


def match_field(text: str, names: Iterable[tuple[_Field, str]]) -> _Field | None:
    """The one field that the text names, whole or by its abbreviation; none when two fit alike."""
    words = _without_field_lead(words_of(text))
    ranked: list[tuple[float, _Field]] = []
    for field, name in names:
        name_words = _without_field_lead(words_of(name))
        fit = align(words, name_words)
        ranked.append((_part(fit, name_words) if fit.words else 0.0, field))
    ranked.sort(key=lambda each: -each[0])
    if not ranked or ranked[0][0] < _FIELD_IS_CLEAR:
        return None
    unsure = len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEAR_BY
    return None if unsure else ranked[0][1]


def _without_field_lead(words: Words) -> Words:
    return _after(_BEFORE_A_FIELD, words) or words
