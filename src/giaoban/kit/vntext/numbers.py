"""Numbers as Vietnamese texts write them, `1.234,5` and `hai mươi`, and how we write them."""

from decimal import ROUND_HALF_UP, Decimal

from giaoban.kit.vntext.patterns import pattern

UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
SCALES = {
    "trăm": 100,
    "nghìn": 1_000,
    "ngàn": 1_000,
    "vạn": 10_000,
    "triệu": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}

_THOUSANDS = pattern(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = pattern(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")
_PLAIN = pattern(r"\d+(?:[.,]\d+)?")


class NotANumber(ValueError):
    """The text is no number as people write them."""


def read_number(text: str) -> Decimal:
    """The value of figures as written: a dot groups thousands, a comma opens the decimals.

    A dot that does not group by threes is taken for the decimal mark (`61.46`), as news write it.
    """
    if text.isdecimal():
        return Decimal(text)
    squeezed = text.strip().replace("\u00a0", "").replace(" ", "")
    if _THOUSANDS.fullmatch(squeezed):
        return Decimal(squeezed.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(squeezed):
        return Decimal(squeezed.replace(",", ""))
    if _PLAIN.fullmatch(squeezed):
        return Decimal(squeezed.replace(",", "."))
    raise NotANumber(text)


def read_words(words: str) -> int:
    """The value of a number in words: `hai mươi ba` is 23, `một trăm linh năm` is 105."""
    total = group = last = 0
    for word in words.lower().split():
        if word in UNITS:
            last = UNITS[word]
            group += last
        elif word == "mười":
            group, last = group + 10, 0
        elif word in {"mươi", "chục"}:
            group, last = group - last + last * 10, 0
        elif word == "trăm":
            group, last = group - last + last * 100, 0
        elif word in SCALES:
            total, group, last = total + (group or 1) * SCALES[word], 0, 0
        elif word not in {"linh", "lẻ"}:
            raise NotANumber(words)
    return total + group


def format_number(value: Decimal | float, places: int | None = None) -> str:
    """`1234.5` as `1.234,5`; with `places`, that many decimals, halves rounded away from zero."""
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{exact:,f}"
    return text.translate(str.maketrans(",.", ".,"))


def format_rate(numerator: float, denominator: float, places: int = 2) -> str:
    """`59` of `96` as `61,46 %`; a dash where there is nothing to divide by."""
    if not denominator:
        return "–"
    share = Decimal(str(numerator)) * 100 / Decimal(str(denominator))
    return f"{format_number(share, places)} %"
