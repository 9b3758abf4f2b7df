"""Score the reader against labelled texts: `make score`, or `python -m tools.score [--show NAME]`.

The corpus lies in ../shared/corpus, or where GIAOBAN_CORPUS says. Its own score.py compares; the
texts are read in this process. Texts of our own, written before the rules were tried on them, are
scored beside it, and every group of years and issuers for itself. Every text without gold is read
as well, and a crash fails the run. `--compare` sets other people's readers beside ours.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from giaoban.kit.reader import read
from tools import comparison, reliability
from tools.labelled import (
    HELD_BACK,
    UNSEEN,
    Labelled,
    comparer,
    corpus,
    labelled,
    our_own,
    text_of,
)

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
IN_GROUPS = ("meeting facts", "people", "figures", "items: spans", "tasks", "items: lead")


def score(
    texts: Iterable[Labelled], module: ModuleType, *, show: bool = False
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each element over labelled texts."""
    tallies = {element: module.Tally() for element in ELEMENTS}
    for name, text, gold in texts:
        if show:
            print(f"== {name}")
        module.compare(gold, read(text).to_json(), tallies, show)
    return {element: tally.row() for element, tally in tallies.items()}


def groups(folder: Path) -> dict[str, list[Labelled]]:
    """The labelled texts by year and by who issued them, and the half that sorts by hash."""
    issuers = _issuers(folder)
    grouped: dict[str, list[Labelled]] = defaultdict(list)
    for one in labelled(folder):
        year = one[0][:4] if one[0][:4].isdigit() else "before 2012"
        grouped[f"year {year}"].append(one)
        grouped[f"issuer {issuers.get(one[0], 'ministry')}"].append(one)
        half = int(sha256(one[0].encode()).hexdigest(), 16) % 2
        grouped[f"half {'AB'[half]}"].append(one)
    return dict(sorted(grouped.items()))


def _issuers(folder: Path) -> dict[str, str]:
    """Ministry, province or government for each text that the index names."""
    rows = (folder / "INDEX.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found = {}
    for row in rows:
        file, _source, _year, agency, *_rest = row.split("\t")
        found[Path(file).stem] = _kind_of_issuer(agency)
    return found


def _kind_of_issuer(agency: str) -> str:
    if "VPCP" in agency or "TTg" in agency or "Chính phủ" in agency:
        return "government"
    return "ministry" if agency.startswith(("Bộ", "Tổng cục", "Cục")) else "province"


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
    """Print every table; how many texts could not be read is the status."""
    module = comparer(folder)
    texts = list(labelled(folder, show or ""))
    if show:
        texts += [*our_own(HELD_BACK, show), *our_own(UNSEEN, show)]
        _print_rows(score(texts, module, show=True))
        return 0
    print(f"{len(texts)} labelled texts of the corpus")
    _print_rows(score(texts, module))
    for told, place in (("held back, then improved on", HELD_BACK), ("never looked at", UNSEEN)):
        own = list(our_own(place))
        print(f"\n{len(own)} texts of our own, {told}")
        _print_rows(score(own, module))
    _print_groups(folder, module)
    reliability.report([*texts, *our_own(HELD_BACK)], list(our_own(UNSEEN)), module)
    failures, speed = read_unlabelled(folder)
    print(f"\nunlabelled texts: {len(failures)} failed, {speed:.2f} MB/s")
    for failure in failures:
        print("FAILED", failure)
    return len(failures)


def _print_rows(rows: dict[str, dict[str, float]]) -> None:
    print(f"{'element':24}{'gold':>6}{'found':>7}{'precision':>11}{'recall':>8}{'F1':>8}")
    for element, row in rows.items():
        print(
            f"{element:24}{row['gold']:>6}{row['found']:>7}"
            f"{row['precision']:>11.3f}{row['recall']:>8.3f}{row['f1']:>8.3f}"
        )


def _print_groups(folder: Path, module: ModuleType) -> None:
    """F1 by year, issuer and half: a rule that fits one of them only shows here."""
    print("\nF1 of groups".ljust(23) + "".join(f"{element:>15}" for element in IN_GROUPS))
    for name, texts in groups(folder).items():
        rows = score(texts, module)
        told = "".join(f"{rows[element]['f1']:15.3f}" for element in IN_GROUPS)
        print(f"{name} ({len(texts)})".ljust(22) + told)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="NAME", help="list what differs in texts of this name")
    parser.add_argument("--compare", action="store_true", help="set other readers beside ours")
    arguments = parser.parse_args()
    folder = corpus()
    if folder is None:
        print("SKIPPED: no corpus in ../shared/corpus nor in GIAOBAN_CORPUS: nothing is scored")
        return 0
    if arguments.compare:
        comparison.report([*labelled(folder), *our_own(HELD_BACK)])
        return 0
    return 1 if report(folder, arguments.show) else 0


if __name__ == "__main__":
    sys.exit(main())
