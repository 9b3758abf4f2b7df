"""The reader against the corpus of real texts, where there is one."""

from importlib import import_module
from pathlib import Path

import pytest

score = import_module("tools.score")

FLOORS = {
    "citations": 0.98,
    "citation dates": 0.95,
    "people": 0.93,
    "meeting facts": 0.93,
    "tally": 0.92,
    "figures": 0.95,
    "items: spans": 0.90,
    "tasks": 0.90,
    "items: lead": 0.82,
    "items: due": 0.90,
    "items: field": 0.88,
}


@pytest.fixture(scope="module")
def corpus() -> Path:
    folder: Path | None = score.corpus()
    if folder is None:
        pytest.skip("NO CORPUS in ../shared/corpus nor in GIAOBAN_CORPUS: the reader is not scored")
    return folder


@pytest.fixture(scope="module")
def rows(corpus: Path) -> dict[str, dict[str, float]]:
    scored: dict[str, dict[str, float]] = score.score(corpus)
    return scored


@pytest.mark.parametrize(("element", "floor"), FLOORS.items())
def test_an_element_reaches_its_floor(
    rows: dict[str, dict[str, float]], element: str, floor: float
) -> None:
    assert rows[element]["f1"] >= floor


def test_no_unlabelled_text_crashes(corpus: Path) -> None:
    failures, _speed = score.read_unlabelled(corpus)

    assert not failures


def test_what_is_offered_as_sure_is_right(corpus: Path) -> None:
    sure, offered, right = score.reliability(corpus)[0]

    assert sure == 0.9
    assert right >= 0.95 * offered
