"""The one door through which a file becomes text: its form is found, its text made safe to keep."""

import importlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.forms import Kind, kind_of, named
from giaoban.kit.reader.opening.found import (
    Budget,
    Form,
    Found,
    Note,
    Opened,
    Progress,
    Visit,
)
from giaoban.kit.reader.opening.places import Writing
from giaoban.kit.reader.opening.refusals import Reason, Unreadable
from giaoban.kit.vntext.secrecy import secrecy_marking

# An opener is imported when its first file comes: most starts of the program never need one.
_OPENERS = {
    Form.TEXT: ("plain", "open_plain"),
    Form.WORD: ("word", "open_word"),
    Form.OPEN_DOCUMENT: ("opendocument", "open_opendocument"),
    Form.SHEET: ("sheet", "open_sheet"),
    Form.HTML: ("web", "open_web"),
}
# These need more than the bytes.
_VISITED = {
    Form.OLD_WORD: ("old_word", "open_old_word"),
    Form.PDF: ("pdf", "open_pdf"),
    Form.PICTURE: ("scan", "open_picture"),
    Form.MAIL: ("mail", "open_mail"),
}

# Characters that neither XML nor a database takes; a space in their place keeps every offset.
_UNWANTED = dict.fromkeys([*range(32), 0x7F, 0xFFFE, 0xFFFF], " ")
_UNWANTED |= {ord(keep): keep for keep in "\t\n\r"} | {0x0B: "\n", 0x0C: "\n"}
# Nothing with a combining class is a word character, so a long run of marks shows here.
_MARKS = re.compile(rf"[^\w\s!-~]{{{limits.MARKS_IN_A_ROW},}}")


def open_file(
    data: bytes, *, name: str = "", progress: Progress | None = None, recognises: bool = True
) -> Opened:
    """The text of a file and what form it has, found in its content; Unreadable if refused.

    `name` only helps to say what is wrong with a file that is not what its name says. `progress`
    is told how many of how many pages have been recognised where the file holds pictures. A
    document with a secrecy marking anywhere, page headers and attachments included, is refused.
    Recognising takes seconds a page; where it may not be done now, `recognises` is false and such a
    file raises PicturesInside, unless it is refused before that.
    """
    budget = Budget(parts=limits.MAIL_PARTS, pictures=limits.PICTURES)
    return _open(data, name, 0, Manner(budget, progress, recognises))


@dataclass(frozen=True)
class Manner:
    """How a file and all that lies inside it are opened."""

    budget: Budget
    progress: Progress | None
    recognises: bool


def _open(data: bytes, name: str, depth: int, manner: Manner) -> Opened:
    if len(data) > limits.BYTES:
        raise Unreadable(Reason.TOO_LARGE)
    if not data.strip():
        raise Unreadable(Reason.EMPTY)
    kind = kind_of(data, name.lower())

    def open_inside(inner: bytes, inner_name: str) -> Opened:
        return _open(inner, inner_name, depth + 1, manner)

    visit = Visit(
        manner.budget, open_inside, name, depth, manner.progress, recognises=manner.recognises
    )
    found = _found(kind.form, data, visit)
    writing = _safe(found.writing)
    if not writing.text.strip():
        raise Unreadable(Reason.EMPTY)
    _refuse_secrets(writing.text, found)
    promised = named(name.lower())
    renamed = (Note.OTHER_FORM_THAN_NAMED,) if promised not in {None, kind.form} else ()
    return _opened(kind, found, writing, renamed)


def _found(form: Form, data: bytes, visit: Visit) -> Found:
    if form in _VISITED:
        open_visited: Callable[[bytes, Visit], Found] = _opener(*_VISITED[form])
        return open_visited(data, visit)
    open_plainly: Callable[[bytes], Found] = _opener(*_OPENERS[form])
    return open_plainly(data)


def _opener(module: str, name: str) -> Callable[..., Found]:
    opener: Callable[..., Found] = getattr(
        importlib.import_module(f"giaoban.kit.reader.opening.{module}"), name
    )
    return opener


def _opened(kind: Kind, found: Found, writing: Writing, renamed: tuple[Note, ...]) -> Opened:
    asides = tuple(replace(aside, text=_safe_text(aside.text)) for aside in found.asides)
    notes = (*found.notes, *renamed)
    return Opened(writing.text, kind.media_type, kind.form, found.pages, notes, writing, asides)


def _refuse_secrets(text: str, found: Found) -> None:
    apart = (_safe_text(words) for words in (found.aside, *(each.text for each in found.asides)))
    if secrecy_marking(text) or any(map(secrecy_marking, apart)):
        raise Unreadable(Reason.SECRET)


def _safe(writing: Writing) -> Writing:
    """The writing in NFC, of bounded length and without control characters."""
    _refuse_unsafe(writing.text)
    if not unicodedata.is_normalized("NFC", writing.text):
        writing = writing.rewritten(lambda line: unicodedata.normalize("NFC", line))
    return replace(writing, text=writing.text.translate(_UNWANTED))


def _safe_text(text: str) -> str:
    return _safe(Writing(text)).text


def _refuse_unsafe(text: str) -> None:
    if len(text) > limits.CHARACTERS:
        raise Unreadable(Reason.TOO_MUCH_TEXT)
    for run in _MARKS.finditer(text):
        if sum(map(bool, map(unicodedata.combining, run[0]))) > limits.MARKS_IN_A_ROW // 2:
            raise Unreadable(Reason.UNKNOWN_FORMAT)
