"""How sure an item is: its rule's own confidence, corrected by how such items proved right.

`rules/measured.json` counts, over labelled texts, the items that each rule offered and those that
were right in span, kind and lead; by rule, and by where their lead stood. It holds no words of any
text. `python -m tools.reliability fit` counts anew.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from giaoban.kit.reader.reading import LeadFrom
from giaoban.kit.reader.registry import confidence_of

# What is assumed beforehand weighs as much as so many counted items.
_WEIGHT = 4
_PLACES = 2
# Nothing that is read is certain.
_SUREST = 0.99

Counts = Mapping[str, tuple[int, int]]


def key_of(rule: str, lead_from: LeadFrom) -> str:
    """The name under which items of a rule are counted by where their lead stands."""
    return f"{rule} {lead_from.value}"


def confidence_of_item(rule: str, lead_from: LeadFrom, counts: Counts | None = None) -> float:
    """From 0 to 1; with `counts`, as if those were all that was ever measured."""
    if counts is None:
        return _measured_confidence(rule, lead_from)
    by_rule = _corrected(confidence_of(rule), counts.get(rule))
    found = _corrected(by_rule, counts.get(key_of(rule, lead_from)))
    return min(_SUREST, round(found, _PLACES))


@cache
def _measured_confidence(rule: str, lead_from: LeadFrom) -> float:
    return confidence_of_item(rule, lead_from, measured())


@cache
def measured() -> Counts:
    """Offered and right, by rule and by rule and place of the lead."""
    file = files("giaoban.kit.reader.recognisers.items") / "rules" / "measured.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    return {name: (offered, right) for name, (offered, right) in told.items()}


def _corrected(before: float, counted: tuple[int, int] | None) -> float:
    offered, right = counted or (0, 0)
    return (right + _WEIGHT * before) / (offered + _WEIGHT)
