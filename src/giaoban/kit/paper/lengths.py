"""How long a line of Times New Roman is, for rules that must be as long as the text above them."""

import unicodedata

_UNITS_PER_EM = 2048
_MM_PER_POINT = 25.4 / 72
_HORN = "\u031b"

# Advance widths by letter, the same in Times New Roman and in Liberation Serif, which stands in
# for it. Accents do not widen a letter; the horn of ơ and ư and the bar of đ belong to the letter.
_UPRIGHT = {
    369: "'",
    410: "|",
    512: " ,.\u00a0",
    569: "/:;\\ijlt",
    682: "!()-I[]`fr‘’",
    797: "Js",
    836: '"',
    909: "?acez“”",
    961: "^",
    983: "{}",
    1024: "#$*0123456789_bdghknopquvxyđ–",
    1083: "ơ",
    1108: "~",
    1110: "ư",
    1139: "FPS",
    1155: "+<=>",
    1251: "ELTZ",
    1366: "BCR",
    1479: "ADGHKNOQUVXYwĐƠ",
    1589: "Ư",
    1593: "&m",
    1706: "%",
    1821: "M",
    1886: "@",
    1933: "W",
    2048: "—…",
}
_BOLD = {
    451: "|",
    512: " ,.\u00a0",
    569: "'/\\il",
    682: "!()-:;[]`fjt‘’",
    797: "Is",
    807: "{}",
    909: "cerz",
    1024: "#$*0123456789?J_agovxy–“”",
    1065: "~",
    1134: "ơ",
    1137: '"',
    1139: "Sbdhknpquđ",
    1167: "+<=>",
    1190: "^",
    1229: "ư",
    1251: "FP",
    1366: "BELTZ",
    1479: "ACDNRUVXYwĐ",
    1593: "GHKOQƠ",
    1630: "Ư",
    1706: "&m",
    1905: "@",
    1933: "M",
    2048: "%W—…",
}


def _by_letter(groups: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups.items() for letter in letters}


_WIDTHS = {False: _by_letter(_UPRIGHT), True: _by_letter(_BOLD)}
_UNKNOWN = 1024  # as wide as a digit


def text_length(text: str, points: float, *, bold: bool = False) -> float:
    """The length in millimetres of `text` set on one line."""
    widths = _WIDTHS[bold]
    units = sum(widths.get(letter, _UNKNOWN) for letter in _without_accents(text))
    return units / _UNITS_PER_EM * points * _MM_PER_POINT


def broken_lines(text: str, width: float, points: float, *, bold: bool = False) -> list[str]:
    """`text` as an office programme breaks it into lines of at most `width` millimetres."""
    return _filled(text.split(" "), width, points, bold=bold)


def balanced_lines(text: str, width: float, points: float, *, bold: bool = False) -> list[str]:
    """`text` in as few lines as `width` millimetres allow, about equally long.

    So no word stays alone on the last line of a name or a subject. Nor does a line end with a word
    that leads on, or begin with a dash or with the number of what stands before it.
    """
    pieces = _pieces(text)
    fewest = len(_filled(pieces, width, points, bold=bold))
    narrow, wide = 0.0, width
    while wide - narrow > 0.5:
        middle = (narrow + wide) / 2
        if len(_filled(pieces, middle, points, bold=bold)) > fewest:
            narrow = middle
        else:
            wide = middle
    return _filled(pieces, wide, points, bold=bold)


_LEADS_ON = {"và", "của", "cho", "với", "tại", "về", "các"}


def _pieces(text: str) -> list[str]:
    """The stretches of a text between which a line may end."""
    pieces: list[str] = []
    leads_on = False
    for word in text.split(" "):
        if pieces and (leads_on or word in {"-", "–"} or word[:1].isdigit()):
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
        leads_on = word.lower() in _LEADS_ON
    return pieces


def _filled(pieces: list[str], width: float, points: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and text_length(longer, points, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    letters = (part for part in parts if part == _HORN or not unicodedata.combining(part))
    return unicodedata.normalize("NFC", "".join(letters))
