"""The declared rules: each is explained in both languages, and reads its own stored cases."""

import re
from pathlib import Path
from typing import Any

import pytest

from giaoban.kit.reader import read
from giaoban.kit.reader.reading import Reading
from giaoban.kit.reader.registry import Case, UnknownRule, nothing_to_read, rule, rules

READER = Path(__file__).parents[1]


def stored() -> list[Any]:
    """Each case of each rule, named after both."""
    return [
        pytest.param(one.element, one.name, case, id=f"{one.name}: {case.name}")
        for one in rules().values()
        for case in one.cases
    ]


def stored_nothing() -> list[Any]:
    return [
        pytest.param(element, case, id=f"{element}: {case.name}")
        for element, cases in nothing_to_read().items()
        for case in cases
    ]


@pytest.mark.parametrize(("element", "name", "case"), stored())
def test_a_phrase_is_read_as_stored_and_by_its_rule(element: str, name: str, case: Case) -> None:
    reading = read(case.text)

    assert told(reading.to_json()[element], case.expect) == case.expect
    assert name in read_by(reading, element)


@pytest.mark.parametrize(("element", "case"), stored_nothing())
def test_a_phrase_that_looks_like_one_is_none(element: str, case: Case) -> None:
    assert told(read(case.text).to_json()[element], case.expect) == case.expect


@pytest.mark.parametrize("name", list(rules()))
def test_a_rule_has_a_case_and_says_why_in_both_languages(name: str) -> None:
    one = rule(name)

    assert one.cases
    assert one.finds
    assert all(one.why[language] for language in ("en", "vi"))
    assert 0 < one.confidence < 1


def test_a_rule_that_nobody_declared_is_refused() -> None:
    with pytest.raises(UnknownRule):
        rule("clairvoyance")


def test_every_declared_rule_is_named_in_the_code() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in READER.glob("recognisers/**/*.py"))
    words = set(re.findall(r'"([a-z-]+)"', code))

    assert set(rules()) <= words


def read_by(reading: Reading, element: str) -> set[str]:
    found = getattr(reading, element)
    if isinstance(found, tuple):
        return {one.rule for one in found}
    return {found.rule} if found else set()


def told(found: Any, expected: Any) -> Any:
    """What was found, cut down to the keys that the case speaks of."""
    if isinstance(found, list) and isinstance(expected, list):
        keys = [set(one) for one in expected] + [set()] * max(0, len(found) - len(expected))
        return [{key: one[key] for key in want} for one, want in zip(found, keys, strict=False)]
    if isinstance(found, dict) and isinstance(expected, dict):
        return {key: found[key] for key in expected}
    return found
