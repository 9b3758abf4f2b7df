"""Numbers as lists write them: 3, 03, iii, III, c, C."""

from collections.abc import Callable

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST_ROMAN = 3999
_LETTERS = 26
_LARGEST_LETTER = 5 * _LETTERS


def decimal(number: int) -> str:
    """1, 2, 3."""
    return str(number)


def decimal_zero(number: int) -> str:
    """01, 02, 03."""
    return f"{number:02}"


def roman(number: int) -> str:
    """I, II, III in small letters; a number that Romans did not write as a decimal."""
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def letter(number: int) -> str:
    """A, b, …, z, aa, bb as word processors count; beyond five rounds as a decimal."""
    if not 0 < number <= _LARGEST_LETTER:
        return str(number)
    rounds, at = divmod(number - 1, _LETTERS)
    return chr(ord("a") + at) * (rounds + 1)


def upper(written: Callable[[int], str]) -> Callable[[int], str]:
    """The same in capitals."""
    return lambda number: written(number).upper()
