"""The stored cases of the recognisers: a phrase, and what it must be read as."""

import json
from pathlib import Path
from typing import Any

import pytest

from giaoban.kit.reader import read

CASES = Path(__file__).parents[1] / "recognisers" / "cases"


def stored() -> list[Any]:
    """Each case of each file, named after the file and the case."""
    return [
        pytest.param(file.stem, case["text"], case["expect"], id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob("*.json"))
        for case in json.loads(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("element", "text", "expected"), stored())
def test_a_phrase_is_read_as_stored(element: str, text: str, expected: Any) -> None:
    found = read(text).to_json()[element]

    assert told(found, expected) == expected


def told(found: Any, expected: Any) -> Any:
    """What was found, cut down to the keys that the case speaks of."""
    if isinstance(found, list) and isinstance(expected, list):
        keys = [set(one) for one in expected] + [set()] * max(0, len(found) - len(expected))
        return [{key: one[key] for key in want} for one, want in zip(found, keys, strict=False)]
    if isinstance(found, dict) and isinstance(expected, dict):
        return {key: found[key] for key in expected}
    return found
