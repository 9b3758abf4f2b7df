"""E-mails (.eml): the body, then what is attached, each opened by the same door.

An attachment that cannot be read is left out and noted; one with a secrecy marking refuses the
whole e-mail. Pictures that only adorn the body are not looked at.
"""

import base64
from dataclasses import replace
from typing import TypedDict

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.apart import answers_of
from giaoban.kit.reader.opening.found import Apart, Aside, Found, Note, Opened, Visit
from giaoban.kit.reader.opening.places import Place, Writer
from giaoban.kit.reader.opening.refusals import Reason, Unreadable

# An e-mail is refused with what it holds for these, rather than read without it.
_REFUSES_ALL = {Reason.SECRET, Reason.ZIP_BOMB, Reason.TOO_MUCH_TEXT}
_SAID_OF_ATTACHMENTS = Note.OTHER_FORM_THAN_NAMED
_SIGNATURES = {
    *("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"),
    *("text/calendar", "text/vcard", "text/x-vcard"),
}


class _Part(TypedDict, total=False):
    subject: str
    envelope: list[str]
    type: str
    name: str
    attached: bool
    data: str
    whole: bool
    refused: str


def open_mail(data: bytes, visit: Visit) -> Found:
    """The text of an e-mail with its attachments."""
    if visit.depth >= limits.MAIL_DEPTH:
        raise Unreadable(Reason.NOT_MAIL)
    envelope, *parts = _taken_apart(data)
    mail = _Mail(visit)
    if envelope["subject"]:
        mail.writer.add(envelope["subject"], Place(line=1))
    for part in parts:
        mail.take(part)
    asides = [Aside(Apart.ENVELOPE, line) for line in envelope["envelope"]]
    return Found(
        mail.writer.writing(),
        asides=(*asides, *mail.asides),
        notes=tuple(dict.fromkeys(mail.notes)),
    )


def _taken_apart(data: bytes) -> list[_Part]:
    share = (limits.APART_MEMORY_BYTES, limits.APART_CPU_SECONDS, limits.MIME_PARTS)
    answers: list[_Part] = answers_of("mail_process.py", data, share)
    if not answers:
        raise Unreadable(Reason.TOO_COSTLY)
    if any("refused" in answer for answer in answers):
        raise Unreadable(Reason.NOT_MAIL)
    if "whole" not in answers[-1]:
        raise Unreadable(Reason.TOO_COSTLY)
    return answers[:-1]


class _Mail:
    """Collects what the parts of an e-mail say."""

    def __init__(self, visit: Visit) -> None:
        self.writer = Writer()
        self.asides: list[Aside] = []
        self.notes: list[Note] = []
        self._visit = visit
        self._unnamed = 0

    def take(self, part: _Part) -> None:
        """Read one part: a piece of the body, or an attachment."""
        data = base64.b64decode(part["data"])
        is_body = part["type"].startswith("text/") and not (part["attached"] or part["name"])
        if not data.strip() or (not is_body and _is_ornament(part)):
            return
        opened = self._opened(data, part, is_body=is_body)
        if opened is None:
            return
        file = "" if is_body else self._name(part)
        self.writer.add_writing(opened.writing, file=file)
        self.asides += [replace(aside, file=file or aside.file) for aside in opened.asides]
        self.notes += [note for note in opened.notes if note is not _SAID_OF_ATTACHMENTS]

    def _opened(self, data: bytes, part: _Part, *, is_body: bool) -> Opened | None:
        if not self._visit.budget.take_part():
            self.notes.append(Note.ATTACHMENTS_LEFT_OUT)
            return None
        name = "" if is_body else _opening_name(part)
        try:
            return self._visit.open_inside(data, name)
        except Unreadable as refused:
            if refused.reason in _REFUSES_ALL:
                raise
            if refused.reason is not Reason.EMPTY:
                self.notes.append(Note.ATTACHMENTS_LEFT_OUT)
            return None

    def _name(self, part: _Part) -> str:
        self._unnamed += not part["name"]
        return part["name"] or f"{self._unnamed}"


def _opening_name(part: _Part) -> str:
    """The name that says what an attachment was meant to be."""
    return part["name"] or (".eml" if part["type"] == "message/rfc822" else "")


def _is_ornament(part: _Part) -> bool:
    """Signatures and business cards, and pictures of the body such as the logo below it."""
    if part["type"] in _SIGNATURES:
        return True
    return part["type"].startswith("image/") and not part["attached"]
