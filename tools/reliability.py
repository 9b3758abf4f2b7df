"""How far the reader's confidence can be trusted, and the counts that correct it.

`python -m tools.reliability fit` counts, over the labelled texts, how many items each rule offered
and how many were right in span, kind and lead, and writes the counts that the package ships. They
are numbers by rule and by where the lead stands; no words of the texts go with them.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from giaoban.kit.reader import read
from giaoban.kit.reader.reading import LeadFrom
from giaoban.kit.reader.recognisers.items.confidence import Counts, confidence_of_item, key_of
from tools.labelled import HELD_BACK, ROOT, Labelled, comparer, corpus, labelled, our_own

MEASURED = ROOT / "src/giaoban/kit/reader/recognisers/items/rules/measured.json"
BANDS = (0.95, 0.9, 0.8, 0.7, 0.6, 0.0)
Judged = tuple[str, LeadFrom, float, bool]


def judged(text: str, gold: dict[str, Any], module: ModuleType) -> list[Judged]:
    """Rule, place of the lead, confidence, and whether the item was right, for each item read."""
    items = read(text).to_json()["items"]
    right = set()
    for known, found in module.match(gold["items"], items, module.same_span, module.ITEM_IOU):
        same_kind = module.tasklike(known) == module.tasklike(found)
        if same_kind and module.fold(known["lead"]) == module.fold(found["lead"]):
            right.add(id(found))
    return [
        (item["rule"], LeadFrom(item["lead_from"]), item["confidence"], id(item) in right)
        for item in items
    ]


def counted(many: Iterable[Sequence[Judged]]) -> Counts:
    """Offered and right, by rule, and by rule and place of the lead."""
    offered: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for items in many:
        for rule, lead_from, _confidence, is_right in items:
            for key in (rule, key_of(rule, lead_from)):
                offered[key] += 1
                right[key] += is_right
    return {key: (offered[key], right[key]) for key in sorted(offered)}


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
        counts = counted([*many[:number], *many[number + 1 :]])
        pairs += [
            (confidence_of_item(rule, lead_from, counts), is_right)
            for rule, lead_from, _confidence, is_right in items
        ]
    return pairs


def share_of_sure(table: list[tuple[float, int, int]], floor: float = 0.9) -> tuple[int, int]:
    """How many items were offered at `floor` or more, and how many of them were right."""
    sure = [(offered, right) for band, offered, right in table if band >= floor]
    return sum(offered for offered, _right in sure), sum(right for _offered, right in sure)


def report(texts: Sequence[Labelled], unseen: Sequence[Labelled], module: ModuleType) -> None:
    """Print how often items of each band are right, in three ways."""
    many = [judged(text, gold, module) for _name, text, gold in texts]
    others = [judged(text, gold, module) for _name, text, gold in unseen]
    _print(
        "as shipped, on the texts counted", [(one[2], one[3]) for items in many for one in items]
    )
    _print("each text by the counts of the others", cross_validated(many))
    _print("texts never looked at", [(one[2], one[3]) for items in others for one in items])


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
    counts = counted(judged(text, gold, module) for _name, text, gold in texts)
    rows = ",\n".join(f"  {json.dumps(key)}: {json.dumps(counts[key])}" for key in counts)
    MEASURED.write_text("{\n" + rows + "\n}\n", encoding="utf-8")
    print(f"{len(texts)} texts, {len(counts)} counts: {MEASURED.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    if sys.argv[1:] != ["fit"]:
        sys.exit(__doc__)
    sys.exit(fit())
