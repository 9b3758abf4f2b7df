"""Every rule of the reader, declared in one place: what it finds, why, how sure it is, its cases.

A rule is an entry of `recognisers/rules/<element>.json`; the code that reads only names it. The
cases are phrases of our own with what must be read in them, and a test reads them all.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

LANGUAGES = ("en", "vi")
_FOLDER = "recognisers/rules"


class UnknownRule(KeyError):
    """Something was read by a rule that no file declares."""


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase, and what must be read in it; only the keys that `expect` names are compared."""

    name: str
    text: str
    expect: Any


@dataclass(frozen=True, slots=True)
class Rule:
    """`finds` says in a few words what is read, `why` by which sign, in both languages.

    `confidence` is the share of readings that its author expects to be right.
    """

    name: str
    element: str
    finds: str
    why: Mapping[str, str]
    confidence: float
    cases: tuple[Case, ...]


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by their names, which no two share."""
    declared: dict[str, Rule] = {}
    for element, told in _declared().items():
        for one in told["rules"]:
            rule = Rule(
                name=one["rule"],
                element=element,
                finds=one["finds"],
                why=MappingProxyType({language: one["why"][language] for language in LANGUAGES}),
                confidence=one["confidence"],
                cases=_cases(one["cases"]),
            )
            if rule.name in declared:
                raise ValueError(f"two rules are called {rule.name}")
            declared[rule.name] = rule
    return MappingProxyType(declared)


@cache
def nothing_to_read() -> Mapping[str, tuple[Case, ...]]:
    """For each element the phrases that look like one and are none."""
    return MappingProxyType(
        {element: _cases(told["nothing"]) for element, told in _declared().items()}
    )


def rule(name: str) -> Rule:
    """The rule of that name, or UnknownRule."""
    try:
        return rules()[name]
    except KeyError:
        raise UnknownRule(name) from None


def confidence_of(name: str) -> float:
    """How often readings by the rule are right."""
    return rule(name).confidence


def _declared() -> dict[str, Any]:
    """What the files of rules say, by element."""
    folder = files("giaoban.kit.reader") / _FOLDER
    found = sorted((file for file in folder.iterdir()), key=lambda file: file.name)
    return {
        file.name.removesuffix(".json"): json.loads(file.read_text(encoding="utf-8"))
        for file in found
        if file.name.endswith(".json")
    }


def _cases(told: list[dict[str, Any]]) -> tuple[Case, ...]:
    return tuple(Case(one["name"], one["text"], one["expect"]) for one in told)
