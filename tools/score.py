"""Score the reader against the corpus: `make score`, or `python tools/score.py [--show NAME]`.

The corpus lies in ../shared/corpus, or where GIAOBAN_CORPUS says. Its own score.py compares; the
texts are read in this process. Every text without gold is read as well, and a crash fails the run.
"""

import argparse
import importlib.util
import json
import os
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from giaoban.kit.reader import read

ROOT = Path(__file__).resolve().parents[1]
ELEMENTS = (
    "meeting facts",
    "tally",
    "people",
    "citations",
    "citation dates",
    "figures",
    "items: spans",
    "items: spans and kind",
    "tasks",
    "items: lead",
    "items: due",
    "items: field",
)
SURE = (0.9, 0.8, 0.7, 0.6, 0.0)


def corpus() -> Path | None:
    """Where the corpus lies, or None."""
    folder = Path(os.environ.get("GIAOBAN_CORPUS", ROOT.parent / "shared" / "corpus"))
    return folder if (folder / "score.py").is_file() else None


def comparer(folder: Path) -> ModuleType:
    """The corpus's own score.py as a module."""
    spec = importlib.util.spec_from_file_location("corpus_score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


def labelled(folder: Path, name: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, text and gold of each labelled text whose name contains `name`."""
    for gold in sorted((folder / "gold").glob("*.json")):
        if name in gold.stem:
            text = text_of(folder / "texts" / f"{gold.stem}.txt")
            yield gold.stem, text, json.loads(gold.read_text(encoding="utf-8"))


def score(folder: Path, *, show: str | None = None) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each element over the labelled texts."""
    module = comparer(folder)
    tallies = {element: module.Tally() for element in ELEMENTS}
    for name, text, gold in labelled(folder, show or ""):
        if show:
            print(f"== {name}")
        module.compare(gold, read(text).to_json(), tallies, show is not None)
    return {element: tally.row() for element, tally in tallies.items()}


def reliability(folder: Path) -> list[tuple[float, int, int]]:
    """For each band of confidence: its floor, the items offered in it, those wholly right."""
    module = comparer(folder)
    bands = dict.fromkeys(SURE, (0, 0))
    for _name, text, gold in labelled(folder):
        items = read(text).to_json()["items"]
        right = {id(found) for found in _right(module, gold["items"], items)}
        for item in items:
            floor = next(floor for floor in SURE if item["confidence"] >= floor)
            offered, hits = bands[floor]
            bands[floor] = (offered + 1, hits + (id(item) in right))
    return [(floor, *bands[floor]) for floor in SURE]


def _right(
    module: ModuleType, gold: list[dict[str, Any]], items: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The items that are right in span, kind and lead."""
    for known, found in module.match(gold, items, module.same_span, module.ITEM_IOU):
        same_kind = module.tasklike(known) == module.tasklike(found)
        if same_kind and module.fold(known["lead"]) == module.fold(found["lead"]):
            yield found


def read_unlabelled(folder: Path) -> tuple[list[str], float]:
    """What crashed on which text, and how many megabytes a second were read."""
    failures, size, seconds = [], 0, 0.0
    for path in sorted((folder / "unlabelled").glob("*.txt")):
        text = text_of(path)
        begin = time.perf_counter()
        try:
            read(text).to_json()
        except Exception as error:
            failures.append(f"{path.name}: {type(error).__name__}: {error}")
        seconds += time.perf_counter() - begin
        size += len(text.encode())
    return failures, size / 1e6 / seconds if seconds else 0.0


def report(folder: Path, show: str | None) -> int:
    rows = score(folder, show=show)
    print(f"{'element':24}{'gold':>6}{'found':>7}{'precision':>11}{'recall':>8}{'F1':>8}")
    for element, row in rows.items():
        print(
            f"{element:24}{row['gold']:>6}{row['found']:>7}"
            f"{row['precision']:>11.3f}{row['recall']:>8.3f}{row['f1']:>8.3f}"
        )
    if show:
        return 0
    print("\nitems by confidence: floor, offered, right in span, kind and lead")
    for floor, offered, right in reliability(folder):
        share = f"{right / offered:8.3f}" if offered else "       –"
        print(f"{floor:8.1f}{offered:8}{right:8}{share}")
    failures, speed = read_unlabelled(folder)
    print(f"\nunlabelled texts: {len(failures)} failed, {speed:.2f} MB/s")
    for failure in failures:
        print("FAILED", failure)
    return 1 if failures else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="NAME", help="list what differs in texts of this name")
    arguments = parser.parse_args()
    folder = corpus()
    if folder is None:
        print("SKIPPED: no corpus in ../shared/corpus nor in GIAOBAN_CORPUS: nothing is scored")
        return 0
    return report(folder, arguments.show)


if __name__ == "__main__":
    sys.exit(main())
