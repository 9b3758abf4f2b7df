"""Refusing passwords that are guessed first, without asking anybody.

Lists of stolen passwords are long because people dress few words in many ways: capitals, years,
"123" and "@" behind, digits for letters. Here the dress is taken off, and what is left is looked
for among Django's 20,000 most used passwords and the words that people in a Vietnamese office
begin with. That refuses what no list of any length holds yet, such as an agency's name with the
current year, and needs no network and no large file.
"""

import re
from functools import cache
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from giaoban.kit.vntext.folding import fold

WORDS = Path(__file__).parent / "fixtures" / "guessed-words.txt"
# A rest of fewer letters leaves the weight to the digits and signs around it.
SHORTEST_REST = 6

_LEET = str.maketrans("013457@$!", "oieastasi")
_DRESS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_NO_LETTERS = re.compile(r"[^a-z]+")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")


class GuessedFirst:
    """A validator of Django's kind."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError for a password that a guesser tries early."""
        if is_guessed_first(password):
            raise ValidationError(
                _("This password is among those that are guessed first."), code="guessed_first"
            )

    def get_help_text(self) -> str:
        return _("Not a common word with a year or “123” behind it.")


def is_guessed_first(password: str) -> bool:
    """Whether a password is a much used one, or made of words that everybody thinks of."""
    folded = fold(password)
    if not _NO_LETTERS.sub("", folded):
        return True
    forms = {folded, folded.translate(_LEET)}
    rests = {_NO_LETTERS.sub("", form) for form in forms}
    rests |= {_NO_LETTERS.sub("", _DRESS.sub("", folded).translate(_LEET))}
    return any(_is_worn_out(rest) for rest in rests if rest)


def _is_worn_out(rest: str) -> bool:
    if len(rest) < SHORTEST_REST - 2:
        return True
    return rest in _common() or _is_a_run(rest) or _is_made_of_words(rest)


def _is_a_run(rest: str) -> bool:
    """One letter again and again, or a row of the keyboard or the alphabet."""
    if len(set(rest)) <= 2:
        return True
    return any(rest in row * 2 or rest in row[::-1] * 2 for row in _ROWS)


def _is_made_of_words(rest: str) -> bool:
    """Whether guessed words cover it from end to end: at most four, one after the other."""
    reached = {0}
    for _word in range(4):
        reached = {
            end
            for start in reached
            for end in range(start + 1, len(rest) + 1)
            if rest[start:end] in _words()
        }
        if len(rest) in reached:
            return True
    return False


@cache
def _words() -> frozenset[str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _common() -> frozenset[str]:
    known = CommonPasswordValidator().passwords
    bare = (_NO_LETTERS.sub("", word) for word in known)
    return frozenset(word for word in bare if len(word) >= SHORTEST_REST - 2)
