"""How sure an item is: its rule's own confidence, corrected by how such items proved right.

`rules/measured.json` counts, over labelled texts, the items that each rule offered and those that
were right in span, kind and lead; by rule, and by where their lead stood. `rules/kinds.json` says
how much oftener than elsewhere items are wrong in texts of a kind. Both hold no words of any text.
`python -m tools.reliability fit` counts anew.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from giaoban.kit.reader.reading import LeadFrom
from giaoban.kit.reader.registry import confidence_of

# What is assumed beforehand weighs as much as so many counted items.
_WEIGHT = 4
_PLACES = 2
# Nothing that is read is certain.
_SUREST = 0.99
# And nothing is offered that is not worth a look.
_LEAST_SURE = 0.05

# In texts of a kind that was never counted, so much oftener is an item taken to be wrong.
UNKNOWN_KIND = 2.0

Counts = Mapping[str, tuple[int, int]]
Kinds = Mapping[str, float]


def key_of(rule: str, lead_from: LeadFrom) -> str:
    """The name under which items of a rule are counted by where their lead stands."""
    return f"{rule} {lead_from.value}"


@cache
def confidence_of_item(rule: str, lead_from: LeadFrom, kind: str) -> float:
    """From 0 to 1, in a text of that kind, by all that was measured."""
    return confidence_by(rule, lead_from, kind, (measured(), measured_kinds()))


def confidence_by(rule: str, lead_from: LeadFrom, kind: str, known: tuple[Counts, Kinds]) -> float:
    """The same, as if what is `known` were all that was ever measured."""
    counts, kinds = known
    by_rule = _corrected(confidence_of(rule), counts.get(rule))
    found = _corrected(by_rule, counts.get(key_of(rule, lead_from)))
    wrong = min(1.0, (1 - found) * kinds.get(kind, UNKNOWN_KIND))
    return max(_LEAST_SURE, min(_SUREST, round(1 - wrong, _PLACES)))


@cache
def measured() -> Counts:
    """Offered and right, by rule and by rule and place of the lead."""
    return {name: (offered, right) for name, (offered, right) in _told("measured").items()}


@cache
def measured_kinds() -> Kinds:
    """How much oftener than in all texts items are wrong in those of a kind."""
    return {name: float(oftener) for name, oftener in _told("kinds").items()}


def _told(name: str) -> dict[str, Any]:
    file = files("giaoban.kit.reader.recognisers.items") / "rules" / f"{name}.json"
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


def _corrected(before: float, counted: tuple[int, int] | None) -> float:
    offered, right = counted or (0, 0)
    return (right + _WEIGHT * before) / (offered + _WEIGHT)
