"""Entries of the trail in words, for pages and tables."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.faces.workspace.trail.finding import Asked
from giaoban.ground.audit import hooks
from giaoban.ground.audit.models import Entry
from giaoban.ground.audit.types import VerbNotDeclared
from giaoban.ground.platform.templatetags.figures import day, moment
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.models import Unit
from giaoban.records.organisations.types import Post, UnitKind

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
# Under these keys stands a unit, by its number or by its key.
_UNITS = frozenset({"lead", "unit", "parent_id"})
_LABELS: Mapping[str, Mapping[str, Any]] = {
    "post": {post.value: post.label for post in Post},
    "kind": {kind.value: kind.label for kind in UnitKind},
}


@dataclass(frozen=True)
class Fact:
    """Something an entry tells; a change tells what was before as well."""

    label: str
    value: str
    before: str | None = None


@dataclass(frozen=True)
class Told:
    """An entry as pages show it. `history` is the address of the history of its object."""

    entry: Entry
    what: str
    object_words: str
    history: str
    facts: tuple[Fact, ...]

    @property
    def told_words(self) -> str:
        """All facts in one line, for tables."""
        return "; ".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for fact in self.facts:
            value = fact.value or _("none")
            if fact.before is None:
                yield f"{fact.label}: {value}"
            else:
                yield f"{fact.label}: {fact.before or _('none')} → {value}"


class Teller:
    """Puts entries into words. `on` is the day for the names of units; they are read once."""

    def __init__(self, *, on: date) -> None:
        self._on = on

    def tell(self, entries: Iterable[Entry]) -> Iterator[Told]:
        for entry in entries:
            label = entry.target.partition(":")[0]
            yield Told(
                entry=entry,
                what=words_of(entry.verb),
                object_words=object_words(entry.target),
                history=_history_of(entry.target) if hooks.kind_labelled(label) else "",
                facts=tuple(self._facts(entry)),
            )

    def _facts(self, entry: Entry) -> Iterator[Fact]:
        # Some rooms tell what was before and is after among the other facts.
        data = dict(entry.data)
        before = {**entry.before, **_taken(data, "before")}
        after = {**entry.after, **_taken(data, "after")}
        for key in sorted({*before, *after}):
            label = hooks.words_for(entry.verb, key)
            was = self._value(key, before[key]) if key in before else None
            yield Fact(label, self._value(key, after.get(key)), was)
        for key, value in data.items():
            if words := self._value(key, value):
                yield Fact(hooks.words_for(entry.verb, key), words)

    def _value(self, key: str, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, Mapping):
            return "; ".join(f"{each}: {self._value(each, of)}" for each, of in value.items())
        if isinstance(value, list):
            return ", ".join(self._value(key, each) for each in value)
        text = str(value)
        if key in _UNITS:
            return self._unit_words(text)
        return str(_LABELS[key].get(text, text)) if key in _LABELS else _as_day(text)

    def _unit_words(self, text: str) -> str:
        """What a unit is called that is told by its number or by its key."""
        number = int(text) if text.isdecimal() else self._unit_keys.get(text, 0)
        return self._unit_names.get(number, text)

    @cached_property
    def _unit_keys(self) -> dict[str, int]:
        return dict(Unit.objects.order_by().values_list("key", "pk"))

    @cached_property
    def _unit_names(self) -> dict[int, str]:
        return organisations.unit_names(on=self._on)


def _history_of(reference: str) -> str:
    return reverse("workspace:history", args=[reference])


def words_of(verb: str) -> str:
    """What a verb is called; its name where it is no longer declared."""
    try:
        return str(hooks.verb_named(verb).words)
    except VerbNotDeclared:
        return verb


def narrowing(asked: Asked) -> Iterator[str]:
    """What a search was narrowed to, besides its days."""
    if asked.who:
        yield _("by or for “%(person)s”") % {"person": asked.who}
    if asked.verb:
        yield words_of(asked.verb)
    if asked.kind:
        yield object_words(asked.target)
    if asked.request:
        yield _("request %(number)s") % {"number": asked.request}


def object_words(reference: str) -> str:
    """`Task 12`, for tasks.task:12; the reference itself where nobody says what it is."""
    label, _colon, key = reference.partition(":")
    kind = hooks.kind_labelled(label)
    return f"{kind.words} {key}".strip() if kind else reference


def _taken(data: dict[str, Any], key: str) -> dict[str, Any]:
    return data.pop(key) if isinstance(data.get(key), dict) else {}


def _as_day(text: str) -> str:
    """Days and moments as offices write them; any other text as it is."""
    try:
        if _DAY.fullmatch(text):
            return day(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return moment(datetime.fromisoformat(text))
    except ValueError:
        pass
    return text
