"""How alike two short Vietnamese texts are, such as the titles of two tasks."""

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from giaoban.kit.vntext.folding import fold

Counted = TypeVar("Counted", str, tuple[str, str])

# Words that any order to work may hold; that two titles share them says nothing.
_COMMON = frozenset(
    """
    va cac cua theo ve cho tai trong duoc de voi cung tu den nham bao dam khan truong tiep tuc
    tich cuc chu dong phoi hop chu tri thuc hien trien khai to chuc thang quy nam ngay truoc
    nhung mot so viec la co khi neu nhu
    """.split()  # noqa: SIM905 - as a list it would take a page
)


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same words in the same order).

    Half is how many telling words both have, half how many stand beside one another in both. A
    shorter text all of whose words stand in the longer one counts for more than its share, since
    registers cut long titles.
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0.0
    words = _shared(Counter(first), Counter(second))
    pairs = _shared(Counter(pairwise(first)), Counter(pairwise(second)))
    alike = (words + pairs) / 2 if min(len(first), len(second)) > 1 else words
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= _ENOUGH and not Counter(shorter) - Counter(longer):
        alike = max(alike, _CUT_SHORT)
    return alike


_ENOUGH = 5  # words, for a title that was cut short to be known again
_CUT_SHORT = 0.8


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    letters = "".join(char if char.isalnum() else " " for char in fold(text))
    words = tuple(letters.split())
    return tuple(word for word in words if word not in _COMMON) or words


def _shared(one: Counter[Counted], other: Counter[Counted]) -> float:
    """Sørensen and Dice: twice what both hold, as a share of what the two hold together."""
    held = one.total() + other.total()
    return 2 * (one & other).total() / held if held else 0.0
