"""Plain text: which encoding its bytes are in. Nothing is replaced and nothing guessed away."""

import codecs
import unicodedata

from giaoban.kit.reader.opening.found import Found, Note
from giaoban.kit.reader.opening.places import Writing
from giaoban.kit.reader.opening.refusals import Reason, Unreadable
from giaoban.kit.vntext.legacy import (
    ENOUGH_SYLLABLES,
    ENOUGH_WORDS,
    SAMPLE,
    Legacy,
    as_western,
    convert,
    recognise,
    vietnamese_share,
)

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOTES = {Legacy.TCVN3: Note.FROM_TCVN3, Legacy.VNI: Note.FROM_VNI}
# Line ends, tabs, page breaks, and the end-of-file sign of DOS.
_CONTROLS_OF_TEXT = b"\t\n\v\f\r\x1a"
_CONTROLS = bytes(code for code in range(32) if code not in _CONTROLS_OF_TEXT)

ZEROS_OF_UTF16 = 0.3  # share of bytes on one side that are zero, where text is UTF-16
CONTROLS_OF_BINARY = 0.005  # share of control characters above which bytes are no text
BYTES_LOOKED_AT = 64 * 1024


def open_plain(data: bytes) -> Found:
    """The text of `data`; Unreadable where its encoding is not certain or it is no text."""
    text = _unicode(data)
    if text is None:
        return _legacy(data)
    if "\0" in text:
        raise Unreadable(Reason.UNKNOWN_FORMAT)
    writing, notes = modern(Writing(text))
    return Found(writing, notes=notes)


def modern(writing: Writing) -> tuple[Writing, tuple[Note, ...]]:
    """Unicode text, converted (and noted) where it was copied out of a font of TCVN3 or VNI."""
    encoding = recognise(writing.text)
    if encoding is None:
        return writing, ()
    return writing.rewritten(lambda line: convert(line, encoding)), (_NOTES[encoding],)


def _unicode(data: bytes) -> str | None:
    """The text of bytes in Unicode; None where they are in something else."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, Reason.ENCODING)
    if utf16 := _utf16_without_mark(data):
        return _decoded(data, utf16, Reason.UNKNOWN_FORMAT)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decoded(data: bytes, encoding: str, otherwise: Reason) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(otherwise) from None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows by zeros in every second byte: spaces and most letters are Latin."""
    even, odd = data[:BYTES_LOOKED_AT:2], data[1:BYTES_LOOKED_AT:2]
    if not odd or len(data) % 2:
        return None
    zeros_even, zeros_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zeros_odd > ZEROS_OF_UTF16 and not zeros_even:
        return "utf-16-le"
    if zeros_even > ZEROS_OF_UTF16 and not zeros_odd:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    looked_at = data[:BYTES_LOOKED_AT]
    controls = len(looked_at) - len(looked_at.translate(None, _CONTROLS))
    if b"\0" in data or controls > CONTROLS_OF_BINARY * len(looked_at):
        raise Unreadable(Reason.UNKNOWN_FORMAT)


def _legacy(data: bytes) -> Found:
    """Bytes that are not Unicode: an old encoding of Vietnamese, if one fits with confidence."""
    shown = as_western(data)
    if encoding := recognise(shown):
        return Found(Writing(convert(shown, encoding)), notes=(_NOTES[encoding],))
    if text := _windows_1258(data):
        return Found(Writing(text), notes=(Note.FROM_WINDOWS_1258,))
    raise Unreadable(Reason.ENCODING)


def _windows_1258(data: bytes) -> str | None:
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    words = [word for word in text.split() if not word.isascii()][:SAMPLE]
    fits = len(words) >= ENOUGH_WORDS and vietnamese_share(" ".join(words)) >= ENOUGH_SYLLABLES
    return text if fits else None
