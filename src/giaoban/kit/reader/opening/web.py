"""Web pages: the body of the article by trafilatura, else the words between the tags."""

import re

from giaoban.kit.reader.opening import limits
from giaoban.kit.reader.opening.apart import answers_of
from giaoban.kit.reader.opening.found import Found
from giaoban.kit.reader.opening.places import Writing
from giaoban.kit.reader.opening.plain import modern, open_plain
from giaoban.kit.reader.opening.refusals import Reason, Unreadable

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_HEAD_BYTES = 4096
# An article shorter than this beside much more text was not found: the page is no article.
LEAST_SHARE = 0.2


def open_web(data: bytes) -> Found:
    """The text of a web page, one line for a paragraph or a table row."""
    if len(data) > limits.HTML_BYTES:
        raise Unreadable(Reason.TOO_COSTLY)
    share = (limits.APART_MEMORY_BYTES, limits.APART_CPU_SECONDS)
    answers: list[str | None] = answers_of("web_process.py", _decoded(data).encode(), share)
    if not answers:
        raise Unreadable(Reason.TOO_COSTLY)
    everything, article = [*answers, None][:2]
    if not everything:
        raise Unreadable(Reason.EMPTY)
    whole = article and len(article) >= LEAST_SHARE * len(everything)
    writing, notes = modern(Writing(article if article and whole else everything))
    return Found(writing, aside=modern(Writing(everything))[0].text, notes=notes)


def _decoded(data: bytes) -> str:
    """The page as text: as Unicode if it is that, else as it says itself, else as plain text is."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if declared := _CHARSET.search(data[:_HEAD_BYTES]):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return open_plain(data).writing.text
