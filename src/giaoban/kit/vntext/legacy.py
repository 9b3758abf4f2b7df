"""Vietnamese text from before Unicode: TCVN3 (the ABC fonts) and VNI, recognised and converted.

Both put Vietnamese letters where Western fonts have others: text looks like `Céng hoµ` (TCVN3) or
`Coäng hoøa` (VNI). It arrives as bytes, or as Unicode text that was copied out of such a font.
"""

import unicodedata
from enum import Enum
from itertools import islice

from giaoban.kit.vntext.patterns import pattern

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TONES = {_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT}

# TCVN 5712:1993 from 0xA1 up. A dot stands for a place whose mark would follow its letter.
_TCVN3_FROM_A1 = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ"
    ".....àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN3 = {0xA1 + at: letter for at, letter in enumerate(_TCVN3_FROM_A1) if letter != "."}
_TCVN3[0x03BC] = "à"  # the micro sign turns into a Greek mu on some ways through

# VNI writes the letter and after it one more character for all its marks.
_VNI_TONES = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_CIRCUMFLEX = {
    "â": _CIRCUMFLEX,
    "á": _CIRCUMFLEX + _ACUTE,
    "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
}
_VNI_BREVE = {
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_MARKS = {
    "a": _VNI_TONES | _VNI_CIRCUMFLEX | _VNI_BREVE,
    "e": _VNI_TONES | _VNI_CIRCUMFLEX,
    "i": _VNI_TONES,
    "o": _VNI_TONES | _VNI_CIRCUMFLEX,
    "u": _VNI_TONES,
    "y": _VNI_TONES,
    "ô": _VNI_TONES,
    "ö": _VNI_TONES,
}
_VNI_ALONE = dict(zip("ôöñîíìæóò", "ơưđỵíìỉĩị", strict=True))


def _vni_table() -> dict[str, str]:
    """Every sequence of VNI with the letter it stands for, small, capital and initial capital."""
    table = dict(_VNI_ALONE)
    for letter, marks in _VNI_MARKS.items():
        for mark, accents in marks.items():
            whole = _VNI_ALONE.get(letter, letter) + accents
            table[letter + mark] = unicodedata.normalize("NFC", whole)
    capitals = {written.upper(): letter.upper() for written, letter in table.items()}
    initials = {written.capitalize(): letter.upper() for written, letter in table.items()}
    return table | capitals | initials


_VNI = _vni_table()
_VNI_SEQUENCE = pattern("|".join(sorted(_VNI, key=len, reverse=True)))

_WORD = pattern(r"[^\W\d_]+")
_LEGACY_WORD = pattern("[A-Za-z\u00a1-\u00ff\u03bc]+")
# Letters that only Unicode text has, composed or not. Quotes and dashes are in every old code page.
_UNICODE_VIETNAMESE = pattern(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_SYLLABLE = pattern(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    "(?:uyê|iêu|oai|oao|oay|oeo|uây|uôi|ươi|ươu|uya|uyu|yêu"
    "|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|ưa|ươ|ưi|ưu|uy|yê"
    "|[aăâeêioôơuưy])"
    "(?:ng|nh|ch|[cmnpt])?"
)

SAMPLE = 5_000  # words with marks that are looked at
ENOUGH_WORDS = 4
ENOUGH_SYLLABLES = 0.85


class Legacy(Enum):
    """An encoding of Vietnamese from before Unicode."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


def convert(text: str, encoding: Legacy) -> str:
    """The Unicode text (NFC) of `text`, which shows `encoding` through Western letters."""
    if encoding is Legacy.VNI:
        return _VNI_SEQUENCE.sub(lambda found: _VNI[found[0]], text)
    return "\n".join(_tcvn3_line(line) for line in text.split("\n"))


def recognise(text: str) -> Legacy | None:
    """Which old encoding shows through `text`; None where it is Unicode, or where one cannot tell.

    An encoding is recognised when nearly all words with unusual letters become syllables that
    Vietnamese could have, and clearly more of them than the text has as it stands.
    """
    if _UNICODE_VIETNAMESE.search(text):
        return None
    marked = (found[0] for found in _LEGACY_WORD.finditer(text) if not found[0].isascii())
    words = list(islice(marked, SAMPLE))
    if len(words) < ENOUGH_WORDS:
        return None
    plain = vietnamese_share(" ".join(words))
    shares = {one: vietnamese_share(convert(" ".join(words), one)) for one in Legacy}
    best = max(Legacy, key=lambda one: shares[one])
    if shares[best] < ENOUGH_SYLLABLES or shares[best] <= plain:
        return None
    return best


def as_western(data: bytes) -> str:
    """Bytes as a Western program shows them: Windows-1252, with no byte left out."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def vietnamese_share(text: str) -> float:
    """The share, 0 to 1, of words with letters beyond ASCII that are possible syllables."""
    words = [found[0] for found in _WORD.finditer(text) if not found[0].isascii()]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    tones = sum(char in _TONES for char in parts)
    letters = "".join(char for char in parts if char not in _TONES)
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters)))


def _tcvn3_line(line: str) -> str:
    """One line converted. Capitals with marks are small letters there, shown by a font of capitals.

    So a word, or a line without figures, whose other letters are all capitals is in capitals.
    """
    ascii_letters = [char for char in line if char.isascii() and char.isalnum()]
    if len(ascii_letters) >= ENOUGH_WORDS and all(map(str.isupper, ascii_letters)):
        return _LEGACY_WORD.sub(lambda found: found[0].translate(_TCVN3), line).upper()
    return _LEGACY_WORD.sub(lambda found: _tcvn3_word(found[0]), line)


def _tcvn3_word(word: str) -> str:
    ascii_letters = [char for char in word if char.isascii()]
    converted = word.translate(_TCVN3)
    in_capitals = len(ascii_letters) >= 2 and all(map(str.isupper, ascii_letters))
    return converted.upper() if in_capitals else converted
