"""The list of ASVS requirements is whole, counts right, and names only what is there."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIST = ROOT / "docs/security/asvs.md"

# The levels of all requirements of ASVS 5.0.0, section by section, in their order.
LEVELS = """
1.1 22  1.2 1111122223  1.3 112222222223  1.4 222  1.5 123
2.1 122  2.2 112  2.3 12223  2.4 23
3.1 3  3.2 113  3.3 12223  3.4 11222233  3.5 11122333  3.6 3  3.7 22333
4.1 12233  4.2 23333  4.3 22  4.4 1222
5.1 2  5.2 112333  5.3 113  5.4 222
6.1 122  6.2 111111112222  6.3 11223333  6.4 112233  6.5 22222333  6.6 2223  6.7 33  6.8 2222
7.1 222  7.2 1111  7.3 22  7.4 11222  7.5 223  7.6 22
8.1 1233  8.2 1123  8.3 133  8.4 23
9.1 111  9.2 1222
10.1 22  10.2 223  10.3 22223  10.4 1111122222233333  10.5 22222  10.6 22  10.7 222
11.1 2233  11.2 22233  11.3 11233  11.4 1222  11.5 23  11.6 23  11.7 33
12.1 12233  12.2 11  12.3 22223
13.1 2333  13.2 222223  13.3 2233  13.4 1222233
14.1 22  14.2 12223333  14.3 122
15.1 12233  15.2 12233  15.3 1222222  15.4 3333
16.1 2  16.2 22222  16.3 2222  16.4 222  16.5 2223
17.1 23  17.2 22223333  17.3 22
"""
STATUSES = ("met", "not applicable", "open")
ROW = re.compile(r"^\| V([\d.]+) \| ([12]) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
HEAD = re.compile(r"^\| (1|2|both) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\]\(([\w./-]+)#([\w-]+)\)")


@dataclass(frozen=True)
class Requirement:
    number: str
    level: str
    status: str
    shown_by: str


@cache
def requirements() -> list[Requirement]:
    rows = ROW.findall(LIST.read_text(encoding="utf-8"))
    return [Requirement(number, level, status, by) for number, level, _asks, status, by in rows]


def asked_for() -> dict[str, str]:
    """Each requirement of level 1 and 2, and its level."""
    words = LEVELS.split()
    return {
        f"{section}.{number}": level
        for section, levels in zip(words[::2], words[1::2], strict=True)
        for number, level in enumerate(levels, start=1)
        if level in "12"
    }


def test_every_requirement_of_level_1_and_2_stands_there_once() -> None:
    assert len(asked_for()) == 253
    assert {each.number: each.level for each in requirements()} == asked_for()
    assert len(requirements()) == len(asked_for())


def test_each_has_one_of_three_statuses() -> None:
    assert {each.status for each in requirements()} == set(STATUSES)


def test_what_is_met_is_shown_by_a_test_or_decided_on_a_page() -> None:
    assert [
        each.number
        for each in requirements()
        if each.status == "met" and not (TEST.search(each.shown_by) or LINK.search(each.shown_by))
    ] == []


def named_tests() -> list[tuple[str, str]]:
    return sorted({found for each in requirements() for found in TEST.findall(each.shown_by)})


@pytest.mark.parametrize(("path", "name"), named_tests(), ids=lambda part: part.split("/")[-1])
def test_every_test_that_is_named_is_there(path: str, name: str) -> None:
    folder = ROOT if path.startswith(("tests/", "e2e/")) else ROOT / "src/giaoban"

    assert re.search(rf"^def {name}\(", (folder / path).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_page_that_is_named_has_that_heading() -> None:
    missing = []
    for path, anchor in {each for row in requirements() for each in LINK.findall(row.shown_by)}:
        text = (LIST.parent / path).resolve().read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        slugs = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
        if anchor not in slugs:
            missing.append(f"{path}#{anchor}")

    assert missing == []


def test_the_counts_are_right() -> None:
    told = {
        level: [int(each) for each in counts] for level, *counts in HEAD.findall(LIST.read_text())
    }
    counted = Counter((each.level, each.status) for each in requirements())
    rows = {level: [counted[level, status] for status in STATUSES] for level in "12"}
    rows["both"] = [sum(pair) for pair in zip(rows["1"], rows["2"], strict=True)]

    assert told == {level: [*counts, sum(counts)] for level, counts in rows.items()}
