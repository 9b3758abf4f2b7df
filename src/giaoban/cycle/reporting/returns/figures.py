"""Reading a figure as people type it: `1.234,5`, `1,234.5`, `12 nghìn tỷ`, `~70%`."""

import re
from decimal import Decimal, InvalidOperation

from giaoban.kit.vntext.numbers import SCALES, NotANumber, read_number

_ABOUT = re.compile(r"^(?:~|≈|khoảng|gần|hơn|trên|ước(?: đạt)?|đạt)\s*", re.IGNORECASE)
_FIGURE = re.compile(r"^(-|−)?\s*([0-9.,\s\u00a0]*[0-9])\s*(.*)$", re.DOTALL)
_HIGHEST = Decimal(10) ** 20


def read_figure(typed: str, *, measure: str = "") -> Decimal | None:
    """The value; None for what is left empty. Raises NotANumber.

    A percent sign and the unit of measure itself may follow, words of scale (nghìn, triệu, tỷ)
    multiply. Any other words make it unreadable: a figure is not guessed.
    """
    words = typed.strip()
    if not words:
        return None
    found = _FIGURE.fullmatch(_ABOUT.sub("", words))
    if not found:
        raise NotANumber(typed)
    sign, digits, rest = found.groups()
    try:
        value = read_number(digits) * _scale(rest, measure)
    except InvalidOperation:
        raise NotANumber(typed) from None
    if value >= _HIGHEST:
        raise NotANumber(typed)
    return (-value if sign else value).quantize(Decimal("0.0001"))


def _scale(rest: str, measure: str) -> Decimal:
    """What the words after the digits multiply by."""
    rest = " ".join(rest.lower().split())
    own = " ".join(measure.lower().split())
    factor = Decimal(1)
    if rest in {"", "%", own}:
        return factor
    if own and rest.endswith(own):
        rest = rest.removesuffix(own)
    for word in rest.split():
        if word not in SCALES:
            raise NotANumber(rest)
        factor *= SCALES[word]
    return factor
