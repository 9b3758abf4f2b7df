"""Which form a file has: found in its content; its name only tells what it was meant to be."""

import importlib
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from giaoban.kit.reader.opening.found import Form
from giaoban.kit.reader.opening.refusals import Reason, Unreadable


class Kind(NamedTuple):
    """A form, and the media type of this file of it."""

    form: Form
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OASIS = "application/vnd.oasis.opendocument."
TEXT = Kind(Form.TEXT, "text/plain")
WORD = Kind(Form.WORD, f"{_OFFICE}wordprocessingml.document")
SHEET = Kind(Form.SHEET, f"{_OFFICE}spreadsheetml.sheet")
OPEN_TEXT = Kind(Form.OPEN_DOCUMENT, f"{_OASIS}text")
OPEN_SHEET = Kind(Form.OPEN_DOCUMENT, f"{_OASIS}spreadsheet")
OLD_WORD = Kind(Form.OLD_WORD, "application/msword")
RICH_TEXT = Kind(Form.OLD_WORD, "application/rtf")
HTML = Kind(Form.HTML, "text/html")
PDF = Kind(Form.PDF, "application/pdf")
MAIL = Kind(Form.MAIL, "message/rfc822")

_ENDINGS = {
    Form.WORD: (".docx", ".docm", ".dotx"),
    Form.OLD_WORD: (".doc", ".rtf"),
    Form.OPEN_DOCUMENT: (".odt", ".ods"),
    Form.SHEET: (".xlsx", ".xlsm"),
    Form.HTML: (".html", ".htm", ".xhtml"),
    Form.PDF: (".pdf",),
    Form.PICTURE: (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    Form.MAIL: (".eml",),
}
# What is said of a file whose name promises a form that its content does not have.
BROKEN = {
    Form.WORD: Reason.NOT_WORD,
    Form.OPEN_DOCUMENT: Reason.NOT_OPEN_DOCUMENT,
    Form.SHEET: Reason.NOT_SHEET,
    Form.PDF: Reason.NOT_PDF,
    Form.PICTURE: Reason.NOT_PICTURE,
}
ENDINGS = (*tuple(ending for endings in _ENDINGS.values() for ending in endings), ".txt")

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_RICH_TEXT = re.compile(rb"\s*\{\\rtf")
_OLD_WORD_AS_TEXT = re.compile(
    rb"MIME-Version:[\s\S]{0,2000}multipart/related"
    rb"|\s*<\?xml[\s\S]{0,2000}(?:<w:wordDocument|<pkg:package)"
)
_MAIL_FIELD = re.compile(
    rb"(?:\A|\n)(From|Date|Subject|To|Received|Return-Path|Delivered-To|Message-ID|MIME-Version)"
    rb":[ \t]",
    re.IGNORECASE,
)
_MAIL_START = re.compile(rb"(?:From [^\r\n]{1,200}\r?\n)?[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\r\n]")
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-")
_WEB = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*){0,3}"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|div|table|p|span|h[1-6])"
    rb"[\s>/]",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<\?xml\s")
_LOOKED_AT = 8192
_FIELDS_OF_MAIL = 3


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file by its content; Unreadable where it is known to be none of ours.

    `name` is in small letters.
    """
    if data.startswith(_OLE):
        return _kind_of_envelope(data)
    if data.startswith(_ZIP):
        return _kind_of_archive(data)
    if picture := _picture(data):
        return picture
    if _PDF.match(data) or (name.endswith(".pdf") and b"%PDF-" in data[:1024]):
        return PDF
    return _kind_of_text(data, name)


def named(name: str) -> Form | None:
    """The form that a name in small letters promises; None for names that promise nothing."""
    return next((form for form, endings in _ENDINGS.items() if name.endswith(endings)), None)


def _picture(data: bytes) -> Kind | None:
    found = next((kind for magic, kind in _PICTURES if data.startswith(magic)), None)
    return Kind(Form.PICTURE, found) if found else None


def _kind_of_text(data: bytes, name: str) -> Kind:
    """The kind of a file that begins with letters."""
    head = data[:_LOOKED_AT]
    if _is_mail(head, name):
        return MAIL
    if _RICH_TEXT.match(head):
        return RICH_TEXT
    if _OLD_WORD_AS_TEXT.match(head):
        raise Unreadable(Reason.LEGACY_WORD)
    if _WEB.match(head):
        return HTML
    if _XML.match(data):
        raise Unreadable(Reason.UNKNOWN_FORMAT)
    promised = named(name)
    if promised in BROKEN:
        raise Unreadable(BROKEN[promised])
    return TEXT


def _is_mail(head: bytes, name: str) -> bool:
    """Whether a file begins as an e-mail does: fields, of which several are those of e-mails."""
    if not _MAIL_START.match(head):
        return False
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    known = {found[1].lower() for found in _MAIL_FIELD.finditer(fields)}
    return b"from" in known and len(known) >= (1 if name.endswith(".eml") else _FIELDS_OF_MAIL)


def _kind_of_envelope(data: bytes) -> Kind:
    """Word puts an encrypted .docx into the same envelope as the .doc of old."""
    if _ENCRYPTED_PACKAGE in data:
        raise Unreadable(Reason.PASSWORD)
    if _WORD_STREAM not in data:
        raise Unreadable(Reason.UNKNOWN_FORMAT)
    if _MACRO_STREAM in data:
        raise Unreadable(Reason.MACROS)
    return OLD_WORD


def _kind_of_archive(data: bytes) -> Kind:
    """What a zip holds, by the names in its directory; a Word file where that cannot be read."""
    package = importlib.import_module("giaoban.kit.reader.opening.package")
    names: Iterable[str] = package.names_in(data)
    names = set(names)
    mimetype: Callable[[bytes], str] = package.mimetype_of
    if {"mimetype", "content.xml"} <= names:
        kinds = {kind.media_type: kind for kind in (OPEN_TEXT, OPEN_SHEET)}
        kind = kinds.get(mimetype(data).removesuffix("-template"))
        if kind is None:
            raise Unreadable(Reason.UNKNOWN_FORMAT)
        return kind
    return SHEET if "xl/workbook.xml" in names else WORD
