"""Whole texts of many kinds with invented people, and what a careful reader finds in them.

`texts/NAME.json` names the items in the order of the text; their places follow from their words.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from giaoban.kit.reader import read

TEXTS = Path(__file__).parent / "texts"
NAMES = sorted(path.stem for path in TEXTS.glob("*.json"))
SAME = 0.6
TO_DO = {"task", "recommendation"}
FLOORS = {"spans": 0.95, "tasks": 0.95, "lead": 0.94, "due": 0.90, "coordinating": 0.95}


def known(name: str) -> tuple[str, dict[str, Any]]:
    """A text and what is known of it, each item with its place."""
    [path] = [path for path in TEXTS.glob(f"{name}.*") if path.suffix != ".json"]
    text = path.read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads((TEXTS / f"{name}.json").read_text(encoding="utf-8"))
    behind = 0
    for item in told["items"]:
        item["start"] = text.index(item["text"], behind)
        item["end"] = behind = item["start"] + len(item["text"])
    return text, told


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two items cover mostly the same words."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    whole = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return bool(shared >= SAME * whole)


def f1(wanted: int, found: int, right: int) -> float:
    return 2 * right / (wanted + found) if wanted + found else 1.0


@pytest.fixture(scope="module")
def rows() -> dict[str, float]:
    """How well the items of all texts together are read, by element."""
    counts = {element: [0, 0, 0] for element in FLOORS}
    for name in NAMES:
        text, told = known(name)
        items = read(text).to_json()["items"]
        pairs = [(a, b) for a in told["items"] for b in items if same(a, b)]
        _add(counts["spans"], len(told["items"]), len(items), len(pairs))
        tasks = [(a, b) for a, b in pairs if {a["kind"], b["kind"]} <= TO_DO]
        to_do = [[one for one in group if one["kind"] in TO_DO] for group in (told["items"], items)]
        _add(counts["tasks"], len(to_do[0]), len(to_do[1]), len(tasks))
        for part in ("lead", "due", "coordinating"):
            right = sum(bool(a.get(part)) and a.get(part) == b[part] for a, b in pairs)
            wanted = sum(bool(a.get(part)) for a in told["items"])
            _add(counts[part], wanted, sum(bool(b[part]) for b in items), right)
    return {element: f1(*three) for element, three in counts.items()}


def _add(three: list[int], wanted: int, found: int, right: int) -> None:
    for place, number in enumerate((wanted, found, right)):
        three[place] += number


@pytest.mark.parametrize(("element", "floor"), FLOORS.items())
def test_the_items_of_all_texts_reach_their_floor(
    rows: dict[str, float], element: str, floor: float
) -> None:
    assert rows[element] >= floor


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_a_text_are_read(name: str) -> None:
    text, told = known(name)
    found = read(text).to_json()

    meeting = found["meeting"] and {key: found["meeting"][key] for key in told["meeting"] or {}}
    assert meeting == told["meeting"]
    assert found["tally"] == told["tally"]
    people = [(person["name"], person["title"]) for person in found["people"]]
    assert people == [(person["name"], person["title"]) for person in told["people"]]
    assert [one["symbol"] for one in found["citations"]] == [
        one["symbol"] for one in told["citations"]
    ]
