"""How far the reader's confidence can be trusted, and the counts that correct it.

`python -m tools.reliability fit` counts, over the labelled texts, how many items each rule offered
and how many were right in span, kind and lead, and writes the counts that the package ships. They
are numbers by rule, by where the lead stands and by kind of text; no words of the texts go with
them.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import pstdev
from types import ModuleType
from typing import Any, NamedTuple

from giaoban.kit.reader import read
from giaoban.kit.reader.reading import LeadFrom
from giaoban.kit.reader.recognisers.items.confidence import (
    UNKNOWN_KIND,
    Counts,
    Kinds,
    confidence_by,
    key_of,
)
from giaoban.kit.reader.recognisers.items.text_kinds import kind_of_text
from giaoban.kit.reader.structure import build
from tools.labelled import HELD_BACK, ROOT, Labelled, comparer, corpus, labelled, our_own

RULES = ROOT / "src/giaoban/kit/reader/recognisers/items/rules"
MEASURED, KINDS = RULES / "measured.json", RULES / "kinds.json"
BANDS = (0.95, 0.9, 0.8, 0.7, 0.6, 0.0)
# What is assumed of a kind beforehand weighs as much as so many items of it.
_WEIGHT = 20
# Texts of a kind differ: so many standard deviations are laid on how often items are wrong in them.
_SPREAD = 0.5


class Judged(NamedTuple):
    """An item that was read, in a text of that kind, and whether it was right."""

    rule: str
    lead_from: LeadFrom
    confidence: float
    is_right: bool
    kind: str


def judged(text: str, gold: dict[str, Any], module: ModuleType) -> list[Judged]:
    """Each item that is read in a text, and what it was worth."""
    kind = kind_of_text(build(text).blocks)
    items = read(text).to_json()["items"]
    right = set()
    for known, found in module.match(gold["items"], items, module.same_span, module.ITEM_IOU):
        same_kind = module.tasklike(known) == module.tasklike(found)
        if same_kind and module.fold(known["lead"]) == module.fold(found["lead"]):
            right.add(id(found))
    return [
        Judged(
            item["rule"],
            LeadFrom(item["lead_from"]),
            item["confidence"],
            id(item) in right,
            kind,
        )
        for item in items
    ]


def counted(many: Iterable[Sequence[Judged]]) -> Counts:
    """Offered and right, by rule, and by rule and place of the lead."""
    offered: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for items in many:
        for item in items:
            for key in (item.rule, key_of(item.rule, item.lead_from)):
                offered[key] += 1
                right[key] += item.is_right
    return {key: (offered[key], right[key]) for key in sorted(offered)}


def kinds_of(many: Sequence[Sequence[Judged]]) -> Kinds:
    """How much oftener items are wrong in texts of each kind than in all of them."""
    everything = [item for items in many for item in items]
    usual = (_wrong(everything) + 1) / (len(everything) + 2)
    by_kind: defaultdict[str, list[Sequence[Judged]]] = defaultdict(list)
    for items in many:
        if items:
            by_kind[items[0].kind].append(items)
    found = {}
    for kind, texts in by_kind.items():
        count = sum(map(len, texts))
        spread = pstdev([_wrong(items) / len(items) for items in texts])
        wrong = sum(map(_wrong, texts)) + _SPREAD * spread * count
        found[kind] = (wrong + _WEIGHT * UNKNOWN_KIND * usual) / (count + _WEIGHT) / usual
    return {kind: round(found[kind], 2) for kind in sorted(found)}


def _wrong(items: Sequence[Judged]) -> int:
    return sum(not item.is_right for item in items)


def bands(pairs: Iterable[tuple[float, bool]]) -> list[tuple[float, int, int]]:
    """For each band of confidence: its floor, the items offered in it, those wholly right."""
    offered: Counter[float] = Counter()
    hits: Counter[float] = Counter()
    for confidence, is_right in pairs:
        floor = next(floor for floor in BANDS if confidence >= floor)
        offered[floor] += 1
        hits[floor] += is_right
    return [(floor, offered[floor], hits[floor]) for floor in BANDS]


def cross_validated(many: Sequence[Sequence[Judged]]) -> list[tuple[float, bool]]:
    """Each item with the confidence that the counts of all other texts give it, and its worth."""
    pairs = []
    for number, items in enumerate(many):
        rest = [*many[:number], *many[number + 1 :]]
        pairs += _by_counts_of(rest, items)
    return pairs


def by_other_kinds(many: Sequence[Sequence[Judged]]) -> list[tuple[float, bool]]:
    """Each item with the confidence that texts of all other kinds give it, and its worth."""
    pairs = []
    for kind in sorted({items[0].kind for items in many if items}):
        rest = [items for items in many if items and items[0].kind != kind]
        for items in many:
            if items and items[0].kind == kind:
                pairs += _by_counts_of(rest, items)
    return pairs


def _by_counts_of(
    rest: Sequence[Sequence[Judged]], items: Sequence[Judged]
) -> list[tuple[float, bool]]:
    known = (counted(rest), kinds_of(rest))
    return [
        (confidence_by(item.rule, item.lead_from, item.kind, known), item.is_right)
        for item in items
    ]


def share_of_sure(table: list[tuple[float, int, int]], floor: float = 0.9) -> tuple[int, int]:
    """How many items were offered at `floor` or more, and how many of them were right."""
    sure = [(offered, right) for band, offered, right in table if band >= floor]
    return sum(offered for offered, _right in sure), sum(right for _offered, right in sure)


def report(texts: Sequence[Labelled], unseen: Sequence[Labelled], module: ModuleType) -> None:
    """Print how often items of each band are right, in four ways."""
    many = [judged(text, gold, module) for _name, text, gold in texts]
    others = [judged(text, gold, module) for _name, text, gold in unseen]
    _print(
        "as shipped, on the texts counted",
        [(one.confidence, one.is_right) for items in many for one in items],
    )
    _print("each text by the counts of the others", cross_validated(many))
    _print("each kind of text by the counts of the other kinds", by_other_kinds(many))
    _print(
        "texts never looked at",
        [(one.confidence, one.is_right) for items in others for one in items],
    )


def _print(told: str, pairs: list[tuple[float, bool]]) -> None:
    print(f"\nitems by confidence, {told}: floor, offered, right in span, kind and lead")
    table = bands(pairs)
    for floor, offered, right in table:
        share = f"{right / offered:8.3f}" if offered else "       –"
        print(f"{floor:8.2f}{offered:8}{right:8}{share}")
    offered, right = share_of_sure(table)
    print(
        f"   at 0.9 or more: {right} of {offered}"
        + (f" = {right / offered:.3f}" if offered else "")
    )


def fit() -> int:
    """Count anew and write the counts."""
    folder = corpus()
    if folder is None:
        print("SKIPPED: no corpus in ../shared/corpus nor in GIAOBAN_CORPUS: nothing is counted")
        return 1
    module = comparer(folder)
    texts = [*labelled(folder), *our_own(HELD_BACK)]
    many = [judged(text, gold, module) for _name, text, gold in texts]
    counts = counted(many)
    for file, told in ((MEASURED, counts), (KINDS, kinds_of(many))):
        rows = ",\n".join(f"  {json.dumps(key)}: {json.dumps(told[key])}" for key in told)
        file.write_text("{\n" + rows + "\n}\n", encoding="utf-8")
        print(f"{len(texts)} texts, {len(told)} counts: {file.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    if sys.argv[1:] != ["fit"]:
        sys.exit(__doc__)
    sys.exit(fit())
