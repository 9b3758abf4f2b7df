"""The reader against the corpus of real texts, where there is one."""

from importlib import import_module
from pathlib import Path

import pytest

score = import_module("tools.score")
labelled = import_module("tools.labelled")
reliability = import_module("tools.reliability")

FLOORS = {
    "citations": 0.98,
    "citation dates": 0.95,
    "people": 0.95,
    "meeting facts": 0.95,
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
    folder: Path | None = labelled.corpus()
    if folder is None:
        pytest.skip("NO CORPUS in ../shared/corpus nor in GIAOBAN_CORPUS: the reader is not scored")
    return folder


@pytest.fixture(scope="module")
def rows(corpus: Path) -> dict[str, dict[str, float]]:
    scored: dict[str, dict[str, float]] = score.score(
        labelled.labelled(corpus), labelled.comparer(corpus)
    )
    return scored


@pytest.mark.parametrize(("element", "floor"), FLOORS.items())
def test_an_element_reaches_its_floor(
    rows: dict[str, dict[str, float]], element: str, floor: float
) -> None:
    assert rows[element]["f1"] >= floor


def test_no_unlabelled_text_crashes(corpus: Path) -> None:
    failures, _speed = score.read_unlabelled(corpus)

    assert not failures


def test_what_is_offered_as_sure_is_right_on_texts_that_were_not_counted(corpus: Path) -> None:
    module = labelled.comparer(corpus)
    texts = [*labelled.labelled(corpus), *labelled.our_own(labelled.HELD_BACK)]
    many = [reliability.judged(text, gold, module) for _name, text, gold in texts]

    offered, right = reliability.share_of_sure(reliability.bands(reliability.cross_validated(many)))

    assert offered > len(texts)
    assert right >= 0.95 * offered


def test_texts_held_back_are_read_nearly_as_well(corpus: Path) -> None:
    own = labelled.our_own(labelled.HELD_BACK)
    rows = score.score(own, labelled.comparer(corpus))

    assert rows["items: spans"]["f1"] >= 0.93
    assert rows["tasks"]["f1"] >= 0.93
    assert rows["items: lead"]["f1"] >= 0.9
