"""How names of units are compared: their words, without accents, signs and words that come and go.

A name is its kind, such as Vụ or Sở, and the rest. Texts shorten the rest to its first letters, so
TT&TT meets "thông tin và truyền thông" without a list of abbreviations.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from giaoban.kit.vntext.folding import fold

Words = tuple[str, ...]

_GLUED_CITY = re.compile(r"\btp(?=[a-z]{2,})")
_FINAL_Y = re.compile(r"(?<=[bcdghklmnpqrstvx])y\b")  # kỹ and kĩ, quản lý and quản lí
_WORD = re.compile(r"[a-z0-9]+")


def phrases(*texts: str) -> tuple[Words, ...]:
    """Texts that are already folded, each as its words; the longest first, so that it is found."""
    return tuple(sorted((tuple(text.split()) for text in texts), key=len, reverse=True))


# fmt: off
_KINDS = phrases(
    "bo", "so", "ubnd", "uy ban nhan dan", "uy ban", "vu", "cuc", "tong cuc", "chi cuc", "vien",
    "trung tam", "phong", "ban", "van phong", "thanh tra", "bao", "tap chi", "dai", "hoc vien",
    "truong", "tong cong ty", "cong ty", "tap doan", "hoi", "ngan hang", "kho bac", "cong an",
)
# fmt: on
_SHORT_KINDS = {"vp": ("van", "phong"), "tt": ("trung", "tam"), "hv": ("hoc", "vien")}
# People mistake these for one another; a Bộ, a Sở or a Báo is never one of them.
_ALIKE_KINDS = frozenset(
    {("vu",), ("cuc",), ("chi", "cuc"), ("phong",), ("ban",), ("vien",), ("trung", "tam")}
)
# Between two agencies that bear them, the word for the kind says that they are not the same.
_AGENCIES = frozenset({("bo",), ("so",), ("ubnd",), ("uy", "ban"), ("uy", "ban", "nhan", "dan")})

# Below this, two short words are as likely two words as one misspelt: Ninh and Bình have 0.75.
_SAME_WORD = 0.8


@dataclass(frozen=True)
class Spelled:
    """A name as it is compared: the words for its kind, if it has them, and the others."""

    kind: Words
    rest: Words

    @property
    def is_agency(self) -> bool:
        return self.kind in _AGENCIES


class Fit(NamedTuple):
    """How well the words of a text meet those of a name, in order. The greater fits better.

    `gain` sums the likeness of the words met, `left_over` those of the text that met nothing, as a
    negative number; so do `shortened` (words met by their first letter) and `misspelt`.
    """

    gain: float = 0.0
    left_over: int = 0
    words: int = 0
    misspelt: int = 0
    shortened: int = 0

    @property
    def of_text(self) -> float:
        """The part of the text that the name explains, 0 to 1."""
        return self.words / (self.words - self.left_over) if self.words else 0.0


def words_of(text: str) -> Words:
    """The words that are compared: without accents, "và", and what says that a place is a place."""
    folded = _GLUED_CITY.sub("tp ", _FINAL_Y.sub("i", fold(text)))
    return tuple(_without_place_words(_WORD.findall(folded)))


def spelled(text: str) -> str:
    """The words as one text: what an alias is stored and found by."""
    return " ".join(words_of(text))


def split_kind(words: Words) -> Spelled:
    """`("vu", "buu", "chinh")` into the kind Vụ and the rest."""
    if words[:1] and words[0] in _SHORT_KINDS and words[1:2] != words[:1]:
        return Spelled(_SHORT_KINDS[words[0]], words[1:])
    for kind in _KINDS:
        if words[: len(kind)] == kind:
            return Spelled(kind, words[len(kind) :])
    return Spelled((), words)


def may_be_mistaken(one: Words, other: Words) -> bool:
    return one in _ALIKE_KINDS and other in _ALIKE_KINDS


@lru_cache(maxsize=16_384)
def likeness(word: str, other: str) -> float:
    """1 for the same word, less for one that may be it misspelt, 0 for another word."""
    if word == other:
        return 1.0
    # Whoever mistypes a word seldom mistypes its first letter.
    if word[0] != other[0] or abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < 3:
        return 0.0
    ratio = SequenceMatcher(None, word, other).ratio()
    return ratio if ratio >= _SAME_WORD else 0.0


def align(text: Words, name: Words) -> Fit:
    """The best way to lay the words of the text along those of the name, none crossing another."""
    # Filled from the end: best[j] fits what is left of the text with the name from word j on.
    best = [Fit()] * (len(name) + 1)
    for word in reversed(text):
        nothing_met = [fit._replace(left_over=fit.left_over - _weight(word)) for fit in best]
        row = [nothing_met[-1]]
        for j in range(len(name) - 1, -1, -1):
            row.append(max(nothing_met[j], row[-1], _met(word, name, j, best)))
        best = row[::-1]
    return best[0]


def _met(word: str, name: Words, j: int, best: Sequence[Fit]) -> Fit:
    """The fit when the word meets the name at j: as a word, or as the first letters of several."""
    length = len(word)
    if 2 <= length <= len(name) - j and all(
        each.startswith(letter) for each, letter in zip(name[j:], word, strict=False)
    ):
        after = best[j + length]
        return after._replace(
            gain=after.gain + length,
            words=after.words + length,
            shortened=after.shortened - length,
        )
    alike = likeness(word, name[j])
    if not alike:
        return _NO_FIT
    after = best[j + 1]
    return after._replace(
        gain=after.gain + alike,
        words=after.words + 1,
        misspelt=after.misspelt - (alike < 1),
    )


_NO_FIT = Fit(gain=-1.0)


def _weight(word: str) -> int:
    """How many words an unmet one stands for: GTVT, without a vowel, is four shortened ones."""
    return 1 if set("aeiouy") & set(word) else len(word)


def _without_place_words(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for position, word in enumerate(words):
        following = words[position + 1 : position + 2]
        if word == "va" or (word == "tp" and following):
            continue
        # Not the second word of Hà Tĩnh, and nothing where no name follows: "Ủy ban nhân dân tỉnh".
        if word == "tinh" and following and kept[-1:] != ["ha"]:
            continue
        if word == "pho" and following and kept[-1:] == ["thanh"]:
            kept.pop()
            continue
        kept.extend(("trung", "uong") if word == "tw" else (word,))
    return kept
