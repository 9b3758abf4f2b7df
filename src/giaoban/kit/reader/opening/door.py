"""The one door through which a file becomes text: its form is found, its text made safe to keep."""

import importlib
import re
import unicodedata
from collections.abc import Callable

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.found import Form, Found, Note, Opened
from giaoban.kit.reader.opening.refusals import Reason, Unreadable
from giaoban.kit.vntext.secrecy import secrecy_marking

# An opener is imported when its first file comes: most starts of the program never need one.
_OPENERS = {
    Form.TEXT: ("giaoban.kit.reader.opening.plain", "open_plain"),
    Form.WORD: ("giaoban.kit.reader.opening.word", "open_word"),
    Form.HTML: ("giaoban.kit.reader.opening.web", "open_web"),
    Form.PDF: ("giaoban.kit.reader.opening.pdf", "open_pdf"),
}
_MEDIA_TYPES = {
    Form.TEXT: "text/plain",
    Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.HTML: "text/html",
    Form.PDF: "application/pdf",
}
_ENDINGS = {
    Form.WORD: (".docx", ".docm", ".dotx"),
    Form.HTML: (".html", ".htm", ".xhtml"),
    Form.PDF: (".pdf",),
}
_BROKEN = {Form.WORD: Reason.NOT_WORD, Form.PDF: Reason.NOT_PDF}

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_OLD_WORD = re.compile(
    rb"\s*\{\\rtf|MIME-Version:[\s\S]{0,2000}multipart/related"
    rb"|\s*<\?xml[\s\S]{0,2000}(?:<w:wordDocument|<pkg:package)"
)
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-")
_WEB = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*){0,3}"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|div|table|p|span|h[1-6])"
    rb"[\s>/]",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<\?xml\s")
_LOOKED_AT = 8192

# Characters that neither XML nor a database takes; a space in their place keeps every offset.
_UNWANTED = dict.fromkeys([*range(32), 0x7F, 0xFFFE, 0xFFFF], " ")
_UNWANTED |= {ord(keep): keep for keep in "\t\n\r"} | {0x0B: "\n", 0x0C: "\n"}
# Nothing with a combining class is a word character, so a long run of marks shows here.
_MARKS = re.compile(rf"[^\w\s!-~]{{{limits.MARKS_IN_A_ROW},}}")


def open_file(data: bytes, *, name: str = "") -> Opened:
    """The text of a file and what form it has, found in its content; Unreadable if refused.

    `name` only helps to say what is wrong with a file that is not what its name says. A document
    with a secrecy marking anywhere, page headers included, is refused.
    """
    if len(data) > limits.BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    if not data.strip():
        raise Unreadable(Reason.EMPTY)
    form = _form(data, name.lower())
    module, opener_name = _OPENERS[form]
    opener: Callable[[bytes], Found] = getattr(importlib.import_module(module), opener_name)
    found = opener(data)
    text = _safe(found.text)
    if not text.strip():
        raise Unreadable(Reason.EMPTY)
    if secrecy_marking(text) or secrecy_marking(_safe(found.aside)):
        raise Unreadable(Reason.SECRET)
    renamed = (Note.OTHER_FORM_THAN_NAMED,) if _named(name.lower()) not in {None, form} else ()
    return Opened(text, _MEDIA_TYPES[form], form, found.pages, (*found.notes, *renamed))


def _form(data: bytes, name: str) -> Form:
    """The form of a file by its content; Unreadable where it is known to be none of ours."""
    if data.startswith(_OLE):
        raise Unreadable(_reason_of_ole(data))
    if data.startswith(_ZIP):
        return Form.WORD
    if _PDF.match(data) or (name.endswith(".pdf") and b"%PDF-" in data[:1024]):
        return Form.PDF
    if _OLD_WORD.match(data[:_LOOKED_AT]):
        raise Unreadable(Reason.LEGACY_WORD)
    if _WEB.match(data[:_LOOKED_AT]):
        return Form.HTML
    if _XML.match(data):
        raise Unreadable(Reason.UNKNOWN_FORMAT)
    named = _named(name)
    if named in _BROKEN:
        raise Unreadable(_BROKEN[named])
    return Form.TEXT


def _reason_of_ole(data: bytes) -> Reason:
    """Word puts an encrypted .docx into the same envelope as the .doc of old."""
    if _ENCRYPTED_PACKAGE in data:
        return Reason.PASSWORD
    return Reason.LEGACY_WORD if _WORD_STREAM in data else Reason.UNKNOWN_FORMAT


def _named(name: str) -> Form | None:
    """The form that a name promises; None for names that promise nothing."""
    return next((form for form, endings in _ENDINGS.items() if name.endswith(endings)), None)


def _safe(text: str) -> str:
    """NFC text of bounded length without control characters."""
    if len(text) > limits.CHARACTERS:
        raise Unreadable(Reason.TOO_MUCH_TEXT)
    for run in _MARKS.finditer(text):
        if sum(map(bool, map(unicodedata.combining, run[0]))) > limits.MARKS_IN_A_ROW // 2:
            raise Unreadable(Reason.UNKNOWN_FORMAT)
    return unicodedata.normalize("NFC", text).translate(_UNWANTED)
