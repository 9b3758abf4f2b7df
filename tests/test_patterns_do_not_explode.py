"""No pattern explodes: time grows with the text, whatever the text.

Clocks differ, so growth is compared: of four times the text a search may take some four times as
long, and what grows with the square takes sixteen.
"""

import re
import time
from importlib import import_module
from pkgutil import walk_packages

import pytest

from giaoban.kit import periods, reader, vntext
from giaoban.kit.reader import read
from giaoban.kit.vntext.patterns import MADE, openings

SHORT, TIMES = 400, 4
LINEAR_ENOUGH = 9.0
# Shorter times than this tell of the clock and not of the pattern; seconds.
MEASURABLE = 0.02
TRIES = 5
NASTY = (
    *("a", " ", "0", ",", "A", "á", "(", "…", ".", "- ", "a ", "A ", "0 ", "0.", "0/", "a, "),
    *("đã ", "các ", "của ", "và ", "tháng 1 ", "ngày 1/1 ", "số 1/QĐ-", "điểm cầu ", "phối hợp "),
    *("yêu cầu ", "Bộ A ", "kết luận ", "như ", "trong ", "\n", "“", '"', "a:", "1. ", "chủ trì "),
)


def patterns() -> list[tuple[str, int]]:
    """The sources of all patterns of the reader and of what it stands on."""
    for package in (vntext, periods, reader):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if ".tests" not in module.name and ".opening" not in module.name:
                import_module(module.name)
    return sorted({(one.source, one.flags_given) for one in MADE})


def seconds(search: re.Pattern[str], text: str) -> float:
    begin = time.process_time()
    for _found in search.finditer(text):
        pass
    return time.process_time() - begin


def growth(search: re.Pattern[str], piece: str) -> float:
    """How many times longer it searches a text that is longer by TIMES; 0 where it is at once."""
    short = (piece * SHORT)[:SHORT]
    longer = seconds(search, short * TIMES)
    return longer / max(1e-9, seconds(search, short)) if longer > MEASURABLE else 0.0


@pytest.mark.parametrize("source", patterns(), ids=lambda source: source[0][:40])
def test_a_pattern_takes_time_that_grows_with_the_text(source: tuple[str, int]) -> None:
    search = re.compile(*source)
    for piece in NASTY:
        assert any(growth(search, piece) < LINEAR_ENOUGH for _ in range(TRIES)), piece


@pytest.mark.parametrize("source", patterns(), ids=lambda source: source[0][:40])
def test_what_opens_a_pattern_is_known_or_left_open(source: tuple[str, int]) -> None:
    search = re.compile(*source)
    pairs = openings(search)
    text = " ".join(NASTY) + "\nHội nghị giao ban; Bộ trưởng yêu cầu Sở A báo cáo trước ngày 1/2."
    for at in range(len(text)):
        if pairs is not None and search.match(text, at):
            assert text[at : at + 2] in pairs or text[at] in pairs


@pytest.mark.parametrize("piece", NASTY)
def test_a_reading_takes_time_that_grows_with_the_text(piece: str) -> None:
    def taken(text: str) -> float:
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    short = (piece * 5_000)[:5_000]
    ratios = (taken(short * TIMES) / taken(short) for _ in range(TRIES))

    assert any(ratio < LINEAR_ENOUGH for ratio in ratios)
