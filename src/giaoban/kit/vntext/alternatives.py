"""Lists of words as patterns that fail fast.

`re` looks for capitals and small letters alike letter by letter, at every place of a text, and
tries each word of a list in turn. Here the first letter is asked first, without any folding: a
place with another letter costs next to nothing, and only the words that begin with the letter are
tried. What is found is the same.
"""

from collections.abc import Iterator

_OPENERS, _CLOSER = "(", ")"


def by_first_letter(alternatives: str) -> str:
    """`a1|a2|b` grouped by first letter, for a pattern that ignores case; good for `match`.

    Each alternative must begin with a letter that nothing quantifies, or it is a ValueError.
    """
    groups = _grouped(alternatives)
    return (
        "(?:" + "|".join(f"{_either(letter)}{_any_of(groups[letter])}" for letter in groups) + ")"
    )


def searched_by_first_letter(alternatives: str, *, whole: bool = False, behind: str = "") -> str:
    """The same for `search` and `finditer`, which skip to the letters with which a word can begin.

    With `whole` no letter may stand before the word; `behind` is what must follow any of them.
    """
    groups = _grouped(alternatives)
    first = "".join(letter + letter.upper() for letter in groups)
    edge = r"(?<!\w\w)" if whole else ""
    rest = "|".join(
        f"(?<={letter}){_any_of(groups[letter])}" if len(groups) > 1 else _any_of(groups[letter])
        for letter in groups
    )
    return f"(?-i:[{first}]){edge}(?:{rest}){behind}"


def _either(letter: str) -> str:
    return f"(?-i:[{letter}{letter.upper()}])"


def _any_of(rests: list[str]) -> str:
    return f"(?:{'|'.join(rests)})"


def _grouped(alternatives: str) -> dict[str, list[str]]:
    """What stands behind the first letter of each alternative, by that letter, in order."""
    groups: dict[str, list[str]] = {}
    for alternative in _parted(alternatives):
        first, rest = alternative[:1].lower(), alternative[1:]
        if not first.isalpha() or rest[:1] in {"?", "*", "+", "{"}:
            raise ValueError(f"begins with no plain letter: {alternative}")
        groups.setdefault(first, []).append(rest)
    return groups


def _parted(alternatives: str) -> Iterator[str]:
    """The alternatives of a pattern, cut at the strokes that stand in no bracket."""
    depth = start = at = 0
    in_class = False
    while at < len(alternatives):
        char = alternatives[at]
        if char == "\\":
            at += 1
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in _OPENERS:
            depth += 1
        elif char == _CLOSER:
            depth -= 1
        elif char == "|" and depth == 0:
            yield alternatives[start:at]
            start = at + 1
        at += 1
    yield alternatives[start:]
